import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { isAtLeast } from './connecting/installation.ts';

/** The first version that takes `defer`; before it an unknown decision lets the call run. */
const FIRST_WITH_DEFER = [2, 1, 89] as const;
const TAIL_BYTES = 256 * 1024;

/**
 * Does this session run without a person, so that a call can be put off until someone resumes it? Only if its own record
 * says so: where there is a prompt, Claude Code takes `defer` for no opinion, and the call may run.
 */
export function canDefer(transcript: string | undefined): boolean {
  if (transcript === undefined) return false;
  // What was written last counts: a person may go on with what began without one.
  const last = tail(transcript)
    .split('\n')
    .findLast((line) => ENTRYPOINT.test(line));
  if (last === undefined) return false;
  const version = /"version":\s?"(\d+\.\d+\.\d+)"/.exec(last)?.[1];
  return ENTRYPOINT.exec(last)?.[1] === 'sdk-cli' && isAtLeast(version, FIRST_WITH_DEFER);
}

const ENTRYPOINT = /"entrypoint":\s?"([^"]*)"/;

function tail(file: string): string {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return ''; // Not there, or not ours to read: then nothing is known of the session.
  }
  try {
    const { size } = fstatSync(handle);
    const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
    return buffer.toString('utf8', 0, readSync(handle, buffer, 0, buffer.length, size - buffer.length));
  } catch {
    return '';
  } finally {
    closeSync(handle);
  }
}
