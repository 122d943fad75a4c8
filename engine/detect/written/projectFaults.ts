/** What is wrong in a file that configures a build, a package manager, a container, a cloud, a server, an editor or git. */
export const PROJECT_FAULTS = [
  'ci-untrusted-checkout',
  'ci-expression',
  'ci-expression-open',
  'ci-all-secrets',
  'ci-secret-sent',
  'mines',
  'database-runs',
  'server-runs',
  'cleartext-registry',
  'other-registry',
  'verification-off',
  'all-scripts',
  'lock-host',
  'lock-integrity',
  'dependency-cleartext',
  'dependency-url',
  'known-bad-dependency',
  'look-alike-dependency',
  'privileged-container',
  'open-network',
  'all-rights',
  'git-runs',
  'database-door',
  'ssh-runs',
  'editor-runs',
  'skill-all-tools',
] as const;
export type ProjectFault = (typeof PROJECT_FAULTS)[number];

export interface FoundProjectFault {
  readonly fault: ProjectFault;
  readonly detail: string;
}

/** Hands over a fault and the text that shows it. */
export type Report = (fault: ProjectFault, detail: string | undefined) => void;

/** The first match of a pattern, for a person to see. */
export function seen(pattern: RegExp, text: string): string | undefined {
  return pattern.exec(text)?.[0].trim().slice(0, 160);
}
