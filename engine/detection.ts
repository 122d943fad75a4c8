import type { Problem } from './protocol/views.ts';
import { asset } from './assets.ts';
import { homePaths } from './config/home.ts';
import { loadBuiltinPack } from './detect/builtinRules.ts';
import { createDetector } from './detect/detector.ts';
import type { CompiledPack } from './detect/pack.ts';
import type { Detector } from './detect/types.ts';
import { loadUserRules } from './detect/userRules.ts';

/**
 * The built-in rules and those of the user, less the ids in `without`. A bad rule file is a problem with its place; the
 * others stay in force.
 */
export function loadDetector(
  home: string,
  without: readonly string[] = [],
): { readonly detector: Detector; readonly problems: readonly Problem[] } {
  const user = loadUserRules(homePaths(home).rules);
  const packs = [loadBuiltinPack(asset('rules.json')), user.pack].map((pack): CompiledPack => ({
    ...pack,
    rules: pack.rules.filter((rule) => !without.includes(rule.info.id)),
  }));
  return { detector: createDetector(packs), problems: user.problems };
}
