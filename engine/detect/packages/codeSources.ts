import { destinationOf, isNobodys, type Destination } from '../net/classifyHost.ts';
import { flagValues, hasFlag, operands } from '../shell/args.ts';
import { containerImage } from '../shell/wrappers.ts';
import type { Arg, ShellCommand } from '../shell/shellFacts.ts';

export const SOURCE_KINDS = ['manifest', 'chart', 'image', 'system-packages', 'template'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Where a command takes code, or what says which code runs, from. */
export interface CodeSource {
  readonly kind: SourceKind;
  /** As it stands on the command line. */
  readonly address: string;
  readonly destination: Destination;
}

/** How one program names what it fetches. */
interface Reader {
  readonly kind: SourceKind;
  /** Its operands, as one line, begin like this. */
  readonly verbs: RegExp;
  /** Options whose values are addresses. */
  readonly options?: readonly string[];
  /** Are the operands behind the verbs addresses as well? */
  readonly operands?: true;
}

const READERS: Readonly<Record<string, readonly Reader[]>> = {
  kubectl: [
    {
      kind: 'manifest',
      verbs: /^(?:apply|create|replace)\b/,
      options: ['-f', '--filename', '-k', '--kustomize'],
    },
    { kind: 'manifest', verbs: /^kustomize /, operands: true },
  ],
  kustomize: [{ kind: 'manifest', verbs: /^(?:build|edit add resource) /, operands: true }],
  istioctl: [{ kind: 'manifest', verbs: /^(?:install|apply|manifest)\b/, options: ['-f', '--filename'] }],
  argocd: [{ kind: 'manifest', verbs: /^(?:app create|repo add)\b/, options: ['--repo'], operands: true }],
  flux: [{ kind: 'manifest', verbs: /^create source\b/, options: ['--url'] }],
  'ansible-pull': [{ kind: 'manifest', verbs: /^/, options: ['-U', '--url'] }],
  'ansible-galaxy': [{ kind: 'manifest', verbs: /install\b/, operands: true }],
  helm: [
    { kind: 'chart', verbs: /^(?:install|upgrade|template|pull|fetch)\b/, options: ['--repo'], operands: true },
    { kind: 'chart', verbs: /^(?:repo add|plugin install) /, operands: true },
  ],
  helmfile: [{ kind: 'chart', verbs: /^(?:apply|sync|template)\b/, options: ['-f', '--file'] }],
  'add-apt-repository': [{ kind: 'system-packages', verbs: /^/, operands: true }],
  dnf: [{ kind: 'system-packages', verbs: /^config-manager\b/, options: ['--add-repo', '--from-repofile'] }],
  'yum-config-manager': [{ kind: 'system-packages', verbs: /^/, options: ['--add-repo'] }],
  zypper: [{ kind: 'system-packages', verbs: /^(?:ar|addrepo) /, operands: true }],
  apk: [{ kind: 'system-packages', verbs: /^add\b/, options: ['-X', '--repository'] }],
  flatpak: [{ kind: 'system-packages', verbs: /^(?:remote-add|install)\b/, operands: true }],
  'nix-channel': [{ kind: 'system-packages', verbs: /^/, operands: true }],
  cookiecutter: [{ kind: 'template', verbs: /^/, operands: true }],
  copier: [{ kind: 'template', verbs: /^(?:copy|update) /, operands: true }],
  terraform: [{ kind: 'template', verbs: /^init\b/, options: ['-from-module'] }],
  tofu: [{ kind: 'template', verbs: /^init\b/, options: ['-from-module'] }],
  'pre-commit': [{ kind: 'template', verbs: /^try-repo /, operands: true }],
  vagrant: [{ kind: 'image', verbs: /^box add /, operands: true }],
};

/** Sources of a command that no known host serves. */
export function unknownSources(command: ShellCommand): CodeSource[] {
  if (command.program === 'docker') return unknownImage(command);
  const readers = Object.hasOwn(READERS, command.program) ? READERS[command.program] : undefined;
  if (!readers) return [];
  const words = operands(command);
  const line = words.map((arg) => arg.text).join(' ');
  return readers.flatMap((reader) => {
    if (!reader.verbs.test(line)) return [];
    const given = [...flagValues(command, ...(reader.options ?? [])), ...(reader.operands ? words : [])];
    return given.flatMap((arg) => sourceOf(reader.kind, arg, command));
  });
}

const REMOTE = /^(?:deb (?:\[[^\]]*\] )?)?((?:git\+|git::)?(?:https?|oci|git|ssh):\/\/\S+|git@[\w.-]+:\S+)/;

function sourceOf(kind: SourceKind, { text }: Arg, command: ShellCommand): CodeSource[] {
  const address = REMOTE.exec(text)?.[1];
  if (address === undefined || (command.place === 'container' && kind === 'system-packages')) return [];
  const destination = destinationOf(address.replace(/^git(?:\+|::)/, '').replace(/^git@([\w.-]+):/, 'ssh://$1/'));
  return destination && isNobodys(destination) ? [{ kind, address, destination }] : [];
}

/** Companies keep images on hosts of their own, which say in their name that they are for that. */
const REGISTRY_NAME = /^(?:(?:[\w-]+-)?(?:registry|docker|images?|containers?|cr|oci|hub)(?:-[\w-]+)?)\./;

function unknownImage(command: ShellCommand): CodeSource[] {
  const image = containerImage(command.args);
  if (!image || image.dynamic) return [];
  const host = /^([\w-]+(?:\.[\w-]+)+(?::\d+)?)\/./.exec(image.text)?.[1];
  const destination = host === undefined ? undefined : destinationOf(host);
  if (!destination || !isNobodys(destination)) return [];
  if (REGISTRY_NAME.test(destination.host) && !hasRights(command)) return [];
  return [{ kind: 'image', address: image.text, destination }];
}

/** Is the container given the machine? */
function hasRights(command: ShellCommand): boolean {
  return (
    ['--privileged', '--pid=host', '--network=host', '--net=host'].some((flag) => hasFlag(command, flag)) ||
    flagValues(command, '-v', '--volume', '--mount').some(({ text }) => HOST_FOLDER.test(text))
  );
}
const HOST_FOLDER =
  /^(?:type=bind,)?(?:src=|source=)?(?:\/(?::|,|$)|~|\$\{?HOME\}?(?:[:,/]|$)|\/(?:home|root|etc|proc|run|var\/run)\b)/;
