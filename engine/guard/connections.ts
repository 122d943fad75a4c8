import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ConnectScope, HookHandler } from '../protocol/clients.ts';
import type { ConnectPlan } from '../protocol/views.ts';
import { isExposed } from '../clients/claudeCodeHttp.ts';
import { ADAPTERS, adapterFor } from '../clients/clients.ts';
import type { ClientAdapter, ClientContext } from '../clients/types.ts';
import { homePaths, prepareHome } from '../config/home.ts';
import { writePrivateFile } from '../config/privateFile.ts';
import { readConfig } from '../config/readConfig.ts';
import { asset } from '../config/assets.ts';
import { installLauncher } from '../intake/launcher.ts';
import { enginePort, forgetHttpHook, keepHttpHook, nextHttpHook, readHttpHook } from './httpHook.ts';

/** Where a connection is made: whose settings, and of which folder if they are a project's. */
export interface Place {
  readonly scope?: ConnectScope | undefined;
  readonly project?: string | undefined;
  readonly handler?: HookHandler | undefined;
}

/** Stands in what is shown for a token that is made when the change is. */
const UNMADE_TOKEN = 'made-when-it-is-connected';

/** The exact edit that connecting or disconnecting a client makes; changes nothing. */
export async function planConnection(
  home: string,
  client: string,
  connect: boolean,
  place: Place = {},
): Promise<ConnectPlan> {
  const adapter = known(client);
  const plan = await adapter.plan(
    contextOf(home, adapter, connect, place, () => UNMADE_TOKEN),
    connect,
    place.scope,
  );
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
  const context = contextOf(home, adapter, connect, place);
  const posted = adapter.posts(context);
  // Before the client knows it: it takes changed settings up at once.
  const posting = connect ? context.httpHook?.() : undefined;
  if (posting) keepHttpHook(home, posting);
  const plan = await adapter.apply(context, connect, expect, place.scope);
  if (posted && !adapter.posts(context)) forgetHttpHook(home);
  return connect ? withNext(adapter, plan) : plan;
}

function withNext({ facts }: ClientAdapter, plan: ConnectPlan): ConnectPlan {
  const effect =
    facts.takesEffect === 'in new sessions' ? 'Sessions that are running take it up when they start anew.' : '';
  const next = [plan.next ?? '', facts.trust ?? '', effect].filter((sentence) => sentence !== '').join(' ');
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
    httpHook: () => readHttpHook(home),
    enginePort: () => enginePort(home),
    ...(project !== undefined && { project: path.resolve(project) }),
  };
}

/** The context of one connection: what the client is told if it is to post its events itself. */
function contextOf(
  home: string,
  adapter: ClientAdapter,
  connect: boolean,
  place: Place,
  makeToken?: () => string,
): ClientContext {
  const context = { ...clientContext(home, place.project), ...(place.handler && { handler: place.handler }) };
  const posts = place.handler === undefined ? adapter.posts(context) : place.handler === 'http';
  if (!connect || !posts || (place.scope ?? 'user') !== 'user') return context;
  const [main] = adapter.files(context).filter(({ scope }) => scope === 'user');
  const next = nextHttpHook(
    home,
    readHttpHook(home) !== undefined && main !== undefined && isExposed(main.file),
    makeToken,
  );
  return { ...context, httpHook: () => next };
}

function known(client: string): ClientAdapter {
  const adapter = adapterFor(client);
  if (adapter) return adapter;
  throw new Error(`there is no client "${client}". Known are: ${ADAPTERS.map((a) => a.id).join(', ')}`);
}
