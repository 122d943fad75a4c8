import type { ShellCommand } from './shellFacts.ts';

/** Names that people give to what is made to be thrown away, such as `preview-12`, `app_test` or `pr-7`. */
const DISPOSABLE =
  /(?:^|[^a-z0-9])(?:tests?|testing|dev|devel|development|preview|staging|stage|sandbox|tmp|temp|scratch|ephemeral|ci|demo|local|localhost|127\.0\.0\.1|pr-?\d+|review|e2e|playground|throwaway|kind|minikube|k3d)(?=$|[^a-z])/i;
const LASTING = /prod|live|customer|backup|billing/i;

/** Does a command name something that is made to be thrown away, and nothing that is meant to last? */
export function namesDisposable({ args, assignments }: Pick<ShellCommand, 'args' | 'assignments'>): boolean {
  let found = false;
  for (const text of [...args.map((arg) => arg.text), ...assignments.map(({ value }) => value.text)]) {
    if (LASTING.test(text)) return false;
    found ||= !text.startsWith('/dev/') && DISPOSABLE.test(text);
  }
  return found;
}

/** Is a database or schema of this name one for tests? */
export function isTestDatabase(name: string): boolean {
  return /(?:^|[_-])(?:tests?|testing|ci|tmp|temp|scratch|e2e|spec)(?:$|[_-]|\d)/i.test(name) && !LASTING.test(name);
}
