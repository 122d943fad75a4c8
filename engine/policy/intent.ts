/**
 * Declared purpose against what the call would do. Only one direction is judged, because only that one is a
 * lie that hides something: a purpose that says "look" on a call that changes, installs or sends.
 */
const LOOKING =
  /^\s*(?:please\s+)?(?:list|show|view|print|display|read|inspect|check|look|find|search|count|get|see|describe|explain)\b/i;
const CHANGING =
  /\b(?:write|create|delete|remove|clean|install|update|upgrade|fix|edit|change|push|deploy|send|upload|download|fetch|run|build|test|start|stop|kill|move|copy|commit|publish|format|generate|set)\b/i;

const BEYOND_LOOKING: Readonly<Record<string, string>> = {
  delete: 'deletes files',
  privilege: 'changes privileges',
  secret: 'reads secrets',
};

/** What the call does that its declared purpose leaves out, or undefined when they agree or none was declared. */
export function intentMismatch(intent: string | undefined, effects: ReadonlySet<string>): string | undefined {
  if (intent === undefined || !LOOKING.test(intent) || CHANGING.test(intent)) return undefined;
  for (const effect of effects) {
    const does = BEYOND_LOOKING[effect];
    if (does !== undefined) return `it says it only looks ("${intent.slice(0, 80)}"), but it ${does}`;
  }
  return undefined;
}
