import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ConnectScope } from '../protocol/clients.ts';
import type { ConnectPlan } from '../protocol/views.ts';
import { ADAPTERS, adapterFor } from '../clients/clients.ts';
import type { ClientAdapter, ClientContext } from '../clients/types.ts';
import { homePaths, prepareHome } from '../config/home.ts';
import { writePrivateFile } from '../config/privateFile.ts';
import { readConfig } from '../config/readConfig.ts';
import { asset } from '../config/assets.ts';
import { installLauncher } from '../intake/launcher.ts';

/** Where a connection is made: whose settings, and of which folder if they are a project's. */
export interface Place {
  readonly scope?: ConnectScope | undefined;
  readonly project?: string | undefined;
}

/** The exact edit that connecting or disconnecting a client makes; changes nothing. */
export async function planConnection(
  home: string,
  client: string,
  connect: boolean,
  place: Place = {},
): Promise<ConnectPlan> {
  const adapter = known(client);
  const plan = await adapter.plan(clientContext(home, place.project), connect, place.scope);
  return connect ? withNext(adapter, plan) : plan;
}

/**
 * Makes the edit, after a backup. `expect` is the text a person consented to change; if the file differs by now it is
 * left alone.
 */
export async function applyPlan(
  home: string,
  client: string,
  connect: boolean,
  expect?: string,
  place: Place = {},
): Promise<ConnectPlan> {
  const adapter = known(client);
  prepareHome(home);
  if (connect) installHook(home);
  const plan = await adapter.apply(clientContext(home, place.project), connect, expect, place.scope);
  return connect ? withNext(adapter, plan) : plan;
}

function withNext({ facts }: ClientAdapter, plan: ConnectPlan): ConnectPlan {
  const effect =
    facts.takesEffect === 'in new sessions' ? 'Sessions that are running take it up when they start anew.' : '';
  const next = [facts.trust ?? '', effect].filter((sentence) => sentence !== '').join(' ');
  return next === '' ? plan : { ...plan, next };
}

/** Puts the hook command where clients find it, and tells it which Node and which build to fall back on. */
export function installHook(home: string): void {
  installLauncher(home, {
    runtime: process.execPath,
    cli: asset('cli.js'),
    electron: process.versions.electron !== undefined,
  });
  const { bin, config } = homePaths(home);
  const mode = path.join(bin, 'mode');
  if (!existsSync(mode)) writePrivateFile(mode, `${readConfig(config).config.mode ?? 'observe'}\n`);
}

export function clientContext(home: string, project?: string): ClientContext {
  return {
    userHome: os.homedir(),
    oktsecHome: home,
    env: process.env,
    platform: process.platform,
    ...(project !== undefined && { project: path.resolve(project) }),
  };
}

function known(client: string): ClientAdapter {
  const adapter = adapterFor(client);
  if (adapter) return adapter;
  throw new Error(`there is no client "${client}". Known are: ${ADAPTERS.map((a) => a.id).join(', ')}`);
}
