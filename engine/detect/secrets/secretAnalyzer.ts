import * as z from 'zod';
import type { Field } from '../../protocol/call.ts';
import { toolAccess } from '../paths/pathAnalyzer.ts';
import type { Budget } from '../budget.ts';
import type { Analyzer, CallFacts, Match, ScanInput } from '../types.ts';
import { findSecrets, type SecretMatch } from './findSecrets.ts';
import { joinedSecrets } from './joinedSecrets.ts';
import { looksIssued } from './liveness.ts';

const schema = z.strictObject({
  classes: z
    .array(
      z.enum([
        'cloud',
        'source-control',
        'ai',
        'payment',
        'chat',
        'registry',
        'service',
        'private-key',
        'jwt',
        'connection-string',
        'http-credentials',
        'client-key',
        'assignment',
      ]),
    )
    .min(1),
  /** Only what is written into a file of environment variables; without it, everything else. */
  intoEnvFile: z.literal(true).optional(),
  /** Only what looks as if it had been issued, and not in a test, an example or a document, where values are made up. */
  issued: z.literal(true).optional(),
  /** Only in a test, an example or a document, or only elsewhere. */
  madeUpPlace: z.boolean().optional(),
  /** Only where the key is shown to belong to a page or an app that hands it to everyone, or only elsewhere. */
  handedOut: z.boolean().optional(),
});

/** Credentials by their issuer's format or by the name they are assigned to. What an edit had before is not new. */
export const secretAnalyzer: Analyzer<z.infer<typeof schema>> = {
  name: 'secret',
  roles: ['command', 'url', 'content', 'query', 'prompt', 'message', 'argument', 'description', 'result'],
  schema,
  compile({ classes, intoEnvFile = false, issued = false, madeUpPlace, handedOut }) {
    const wanted = new Set(classes);
    return (facts, field) => {
      const secrets = facts.of(field, newSecrets);
      if (secrets.length === 0 || facts.of(field, goesIntoEnvFile) !== intoEnvFile) return [];
      if (issued && facts.of(field, goesWhereValuesAreMadeUp)) return [];
      if (madeUpPlace !== undefined && facts.of(field, goesWhereValuesAreMadeUp) !== madeUpPlace) return [];
      return secrets
        .filter(
          (secret) =>
            wanted.has(secret.class) &&
            (!issued || looksIssued(field.text, secret)) &&
            (handedOut === undefined || isHandedOut(field.text, secret) === handedOut),
        )
        .map((secret): Match => ({ field, span: [secret.start, secret.end], detail: describe(field, secret) }));
    };
  },
  index: {
    present: (facts, field, show) => {
      for (const secret of facts.of(field, newSecrets)) show(secret.class);
    },
    needed: ({ classes }) => classes,
  },
};

/** Such a file is the place for a secret: it is kept out of the repository. */
function goesIntoEnvFile(field: Field, input: ScanInput, _budget: Budget, facts: CallFacts): boolean {
  if (field.role !== 'content') return false;
  const target = input.fields.find((each) => each.role === 'path' && each.access === 'write');
  return target !== undefined && facts.of(target, toolAccess)?.classes.has('env-file') === true;
}

const MADE_UP =
  /(?:^|[/\\])(?:tests?|__tests__|specs?|fixtures?|__fixtures__|testdata|test-data|mocks?|__mocks__|examples?|samples?|docs?|documentation|e2e|cypress|snapshots|__snapshots__|cassettes|demo)[/\\]|(?:^|[/\\._-])(?:tests?|specs?|mock|fixture|example|sample)s?\.[\w.]+$|(?:^|[/\\])test_[^/\\]*$|\.(?:md|mdx|rst|adoc|snap)$/i;

function goesWhereValuesAreMadeUp(_field: Field, input: ScanInput): boolean {
  const target = input.fields.find((each) => each.role === 'path' && each.access === 'write');
  return target !== undefined && MADE_UP.test(target.text);
}

/** What stands around the key of a web page or an app; its vendors' own guides put it there. */
const PAGE =
  /authDomain|messagingSenderId|storageBucket|measurementId|firebaseapp\.com|firebaseConfig|maps\/api\/js|maps\.googleapis|youtube\/v3|"current_key"|<key>API_KEY<\/key>|com\.google\.android\.(?:geo|maps)|loadStripe|publishable/i;

function isHandedOut(text: string, { start, end }: SecretMatch): boolean {
  return (
    /^pk_(?:live|test)_/.test(text.slice(start, end)) || PAGE.test(text.slice(Math.max(0, start - 300), end + 300))
  );
}

function newSecrets(field: Field, _input: ScanInput, budget: Budget): readonly SecretMatch[] {
  const { replaces } = field;
  const whole = findSecrets(field.text, budget);
  const joined = field.role === 'content' ? joinedSecrets(field.text, budget) : [];
  const secrets = joined.length === 0 ? whole : [...whole, ...joined];
  return replaces ? secrets.filter(({ start, end }) => !replaces.includes(field.text.slice(start, end))) : secrets;
}

/** What stands before it on its line, its first characters and its length: enough to recognise, too little to use. */
function describe({ text }: Field, { kind, start, end, verified }: SecretMatch): string {
  const line = text.slice(Math.max(text.lastIndexOf('\n', start) + 1, start - 40), start);
  const checked = verified ? ', checksum fits' : '';
  return `${line}[redacted:${kind}] (${text.slice(start, start + 3)}…, ${end - start} characters${checked})`;
}
