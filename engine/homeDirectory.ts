import path from 'node:path';
import { oktsecHome } from './config/home.ts';

/** The state directory that a command or window works on: what it was told, else `OKTSEC_HOME`, else `~/.oktsec`. */
export function homeDirectory(told: string | undefined): string {
  return told === undefined ? oktsecHome(process.env) : path.resolve(told);
}
