import { quoteForSh, PLAIN_FOR_CMD, launcherPath } from '../launcherCommand.ts';
import type { ClientContext } from '../types.ts';
import type { HookFile } from './hookFile.ts';
import type { HookMap, WantedHooks } from './hookMap.ts';

/** An event that we register a hook for. */
export interface Registration {
  /** How long the client waits for our hook. */
  readonly seconds: number;
  /** Nothing to stop: the launcher then never ends with the code for deny. */
  readonly notice?: true;
}
export type Registrations = Readonly<Record<string, Registration>>;

/** The seconds of each event, as `ClientWords` has them. */
export function secondsOf(events: Registrations): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(events).map(([event, { seconds }]) => [event, seconds]));
}

/** What stands in the list of each event. */
export function wantedHooks(
  events: Registrations,
  entry: (registration: Registration, event: string) => Record<string, unknown>,
): WantedHooks {
  return Object.fromEntries(Object.entries(events).map(([event, registration]) => [event, entry(registration, event)]));
}

/** The shell that a client gives its hooks to on Windows; elsewhere it is `sh`. */
export type WindowsShell = 'powershell' | 'cmd';

/** The line of a hook. It never changes between versions, because clients key their trust to it. */
export function hookLine(
  context: ClientContext,
  client: string,
  { notice }: Registration,
  onWindows: WindowsShell = 'powershell',
): string {
  const launcher = launcherPath(context.oktsecHome, context.platform);
  const words = notice ? `${client} notice` : client;
  if (context.platform !== 'win32') return `${quoteForSh(launcher)} ${words}`;
  if (onWindows === 'cmd') return `"${launcher}" ${words}`;
  const path = PLAIN_FOR_CMD.test(launcher.replaceAll('\\', '/')) ? launcher : `'${launcher.replaceAll("'", "''")}'`;
  return `& ${path} ${words}; exit $LASTEXITCODE`;
}

/** A JSON file that holds our hooks beside those of others. */
export function hooksInJson(
  file: string,
  map: HookMap,
  wanted: WantedHooks,
  switchedOff?: (text: string) => string | undefined,
): HookFile {
  return {
    file,
    problem: (text) => map.problem(text),
    presence: (text) => map.presence(text, wanted),
    connected: (text) => map.connected(text, wanted),
    disconnected: (text) => map.disconnected(text),
    ...(switchedOff && { switchedOff }),
  };
}
