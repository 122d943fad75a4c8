import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { homePaths } from '../config/home.ts';
import { createDetector } from '../detect/detector.ts';
import type { RuleLayer } from '../detect/layeredDetector.ts';
import type { Vocabulary } from '../detect/pack.ts';
import type { Detector, ScanInput } from '../detect/types.ts';
import { loadProjectRules, type LoadedRules } from '../detect/userRules.ts';
import type { Problem } from '../protocol/views.ts';

/** Where a project keeps rules for whoever works in it. */
export function projectRulesFolder(folder: string): string {
  return path.join(folder, '.oktsec', 'rules');
}

/** What rules that count everywhere leave to those of a project. */
export interface RulesEverywhere {
  readonly ids: ReadonlySet<string>;
  readonly vocabulary: Vocabulary;
}

/** The rules of one trusted folder. They are read when something asks for them. */
export class ProjectRules implements RuleLayer {
  private readonly spellings: readonly string[];
  private loaded: { readonly rules: LoadedRules; readonly detector: Detector } | undefined;

  /** `without`: ids that kept taking too long. */
  constructor(
    readonly folder: string,
    private readonly home: string,
    private readonly everywhere: RulesEverywhere,
    private readonly without: readonly string[] = [],
  ) {
    this.spellings = [...new Set([folder, real(folder)])].map(comparable);
  }

  get detector(): Detector {
    return this.read().detector;
  }

  /** Of all its rules, those that are left out included. */
  get ids(): readonly string[] {
    return this.read().rules.pack.rules.map(({ info }) => info.id);
  }

  get problems(): readonly Problem[] {
    return this.read().rules.problems;
  }

  /** A call lies in the folder if it runs there, or belongs to work that does. */
  covers({ cwd, workspace }: Pick<ScanInput, 'cwd' | 'workspace'>): boolean {
    return [cwd, workspace].some((place) => {
      if (place === undefined) return false;
      const at = comparable(place);
      return this.spellings.some((folder) => at === folder || at.startsWith(folder + path.sep));
    });
  }

  private read(): { readonly rules: LoadedRules; readonly detector: Detector } {
    if (this.loaded) return this.loaded;
    const directory = projectRulesFolder(this.folder);
    // A window on the home directory: these are the user's own rules, which count everywhere.
    const own = existsSync(directory) && real(directory) === real(homePaths(this.home).rules);
    const rules: LoadedRules = own
      ? { pack: { format: 1, rules: [] }, problems: [] }
      : loadProjectRules(directory, this.folder, this.everywhere.ids);
    const kept = rules.pack.rules.filter(({ info }) => !this.without.includes(info.id));
    const vocabulary = kept.length > 0 ? this.everywhere.vocabulary : {};
    this.loaded = {
      rules,
      detector: createDetector([{ format: 1, ...vocabulary, rules: kept }], { alwaysTimed: true }),
    };
    return this.loaded;
  }
}

function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** Spelled as its system tells folders apart, without a separator at the end. */
function comparable(folder: string): string {
  const normal = path.normalize(folder).replace(/[\\/]+$/, '');
  return process.platform === 'linux' ? normal : normal.toLowerCase();
}
