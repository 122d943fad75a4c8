import { labels, type LabelName } from '../shell/labels.ts';
import { shellFacts } from '../shell/parseShell.ts';
import type { ShapeKind } from '../shell/shellFacts.ts';
import type { Behaviour, BehaviourKind } from './behaviour.ts';
import { trustKind, wipeKind } from './codeTargets.ts';

const SHAPE_KINDS: Readonly<Partial<Record<ShapeKind, BehaviourKind>>> = {
  'reverse-shell': 'reverse-shell',
  'bind-shell': 'reverse-shell',
  'code-reverse-shell': 'reverse-shell',
  'fork-bomb': 'fork-bomb',
  'code-fetch-execute': 'fetch-execute',
  'code-decode-execute': 'shell-decode-execute',
  'code-secret-send': 'shell-secret-send',
  'code-delete-root': 'wipe-system',
};
const FETCHED: readonly LabelName[] = ['download'];
const DROPPED: readonly LabelName[] = ['drop-download', 'cleartext-download'];
const SECRETS: readonly LabelName[] = ['secret', 'key-file', 'environment', 'history', 'account-file'];
const fetched = labels(...FETCHED);
const secrets = labels(...SECRETS);
const dropped = labels(...DROPPED);
const INTERPRETER =
  /^(?:ba|z|da|k|a)?sh$|^(?:python|node|perl|ruby|php|powershell|pwsh|iex|invoke-expression|eval|source|\.)$/;
const socket = labels('socket');
const hostFacts = labels('host-facts');
const decoded = labels('decoded');

const PACKAGE_SOURCE = /^\/etc\/(?:apt\/(?:sources\.list\.d|keyrings|trusted\.gpg\.d)|yum\.repos\.d)\//;

/** What a shell script, or a command that a program starts, would do. */
export function shellBehaviours(text: string, span: Behaviour['span'], workspace?: string): Behaviour[] {
  const facts = shellFacts(text, undefined, workspace);
  const found: Behaviour[] = [];
  const report = (kind: BehaviourKind, detail: string, at: Behaviour['span'] = span) => {
    if (!found.some((each) => each.kind === kind)) found.push({ kind, detail, span: at });
  };
  for (const shape of facts.shapes) {
    const kind = SHAPE_KINDS[shape.kind];
    if (kind) report(kind, shape.detail);
  }
  for (const { from, to, program } of facts.flows) {
    if (to === 'execute' && from & socket) report('reverse-shell', `${program} runs what a socket says`);
    else if (to === 'execute' && from & dropped) report('fetch-execute', `${program} runs a download`);
    else if (to === 'execute' && from & fetched && INTERPRETER.test(program))
      report('shell-download-execute', `${program} runs a download`);
    else if (to === 'execute' && from & decoded) report('shell-decode-execute', `${program} runs what is decoded`);
    else if (to !== 'execute' && from & secrets) report('shell-secret-send', `${program} sends a secret`);
  }
  for (const { program, args } of facts.commands)
    if (/^(?:powershell|pwsh)$/.test(program) && args.some(({ text }) => /^-e(?:n?c?|nc\w*)$/i.test(text)))
      report('shell-decode-execute', 'powershell runs an encoded command');
  for (const { sends, destination, program } of facts.connections)
    if (sends & hostFacts && ['catcher', 'tunnel'].some((kind) => destination.classes.has(kind as 'catcher')))
      report('beacon', `${program} tells ${destination.host} about this machine`);
  for (const { access, path, place, recursive, program, classes, text: written = '' } of facts.accesses) {
    if (place === 'container' || program === 'remove-item') continue;
    if (access === 'delete') {
      const kind = wipeKind(path, workspace);
      const whole = recursive || (program !== 'rm' && program !== 'rmdir');
      if (kind !== undefined && (kind === 'wipe-secrets' || whole)) report(kind, `${program} deletes ${path}`);
    } else if (access === 'write' || access === 'append') {
      const kind = classes.has('disk') ? 'wipe-system' : trustKind(path, workspace);
      // A vendor's installer adds the vendor's own source of packages.
      if (PACKAGE_SOURCE.test(path) && !/http:\/\/|trusted=yes|gpgcheck=0/i.test(written)) continue;
      // Installers put a line into a shell's start-up file; that is told where such a file is written.
      if (kind !== undefined && kind !== 'persistence') report(kind, `${program} writes ${path}`);
    }
  }
  return found;
}
