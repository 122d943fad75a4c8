import type { Frame, Locator, Page } from 'playwright-core';
import { until } from '../support/until.ts';

/** Marks a status bar item as ours whatever id the extension gave it. */
const OURS = '.statusbar-item[id^="oktsec.oktsec"]';

/** One window of the editor, in words of the person at it. Every method waits for what it names. */
export class EditorWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens (or opens again) a folder and waits until the extension shows itself in the status bar. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.locator('.monaco-workbench').waitFor();
    await this.statusBar('').waitFor();
  }

  /** Reloads the window by VS Code's own command, which keeps what is open; its old extension host ends. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('domcontentloaded');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.page.locator('.monaco-workbench').waitFor();
    await this.statusBar('').waitFor();
  }

  /** Our item in the status bar that shows `text`. */
  statusBar(text: string | RegExp): Locator {
    return this.page.locator(OURS).filter({ hasText: text }).first();
  }

  /** Runs a command by its title in the palette, such as `Oktsec: Open Session Timeline`. */
  async runCommand(title: string): Promise<void> {
    await this.#quickOpen(`>${title}`, title);
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.#quickOpen(name, name);
    await this.tab(name).waitFor();
  }

  /** Answers the quick pick or input box that is open. */
  async pick(text: string): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first().click();
  }

  /** Opens a view container of the activity bar by its title, unless it is open. */
  async openContainer(title: string): Promise<void> {
    const action = this.page.locator(`.activitybar .action-item:has(.action-label[aria-label^="${title}"])`).first();
    await action.waitFor();
    if ((await action.getAttribute('class'))?.includes('checked')) return;
    await action.click({ position: { x: 8, y: 8 } }); // a badge may cover the icon's middle
    await this.page.locator('.sidebar .composite.title').filter({ hasText: title }).waitFor();
  }

  /** The number on a view container's icon, if there is one. */
  async badge(container: string): Promise<string | undefined> {
    const item = this.page.locator(`.activitybar .action-item:has(.action-label[aria-label^="${container}"])`).first();
    const number = item.locator('.badge-content');
    return (await number.isVisible()) ? (await number.innerText()).trim() : undefined;
  }

  /** A view of our container by its title, expanded. */
  async openView(title: string): Promise<Locator> {
    await this.openContainer('Oktsec');
    const pane = this.view(title);
    const header = pane.locator('.pane-header');
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    return pane;
  }

  view(title: string): Locator {
    return this.page
      .locator('.sidebar .pane')
      .filter({ has: this.page.locator(`.pane-header h3.title`, { hasText: title }) });
  }

  /** The rows of a tree view, label and description as one text each. */
  treeRows(view: string): Locator {
    return this.view(view).locator('.monaco-list-row');
  }

  /** Every row that is shown in a tree view: its label and its description, with a space between. */
  async treeTexts(view: string): Promise<string[]> {
    const rows = await this.treeRows(view).all();
    return Promise.all(
      rows.map(async (row) => (await row.locator('.label-name, .label-description').allInnerTexts()).join(' ').trim()),
    );
  }

  /** Opens the menu of a row, as a right click does, and chooses an entry. The row may be drawn anew meanwhile. */
  async chooseInMenu(row: Locator, label: string): Promise<void> {
    const entry = this.page.locator('.monaco-menu .action-item').filter({ hasText: label }).first();
    await until(`the menu offers ${label}`, async () => {
      if (await entry.isVisible()) return true;
      await row.click({ button: 'right' });
      return entry.isVisible();
    });
    // VS Code's menus ignore the mouse for the first 100 ms that they are open.
    await until(`the menu takes the click on ${label}`, async () => {
      await entry.click();
      await entry.waitFor({ state: 'hidden', timeout: 2_000 });
      return true;
    });
  }

  /** A notification that contains `text`, while it is on the screen: VS Code hides most after 10 to 15 s. */
  toast(text: string | RegExp): Toast {
    return new Toast(this.page.locator('.notification-toast').filter({ hasText: text }).first());
  }

  /** A button of the modal dialog that is open. */
  dialogButton(label: string): Locator {
    return this.page.locator('.monaco-dialog-box .monaco-button').filter({ hasText: label }).first();
  }

  /** The tab of an editor by its title. */
  tab(title: string | RegExp): Locator {
    return this.page.locator('.tabs-container .tab').filter({ hasText: title }).first();
  }

  /** The document inside a web view panel, by the panel's title. */
  async webview(title: string | RegExp): Promise<Frame> {
    await this.tab(title).waitFor();
    return until(`the web view ${String(title)} has loaded`, async () => {
      for (const frame of this.page.frames()) {
        if (!frame.parentFrame()) continue;
        const element = await frame.frameElement();
        if ((await element.getAttribute('id')) !== 'active-frame' || !(await element.isVisible())) continue;
        const name = (await element.getAttribute('title')) ?? '';
        if (typeof title === 'string' ? name === title : title.test(name)) return frame;
      }
      return undefined;
    });
  }

  /** PNG of the window, the pointer out of the way. Motion is off, but notifications and hovers fade. */
  async screenshot(file: string): Promise<void> {
    await this.page.mouse.move(200, 12);
    await this.page.waitForTimeout(500);
    await this.page.screenshot({ path: file });
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  /** Types into the palette and takes the first row with `label`. */
  async #quickOpen(typed: string, label: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input');
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
    // A key pressed while a web view has the focus arrives late, and a palette that loses the focus closes: try again.
    await until(`the palette offers ${label}`, async () => {
      const timeout = 3_000;
      if (!(await input.isVisible())) await this.page.keyboard.press('F1');
      await input.fill(typed, { timeout });
      await row.click({ timeout });
      return true;
    });
  }
}

/** A notification on the screen. */
export class Toast {
  readonly locator: Locator;

  constructor(locator: Locator) {
    this.locator = locator;
  }

  async waitFor(): Promise<void> {
    await this.locator.waitFor();
  }

  async text(): Promise<string> {
    return (await this.locator.innerText()).replace(/\s+/g, ' ').trim();
  }

  async click(button: string): Promise<void> {
    await this.locator.locator('.monaco-button').filter({ hasText: button }).first().click();
  }
}
