import path from 'node:path';
import type { ClientView, Problem } from '../protocol/views.ts';
import { adapterFor } from '../clients/clients.ts';
import { guardListsOf } from '../clients/guardLists.ts';
import { guardSwitchesIn } from '../clients/guardSwitches.ts';
import { recordedSessions } from '../clients/transcripts.ts';
import type { ClientContext } from '../clients/types.ts';

const EVERY_MS = 15_000;
/** A hook gets its event before the client has written the call down; a slow machine may take its time. */
const GRACE_MS = 10_000;
/** A session that was silent is told about this long. */
const RECENT_MS = 30 * 60_000;

export interface GuardWatchParts {
  readonly context: () => ClientContext;
  readonly clients: () => readonly ClientView[];
  /** Folders that agents worked in lately. */
  readonly projects: () => readonly string[];
  /** When sessions were last heard of through a hook. Asked once a look, and only if a session worked at all. */
  readonly heard: () => ReadonlyMap<string, number>;
  /** Since when hooks could reach this engine. */
  readonly since: number;
  readonly onChange: (problems: readonly Problem[]) => void;
}

/**
 * Looks for what switches a guard off without touching the user's settings: projects that turn hooks off, and sessions
 * that work, as their own transcripts show, while their hooks are silent.
 */
export class GuardWatch {
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly parts: GuardWatchParts) {
    this.timer = setInterval(() => this.look(), EVERY_MS).unref();
  }

  look(): void {
    const connected = new Map(
      this.parts
        .clients()
        .filter(isOurs)
        .map((view) => [view.id, view.name]),
    );
    const since = Math.max(this.parts.since, Date.now() - RECENT_MS);
    const worked = recordedSessions(this.parts.context(), since, (client) => connected.has(client)).filter(
      ({ lastCall }) => lastCall + GRACE_MS < Date.now(),
    );
    const heard = worked.length === 0 ? undefined : this.parts.heard();
    const silent = worked.filter(({ session, lastCall }) => (heard?.get(session) ?? 0) < lastCall - GRACE_MS);
    const silentIn = silent.flatMap(({ cwd }) => (cwd === undefined ? [] : [cwd]));
    const switches = [...new Set([...this.parts.projects(), ...silentIn])]
      .flatMap(guardSwitchesIn)
      .filter(({ client }) => connected.has(client));
    const lists = guardListsOf(this.parts.context()).filter(({ client }) => connected.has(client));
    this.parts.onChange([
      ...lists.map(({ client, file, line, setting }): Problem => ({
        code: `guard-excluded-${client}`,
        client,
        message: `${connected.get(client)} does not run the hooks of Oktsec: ${setting} in ${file}. Its calls are not judged. ${remedyOf(client)}`,
        fix: 'open-file',
        file,
        line,
      })),
      ...switches.map(({ client, file, line, setting, otherCode }): Problem => ({
        code: `guard-switched-off-${client}`,
        client,
        message: otherCode
          ? `Settings in ${path.basename(projectOf(file))} have ${connected.get(client)} run other code: ${setting}. What runs there may not be what was judged. Remove the setting, or do not work there.`
          : `${connected.get(client)} runs no hooks in ${path.basename(projectOf(file))}: ${setting}. Its calls there are not judged. ${remedyOf(client)}`,
        fix: 'open-file',
        file,
        line,
      })),
      ...silent.map(({ client, session, cwd }): Problem => ({
        code: `guard-silent-${client}`,
        client,
        fix: 'prove',
        message: `${connected.get(client)} makes calls in session ${session.slice(0, 8)}${cwd === undefined ? '' : ` in ${cwd}`}, but its hooks are silent: they are not judged. It may have been started with hooks off, or before it was connected. Start it anew, then run: oktsec doctor ${client}`,
      })),
    ]);
  }

  close(): void {
    clearInterval(this.timer);
  }
}

/** Managed hooks are what such settings cannot reach, where a client has them. */
function remedyOf(client: string): string {
  return adapterFor(client)?.scopes.includes('managed')
    ? `Remove the setting, or install managed hooks: oktsec connect ${client} --scope managed`
    : 'Remove the setting.';
}

function isOurs({ state }: ClientView): boolean {
  return state === 'connected' || state === 'partial';
}

/** The settings of a project stand one or two folders below it. */
function projectOf(file: string): string {
  const folder = path.dirname(file);
  return path.basename(folder) === 'copilot' ? path.dirname(path.dirname(folder)) : path.dirname(folder);
}
