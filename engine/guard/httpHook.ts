import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { HttpHook } from '../clients/types.ts';
import { homePaths } from '../config/home.ts';
import { writePrivateFile } from '../config/privateFile.ts';
import { readConfig } from '../config/readConfig.ts';
import { randomToken, sameToken } from '../identity/token.ts';

const port = z.int().min(1).max(65535);
const hookSchema = z.strictObject({ port, token: z.string().min(20) });
const engineSchema = z.object({ port });

/** What clients that post their events themselves were given; undefined where none is connected so. */
export function readHttpHook(home: string): HttpHook | undefined {
  return parsed(fileOf(home), hookSchema);
}

/** Is this the token that a client was given which posts its events itself? */
export function admitsHttpHook(home: string, token: string): boolean {
  const given = readHttpHook(home);
  return given !== undefined && sameToken(token, given.token);
}

/** Where the engine of this home says that it listens. */
export function enginePort(home: string): number | undefined {
  return parsed(homePaths(home).engineInfo, engineSchema)?.port;
}

/**
 * What a client is to be given: the port of the engine, and the token it has, unless a new one is wanted.
 * @throws Error if no port is known
 */
export function nextHttpHook(home: string, freshToken: boolean, makeToken = randomToken): HttpHook {
  const kept = readHttpHook(home);
  const to = readConfig(homePaths(home).config).config.port ?? enginePort(home) ?? kept?.port;
  if (to === undefined) {
    throw new Error(
      'no engine runs and config.yaml names no port, so Claude Code could not be told where to post. Open the editor, run "oktsec run", or set "port" in config.yaml; then connect again',
    );
  }
  const token = freshToken ? undefined : kept?.token;
  return { port: to, token: token ?? makeToken() };
}

export function keepHttpHook(home: string, { port: to, token }: HttpHook): void {
  writePrivateFile(fileOf(home), `${JSON.stringify({ port: to, token })}\n`);
}

/** The token opens nothing any more. */
export function forgetHttpHook(home: string): void {
  rmSync(fileOf(home), { force: true });
}

function fileOf(home: string): string {
  return path.join(homePaths(home).keys, 'http-hook.json');
}

function parsed<T>(file: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined; // Not there, or half-written by an engine that died: as good as none.
  }
}
