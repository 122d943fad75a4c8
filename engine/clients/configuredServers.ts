import type { McpServerFound } from '../protocol/clients.ts';
import { MCP_PLACES, placesOf } from './mcpPlaces.ts';
import { serversIn } from './mcpServers.ts';
import type { ClientContext } from './types.ts';

/** An MCP server in the settings of a client. */
export type ConfiguredServer = McpServerFound & { readonly client: string };

/** Every server in the settings of every known client that is switched on. A server of a project goes by the project too. */
export function configuredServers(context: ClientContext): readonly ConfiguredServer[] {
  const places = placesOf(context);
  return MCP_PLACES.flatMap((place) =>
    serversIn(place, places)
      .servers.filter(({ enabled }) => enabled)
      .map((server) => ({ ...server, client: place.client })),
  );
}
