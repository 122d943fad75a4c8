import fs from 'node:fs';

/** Of a page and its head, and those of about 60 more. */
const ROOM = 256 * 1024;
/** Bytes before each page in a write-ahead log; the second four are not zero in the last frame of a transaction. */
const FRAME_HEAD = 24;

/**
 * Writes the frames of a transaction to a write-ahead log in one piece: SQLite gives each head and each page by itself. With
 * the last frame all are in the file, as they would be without this, so that a full disk shows at the same moment.
 */
export class WalBuffer {
  readonly #fd: number;
  readonly #bytes = Buffer.allocUnsafeSlow(ROOM);
  #at = 0;
  #size = 0;
  #isLast = false;

  constructor(fd: number) {
    this.#fd = fd;
  }

  write(from: Uint8Array, start: number, length: number, position: number): number {
    if (position !== this.#at + this.#size || this.#size + length > ROOM) this.flush();
    if (length > ROOM) return fs.writeSync(this.#fd, from, start, length, position);
    if (this.#size === 0) this.#at = position;
    this.#bytes.set(from.subarray(start, start + length), this.#size);
    this.#size += length;
    if (length === FRAME_HEAD) this.#isLast = this.#bytes.readUInt32BE(this.#size - FRAME_HEAD + 4) !== 0;
    else if (this.#isLast) this.flush();
    return length;
  }

  /** Has to come before anything else is done with the file. */
  flush(): void {
    const size = this.#size;
    this.#size = 0;
    this.#isLast = false;
    for (let done = 0; done < size;) done += fs.writeSync(this.#fd, this.#bytes, done, size - done, this.#at + done);
  }
}
