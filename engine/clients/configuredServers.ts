import type { McpServerFound } from '../protocol/clients.ts';
import { MCP_PLACES, placesOf, type McpPlace } from './mcpPlaces.ts';
import { serversIn } from './mcpServers.ts';
import type { ClientContext } from './types.ts';

/** An MCP server in the settings of a client. */
export type ConfiguredServer = McpServerFound & { readonly client: string };

/** Every server in the settings of every known client that is switched on. A server of a project goes by the project too. */
export function configuredServers(context: ClientContext): readonly ConfiguredServer[] {
  return serversAt(MCP_PLACES, context);
}

/** The same, in the settings of the project alone. */
export function projectServers(context: ClientContext): readonly ConfiguredServer[] {
  return serversAt(OF_PROJECTS, context);
}

const OF_PROJECTS = MCP_PLACES.filter(({ scope }) => scope === 'project');

function serversAt(all: readonly McpPlace[], context: ClientContext): readonly ConfiguredServer[] {
  const places = placesOf(context);
  return all.flatMap((place) =>
    serversIn(place, places)
      .servers.filter(({ enabled }) => enabled)
      .map((server) => ({ ...server, client: place.client })),
  );
}
