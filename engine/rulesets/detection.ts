import type { Problem } from '../protocol/views.ts';
import { asset } from '../config/assets.ts';
import { homePaths } from '../config/home.ts';
import { loadBuiltinPack } from '../detect/builtinRules.ts';
import { createDetector } from '../detect/detector.ts';
import { layeredDetector } from '../detect/layeredDetector.ts';
import type { CompiledPack } from '../detect/pack.ts';
import type { Detector } from '../detect/types.ts';
import { loadUserRules } from '../detect/userRules.ts';
import { ProjectRules } from './projectRules.ts';
import { readTrustedFolders } from './trustedFolders.ts';

export interface LoadedDetector {
  readonly detector: Detector;
  readonly problems: readonly Problem[];
}

/**
 * The built-in rules and those of the user, less the ids in `without`. A bad rule file is a problem with its place; the
 * others stay in force.
 */
export function loadDetector(home: string, without: readonly string[] = []): LoadedDetector {
  const user = loadUserRules(homePaths(home).rules);
  const packs = [loadBuiltinPack(asset('rules.json')), user.pack].map((pack): CompiledPack => ({
    ...pack,
    rules: pack.rules.filter((rule) => !without.includes(rule.info.id)),
  }));
  return { detector: createDetector(packs), problems: user.problems };
}

/** The rules that count for calls in one place: with those of the trusted folders that it lies in. */
export function loadDetectorFor(home: string, place: string): LoadedDetector {
  const { detector, problems } = loadDetector(home);
  const projects = projectsOf(home, detector).filter((project) => project.covers({ cwd: place }));
  const all = [...problems, ...projects.flatMap((project) => project.problems)];
  return { detector: layeredDetector(detector, projects), problems: all };
}

/** The same with the rules of the folders that an editor trusts, each for the calls in it, read when one comes. */
export function loadWholeDetector(home: string): LoadedDetector {
  const { detector, problems } = loadDetector(home);
  return { detector: layeredDetector(detector, projectsOf(home, detector)), problems };
}

function projectsOf(home: string, { rules }: Detector): readonly ProjectRules[] {
  const taken = new Set(rules.map(({ id }) => id));
  return readTrustedFolders(home).map((folder) => new ProjectRules(folder, home, () => taken));
}
