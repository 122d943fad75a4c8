import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import { parseShell } from '../shell/parseShell.ts';
import type { Span } from '../shell/shellFacts.ts';
import type { Analyzer } from '../types.ts';
import { destinationOf, HOST_CLASSES, type Destination } from './classifyHost.ts';

const schema = z.strictObject({
  class: z.array(z.enum(HOST_CLASSES)).min(1),
  /** A host that is of one of these classes as well does not count. */
  except: z.array(z.enum(HOST_CLASSES)).optional(),
  /** Only a name that a customer got, not the service's own site. */
  instance: z.literal(true).optional(),
  /** Only where the path of the address has one of these in it; lower case. */
  path: z.array(z.string()).optional(),
  /** Only when something is sent there, beyond the request. */
  sends: z.literal(true).optional(),
});

const URL_IN_TEXT = /\b(?:https?|wss?|ftp|gopher|dict|ldaps?|file):\/\/[^\s"'<>`]+/gi;

/** A fetch tool, an MCP argument or a command goes to a host of a class. */
export const hostAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'url-host',
  roles: ['url', 'command', 'argument'],
  schema,
  compile(want) {
    const holds = ({ classes, host, path }: Destination): boolean =>
      (!want.instance || isInstance(host)) &&
      (want.path?.some((part) => path.toLowerCase().includes(part)) ?? true) &&
      !want.except?.some((kind) => classes.has(kind)) &&
      want.class.some((kind) => classes.has(kind));
    return (facts, field) => {
      if (field.role === 'command') {
        const found = facts
          .of(field, parseShell)
          .connections.find((each) => (!want.sends || each.sends !== 0) && holds(each.destination));
        return found ? [{ field, span: found.span }] : [];
      }
      if (want.sends) return [];
      const found = facts.of(field, urlsIn).find((each) => holds(each.destination));
      return found ? [{ field, span: found.span }] : [];
    };
  },
  index: {
    present: (facts, field, show) => {
      const seen = field.role === 'command' ? facts.of(field, parseShell).connections : facts.of(field, urlsIn);
      for (const { destination } of seen) destination.classes.forEach(show);
    },
    needed: (want) => want.class,
  },
};

function isInstance(host: string): boolean {
  return (
    host.split('.').length > 2 &&
    !/^(?:www|docs?|dashboard|blog|api|status|developers?|support|help|community|app|download)\./.test(host)
  );
}

/** Where the URLs of a field lead. */
export function urlsIn(field: Field): readonly { readonly destination: Destination; readonly span: Span }[] {
  if (field.role === 'url') {
    const destination = destinationOf(field.text);
    return destination ? [{ destination, span: [0, field.text.length] }] : [];
  }
  if (!field.text.includes('://')) return [];
  return [...field.text.slice(0, 65_536).matchAll(URL_IN_TEXT)].flatMap((hit) => {
    const destination = destinationOf(hit[0]);
    return destination ? [{ destination, span: [hit.index, hit.index + hit[0].length] as const }] : [];
  });
}
