import type { CommandNode, CompoundList, Function as FunctionNode, ParsedScript } from 'unbash';
import { WEB_SHELL } from './codeVocabulary.ts';
import { KNOWN_VARIABLES } from './knownVariables.ts';
import { join, labels, UNKNOWN, type Data } from './labels.ts';
import { fromEarlier, kept, NO_LEFTOVERS, type Leftovers } from './leftovers.ts';
import { isSecretVariable, variableLabels } from './secretVariables.ts';
import type { Arg } from './shellFacts.ts';
import { ShellRecord } from './shellRecord.ts';

/** A script that reads what is written to the other end. */
export type ChannelReader = ParsedScript | CommandNode | CompoundList;

/** The other end of a file descriptor or of a process substitution. */
export interface Channel {
  readonly data?: Data;
  readonly path?: Arg;
  readonly script?: ChannelReader | undefined;
}

const SOCKET = labels('socket');
const DEV_SOCKET = /^\/dev\/(?:tcp|udp)\/([^/]+)\/([^/]+)$/;
const FD_PATH = /^(?:\/dev\/fd|\/proc\/(?:self|thread-self|\$\$)\/fd)\/(.+)$/;
const WEB_PAGE = /\.(?:php\d?|phtml|jspx?|aspx?|cgi)$/i;

/** What the names of a script stand for while it is run in the head: variables, functions, descriptors and files. */
export abstract class ShellScope extends ShellRecord {
  readonly aliases = new Map<string, string>();
  protected readonly variables = new Map<string, Data>();
  protected readonly functions = new Map<string, FunctionNode['body']>();
  protected readonly channels = new Map<string, Channel>();
  /** Above zero inside a branch that may not be taken: values are added there, not replaced. */
  protected doubt = 0;

  /** Runs the script at the other end of a channel with what is written to it. */
  protected abstract feed(script: ChannelReader, data: Data): void;

  protected openChannel(name: string, channel: Channel): void {
    this.channels.set(name, channel);
    if (!/^\d+$/.test(name)) this.variables.set(name, { labels: channel.data?.labels ?? 0, text: name });
  }

  /** Opening `/dev/tcp/...` connects, whatever is written later. */
  protected reach(target: Arg): void {
    const socket = DEV_SOCKET.exec(target.text);
    if (socket) this.connect(`${socket[1]}:${socket[2]}`, 0, 'dev-tcp');
  }

  variable(name: string): Data | undefined {
    const own = this.variables.get(name);
    if (own !== undefined) return own;
    const known = KNOWN_VARIABLES.get(name);
    if (known !== undefined) return { labels: 0, text: known };
    if (name === 'PWD') return { labels: 0, text: this.cwd ?? '.' };
    const before = this.earlier?.variables.get(name);
    if (before !== undefined) return fromEarlier(before);
    return isSecretVariable(name) ? { labels: variableLabels(name) } : undefined;
  }

  assign(name: string, value: Data): void {
    const before = this.variables.get(name);
    const kept = this.doubt > 0 && before && value.text === '' ? before : value;
    this.variables.set(name, this.doubt > 0 && before ? { ...kept, labels: kept.labels | before.labels } : kept);
  }

  unset(name: string): void {
    if (this.doubt === 0) this.variables.delete(name);
  }

  /** What is in a file, as far as its name and the script tell, and the fact that it is read. */
  read(path: Arg, program: string, options: { readonly recursive?: boolean; readonly quiet?: boolean } = {}): Data {
    const channel = FD_PATH.exec(path.text);
    if (channel?.[1]) {
      const other = this.channels.get(channel[1]);
      if (other) return other.data ?? UNKNOWN;
    }
    const socket = DEV_SOCKET.exec(path.text);
    if (socket) {
      this.connect(`${socket[1]}:${socket[2]}`, 0, 'dev-tcp');
      return { labels: SOCKET };
    }
    const canonical = this.canonical(path.text);
    if (!options.quiet) this.access('read', path, program, { recursive: options.recursive ?? false });
    const written = this.written(canonical);
    return { labels: (written?.labels ?? 0) | path.labels | this.labelsOf(canonical), text: written?.text };
  }

  write(path: Arg, data: Data, program: string, append = false): void {
    const channel =
      FD_PATH.exec(path.text)?.[1] ??
      (/^\d+-?$|^[A-Za-z_]\w*(?:\[\d+\])?$/.test(path.text) ? path.text.replace(/-$/, '') : undefined);
    const other = channel === undefined ? undefined : this.channels.get(channel);
    if (other) {
      if (other.script) this.feed(other.script, data);
      else if (other.path) this.write(other.path, data, program, append);
      return;
    }
    const socket = DEV_SOCKET.exec(path.text);
    if (socket) {
      this.send(`${socket[1]}:${socket[2]}`, data.labels, 'dev-tcp');
      return;
    }
    const canonical = this.canonical(path.text);
    this.access(append ? 'append' : 'write', path, program, { labels: data.labels, text: data.text });
    if (data.text !== undefined && WEB_PAGE.test(canonical) && WEB_SHELL.test(data.text))
      this.shape('web-shell', `${canonical} would run what a request says`);
    if (/^\/dev\/(?:null|std(?:out|err)|tty)$/.test(canonical)) return;
    const before = append || this.doubt > 0 ? this.written(canonical) : undefined;
    if (this.circumstances.place !== 'here') this.elsewhere.add(canonical);
    this.files.set(canonical, before ? join(before, data) : data);
  }

  /** What the script leaves for later calls of the session. */
  leftovers(): Leftovers {
    const names = this.variables.size + this.aliases.size + this.functions.size;
    if (names === 0 && this.files.size === 0 && !this.removes) return NO_LEFTOVERS;
    const files = new Map<string, Data>();
    const removed: string[] = [];
    for (const { access, path } of this.accesses) if (access === 'delete' || access === 'move') removed.push(path);
    for (const [path, data] of this.files) {
      if (this.elsewhere.has(path)) continue;
      const rest = kept(path, data);
      if (rest) files.set(path, rest);
      else removed.push(path);
    }
    const variables = new Map(
      [...this.variables].filter(([name]) => /^[A-Za-z_]\w*$/.test(name) && name !== '__stdin'),
    );
    return { files, removed, variables, aliases: this.aliases, functions: this.functions };
  }
}
