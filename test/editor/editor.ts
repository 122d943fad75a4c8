import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { provisionEditor } from './provision.ts';
import { startServer, type EditorServer } from './server.ts';
import { packageExtension } from './vsix.ts';
import { EditorWindow } from './window.ts';

export interface EditorOptions {
  /** Folder that the first window opens. */
  readonly workspace: string;
  /** HOME of the editor: a fresh folder, with whatever the test put there. */
  readonly home: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Name of a built-in colour theme. */
  readonly theme?: 'Dark Modern' | 'Light Modern' | 'Dark High Contrast' | 'Light High Contrast';
  readonly size?: { readonly width: number; readonly height: number };
  readonly env?: Readonly<Record<string, string>>;
  /** The packaged extension; default: what `npm run build` left in `dist/`. */
  readonly vsix?: string;
}

/** Milliseconds: starting VS Code on a busy two-core machine can take most of this. */
const PATIENCE = 90_000;
const BROWSER_FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

/** A real VS Code with the packaged extension installed, and a person's browser in front of it. */
export class Editor {
  readonly server: EditorServer;
  /** The window that was opened first. */
  readonly window: EditorWindow;
  readonly #context: BrowserContext;
  readonly #browser: Browser;

  private constructor(server: EditorServer, browser: Browser, context: BrowserContext, window: EditorWindow) {
    this.server = server;
    this.#browser = browser;
    this.#context = context;
    this.window = window;
  }

  static async launch(options: EditorOptions): Promise<Editor> {
    const [tools, vsix] = await Promise.all([provisionEditor(), options.vsix ?? packageExtension()]);
    const settings = { 'workbench.colorTheme': options.theme ?? 'Dark Modern', ...options.settings };
    const [server, browser] = await Promise.all([
      startServer({ ...tools, vsix, settings, home: options.home, env: options.env ?? {} }),
      chromium.launch({ executablePath: tools.chromium, headless: true, args: BROWSER_FLAGS }),
    ]);
    const context = await browser.newContext({
      viewport: options.size ?? { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(PATIENCE);
    const editor = new Editor(server, browser, context, new EditorWindow(await context.newPage()));
    try {
      await editor.window.open(editor.urlOf(options.workspace));
    } catch (error) {
      await editor.keepEvidence('launch');
      await editor.close();
      throw error;
    }
    return editor;
  }

  /** Another window of the same editor; each window has its own extension host. */
  async secondWindow(workspace: string): Promise<EditorWindow> {
    const window = new EditorWindow(await this.#context.newPage());
    await window.open(this.urlOf(workspace));
    return window;
  }

  urlOf(workspace: string): string {
    return `${this.server.url}/?folder=${encodeURIComponent(workspace)}`;
  }

  /** Saves a screenshot of every window and the server's output, to look at after a failure. */
  async keepEvidence(name: string): Promise<void> {
    const base = artifact(name.replace(/\W+/g, '-').slice(0, 60));
    writeFileSync(`${base}.log`, this.server.output());
    for (const [index, page] of this.#context.pages().entries())
      await page.screenshot({ path: `${base}-${index + 1}.png`, timeout: 10_000 });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.server.close();
  }
}

/** Launches an editor for `use` and closes it afterwards; when `use` fails, screenshots named `name` stay behind. */
export async function withEditor(
  name: string,
  options: EditorOptions,
  use: (editor: Editor) => Promise<void>,
): Promise<void> {
  const editor = await Editor.launch(options);
  try {
    await use(editor);
  } catch (error) {
    await editor.keepEvidence(name);
    throw error;
  } finally {
    await editor.close();
  }
}

/** Path of a file in the folder for screenshots and logs, which is not committed. */
export function artifact(name: string): string {
  const folder = path.join(import.meta.dirname, 'artifacts');
  mkdirSync(folder, { recursive: true });
  return path.join(folder, name);
}
