import type { Problem } from '../protocol/views.ts';
import { asset } from '../config/assets.ts';
import { homePaths } from '../config/home.ts';
import { loadBuiltinPack } from '../detect/builtinRules.ts';
import { createDetector } from '../detect/detector.ts';
import { layeredDetector } from '../detect/layeredDetector.ts';
import type { CompiledPack, Vocabulary } from '../detect/pack.ts';
import type { Detector } from '../detect/types.ts';
import { loadUserRules } from '../detect/userRules.ts';
import { ProjectRules } from './projectRules.ts';
import { readTrustedFolders } from './trustedFolders.ts';

export interface LoadedDetector {
  readonly detector: Detector;
  readonly problems: readonly Problem[];
}

/** The rules that count everywhere. */
export interface BaseDetector extends LoadedDetector {
  /** What rules of a project are given besides. */
  readonly vocabulary: Vocabulary;
}

/**
 * The built-in rules and those of the user, less the ids in `without`. A bad rule file is a problem with its place; the
 * others stay in force.
 */
export function loadDetector(home: string, without: readonly string[] = []): BaseDetector {
  const user = loadUserRules(homePaths(home).rules);
  const { rules, format, ...vocabulary } = loadBuiltinPack(asset('rules.json'));
  const packs = [{ format, rules, ...vocabulary }, user.pack].map((pack): CompiledPack => ({
    ...pack,
    rules: pack.rules.filter((rule) => !without.includes(rule.info.id)),
  }));
  return { detector: createDetector(packs), problems: user.problems, vocabulary };
}

/** The rules that count for calls in one place: with those of the trusted folders that it lies in. */
export function loadDetectorFor(home: string, place: string): LoadedDetector {
  const base = loadDetector(home);
  const projects = projectsOf(home, base).filter((project) => project.covers({ cwd: place }));
  const all = [...base.problems, ...projects.flatMap((project) => project.problems)];
  return { detector: layeredDetector(base.detector, projects), problems: all };
}

/** The same with the rules of the folders that an editor trusts, each for the calls in it, read when one comes. */
export function loadWholeDetector(home: string): LoadedDetector {
  const base = loadDetector(home);
  return { detector: layeredDetector(base.detector, projectsOf(home, base)), problems: base.problems };
}

function projectsOf(home: string, { detector, vocabulary }: BaseDetector): readonly ProjectRules[] {
  const ids = new Set(detector.rules.map(({ id }) => id));
  return readTrustedFolders(home).map((folder) => new ProjectRules(folder, home, { ids, vocabulary }));
}
