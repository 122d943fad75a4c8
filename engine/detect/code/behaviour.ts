/** What a program would do, where that is harm. */
export const BEHAVIOURS = [
  'reverse-shell',
  'fetch-execute',
  'decode-execute',
  'web-shell',
  'command-injection',
  'auth-bypass',
  'checks-off',
  'predictable-key',
  'unsafe-load',
  'secret-send',
  'spy-send',
  'beacon',
  'keylogger',
  'wipe-secrets',
  'wipe-system',
  'host-trust',
  'persistence',
  'agent-config-write',
  'encrypt-files',
  'inject-process',
  'mine',
  'obfuscated-loader',
  'second-stage',
  'read-process-memory',
  'rootkit',
  'defence-off',
  'fork-bomb',
  'shell-download-execute',
  'shell-secret-send',
  'shell-decode-execute',
] as const;
export type BehaviourKind = (typeof BEHAVIOURS)[number];

export interface Behaviour {
  readonly kind: BehaviourKind;
  readonly detail: string;
  readonly span: readonly [start: number, end: number];
}
