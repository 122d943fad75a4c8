import { destinationOf, type HostClass } from '../net/classifyHost.ts';
import { flagValues, hasFlag, operands } from './args.ts';
import { labels, NOTHING, UNKNOWN, type Data, type Labels } from './labels.ts';
import type { Stage } from './machine.ts';
import type { Arg, ShellCommand } from './shellFacts.ts';

/** A login, fresh from its own program. */
export const ISSUED = labels('credential', 'issued-token');

const CLOUD_URL =
  /^(?:s3|gs|gcs|az|azblob|https?):\/\/([^/]+)|^([A-Za-z][\w-]{1,40}):(?!\\|\/\/)|^(:[a-z]\w{1,20})[,:]/;
/** `mc` knows storage by an alias: `backup/bucket/`. */
const ALIASED = /^[\w-]+\/[\w./-]*$/;

export function cloudCopy({ run, command, stdin }: Stage): Data {
  const words = operands(command);
  if (/^(?:cat|storage cat)\b/.test(words.map((arg) => arg.text).join(' '))) return { labels: labels('download') };
  if (!words.some((arg) => /^(?:cp|copy|copyto|sync|mv|move|moveto|put|mirror|rcat|upload|rsync)$/.test(arg.text)))
    return { labels: credentialOutput(command.program, words) };
  const target = words.at(-1);
  const aliased = command.program === 'mc' && target !== undefined && ALIASED.test(target.text);
  const remote = target && (CLOUD_URL.test(target.text) || aliased);
  const bucket = words.some((arg) => CLOUD_URL.test(arg.text) && !/^[a-z]:\\/i.test(arg.text));
  if (target && bucket && !remote) {
    const received: Data = { labels: labels('download') };
    if (target.text === '-' || target.text === '/dev/stdout') return received;
    run.write(target, received, command.program);
    return NOTHING;
  }
  if (!target || !remote) return UNKNOWN;
  const verb = words.findIndex((arg) =>
    /^(?:cp|copy|copyto|sync|mv|move|moveto|put|mirror|rcat|upload|rsync)$/.test(arg.text),
  );
  const sources = words.slice(verb + 1, -1).filter((arg) => !CLOUD_URL.test(arg.text) || /^[a-z]:\\/i.test(arg.text));
  const found = sources.reduce(
    (set, file) => set | (file.text === '-' ? stdin.labels : run.read(file, command.program, { quiet: true }).labels),
    (words[0]?.text ?? '').includes('rcat') ? stdin.labels : 0,
  );
  if (hasFlag(command, '--no-sign-request') && sources.length > 0)
    run.shape('anonymous-upload', `${target.text} takes uploads without a login`);
  const elsewhere = foreignEndpoint(command);
  // A place that stands nowhere but on this line is nobody's configured storage.
  const spelled = command.program === 'rclone' && /^:[a-z]/.test(target.text);
  if (elsewhere !== undefined && (found & WHOLE || spelled))
    run.shape('foreign-upload', `everything goes to ${elsewhere}`);
  if (found !== 0)
    run.send(`${command.program}.cloud.invalid`, found & ~labels('local-file', 'workspace'), command.program);
  return UNKNOWN;
}

/** Storage that answers like a cloud's but belongs to nobody who is known. */
function foreignEndpoint(command: ShellCommand): string | undefined {
  const [url] = flagValues(command, ...ENDPOINTS);
  const classes = url && destinationOf(url.text)?.classes;
  if (!classes || OWN_STORAGE.some((kind) => classes.has(kind)) || STORAGE_VENDORS.test(url.text)) return undefined;
  return url.text;
}
const ENDPOINTS = [
  '--endpoint-url',
  '--host',
  '--s3-endpoint',
  '--ftp-host',
  '--sftp-host',
  '--smb-host',
  '--webdav-url',
];
/** All of something, not a file that somebody picked. */
const WHOLE = labels('workspace', 'home', 'archive', 'database');
const OWN_STORAGE: readonly HostClass[] = ['provider', 'loopback', 'private', 'cluster-internal'];
const STORAGE_VENDORS =
  /(?:^|[/.])(?:r2\.cloudflarestorage\.com|digitaloceanspaces\.com|backblazeb2\.com|wasabisys\.com|scw\.cloud|linodeobjects\.com|ovh\.(?:net|us)|your-objectstorage\.com|exo\.io|storage\.yandexcloud\.net|fly\.storage\.tigris\.dev|tigris\.dev|aliyuncs\.com|myqcloud\.com|oraclecloud\.com|ibm\.com|cloud\.it|vultrobjects\.com|idrivee2\.com|minio|localstack)(?=[:/]|$)/i;

export function azure({ run, command }: Stage): Data {
  const line = operands(command)
    .map((arg) => arg.text)
    .join(' ');
  if (/^storage (?:blob|file|fs file) upload/.test(line)) {
    const found = flagValues(command, '--file', '-f', '--source', '-s').reduce(
      (set, file) => set | run.read(file, 'az', { quiet: true }).labels,
      0,
    );
    run.send('az.cloud.invalid', found & ~labels('local-file', 'workspace'), 'az');
  }
  return AZURE_SECRETS.test(line) ? { labels: ISSUED } : UNKNOWN;
}
const AZURE_SECRETS =
  /^(?:account get-access-token|keyvault secret (?:show|download)|ad sp create|storage account keys|acr credential|webapp config appsettings list|functionapp keys)/;

function credentialOutput(program: string, words: readonly Arg[]): Labels {
  const line = words.map((arg) => arg.text).join(' ');
  const shows =
    program === 'aws'
      ? /^(?:configure (?:get|export-credentials)|sts (?:get-session-token|get-federation-token|assume-role[\w-]*)|secretsmanager get-secret-value|ssm get-parameters?|iam create-access-key|ecr get-login-password|lambda get-function-configuration)/
      : /^(?:auth (?:application-default )?print-(?:access|identity)-token|secrets versions access|iam service-accounts keys create)/;
  if (!shows.test(line)) return 0;
  return /^(?:secretsmanager|ssm|lambda|secrets versions)/.test(line) ? labels('credential', 'stored-secret') : ISSUED;
}
