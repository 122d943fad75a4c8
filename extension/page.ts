import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { ZodMiniType } from 'zod/mini';
import { contentPolicy } from './contentPolicy.ts';

/** A page that the extension shows: which bundle, and which messages it may send. */
export interface PageDescriptor<ToEditor extends { kind: string }> {
  /** Name of its folder in `webview/` and of its bundle in `dist/webview/`. */
  readonly name: string;
  readonly title: string;
  /** Closed set of what the page may ask for; anything else is reported and dropped. */
  readonly messages: ZodMiniType<ToEditor>;
}

/** A page in its panel. Messages go out once the page says `ready`, again after each time it was rebuilt. */
export interface Page<ToPage> {
  readonly panel: vscode.WebviewPanel;
  send(message: ToPage): void;
}

interface PageHost<ToEditor> {
  readonly extensionUri: vscode.Uri;
  /** A message of the page; `ready` comes each time that the page was built anew and knows nothing. */
  readonly onMessage: (message: ToEditor) => void;
  readonly onInvalid: (problem: string) => void;
}

/** Fills a panel with a page: the one place that sets its policy, its resource roots and its hand-shake. */
export function createPage<ToPage, ToEditor extends { kind: string }>(
  panel: vscode.WebviewPanel,
  descriptor: PageDescriptor<ToEditor>,
  host: PageHost<ToEditor>,
): Page<ToPage> {
  const root = vscode.Uri.joinPath(host.extensionUri, 'dist', 'webview');
  const { webview } = panel;
  webview.options = { enableScripts: true, localResourceRoots: [root], enableForms: false, enableCommandUris: false };
  let ready = false;
  webview.onDidReceiveMessage((raw: unknown) => {
    const parsed = descriptor.messages.safeParse(raw);
    if (!parsed.success) return host.onInvalid(`Page ${descriptor.name} sent what it may not: ${parsed.error.message}`);
    if (parsed.data.kind === 'ready') ready = true;
    host.onMessage(parsed.data);
  });
  // A hidden page is taken down, and says `ready` when it is built again.
  panel.onDidChangeViewState(() => {
    if (!panel.visible) ready = false;
  });
  const nonce = randomBytes(16).toString('base64url');
  const resource = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
  webview.html = `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(contentPolicy(webview.cspSource, nonce))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(resource(`${descriptor.name}.css`))}">
<title>${escapeHtml(descriptor.title)}</title>
</head>
<body>
<script nonce="${nonce}" src="${escapeHtml(resource(`${descriptor.name}.js`))}"></script>
</body>
</html>`;
  return {
    panel,
    send: (message) => {
      if (ready) void webview.postMessage(message);
    },
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
