import { existsSync, readFileSync, unwatchFile, watch, watchFile, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import type { Problem } from '../protocol/views.ts';
import { DEFAULT_CONFIG } from './defaultConfig.ts';
import { parseConfig } from './parseConfig.ts';
import { writePrivateFile } from './privateFile.ts';
import { configSchema, type Config } from './schema.ts';

/** Several events make one save; this waits for the last of them. */
const SETTLE_MS = 40;
/** Only where the system cannot watch a directory. */
const POLL_MS = 1000;

export type ConfigListener = (config: Config, problems: readonly Problem[]) => void;

/** An edit that was not made; the file is as it was. */
export class ConfigEditError extends Error {
  override readonly name = 'ConfigEditError';
}

/** The settings in force. They follow the file while it is valid; a broken file changes nothing but `problems`. */
export interface ConfigStore {
  readonly file: string;
  readonly current: Config;
  /** What is wrong with the file as it is now. */
  readonly problems: readonly Problem[];
  /** Called after every change of settings or problems. Returns the function that ends it. */
  onChange(listener: ConfigListener): () => void;
  /**
   * Changes one value in the file and keeps its comments and order; `undefined` removes it. In force on return.
   * @throws ConfigEditError if the file is broken or the value is not allowed
   */
  edit(path: readonly string[], value: unknown): void;
  close(): void;
}

/**
 * Opens `config.yaml` in a prepared home directory; writes a commented one if there never was any.
 * A file that is broken at start: the copy of the last good one applies, else the defaults.
 */
export function openConfig(file: string): ConfigStore {
  return new WatchedConfig(file);
}

class WatchedConfig implements ConfigStore {
  readonly file: string;
  current: Config;
  problems: readonly Problem[] = [];

  readonly #lastGood: string;
  readonly #listeners = new Set<ConfigListener>();
  /** What the file said when it was last read, and when it was last valid. */
  #text: string | undefined;
  #good: string | undefined;
  #watcher: FSWatcher | undefined;
  #settling: NodeJS.Timeout | undefined;

  constructor(file: string) {
    this.file = file;
    this.#lastGood = path.join(path.dirname(file), 'backups', 'config.last-good.yaml');
    this.current = configSchema.parse({});
    const kept = this.#readLastGood();
    // Deleting the file must not switch enforcement off: what was in force comes back.
    if (!existsSync(file)) this.#write(file, kept?.text ?? DEFAULT_CONFIG);
    this.#load();
    if (this.#good === undefined) {
      if (kept) this.current = kept.config;
      const instead = kept ? 'The last good settings apply' : 'The default settings apply';
      const message = `${instead} until config.yaml is corrected.`;
      this.problems = [{ code: 'config-fallback', message, file }, ...this.problems];
    }
    this.#watch();
  }

  onChange(listener: ConfigListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  edit(at: readonly string[], value: unknown): void {
    const text = readIfThere(this.file) ?? DEFAULT_CONFIG;
    const before = parseConfig(text, this.file);
    if ('problems' in before) {
      const { line, message } = before.problems[0];
      throw new ConfigEditError(`config.yaml is broken${line ? ` at line ${line}` : ''}. Correct it first: ${message}`);
    }
    const document = parseDocument(text);
    if (value === undefined) document.deleteIn(at);
    else document.setIn(at, document.createNode(value));
    const written = document.toString({ lineWidth: 0 });
    const edited = text.includes('\r\n') ? written.replaceAll(/\r?\n/g, '\r\n') : written;
    const after = parseConfig(edited, this.file);
    if ('problems' in after) throw new ConfigEditError(after.problems[0].message);
    writePrivateFile(this.file, edited);
    this.#reload();
  }

  close(): void {
    clearTimeout(this.#settling);
    this.#watcher?.close();
    unwatchFile(this.file);
    this.#listeners.clear();
  }

  /** Takes over what the file says now, if that is valid. True if settings or problems are others than before. */
  #load(): boolean {
    let text: string | undefined;
    try {
      text = readIfThere(this.file);
    } catch (error) {
      this.problems = [
        { code: 'config-unreadable', message: `Cannot read config.yaml: ${(error as Error).message}`, file: this.file },
      ];
      this.#text = undefined;
      return true;
    }
    if (text === undefined) {
      const message =
        'config.yaml is gone. The settings read last stay in force; the file is written again at the next start.';
      this.problems = [{ code: 'config-missing', message, file: this.file }];
      this.#text = undefined;
      return true;
    }
    if (text === this.#text) return false;
    this.#text = text;
    const parsed = parseConfig(text, this.file);
    if ('problems' in parsed) {
      this.problems = parsed.problems;
      return true;
    }
    this.current = parsed.config;
    this.problems = [];
    this.#good = text;
    if (readIfThere(this.#lastGood) !== text) this.#write(this.#lastGood, text);
    return true;
  }

  /** A full disk is no reason to stop judging calls. */
  #write(file: string, text: string): void {
    try {
      writePrivateFile(file, text);
    } catch (error) {
      const message = `Cannot write ${file}: ${(error as Error).message}. The settings read last stay in force.`;
      this.problems = [...this.problems, { code: 'config-unwritable', message, file }];
    }
  }

  #reload(): void {
    if (!this.#load()) return;
    for (const listener of this.#listeners) listener(this.current, this.problems);
  }

  #readLastGood(): { text: string; config: Config } | undefined {
    const text = readIfThere(this.#lastGood);
    if (text === undefined) return undefined;
    const parsed = parseConfig(text, this.#lastGood);
    return 'config' in parsed ? { text, config: parsed.config } : undefined;
  }

  /** Watches the directory: editors save by putting a new file in the place of the old one. */
  #watch(): void {
    const name = path.basename(this.file);
    const changed = () => {
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => this.#reload(), SETTLE_MS);
    };
    const poll = () => watchFile(this.file, { persistent: false, interval: POLL_MS }, changed);
    try {
      this.#watcher = watch(path.dirname(this.file), { persistent: false }, (_event, changedName) => {
        if (changedName === null || changedName === name) changed();
      });
      this.#watcher.on('error', () => {
        this.#watcher?.close();
        poll();
      });
    } catch (error) {
      // Out of watches, or a file system without them.
      if (!['ENOSPC', 'EMFILE', 'ENOSYS', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
      poll();
    }
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
