import { inlineBehaviours } from '../code/inlineCode.ts';
import { destinationOf } from '../net/classifyHost.ts';
import { pathClasses } from '../paths/classifyPath.ts';
import { SECRET_CLASSES } from '../paths/pathClass.ts';
import { isKnownBad, lookAlike } from '../packages/packageAnalyzer.ts';
import { packageInstall } from '../packages/packageInstalls.ts';
import { labels } from '../shell/labels.ts';
import { shellFacts } from '../shell/parseShell.ts';
import type { ShellFacts } from '../shell/shellFacts.ts';
import { commandLine, isRecord, isTooDeep, tolerantJson } from './scriptsIn.ts';

/** Settings that take protection away from an agent, or run something on its behalf. */
export const CONFIG_FAULTS = [
  'hooks-off',
  'guard-removed',
  'redirected-api',
  'approvals-off',
  'broad-permission',
  'harmful-command',
  'input-sent',
  'helper-command',
  'loader-variable',
  'mcp-shell',
  'mcp-package',
  'mcp-cleartext',
  'runs-on-open',
  'too-deep',
] as const;
export type ConfigFault = (typeof CONFIG_FAULTS)[number];

export interface FoundFault {
  readonly fault: ConfigFault;
  readonly detail: string;
}

const BASE_URL =
  /^(?:ANTHROPIC|OPENAI|GEMINI|GOOGLE|AZURE_OPENAI|CLAUDE|MISTRAL|GROQ)\w*_(?:BASE_?URL|API_URL|ENDPOINT|BASE)$|^HTTPS?_PROXY$|^(?:apiBaseUrl|baseUrl|base_url|openai_base_url|apiBase)$/i;
const OFFICIAL =
  /(?:^|\.)(?:anthropic\.com|openai\.com|googleapis\.com|azure\.com|amazonaws\.com|mistral\.ai|groq\.com|openrouter\.ai)$/;
const LOADER =
  /^(?:LD_PRELOAD|LD_LIBRARY_PATH|DYLD_INSERT_LIBRARIES|NODE_OPTIONS|BASH_ENV|ENV|PYTHONSTARTUP|PERL5OPT|RUBYOPT|PROMPT_COMMAND|GIT_SSH_COMMAND|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED)$/;
const HELPERS = new Set([
  'apiKeyHelper',
  'awsAuthRefresh',
  'awsCredentialExport',
  'gcpAuthRefresh',
  'otelHeadersHelper',
  'proxyAuthHelper',
]);
const APPROVALS_OFF: Readonly<Record<string, (value: unknown) => boolean>> = {
  defaultmode: (value) => value === 'bypassPermissions' || value === 'acceptEdits',
  'chat.tools.autoapprove': (value) => value === true,
  'chat.tools.global.autoapprove': (value) => value === true,
  enableallprojectmcpservers: (value) => value === true,
  skipdangerousmodepermissionprompt: (value) => value === true,
  bypasspermissionsmodeaccepted: (value) => value === true,
  yolo: (value) => value === true,
  autoapprove: (value) => value === true || (Array.isArray(value) && value.includes('*')),
  alwaysallow: (value) => Array.isArray(value) && value.includes('*'),
  approval_policy: (value) => value === 'never',
  trust: (value) => value === true,
};
/** Programs with which any command can be run or anything sent. */
const UNBOUNDED =
  /^Bash(?:\(\s*(?:\*|:\*|\*:\*)?\s*\)|\(\s*(?:\S*\/)?(?:sudo|sh|bash|zsh|python\d?|node|perl|ruby|php|pwsh|powershell|curl|wget|nc|ssh|eval|xargs|env|docker|osascript|bunx?|npx|deno)\b(?:\s+(?:-[ce])?\s*|:)\*\s*\))?$/;

/** What is wrong in the JSON of an agent's or MCP client's settings; `removed` is what an edit takes away. */
export function configFaults(text: string, removed: string): FoundFault[] {
  const found: FoundFault[] = [];
  if (/\boktsec\b/i.test(removed) && !/\boktsec\b/i.test(text))
    found.push({ fault: 'guard-removed', detail: 'the edit takes the guard out' });
  if (isTooDeep(text)) found.push({ fault: 'too-deep', detail: 'nested deeper than it is read' });
  walk(tolerantJson(text), '', '', found, 0);
  // Settings in TOML are read by line: one key, one value.
  for (const [, key, value] of text.matchAll(/^[ \t]*([\w.-]+)[ \t]*=[ \t]*"?([^"\n]*)"?[ \t]*$/gm))
    if (key) check(key, value === 'true' ? true : value, '', found);
  return found;
}

function walk(value: unknown, key: string, parent: string, found: FoundFault[], depth: number): void {
  if (depth > 16) return;
  if (Array.isArray(value)) {
    for (const each of value) {
      if (typeof each === 'string') checkPermission(each, key, found);
      else walk(each, key, parent, found, depth + 1);
    }
  }
  if (!isRecord(value)) return;
  checkServer(value, found);
  for (const [name, each] of Object.entries(value)) {
    check(name, each, key, found);
    walk(each, name, key, found, depth + 1);
  }
}

function check(name: string, value: unknown, parent: string, found: FoundFault[]): void {
  if (name === 'disableAllHooks' && value === true) found.push({ fault: 'hooks-off', detail: name });
  if (APPROVALS_OFF[name.toLowerCase()]?.(value))
    found.push({ fault: 'approvals-off', detail: `${name}: ${String(value)}` });
  if (typeof value !== 'string') return;
  if ((name === 'runOn' && value === 'folderOpen') || name === 'initializeCommand')
    found.push({ fault: 'runs-on-open', detail: `${name}: ${value}` });
  if (BASE_URL.test(name)) {
    const destination = destinationOf(value);
    if (
      destination &&
      !OFFICIAL.test(destination.host) &&
      !destination.classes.has('loopback') &&
      /^https?:/i.test(value)
    )
      found.push({ fault: 'redirected-api', detail: `${name}: ${destination.host}` });
  }
  if (
    LOADER.test(name) &&
    value !== '' &&
    !(name === 'NODE_OPTIONS' && !/--(?:require|import|loader|experimental-loader|inspect)|-r\b/.test(value)) &&
    !(name === 'ENV' && !value.includes('/'))
  ) {
    if (name !== 'NODE_TLS_REJECT_UNAUTHORIZED' || value === '0')
      found.push({ fault: 'loader-variable', detail: `${name}=${value}` });
  }
  // A relative script comes with the repository: whoever wrote that one gets the key.
  if (
    HELPERS.has(name) &&
    (/(?:^|[\s'"])(?![/~])[\w./-]+\.(?:sh|py|[cm]?js|ts|rb|pl|ps1)\b/.test(value) ||
      /\b(?:curl|wget|iwr|irm|nc)\b/.test(value))
  )
    found.push({ fault: 'helper-command', detail: `${name}: ${value}` });
  if (name === 'command' || name === 'hook' || HELPERS.has(name)) {
    checkCommand(value, shellFacts(value), found);
    if (!HELPERS.has(name) && sendsInput(value)) found.push({ fault: 'input-sent', detail: value });
  }
}

const HARMFUL_SOURCES = labels('download', 'decoded', 'socket');
/** What stands for the session where a command is looked at by itself. */
const SESSION = labels('environment');
const HARMFUL_DATA = labels('secret', 'environment', 'env-file', 'credential', 'local-file');

function checkCommand(command: string, facts: ShellFacts, found: FoundFault[]): void {
  const flow = facts.flows.find(
    (each) =>
      (each.to === 'execute' && each.from & HARMFUL_SOURCES) || (each.to !== 'execute' && each.from & HARMFUL_DATA),
  );
  const shape = facts.shapes.find((each) => /shell|bomb|code-/.test(each.kind));
  const wipes = facts.accesses.some(
    (each) =>
      each.access === 'delete' &&
      each.recursive &&
      ['root', 'home', 'system-root'].some((kind) => each.classes.has(kind as 'root')),
  );
  const harms = flow !== undefined || shape !== undefined || wipes || inlineBehaviours(facts).length > 0;
  if (harms) found.push({ fault: 'harmful-command', detail: command });
}

/** Hooks and status lines get every prompt, command and result on stdin. Does this command send it to another machine? */
function sendsInput(command: string): boolean {
  const { flows } = shellFacts(`printenv | {\n${command}\n}`);
  return flows.some(
    ({ to, from, destination }) => to !== 'execute' && from & SESSION && !destination?.classes.has('loopback'),
  );
}

function checkPermission(entry: string, list: string, found: FoundFault[]): void {
  if (list !== 'allow' && list !== 'allowedTools' && list !== 'alwaysAllow') return;
  const secret = /^(?:Read|Edit|Write)\((.+)\)$/.exec(entry)?.[1];
  const opens =
    secret !== undefined &&
    [...pathClasses(secret.replace(/^\/\//, '/').replace(/\/\*+$/, ''))].some(
      (kind) => SECRET_CLASSES.has(kind) || kind === 'env-file',
    );
  if (UNBOUNDED.test(entry) || entry === '*' || opens) found.push({ fault: 'broad-permission', detail: entry });
}

function checkServer(value: Record<string, unknown>, found: FoundFault[]): void {
  const command = typeof value.command === 'string' ? value.command : undefined;
  const args = Array.isArray(value.args) ? value.args.filter((each) => typeof each === 'string') : [];
  if (command && args.length > 0) {
    if (
      /(?:^|[\\/])(?:ba|z|da)?sh$|^(?:cmd|powershell|pwsh)(?:\.exe)?$/i.test(command) &&
      args.some((arg) => /^-[a-z]*c$|^\/c$|^-(?:Command|enc)/i.test(arg))
    )
      found.push({ fault: 'mcp-shell', detail: `${command} ${args.join(' ')}` });
    const line = commandLine(command, args);
    const facts = shellFacts(line);
    checkCommand(line, facts, found);
    const fault = packageFault(facts);
    if (fault !== undefined) found.push({ fault: 'mcp-package', detail: fault });
  }
  if (typeof value.url === 'string' && /^http:/i.test(value.url)) {
    const classes = destinationOf(value.url)?.classes;
    if (classes && !classes.has('loopback') && !classes.has('private'))
      found.push({ fault: 'mcp-cleartext', detail: value.url });
  }
}

/** The package that a command fetches and runs, if it is known to harm or looks like another. */
function packageFault({ commands }: ShellFacts): string | undefined {
  for (const each of commands) {
    const install = packageInstall(each);
    for (const one of install?.packages ?? []) {
      if (install && isKnownBad(one, install.ecosystem)) return `${one.name} is known to harm`;
      const like = install && lookAlike(one, install.ecosystem);
      if (like !== undefined) return like;
    }
  }
  return undefined;
}
