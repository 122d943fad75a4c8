import type { CleanStartArch } from '../clients/launcherCommand.ts';

/**
 * A program of a few hundred bytes for Linux, made here byte by byte: it starts what its arguments name, without the
 * variables that have the system, a shell or Node run other code. It is linked to nothing, so the system loads nothing into
 * it: a client whose environment a repository can set (`LD_PRELOAD`) starts the hook command through it, without a shell.
 *
 * Where it cannot start the hook it ends with 126, a failure that blocks the call. Without arguments it ends with 2, a deny:
 * a client that ignores them is too old to block on failures.
 */
export function cleanStart(arch: CleanStartArch): Buffer {
  const machine = MACHINES[arch];
  const names = Buffer.from(`${DROPPED.join('\0')}\0\0`, 'latin1');
  const code = Buffer.concat([Buffer.from(machine.code.replaceAll(/\s/g, ''), 'hex'), names]);
  return Buffer.concat([header(machine.number, code.length), code]);
}

/** Beginnings of lines in the environment. */
const DROPPED = [
  // The loader and the C library.
  'LD_',
  'GCONV_PATH=',
  'GLIBC_TUNABLES=',
  'LOCPATH=',
  'MALLOC_',
  // The shell.
  'BASH',
  'SHELLOPTS=',
  'ENV=',
  'FUNCNEST=',
  'TMOUT=',
  'POSIXLY_CORRECT',
  // Node, and the editor that runs as Node.
  'NODE_',
  'ELECTRON_',
  'OPENSSL_',
];

/**
 * Step by step: the number of arguments, the arguments behind the program's own name, the environment. Each line of the
 * environment is moved to the front unless it begins with one of the names that stand behind the code, each ended by a zero,
 * the last by two. Then `execve(argv[1], argv + 1, environment)`, and `exit(126)` if that comes back.
 */
const MACHINES: Readonly<Record<CleanStartArch, { readonly number: number; readonly code: string }>> = {
  x64: {
    number: 62,
    code: `
      488b1c24 4c8d642410 4c8d6cdc10 bf02000000 39fb 7c55 4d89ee 4d89ef
      498b3f 4983c708 49893e 4885ff 742a 488d3540000000
      803e00 7418 4889fa
      ac 84c0 74dd 3a02 7505 48ffc2 ebf2
      ac 84c0 75fb ebe3
      4983c608 ebc7
      498b3c24 4c89e6 4c89ea b83b000000 0f05 bf7e000000
      b83c000000 0f05`,
  },
  arm64: {
    number: 183,
    // Instructions of four bytes, the lowest first.
    code: `
      e90340f9 ea430091 eb6f298b 6b410091 400080d2 3f0100eb 4b030054 ec030baa ed030baa
      a08540f8 800100f9 e00100b4 c1020010
      23004039 43010034 e20300aa
      23144038 03ffff34 44144038 7f00046b 80ffff54
      23144038 e3ffff35 f6ffff17
      8c210091 f0ffff17
      400140f9 e1030aaa e2030baa a81b80d2 010000d4 c00f80d2
      a80b80d2 010000d4`,
  },
};

const HEADERS = 64 + 2 * 56;
const AT = 0x400000;

/** ELF: one piece that is read and run, and a stack that is not run. */
function header(machine: number, size: number): Buffer {
  const buffer = Buffer.alloc(HEADERS);
  buffer.write('\x7fELF\x02\x01\x01', 0, 'latin1');
  buffer.writeUInt16LE(2, 16); // a program
  buffer.writeUInt16LE(machine, 18);
  buffer.writeUInt32LE(1, 20);
  buffer.writeBigUInt64LE(BigInt(AT + HEADERS), 24); // begins here
  buffer.writeBigUInt64LE(64n, 32); // its pieces are described here
  buffer.writeUInt16LE(64, 52);
  buffer.writeUInt16LE(56, 54);
  buffer.writeUInt16LE(2, 56);
  piece(buffer, 64, { type: 1, flags: 5, at: AT, size: HEADERS + size, align: 0x10000 });
  piece(buffer, 120, { type: 0x6474e551, flags: 6, at: 0, size: 0, align: 16 });
  return buffer;
}

interface Piece {
  readonly type: number;
  readonly flags: number;
  readonly at: number;
  readonly size: number;
  readonly align: number;
}

function piece(buffer: Buffer, offset: number, { type, flags, at, size, align }: Piece): void {
  buffer.writeUInt32LE(type, offset);
  buffer.writeUInt32LE(flags, offset + 4);
  buffer.writeBigUInt64LE(BigInt(at), offset + 16);
  buffer.writeBigUInt64LE(BigInt(at), offset + 24);
  buffer.writeBigUInt64LE(BigInt(size), offset + 32);
  buffer.writeBigUInt64LE(BigInt(size), offset + 40);
  buffer.writeBigUInt64LE(BigInt(align), offset + 48);
}
