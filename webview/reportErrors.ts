import { PAGE_ERROR_LENGTH, type PageSignal } from '../engine/protocol/pages.ts';

/** Forwards what goes wrong in the page, and what its policy refuses, to the log of the editor. */
export function reportErrors(send: (signal: PageSignal) => void): void {
  const report = (text: string): void => send({ kind: 'error', message: text.slice(0, PAGE_ERROR_LENGTH) });
  window.addEventListener('error', ({ error, message, lineno, colno }) =>
    report(error instanceof Error ? (error.stack ?? error.message) : `${message} at ${lineno}:${colno}`),
  );
  window.addEventListener('unhandledrejection', ({ reason }) =>
    report(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
  );
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
    report(`The policy ${violatedDirective} refused ${blockedURI} (${sourceFile}:${lineNumber}).`),
  );
}
