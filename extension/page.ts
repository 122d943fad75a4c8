import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { ZodMiniType } from 'zod/mini';
import { PAGE_ERROR_LENGTH } from '../engine/protocol/pages.ts';
import { contentPolicy } from './contentPolicy.ts';
import { pageSignal } from './pageSignal.ts';
import { oneLine } from './plainText.ts';

/** Problems of one page that reach the log, and how long each is: a page that fails in a loop must not fill it. */
const PROBLEMS_LOGGED = 20;
const PROBLEM_LENGTH = PAGE_ERROR_LENGTH + 100;

/** A page that the extension shows: which bundle, and what it may ask for. */
export interface PageDescriptor<Request> {
  /** Name of its folder in `webview/` and of its bundle in `dist/webview/`. */
  readonly name: string;
  readonly title: string;
  /** Closed set of what the page may ask for; anything else is reported and dropped. */
  readonly requests: ZodMiniType<Request>;
}

/** A page in its panel. Messages go out once the page says `ready`, again after each time it was rebuilt. */
export interface Page<ToPage> {
  readonly panel: vscode.WebviewPanel;
  send(message: ToPage): void;
}

interface PageHost<Request> {
  readonly extensionUri: vscode.Uri;
  /** The page was built anew and knows nothing. */
  readonly onReady: () => void;
  readonly onRequest: (request: Request) => void;
  /** The page failed, or sent what it may not; one line for the log. */
  readonly onProblem: (problem: string) => void;
}

/** Fills a panel with a page: the one place that sets its policy, its resource roots and its hand-shake. */
export function createPage<ToPage, Request>(
  panel: vscode.WebviewPanel,
  descriptor: PageDescriptor<Request>,
  host: PageHost<Request>,
): Page<ToPage> {
  const root = vscode.Uri.joinPath(host.extensionUri, 'dist', 'webview');
  const { webview } = panel;
  webview.options = { enableScripts: true, localResourceRoots: [root], enableForms: false, enableCommandUris: false };
  let ready = false;
  let problems = 0;
  const problem = (text: string): void => {
    if (++problems <= PROBLEMS_LOGGED) host.onProblem(oneLine(`Page ${descriptor.name} ${text}`, PROBLEM_LENGTH));
  };
  webview.onDidReceiveMessage((raw: unknown) => {
    const signal = pageSignal.safeParse(raw).data;
    if (signal?.kind === 'error') return problem(`failed: ${signal.message}`);
    if (signal?.kind === 'ready') {
      ready = true;
      return host.onReady();
    }
    const request = descriptor.requests.safeParse(raw);
    if (request.success) host.onRequest(request.data);
    else problem(`sent what it may not: ${request.error.message}`);
  });
  // A hidden page is taken down, and says `ready` when it is built again.
  panel.onDidChangeViewState(() => {
    if (!panel.visible) ready = false;
  });
  const nonces = { script: freshNonce(), style: freshNonce() };
  const resource = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
  webview.html = `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(contentPolicy(webview.cspSource, nonces))}">
<meta property="csp-nonce" content="${nonces.style}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(resource(`${descriptor.name}.css`))}">
<title>${escapeHtml(descriptor.title)}</title>
</head>
<body>
<script nonce="${nonces.script}" src="${escapeHtml(resource(`${descriptor.name}.js`))}"></script>
</body>
</html>`;
  return {
    panel,
    send: (message) => {
      if (ready) void webview.postMessage(message);
    },
  };
}

const freshNonce = (): string => randomBytes(16).toString('base64url');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
