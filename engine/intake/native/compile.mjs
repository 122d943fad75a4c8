// `npm run native`: compiles hook.c into hookProgram.ts. With `--check`: are the programs there made from it, byte for byte?
// Needs the compilers of Debian 12: gcc 12.2 and gcc-12-aarch64-linux-gnu.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const OPTIONS = [
  ...[
    '-Os',
    '-std=c11',
    '-Wall',
    '-Wextra',
    '-Werror',
    '-nostdlib',
    '-static',
    '-ffreestanding',
    '-fno-pie',
    '-no-pie',
  ],
  ...['-fno-stack-protector', '-fno-asynchronous-unwind-tables', '-fno-tree-loop-distribute-patterns', '-fno-ident'],
  '-Wl,--build-id=none,-z,noexecstack,-z,noseparate-code,-s',
];
const COMPILERS = {
  x64: ['x86_64-linux-gnu-gcc-12', '-fcf-protection=none', '-Wl,-z,max-page-size=4096'],
  arm64: ['aarch64-linux-gnu-gcc-12', '-mno-outline-atomics', '-Wl,-z,max-page-size=65536'],
};

const source = path.join(import.meta.dirname, 'hook.c');
const target = path.join(import.meta.dirname, 'hookProgram.ts');

const programs = Object.entries(COMPILERS).map(([arch, [compiler, ...options]]) => {
  const lines = compile(compiler, options)
    .toString('base64')
    .match(/.{1,116}/g);
  return `  ${arch}: [\n${lines.map((line) => `    '${line}',\n`).join('')}  ],\n`;
});
const text = `// Made from hook.c by \`npm run native\`; do not edit.
/** SHA-256 of the source that the programs are made from. */
export const SOURCE = '${createHash('sha256').update(readFileSync(source)).digest('hex')}';

/** ELF programs in base64. */
export const PROGRAMS = {
${programs.join('')}} as const;
`;

if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error('hookProgram.ts is not what these compilers make of hook.c. Run: npm run native');
  process.exitCode = 1;
}

function compile(compiler, options) {
  const folder = mkdtempSync(path.join(tmpdir(), 'oktsec-native-'));
  try {
    const program = path.join(folder, 'program');
    execFileSync(compiler, [...OPTIONS, ...options, source, '-o', program], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    return readFileSync(program);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
