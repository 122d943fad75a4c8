import { mkdirSync, watch, type FSWatcher } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { homePaths } from '../config/home.ts';
import { layeredDetector } from '../detect/layeredDetector.ts';
import type { Detector } from '../detect/types.ts';
import type { FolderTrust, TrustedFolder } from '../protocol/api.ts';
import type { Problem } from '../protocol/views.ts';
import { loadDetector, type BaseDetector } from './detection.ts';
import { ProjectRules, projectRulesFolder } from './projectRules.ts';
import { ProjectRulesWatch } from './projectRulesWatch.ts';
import { readTrustedFolders, rememberTrust } from './trustedFolders.ts';
import { warmUps } from './warmUp.ts';

const SETTLE_MS = 100;
const TELL_AFTER = 3;

/**
 * The rules in force: loaded anew when the user's or those of a trusted folder change, and without those of them that kept
 * taking too long.
 */
export class LiveRules {
  detector: Detector;

  private base: BaseDetector;
  private readonly builtin: ReadonlySet<string>;
  private own: ReadonlySet<string>;
  private projects: readonly ProjectRules[] = [];
  private unwatched: readonly string[] = [];
  private readonly projectsWatch = new ProjectRulesWatch(() => this.reloadProjects());
  private readonly overruns = new Map<string, number>();
  private readonly watcher: FSWatcher;
  private settling: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly home: string,
    private readonly onProblems: (problems: readonly Problem[]) => void,
    /** Other rules are in force than before. */
    private readonly onChange: (summary: string) => void = () => undefined,
  ) {
    this.base = loadDetector(home);
    this.detector = this.base.detector;
    this.builtin = idsOf(this.detector, (source) => source === 'builtin');
    this.own = idsOf(this.detector, (source) => source !== 'builtin');
    const { rules } = homePaths(home);
    mkdirSync(rules, { recursive: true, mode: 0o700 });
    this.watcher = watch(rules, { persistent: false }, () => {
      clearTimeout(this.settling);
      this.settling = setTimeout(() => this.reload(), SETTLE_MS);
    });
    this.watcher.on('error', () => this.watcher.close());
    this.loadProjects();
    this.use();
  }

  /** Takes what a window says of its folders. Returns all that are trusted now, and their rules. */
  trust(told: readonly FolderTrust[]): TrustedFolder[] {
    const { begun, ceased } = rememberTrust(this.home, told);
    if (begun.length > 0 || ceased.length > 0) {
      const changes = [...begun.map((folder) => `${folder} is trusted`), ...ceased.map((folder) => `${folder} is not`)];
      this.reloadProjects(`An editor told which folders are trusted: ${changes.join(', ')}`);
    }
    return this.projects.map(({ folder, detector }) => ({ folder, rules: detector.rules.length }));
  }

  /**
   * A scan was cut by these rules. After the third time a person is told, and a rule of the user's or a project's is
   * disabled. A built-in rule never is: which rule is the slowest on a text is up to whoever wrote the text.
   */
  overran(rules: readonly string[]): void {
    for (const rule of rules) this.overruns.set(rule, (this.overruns.get(rule) ?? 0) + 1);
    if (!rules.some((rule) => this.overruns.get(rule) === TELL_AFTER)) return;
    this.base = loadDetector(this.home, this.disabled());
    this.loadProjects();
    this.use();
  }

  /** Better now than while an agent waits. Calls that come in go first. */
  async warmUp(): Promise<void> {
    for (const { input, profile } of warmUps()) {
      await setImmediate();
      if (this.closed) return;
      this.detector.scan(input, profile);
    }
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.settling);
    this.watcher.close();
    this.projectsWatch.close();
  }

  private reload(): void {
    this.overruns.clear();
    const before = this.detector.packHash;
    this.base = loadDetector(this.home);
    this.own = idsOf(this.base.detector, (source) => source !== 'builtin');
    this.reloadProjects('Rule files changed', before);
  }

  private reloadProjects(why = 'Rule files changed', before = this.detector.packHash): void {
    for (const id of this.projects.flatMap((project) => project.ids)) this.overruns.delete(id);
    this.loadProjects();
    this.use();
    const now = this.detector.packHash;
    if (now !== before) this.onChange(`${why}: ${this.detector.rules.length} rules are in force, ${now.slice(0, 16)}`);
  }

  /** Their ids stay apart from those that count everywhere, and a rule that kept taking too long stays out. */
  private loadProjects(): void {
    const everywhere = { ids: new Set([...this.builtin, ...this.own]), vocabulary: this.base.vocabulary };
    const without = this.slow();
    const folders = readTrustedFolders(this.home);
    this.projects = folders.map((folder) => new ProjectRules(folder, this.home, everywhere, without));
    this.unwatched = this.projectsWatch.watch(folders);
  }

  private use(): void {
    this.detector = layeredDetector(
      this.base.detector,
      this.projects.filter(({ detector }) => detector.rules.length > 0),
    );
    const disabled = this.disabled();
    const slow = this.slow().map((id): Problem => {
      const rest = `took too long ${TELL_AFTER} times`;
      if (disabled.includes(id)) {
        return {
          code: 'rule-disabled',
          message: `Rule ${id} ${rest} and is disabled until the rules are loaded again.`,
        };
      }
      const what = this.builtin.has(id) ? `Rule ${id}` : `The step "${id}" of the scan`;
      const advice = 'What could not be judged in time was held. On a slow machine raise limits.scanMilliseconds.';
      return { code: 'rule-slow', message: `${what} ${rest}. ${advice}` };
    });
    const unwatched = this.unwatched.map((folder): Problem => ({
      code: 'rules-unwatched',
      message: `Changes of the rules in ${projectRulesFolder(folder)} are not seen until a window is opened on it.`,
    }));
    const problems = [...this.base.problems, ...this.projects.flatMap((project) => project.problems)];
    this.onProblems([...slow, ...unwatched, ...problems]);
  }

  private slow(): string[] {
    return [...this.overruns].filter(([, times]) => times >= TELL_AFTER).map(([rule]) => rule);
  }

  private disabled(): string[] {
    const brought = new Set([...this.own, ...this.projects.flatMap((project) => project.ids)]);
    return this.slow().filter((id) => brought.has(id));
  }
}

function idsOf({ rules }: Detector, from: (source: string) => boolean): ReadonlySet<string> {
  return new Set(rules.filter(({ source }) => from(source)).map(({ id }) => id));
}
