const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** Parts of an export or archive from their JSON. What cannot be one comes as text that says why, for the verifier to tell. */
export async function* readParts(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<unknown, void> {
  for await (const line of lines) yield readPart(line);
}

function readPart(json: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return json;
  }
  if (JSON.stringify(value) === json) return value; // as we write it: nothing is hidden in it
  const twice = repeatedName(json);
  return twice === undefined ? value : `"${twice}" stands twice in ${json}`;
}

/** Parsers differ in which member of two with one name they believe: one could be shown what another has verified. */
function repeatedName(json: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let text = '';
  for (const [token] of json.matchAll(TOKENS)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const name = JSON.parse(text) as string;
      const names = open.at(-1);
      if (names?.has(name)) return name;
      names?.add(name);
    }
    text = token;
  }
  return undefined;
}
