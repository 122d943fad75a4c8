/** Undoes the ways in which PowerShell and cmd write a word without spelling it. Purely textual, one pass each. */
export function foldPowershell(text: string): string {
  let code = text.replace(/`(?=[a-z])/gi, '').replace(/\^(?=[a-z"|&])/gi, '');
  if (/%\w|!\w/.test(code)) code = foldCmdVariables(code);
  if (/\[char/i.test(code)) code = foldCharacters(code);
  if (/env:comspec\s*\[|\$(?:pshome|shellid)\s*\[|\$verbosepreference/i.test(code)) code = foldKnownIndexing(code);
  if (/['"]\s*-f\s/i.test(code)) code = foldFormat(code);
  if (/-replace\b|\.replace\(/i.test(code)) code = foldReplace(code);
  return /['"]\s*\+\s*['"]/.test(code) ? code.replace(/'\s*\+\s*'|"\s*\+\s*"/g, '') : code;
}

/** `set x=power& call %x%shell`, `%x:~0,3%`, `!x!`. */
function foldCmdVariables(code: string): string {
  const values = new Map<string, string>();
  for (const hit of code.matchAll(/\bset\s+"?([a-z_]\w{0,30})=([^&|"\n]{1,200})/gi))
    values.set((hit[1] ?? '').toLowerCase(), hit[2] ?? '');
  if (values.size === 0) return code;
  return code.replace(
    /[%!]([a-z_]\w{0,30})(?::~(-?\d+)(?:,(-?\d+))?)?[%!]/gi,
    (whole, name: string, from?: string, length?: string) => {
      const value = values.get(name.toLowerCase());
      if (value === undefined) return whole;
      if (from === undefined) return value;
      const start = Number(from) < 0 ? value.length + Number(from) : Number(from);
      const end = length === undefined ? undefined : Number(length) < 0 ? Number(length) : start + Number(length);
      return value.slice(start, end);
    },
  );
}

/** `[char]73+[char]69`, `[char[]](73,69,88) -join ''`. */
function foldCharacters(code: string): string {
  const letter = (number: string): string => {
    const value = Number(number);
    return value > 0 && value < 0x10000 ? String.fromCharCode(value) : '';
  };
  return code
    .replace(
      /\(?\[char\[\]\]\s*\(?@?\(?\s*((?:0x[0-9a-f]+|\d+)(?:\s*,\s*(?:0x[0-9a-f]+|\d+)){1,400})\s*\)*(?:\s*-join\s*(?:''|""))?\)?/gi,
      (_, list: string) =>
        `'${list
          .split(',')
          .map((each) => letter(each.trim()))
          .join('')}'`,
    )
    .replace(/(?:\[char\]\s*(?:0x[0-9a-f]+|\d+)\s*\+?\s*){1,200}/gi, (run) => {
      const text = [...run.matchAll(/0x[0-9a-f]+|\d+/gi)].map((hit) => letter(hit[0])).join('');
      return run.trimEnd().endsWith('+') ? `'${text}'+` : `'${text}'`;
    });
}

/** Letters picked out of a well-known value: in practice always the ones of `iex`. */
function foldKnownIndexing(code: string): string {
  return code.replace(
    /\(?\s*\$(?:env:comspec|pshome|shellid|verbosepreference(?:\.tostring\(\))?)\s*\[[\d,\s]{1,20}\](?:\s*\+\s*'[a-z]')?(?:\s*-join\s*(?:''|""))?\s*\)?/gi,
    'iex',
  );
}

/** `'{1}{0}' -f 'x','ie'`. */
function foldFormat(code: string): string {
  return code.replace(
    /(['"])((?:\{\d\}|[\w .-]){2,80})\1\s*-f\s*((?:(['"])[^'"]{0,60}\4\s*,?\s*){1,12})/gi,
    (_, _quote: string, shape: string, list: string) => {
      const values = [...list.matchAll(/'([^']*)'|"([^"]*)"/g)].map((hit) => hit[1] ?? hit[2] ?? '');
      return `'${shape.replace(/\{(\d)\}/g, (whole, at: string) => values[Number(at)] ?? whole)}'`;
    },
  );
}

/** `'iZx'.Replace('Z','e')` and `'iZx' -replace 'Z','e'`. */
function foldReplace(code: string): string {
  return code.replace(
    /'([^']{1,200})'\s*(?:-c?replace|\.replace\()\s*'([^']{1,40})'\s*,\s*'([^']{0,40})'\)?/gi,
    (_, text: string, from: string, to: string) => `'${text.replaceAll(from, () => to)}'`,
  );
}
