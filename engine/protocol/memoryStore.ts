const MEMORY = /(?:^|[^a-z])(?:memory|memories|mem0|memo|remember)(?:[^a-z]|$)/i;
const OF_A_GRAPH = /^(?:create_entities|create_relations|add_observations)$/i;
const READS = /(?:^|[_-])(?:get|read|search|list|open|find|recall|delete|remove|query|fetch)/i;

/** Does the tool of an MCP server keep what it is given for later sessions? */
export function isMemoryStore({ server, tool }: { readonly server: string; readonly tool: string }): boolean {
  const name = tool.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return !READS.test(name) && (OF_A_GRAPH.test(name) || MEMORY.test(name) || MEMORY.test(server));
}
