import { existsSync } from 'node:fs';
import type { DiscoveredClient } from '../protocol/clients.ts';
import { ADAPTERS } from './clients.ts';
import { MCP_PLACES, placesOf, WITHOUT_HOOKS } from './mcpPlaces.ts';
import { serversIn } from './mcpServers.ts';
import type { ClientAdapter, ClientContext } from './types.ts';

/** Every known client on this machine: what is configured, and what can be done about its calls. */
export async function discoverClients(context: ClientContext): Promise<DiscoveredClient[]> {
  const places = placesOf(context);
  const mcpOf = (id: string): Pick<DiscoveredClient, 'files' | 'servers'> => {
    const found = MCP_PLACES.filter(({ client }) => client === id).map((place) => serversIn(place, places));
    return { files: found.flatMap(({ files }) => files), servers: found.flatMap(({ servers }) => servers) };
  };
  const withHooks = ADAPTERS.map(async (adapter): Promise<DiscoveredClient> => {
    const { id, name, facts } = adapter;
    const detection = await adapter.detect(context);
    const { files, servers } = mcpOf(id);
    return {
      id,
      name,
      ...detection,
      facts,
      connectable: true,
      files: [...hookFiles(adapter, context), ...files],
      servers,
    };
  });
  const others = WITHOUT_HOOKS.map(({ id, name, homes }): DiscoveredClient => {
    const { files, servers } = mcpOf(id);
    const home = homes(places).find((each) => existsSync(each));
    const there = home !== undefined || files.length > 0;
    return {
      id,
      name,
      state: there ? 'found' : 'absent',
      file: files[0]?.file ?? home ?? '',
      detail: there ? 'It has no hooks that Oktsec could use: its calls are not seen.' : 'Not installed.',
      connectable: false,
      files,
      servers,
    };
  });
  return [...(await Promise.all(withHooks)), ...others];
}

function hookFiles(adapter: ClientAdapter, context: ClientContext): DiscoveredClient['files'] {
  return adapter
    .files(context)
    .filter(({ file }) => existsSync(file))
    .map(({ scope, file }) => ({ scope, file, holds: 'hooks' }));
}
