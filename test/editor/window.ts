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

  /** The whole window again, as after "Developer: Reload Window"; its old extension host ends. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.locator('.monaco-workbench').waitFor();
    await this.statusBar('').waitFor();
  }

  /** Our item in the status bar that shows `text`. */
  statusBar(text: string | RegExp): Locator {
    return this.page.locator(OURS).filter({ hasText: text }).first();
  }

  /** Runs a command by its title in the palette, such as `Oktsec: Show Session Timeline`. */
  async runCommand(title: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input');
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
    // A palette that is opened while another part of the window takes the focus closes again.
    await until(`the palette offers ${title}`, async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      await input.waitFor({ state: 'visible', timeout: 5_000 });
      await input.fill(`>${title}`);
      await row.waitFor({ state: 'visible', timeout: 5_000 });
      await row.click({ timeout: 5_000 });
      return true;
    });
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
    await action.locator('.action-label').click();
    await this.page.locator('.sidebar .composite.title').filter({ hasText: title }).waitFor();
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

  /** Text of every row that is shown in a tree view. */
  async treeTexts(view: string): Promise<string[]> {
    return (await this.treeRows(view).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
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
  async webview(title: string): Promise<Frame> {
    await this.tab(title).waitFor();
    return until(`the web view ${title} has loaded`, async () => {
      for (const frame of this.page.frames()) {
        if (frame.name() !== '' || !frame.parentFrame()) continue;
        const element = await frame.frameElement();
        const id = await element.getAttribute('id');
        if (id === 'active-frame' && (await element.getAttribute('title')) === title) return frame;
      }
      return undefined;
    });
  }

  /** PNG of the window. Motion is off, but notifications fade in. */
  async screenshot(file: string): Promise<void> {
    await this.page.waitForTimeout(500);
    await this.page.screenshot({ path: file });
  }

  async close(): Promise<void> {
    await this.page.close();
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
