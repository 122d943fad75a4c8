import { remembered } from '../remembered.ts';
import { quotedLine } from '../text/quotedWord.ts';
import { codeFacts } from '../shell/codeFacts.ts';
import { cellCommands } from './notebook.ts';
import { runConfigurations } from './runConfigurations.ts';
import { commandLine, isRecord, projectScripts, tolerantJson } from './scriptsIn.ts';
import type { WrittenFile } from './writtenFiles.ts';

/**
 * `install`: run by whoever installs, clones or commits, unasked. `build`: run when the project is built. `image`: run in a
 * container, while it is built or when it starts.
 */
export type BuildKind = 'install' | 'build' | 'image';

interface Reader {
  readonly kind: BuildKind;
  /** On the path in lower case, with forward slashes. */
  readonly test: RegExp;
  readonly read: (text: string) => readonly string[];
}

const MAX_SCRIPTS = 60;

const READERS: readonly Reader[] = [
  { kind: 'install', test: /(?:^|\/)composer\.json$/, read: composerScripts },
  { kind: 'install', test: /(?:^|\/)(?:binding|common)\.gypi?$|\.gypi?$/, read: gypCommands },
  { kind: 'install', test: /(?:^|\/)build\.rs$/, read: rustCommands },
  { kind: 'install', test: /(?:^|\/)extconf\.rb$|\.gemspec$|\.podspec$/, read: rubyCommands },
  {
    kind: 'install',
    test: /(?:^|\/)(?:setup|conftest|sitecustomize)\.py$/,
    read: (text) => programCommands(text, 'python'),
  },
  { kind: 'install', test: /(?:^|\/)\.husky\/[^/.]+$|(?:^|\/)\.githooks\/[^/]+$/, read: (text) => [text] },
  {
    kind: 'install',
    test: /(?:^|\/)(?:lefthook|\.lefthook|\.pre-commit-config|\.pre-commit-hooks|\.overcommit)\.ya?ml$/,
    read: yamlCommands,
  },
  { kind: 'install', test: /(?:^|\/)\.envrc$/, read: (text) => [text] },
  {
    kind: 'install',
    test: /(?:^|\/)(?:[._](?:vim|nvim|gvim|ex)rc|init\.vim)$|\.vim$/,
    read: (text) => [
      ...matches(text, /(?:^|[|\s])(?:sil(?:ent)?!?\s{1,4}|exe(?:cute)?\s{1,4}["'])?!\s{0,4}([^"'\s|][^\n]{3,800})$/gm),
      ...matches(text, /\bsystem(?:list)?\(\s{0,4}["']([^\n]{4,800}?)["']\s{0,4}[),]/g),
    ],
  },
  {
    kind: 'image',
    test: /(?:^|\/)(?:dockerfile|containerfile)[\w.-]*$|\.dockerfile$/,
    read: (text) =>
      matches(
        text,
        /^[ \t]*(?:ONBUILD[ \t]+)?(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK[^\n]*?CMD)[ \t]+((?:[^\n\\]|\\\n|\\.)+)/gim,
      ).map((line) => execForm(line.replace(/^(?:--\w+=\S+\s+)+/, ''))),
  },
  {
    kind: 'image',
    test: /(?:^|\/)(?:k8s|kubernetes|kustomize|manifests?|deploy(?:ment)?s?|charts?|helm)\/[^\n]*\.ya?ml$|(?:^|\/)(?:pod|deployment|cronjob|daemonset|statefulset|job)[\w.-]*\.ya?ml$/,
    read: yamlCommands,
  },
  {
    kind: 'install',
    test: /(?:^|\/)\.idea\/(?:runconfigurations\/[^/]+|workspace|externaltools|watchertasks|tools\/[^/]+)\.xml$|(?:^|\/)\.run\/[^/]+\.run\.xml$/,
    read: runConfigurations,
  },
  { kind: 'build', test: /(?:^|\/)package\.json$/, read: projectScripts },
  {
    kind: 'build',
    test: /(?:^|\/)tox\.ini$/,
    read: (text) => matches(text, /^(?:[ \t]+|commands\w*[ \t]*=[ \t]*)([^\s#][^\n]{3,800})$/gm),
  },
  { kind: 'build', test: /\.ipynb$/, read: cellCommands },
  { kind: 'build', test: /\.go$/, read: (text) => matches(text, /^\/\/go:generate[ \t]+(.+)$/gm) },
  { kind: 'build', test: /(?:^|\/)\.?justfile$|\.just$/, read: (text) => matches(text, /^[ \t]+[@-]*(.+)$/gm) },
  { kind: 'build', test: /(?:^|\/)(?:gnu)?makefile$|\.mk$/, read: (text) => matches(text, /^\t[@+-]*(.+)$/gm) },
  {
    kind: 'build',
    test: /(?:^|\/)(?:taskfile|docker-compose|compose|process-compose|tilt)[\w.-]*\.ya?ml$/,
    read: yamlCommands,
  },
  {
    kind: 'build',
    test: /(?:^|\/)cmakelists\.txt$|\.cmake$/,
    read: (text) => matches(text, /\bCOMMAND\s+((?:"(?:[^"\\]|\\.)*"|[^()"])+)/g),
  },
  {
    kind: 'build',
    test: /(?:^|\/)(?:meson\.build|mix\.exs|rebar\.config|build\.zig|build\.sbt|project\.clj|deps\.edn|dune)$/,
    read: quotedShells,
  },
  {
    kind: 'build',
    test: /\.tf$/,
    read: (text) => [
      ...matches(text, /\bcommand[ \t]{0,20}=[ \t]{0,4}"((?:[^"\\\n]|\\.){4,800})"/g).map((script) =>
        script.replaceAll('\\"', '"'),
      ),
      // `program = ["sh", "-c", ...]` of an external data source: it runs when a plan is made.
      ...quotedShells(text),
    ],
  },
  { kind: 'build', test: /\.(?:cs|vb|fs|vcx|sql)proj$|\.(?:props|targets)$/, read: msbuildCommands },
  {
    kind: 'build',
    test: /(?:^|\/)configure\.(?:ac|in)$|\.m4$/,
    // Whole scripts of shell; what counts ends in one that reads what comes.
    read: (text) =>
      matches(text, /^[ \t]*(?:\w+='?)?([^\n]{4,800}\|[ \t]*(?:\/(?:usr\/)?bin\/)?(?:ba|z|da)?sh\b[^\n]{0,80})$/gm),
  },
  {
    kind: 'build',
    test: /(?:^|\/)(?:ansible|playbooks?|roles)\/[^\n]*\.ya?ml$|(?:^|\/)(?:site|playbook)[\w.-]*\.ya?ml$/,
    read: yamlCommands,
  },
  {
    kind: 'build',
    test: /\.gradle(?:\.kts)?$/,
    read: (text) => [...quotedShells(text), ...matches(text, /"((?:[^"\\\n]|\\.){4,800})"\s*\.execute\(/g)],
  },
  {
    kind: 'build',
    test: /(?:^|\/)(?:rakefile|vagrantfile|podfile|fastfile|dangerfile|guardfile|brewfile)$|\.rake$/,
    read: rubyCommands,
  },
  {
    kind: 'build',
    test: /(?:^|\/)(?:noxfile|tasks|fabfile|dodo|wscript|sconstruct)(?:\.py)?$/,
    read: (text) => programCommands(text, 'python'),
  },
  {
    kind: 'build',
    test: /(?:^|\/)(?:gulpfile|gruntfile|webpack\.config|vite\.config|rollup\.config|next\.config|esbuild(?:\.config)?)\.[cm]?[jt]s$/,
    read: (text) => programCommands(text, 'node'),
  },
];

/** Most files have none of the names: one look instead of one for each reader. */
const ANY_NAME = new RegExp(READERS.map(({ test }) => test.source).join('|'));

/** Commands in a file that builds or installs a project, with when they run. */
export function buildScripts({
  path,
  text,
}: WrittenFile): { readonly kind: BuildKind; readonly scripts: readonly string[] } | undefined {
  const reader = readerOf(path);
  return reader && { kind: reader.kind, scripts: reader.read(text).slice(0, MAX_SCRIPTS) };
}

/** What a file of this name is to a build. */
export function buildKind(path: string): BuildKind | undefined {
  return readerOf(path)?.kind;
}

/** Several rules ask about the same file in a row. */
const readerOf = remembered(16, (path): Reader | undefined => {
  const name = path.replaceAll('\\', '/').toLowerCase();
  return ANY_NAME.test(name) ? READERS.find(({ test }) => test.test(name)) : undefined;
});

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].slice(0, MAX_SCRIPTS).map((hit) => hit[1] ?? '');
}

/** `"sh", "-c", "..."` however a language puts it, and `os:cmd("...")`. */
function quotedShells(text: string): string[] {
  const shells = [
    ...text.matchAll(
      /["'](?:\/(?:usr\/)?bin\/)?(?:ba|z|da)?sh["'][\s,()[\]{}.\w&!]{0,24}["']-l?c["'][\s,()[\]{}.\w&!]{0,24}(["'])((?:(?!\1)[^\\\n]|\\.){1,2000})\1/g,
    ),
  ].map((hit) => hit[2] ?? '');
  return [...shells, ...matches(text, /\b(?:os:cmd|:os\.cmd|shell|compile)\W{1,4}"((?:[^"\\\n]|\\.){4,800})"/g)].map(
    (each) => each.replace(/\\(["'\\])/g, '$1'),
  );
}

function rustCommands(text: string): string[] {
  const chains = [
    ...text.matchAll(/Command::new\(\s*"([^"\n]{1,200})"\s*\)((?:\s*\.(?:args?|env|current_dir)\([^;]{0,600}?\))*)/g),
  ].map((hit) =>
    commandLine(
      hit[1] ?? '',
      [...(hit[2] ?? '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((arg) => arg[1] ?? ''),
    ),
  );
  return [...quotedShells(text), chains.join('\n')];
}

function rubyCommands(text: string): string[] {
  return [
    ...programCommands(text, 'ruby'),
    ...matches(
      text,
      /\b(?:sh|inline:|prepare_command\s*=|:script\s*=>|script:)\s*\(?\s*["']((?:[^"'\\]|\\.){4,2000})["']/g,
    ),
    ...matches(text, /<<[-~]?['"]?[A-Z]{2,20}['"]?\r?\n([\s\S]{4,4000}?)\n\s*[A-Z]{2,20}\b/g),
  ];
}

function programCommands(text: string, language: string): string[] {
  return [...codeFacts(text.slice(0, 32_768), language).shellTexts, ...quotedShells(text)];
}

/** Commands of a project of .NET or C++, as MSBuild runs them before, after or as a part of a build. */
function msbuildCommands(text: string): string[] {
  return [
    ...matches(text, /<Exec\b[^>]{0,400}?\bCommand\s{0,4}=\s{0,4}"([^"]{4,2000})"/g),
    ...matches(text, /<(?:Pre|Post)BuildEvent>([^<]{4,2000})<\//g),
    ...matches(text, /<(?:Pre|Post)BuildEvent>\s{0,40}<Command>([^<]{4,2000})<\//g),
  ].map((command) =>
    command
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&gt;', '>')
      .replaceAll('&lt;', '<')
      .replaceAll('&amp;', '&'),
  );
}

function composerScripts(text: string): string[] {
  const json: unknown = tolerantJson(text);
  if (!isRecord(json) || !isRecord(json.scripts)) return [];
  return Object.values(json.scripts)
    .flat()
    .filter((each) => typeof each === 'string')
    .filter((each) => !each.startsWith('@') && !/^[\w\\]+::\w+$/.test(each));
}

function gypCommands(text: string): string[] {
  const lists = matches(text, /["']action["']\s*:\s*\[([^\]]{1,2000})\]/g).map((list) =>
    quotedLine([...list.matchAll(/["']((?:[^"'\\]|\\.)*)["']/g)].map((hit) => hit[1] ?? '')),
  );
  return [...matches(text, /<!@?\(((?:[^()]|\([^()]*\)){1,800})\)/g), ...lists];
}

/** Values of the keys that hold commands, alone, as a list or as a block. */
function yamlCommands(text: string): string[] {
  const found: string[] = [];
  const lines = text.split('\n');
  lines.forEach((line, i) => {
    const start =
      /^(\s*)(?:-\s+)?(?:run|cmd|cmds|entry|command|commands|script|sh|entrypoint|args|(?:ansible\.builtin\.|win_)?shell)\s*:\s*(.*)$/.exec(
        line,
      );
    if (!start) return;
    const inline = (start[2] ?? '').trim();
    if (inline !== '' && !/^[|>][+-]?\d?$/.test(inline)) {
      found.push(execForm(inline.replace(/^(["'])(.*)\1$/, '$2')));
      return;
    }
    const indent = start[1]?.length ?? 0;
    const words: string[] = [];
    for (const next of lines.slice(i + 1)) {
      if (next.trim() !== '' && next.length - next.trimStart().length <= indent) break;
      const item = next.replace(/^\s*-\s+/, '').trim();
      if (item !== '' && !/^[\w-]+:(?:\s|$)/.test(item)) {
        found.push(item);
        words.push(item.replace(/^(["'])(.*)\1$/, '$2'));
      }
    }
    // `- sh`, `- -c`, `- curl ...`: one command, a word on each line.
    if (words.length > 2 && /^-\w*c$/.test(words[1] ?? '')) found.push(quotedLine(words));
  });
  return found;
}

/** `["sh", "-c", "..."]` as a line. */
function execForm(text: string): string {
  if (!/^\[\s{0,20}["']/.test(text)) return text;
  const words = [...text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map(([, double, single]) =>
    (double ?? single ?? '').replace(/\\(["\\])/g, '$1'),
  );
  return quotedLine(words);
}
