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
  const code = Buffer.concat([Buffer.from(machine.code.replaceAll(/;.*$|\s/gm, ''), 'hex'), names]);
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
 * the last by two. Then `execve(argv[1], argv + 1, environment)`, and `exit(126)` if that comes back. Behind each instruction
 * stands what an assembler calls it.
 */
const MACHINES: Readonly<Record<CleanStartArch, { readonly number: number; readonly code: string }>> = {
  x64: {
    number: 62,
    code: `
      488b1c24       ; mov rbx,[rsp]
      4c8d642410     ; lea r12,[rsp+0x10]
      4c8d6cdc10     ; lea r13,[rsp+rbx*8+0x10]
      bf02000000     ; mov edi,0x2
      39fb           ; cmp ebx,edi
      7c55           ; jl exit
      4d89ee         ; mov r14,r13
      4d89ef         ; mov r15,r13
      ; line:
      498b3f         ; mov rdi,[r15]
      4983c708       ; add r15,0x8
      49893e         ; mov [r14],rdi
      4885ff         ; test rdi,rdi
      742a           ; je start
      488d3540000000 ; lea rsi,[names]
      ; name:
      803e00         ; cmp [rsi],0x0
      7418           ; je keep
      4889fa         ; mov rdx,rdi
      ; letter:
      ac             ; lodsb
      84c0           ; test al,al
      74dd           ; je line
      3a02           ; cmp al,[rdx]
      7505           ; jne skip
      48ffc2         ; inc rdx
      ebf2           ; jmp letter
      ; skip:
      ac             ; lodsb
      84c0           ; test al,al
      75fb           ; jne skip
      ebe3           ; jmp name
      ; keep:
      4983c608       ; add r14,0x8
      ebc7           ; jmp line
      ; start:
      498b3c24       ; mov rdi,[r12]
      4c89e6         ; mov rsi,r12
      4c89ea         ; mov rdx,r13
      b83b000000     ; mov eax,0x3b
      0f05           ; syscall
      bf7e000000     ; mov edi,0x7e
      ; exit:
      b83c000000     ; mov eax,0x3c
      0f05           ; syscall`,
  },
  arm64: {
    number: 183,
    // Instructions of four bytes, the lowest first.
    code: `
      e90340f9       ; ldr x9, [sp]
      ea430091       ; add x10, sp, #0x10
      eb6f298b       ; add x11, sp, x9, lsl #3
      6b410091       ; add x11, x11, #0x10
      400080d2       ; mov x0, #0x2
      3f0100eb       ; cmp x9, x0
      4b030054       ; b.lt exit
      ec030baa       ; mov x12, x11
      ed030baa       ; mov x13, x11
      ; line:
      a08540f8       ; ldr x0, [x13], #8
      800100f9       ; str x0, [x12]
      e00100b4       ; cbz x0, start
      c1020010       ; adr x1, names
      ; name:
      23004039       ; ldrb w3, [x1]
      43010034       ; cbz w3, keep
      e20300aa       ; mov x2, x0
      ; letter:
      23144038       ; ldrb w3, [x1], #1
      03ffff34       ; cbz w3, line
      44144038       ; ldrb w4, [x2], #1
      7f00046b       ; cmp w3, w4
      80ffff54       ; b.eq letter
      ; skip:
      23144038       ; ldrb w3, [x1], #1
      e3ffff35       ; cbnz w3, skip
      f6ffff17       ; b name
      ; keep:
      8c210091       ; add x12, x12, #0x8
      f0ffff17       ; b line
      ; start:
      400140f9       ; ldr x0, [x10]
      e1030aaa       ; mov x1, x10
      e2030baa       ; mov x2, x11
      a81b80d2       ; mov x8, #0xdd
      010000d4       ; svc #0x0
      c00f80d2       ; mov x0, #0x7e
      ; exit:
      a80b80d2       ; mov x8, #0x5d
      010000d4       ; svc #0x0`,
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
