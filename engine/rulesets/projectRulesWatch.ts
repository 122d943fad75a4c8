import { statSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { projectRulesFolder } from './projectRules.ts';

const SETTLE_MS = 100;

/**
 * Tells when rules of these folders may have changed. Of a folder without rules the deepest part of `.oktsec/rules` that
 * is there is watched, so that they are seen when they come.
 */
export class ProjectRulesWatch {
  private watchers: FSWatcher[] = [];
  private settling: NodeJS.Timeout | undefined;

  constructor(private readonly onChange: () => void) {}

  /** Watches these folders instead of those before. Returns the ones that cannot be watched. */
  watch(folders: readonly string[]): readonly string[] {
    this.close();
    return folders.filter((folder) => !this.follow(folder));
  }

  close(): void {
    clearTimeout(this.settling);
    for (const watcher of this.watchers) watcher.close();
    this.watchers = [];
  }

  private follow(folder: string): boolean {
    const rules = projectRulesFolder(folder);
    const settings = path.dirname(rules);
    const place = [rules, settings, folder].find((each) => statSync(each, { throwIfNoEntry: false })?.isDirectory());
    if (place === undefined) return true; // Gone: nothing to see until an editor opens it again.
    const next = place === rules ? undefined : path.basename(place === settings ? rules : settings);
    try {
      const watcher = watch(place, { persistent: false }, (_, name) => {
        if (next === undefined || name === null || name === next) this.changed();
      });
      watcher.on('error', () => {
        watcher.close();
        this.changed();
      });
      this.watchers.push(watcher);
      return true;
    } catch {
      return false;
    }
  }

  private changed(): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(this.onChange, SETTLE_MS);
  }
}
