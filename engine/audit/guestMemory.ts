import type { BigIntStats } from 'node:fs';

/** What a WebAssembly program has in its memory, at addresses that its calls name. */
export class GuestMemory {
  #bytes = new Uint8Array();
  #view = new DataView(new ArrayBuffer(0));

  constructor(private readonly memory: () => WebAssembly.Memory) {}

  get bytes(): Uint8Array {
    this.#refresh();
    return this.#bytes;
  }

  get view(): DataView {
    this.#refresh();
    return this.#view;
  }

  /** The text that ends with a zero byte. */
  text(pointer: number): string {
    const { bytes } = this;
    return Buffer.from(bytes.buffer, pointer, bytes.indexOf(0, pointer) - pointer).toString('utf8');
  }

  /** Writes a `struct stat`. */
  putStat(out: number, of: BigIntStats): void {
    const { bytes, view } = this;
    bytes.fill(0, out, out + 96);
    view.setInt32(out, Number(BigInt.asIntN(31, of.dev)), true);
    view.setInt32(out + 4, Number(of.mode), true);
    view.setUint32(out + 8, Number(of.nlink), true);
    view.setBigInt64(out + 24, of.size, true);
    view.setInt32(out + 32, 4096, true);
    view.setBigInt64(out + 88, BigInt.asIntN(64, of.ino), true);
  }

  /** Growing the memory detaches its old buffer. */
  #refresh(): void {
    const { buffer } = this.memory();
    if (this.#bytes.buffer === buffer) return;
    this.#bytes = new Uint8Array(buffer);
    this.#view = new DataView(buffer);
  }
}
