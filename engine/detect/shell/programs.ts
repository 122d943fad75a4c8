import { FILE_PROGRAMS } from './filePrograms.ts';
import { flagValues, hasFlag, operands, word } from './args.ts';
import { labels, NOTHING, type Data } from './labels.ts';
import type { Handler, Stage } from './machine.ts';
import { NET_PROGRAMS } from './netPrograms.ts';
import { sqlDeeds } from './sql.ts';
import { TEXT_PROGRAMS } from './textPrograms.ts';

const SQL_PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  psql: ['-c', '--command'],
  mysql: ['-e', '--execute'],
  sqlite3: [],
  duckdb: ['-c'],
  sqlcmd: ['-Q', '-q'],
  clickhouse: ['-q', '--query'],
  'clickhouse-client': ['-q', '--query'],
  cockroach: ['-e', '--execute'],
  bq: [],
  cqlsh: ['-e'],
  snowsql: ['-q'],
  usql: ['-c'],
  wrangler: ['--command'],
  turso: [],
};

/** Programs whose output is a credential when their first words are these. */
const CREDENTIAL_WORDS: Readonly<Record<string, RegExp>> = {
  security: /^(?:find-(?:generic|internet)-password|dump-keychain|export)/,
  pass: /^(?:show )?\S/,
  terraform: /^(?:output|state pull|show)/,
  pulumi: /^(?:config get|stack output|stack export)/,
  vercel: /^env pull/,
  netlify: /^env:(?:get|list)/,
  op: /^(?:read|item get|document get)/,
  bw: /^(?:get|export|list)/,
  vault: /^(?:kv get|read|print token)/,
  kubectl: /^(?:get|describe) (?:secrets?|sealedsecrets?)|^config view|^create token/,
  'secret-tool': /^(?:lookup|search)/,
  keyring: /^get/,
  heroku: /^auth:token|^config/,
  doppler: /^secrets/,
  infisical: /^(?:export|secrets)/,
  npm: /^(?:config (?:get|ls|list)|token)/,
  'git-credential': /^fill/,
  doctl: /^auth/,
  flyctl: /^auth token/,
  lpass: /^show/,
  gopass: /^show/,
  chamber: /^(?:read|export|exec)/,
  sops: /^(?:-d|decrypt)/,
};

/** Of these the secrets of any service come; the others give out logins of their own. */
const SECRET_STORES: ReadonlySet<string> = new Set(
  'security pass op bw vault kubectl secret-tool keyring doppler infisical git-credential lpass gopass chamber sops terraform pulumi vercel netlify heroku npm'.split(
    ' ',
  ),
);

/** Every program with effects of its own, by normalised name. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...Object.entries(TEXT_PROGRAMS),
  ...Object.entries(FILE_PROGRAMS),
  ...Object.entries(NET_PROGRAMS),
  ...Object.keys(SQL_PROGRAMS).map((name): [string, Handler] => [name, sql]),
  ...Object.entries(CREDENTIAL_WORDS).map(([name, shows]): [string, Handler] => [
    name,
    (stage) => credential(stage, shows),
  ]),
]);

function credential({ command, stdin }: Stage, shows: RegExp): Data {
  const line = operands(command)
    .map((arg) => arg.text)
    .join(' ');
  if (!shows.test(line)) return { labels: stdin.labels };
  return { labels: labels('credential', SECRET_STORES.has(command.program) ? 'stored-secret' : 'issued-token') };
}

function sql({ run, command, stdin }: Stage): Data {
  const options = SQL_PROGRAMS[command.program] ?? [];
  const given =
    options.length > 0
      ? flagValues(command, ...options).map((arg) => arg.text)
      : operands(command)
          .slice(1)
          .map((arg) => arg.text);
  const texts = stdin.text ? [...given, stdin.text] : given;
  for (const file of flagValues(command, '-f', '--file')) run.read(file, command.program, { quiet: true });
  const found =
    command.program === 'sqlite3' && operands(command)[0]
      ? run.read(operands(command)[0] ?? word(''), 'sqlite3').labels | labels('database')
      : 0;
  for (const text of texts) {
    for (const deed of sqlDeeds(text)) run.shape(deed, text.trim().slice(0, 120));
    const shell = /(?:^|\n)\s*\\!\s*(.+)/.exec(text)?.[1];
    if (shell) run.script(shell, NOTHING);
  }
  return hasFlag(command, '--version') ? NOTHING : { labels: found };
}
