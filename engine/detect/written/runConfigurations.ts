const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&', '#10': '\n' };
const PROGRAM = /^(?:COMMAND|program|SCRIPT_PATH|INTERPRETER_PATH)$/;
const ARGUMENTS = /^(?:PARAMETERS|arguments|SCRIPT_OPTIONS|INTERPRETER_OPTIONS)$/;

/** Commands that a JetBrains editor keeps for a project: run configurations, tools, watchers. */
export function runConfigurations(text: string): string[] {
  const found: string[] = [];
  for (const block of text.split(/<(?:configuration|tool|TaskOptions)\b/).slice(1)) {
    let program = '';
    let told = '';
    for (const [, name = '', value = ''] of block.matchAll(
      /<option\s{1,20}name="(\w{1,60})"\s{1,20}value="([^"]{1,4000})"/g,
    )) {
      const plain = value.replace(/&(#?\w{2,4});/g, (entity, key: string) => ENTITIES[key] ?? entity);
      if (name === 'SCRIPT_TEXT') found.push(plain);
      else if (PROGRAM.test(name)) program = plain;
      else if (ARGUMENTS.test(name)) told = plain;
    }
    if (program !== '' && told !== '') found.push(`${program} ${told}`);
  }
  return found;
}
