import { canonicalPath, isInside } from '../paths/canonicalPath.ts';
import { classesOfCanonical, globMatches } from '../paths/classifyPath.ts';
import { SECRET_CLASSES, type PathClass } from '../paths/pathClass.ts';
import { destinationOf } from '../net/classifyHost.ts';
import { FOREIGN, labels, type Data, type Labels } from './labels.ts';
import { fromEarlier, MUST_NOT_LEAVE, type EarlierCalls, type Leftovers } from './leftovers.ts';
import type { Circumstances } from './machine.ts';
import {
  MAX_ACCESSES,
  MAX_CODE_TEXTS,
  type Arg,
  type Connection,
  type FileAccess,
  type Flow,
  type InlineCode,
  type Shape,
  type ShapeKind,
  type ShellAccess,
  type ShellCommand,
  type ShellFacts,
  type Sink,
  type Span,
} from './shellFacts.ts';

const PLAIN_CIRCUMSTANCES: Circumstances = {
  wrappers: [],
  elevated: false,
  place: 'here',
  background: false,
  assignments: [],
};

const GLOB = /[*?[]/;
const SECRET = labels('secret');
const SOCKET = labels('socket');
const SHELL_OUTPUT = labels('shell-output');
const EARLIER = labels('earlier');
const HARMFUL: ReadonlySet<ShapeKind> = new Set([
  'reverse-shell',
  'bind-shell',
  'code-reverse-shell',
  'code-secret-send',
  'code-fetch-execute',
  'code-delete-root',
  'fork-bomb',
  'web-shell',
]);

/** What a run has found so far, and what it knows of files. */
export abstract class ShellRecord {
  readonly #running = new Set<string>();
  readonly commands: ShellCommand[] = [];
  readonly accesses: FileAccess[] = [];
  readonly connections: Connection[] = [];
  readonly flows: Flow[] = [];
  readonly shapes: Shape[] = [];
  readonly code: InlineCode[] = [];
  readonly workspace: string | undefined;
  cwd: string | undefined;
  /** How the command being run was reached. */
  circumstances: Circumstances = PLAIN_CIRCUMSTANCES;
  /** Where in the field the command being run stands. */
  protected at: Span = [0, 0];
  /** What the script itself put into files, by canonical path. */
  protected readonly files = new Map<string, Data>();

  /** Is something deleted or moved away? */
  protected removes = false;
  /** Was an access left out? */
  #cut = false;
  readonly #classes = new Map<string, Set<PathClass>>();

  /** Files that the script put on another machine or into a container. */
  protected readonly elsewhere = new Set<string>();

  constructor(
    cwd: string | undefined,
    workspace: string | undefined,
    protected readonly earlier?: EarlierCalls,
  ) {
    this.cwd = cwd;
    this.workspace = workspace;
  }

  /** Has the script put something into a file? */
  get spells(): boolean {
    return this.files.size > 0;
  }

  /** Has the script, or an earlier call, put something into a file? */
  get knows(): boolean {
    return this.files.size > 0 || (this.earlier?.files.size ?? 0) > 0;
  }

  canonical(path: string): string {
    return canonicalPath(path, this.cwd);
  }

  /** What the script itself put at a path, in it, or in a folder above it. */
  written(canonical: string): Data | undefined {
    const own = this.files.get(canonical);
    if (own) return own;
    if (GLOB.test(canonical)) {
      const named = this.#named(canonical);
      if (named) return named;
    }
    const before = this.earlier && this.#earlierFile(canonical, this.earlier);
    if (before || this.files.size === 0) return before;
    let found: Data | undefined;
    for (const [path, data] of this.files) {
      if (
        isInside(path, canonical) ||
        isInside(canonical, path) ||
        canonical === '.' ||
        (canonical.endsWith('/*') && isInside(path, canonical.slice(0, -2)))
      )
        found = { labels: (found?.labels ?? 0) | data.labels };
    }
    return found;
  }

  /** The file that a glob stands for. */
  #named(glob: string): Data | undefined {
    for (const [path, data] of this.files) if (globMatches(glob, path)) return data;
    for (const [path, data] of this.earlier?.files ?? []) if (globMatches(glob, path)) return fromEarlier(data);
    return undefined;
  }

  #earlierFile(canonical: string, { files }: EarlierCalls): Data | undefined {
    const same = files.get(canonical);
    if (same) return fromEarlier(same);
    for (const [path, data] of files) {
      // What lies in a folder that was brought in, and a folder that holds a copy of a secret.
      if (isInside(canonical, path)) return fromEarlier({ labels: data.labels });
      if (data.labels & MUST_NOT_LEAVE && isInside(path, canonical)) return fromEarlier({ labels: data.labels });
    }
    return undefined;
  }

  #classesOf(canonical: string): Set<PathClass> {
    let classes = this.#classes.get(canonical);
    if (!classes)
      this.#classes.set(canonical, (classes = classesOfCanonical(canonical, { workspace: this.workspace })));
    return classes;
  }

  /** Kinds of data that a file of this name holds. */
  labelsOf(canonical: string): Labels {
    let found = labels('local-file');
    for (const kind of this.#classesOf(canonical)) {
      if (SECRET_CLASSES.has(kind)) found |= SECRET;
      else if (kind === 'key-file' || kind === 'key-dir') found |= labels('key-file');
      else if (kind === 'env-file') found |= labels('env-file');
      else if (kind === 'history') found |= labels('history');
      else if (kind === 'privilege') found |= labels('account-file');
      else if (kind === 'home') found |= labels('home');
      else if (kind === 'workspace-root') found |= labels('workspace');
    }
    return found;
  }

  /** Puts data at a path without a fact of its own: copies and moves report themselves. */
  place(canonical: string, data: Data): void {
    this.files.set(canonical, data);
    if (this.circumstances.place !== 'here') this.elsewhere.add(canonical);
  }

  access(
    access: ShellAccess,
    path: Arg,
    program: string,
    more: { readonly recursive?: boolean; readonly labels?: Labels; readonly text?: string | undefined } = {},
  ): void {
    if (path.text === '' || path.text === '-') return;
    if (this.accesses.length >= MAX_ACCESSES) {
      if (!this.#cut) this.shape('over-budget', `more than ${MAX_ACCESSES} files`);
      this.#cut = true;
      return;
    }
    const canonical = this.canonical(path.text);
    if (access === 'delete' || access === 'move') this.removes = true;
    this.accesses.push({
      access,
      path: canonical,
      classes: this.#classesOf(canonical),
      recursive: more.recursive ?? false,
      program,
      place: this.circumstances.place,
      labels: more.labels ?? 0,
      text: more.text,
      span: this.at,
    });
  }

  /** What was read from environment files since then goes into the environment, as it does with `source`. */
  protected loaded(since: number): void {
    for (let i = since; i < this.accesses.length; i++) {
      const each = this.accesses[i];
      if (each?.access === 'read' && each.classes.has('env-file')) this.accesses[i] = { ...each, program: 'source' };
    }
  }

  connect(target: string, sends: Labels, program: string): void {
    const destination = destinationOf(target);
    if (destination) this.connections.push({ destination, program, sends, span: this.at });
  }

  /** Data leaves for a host. */
  send(target: string, sends: Labels, program: string): void {
    this.connect(target, sends, program);
    if (sends & SHELL_OUTPUT) this.shape('reverse-shell', `a shell's output goes to ${program}`);
    if (sends !== 0)
      this.flows.push({ from: sends, to: 'network', program, destination: destinationOf(target), span: this.at });
  }

  flow(from: Labels, to: Sink, program: string): void {
    if (from & SOCKET && to === 'execute') this.shape('reverse-shell', `${program} runs what comes over a connection`);
    if (from !== 0) this.flows.push({ from, to, program, span: this.at });
  }

  /** Runs what an earlier call may have written, and reports if that does harm. */
  asEarlier(content: Data, what: string, run: () => Data): Data {
    if ((content.labels & EARLIER) === 0) return run();
    const [shapes, flows, accesses] = [this.shapes.length, this.flows.length, this.accesses.length];
    const output = run();
    const harm =
      this.shapes.slice(shapes).some(({ kind }) => HARMFUL.has(kind)) ||
      this.flows.slice(flows).some(({ from, to }) => (from & (to === 'execute' ? FOREIGN : MUST_NOT_LEAVE)) !== 0) ||
      this.accesses
        .slice(accesses)
        .some(
          (each) =>
            each.access === 'delete' && each.recursive && (each.classes.has('root') || each.classes.has('home')),
        );
    if (harm) this.shape('harm-from-earlier', `${what} was written by an earlier call`);
    return output;
  }

  unlessRunning(what: string, run: () => void): void {
    if (this.#running.has(what)) return;
    this.#running.add(what);
    run();
    this.#running.delete(what);
  }

  shape(kind: ShapeKind, detail: string): void {
    // A bound is hit again and again once it is hit.
    if (kind === 'over-budget' && this.shapes.some((shape) => shape.kind === kind && shape.detail === detail)) return;
    this.shapes.push({ kind, detail, span: this.at });
  }

  /** An interpreter is given this to run. */
  runsCode(text: string, program: string): void {
    if (this.code.length < MAX_CODE_TEXTS) this.code.push({ text, program, span: this.at });
  }

  abstract leftovers(): Leftovers;

  get facts(): ShellFacts {
    const { commands, accesses, connections, flows, shapes, code, workspace } = this;
    const spelled = accesses.filter((each) => (each.access === 'write' || each.access === 'append') && each.text);
    return { commands, accesses, connections, flows, shapes, spelled, code, leftovers: this.leftovers(), workspace };
  }

  get span(): Span {
    return this.at;
  }
}
