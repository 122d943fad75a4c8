import path from 'node:path';
import type { Problem } from './protocol/views.ts';
import { asset } from './assets.ts';
import { homePaths } from './config/home.ts';
import { loadBuiltinPack } from './detect/builtinRules.ts';
import { createDetector } from './detect/detector.ts';
import type { Detector } from './detect/types.ts';
import { loadUserRules } from './detect/userRules.ts';

/** The built-in rules and those of the user; a bad rule file is a problem with its place, the others stay in force. */
export function loadDetector(home: string): { readonly detector: Detector; readonly problems: readonly Problem[] } {
  const user = loadUserRules(path.join(homePaths(home).rules));
  return { detector: createDetector([loadBuiltinPack(asset('rules.json')), user.pack]), problems: user.problems };
}
