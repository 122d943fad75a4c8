import path from 'node:path';

/**
 * Which real file each virtual one stands for. SQLite never sees a real path, so drive letters, symlinks and its limit of
 * 512 bytes do not matter.
 */
export class HostFiles {
  readonly #real = new Map<string, string>();
  #count = 0;

  /** The virtual name of `file`; its siblings (`-wal`, `-journal`) and its directory come with it. */
  mount(file: string): string {
    const directory = `/host-${++this.#count}`;
    this.#real.set(directory, file);
    return `${directory}/db`;
  }

  unmount(name: string): void {
    this.#real.delete(path.posix.dirname(name));
  }

  /** The real path behind a virtual one; undefined if it is none of ours. */
  resolve(name: string): string | undefined {
    const [, directory, suffix] = /^(\/host-\d+)(?:\/db(-\w+)?|\/?)$/.exec(name) ?? [];
    const file = directory === undefined ? undefined : this.#real.get(directory);
    if (file === undefined || directory === undefined) return undefined;
    return name.length <= directory.length + 1 ? path.dirname(file) : file + (suffix ?? '');
  }
}
