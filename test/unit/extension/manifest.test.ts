import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import * as z from 'zod';
import { COMMAND_IDS } from '../../../extension/commandIds.ts';
import { contextValues } from '../../../extension/contextValues.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const text = (file: string) => readFileSync(path.join(root, file), 'utf8');

const item = z.object({ command: z.string(), when: z.string() });
const manifest = z
  .object({
    icon: z.string(),
    activationEvents: z.array(z.string()),
    capabilities: z.object({
      untrustedWorkspaces: z.object({ supported: z.literal('limited'), description: z.string() }),
      virtualWorkspaces: z.object({ supported: z.literal(false) }),
    }),
    extensionKind: z.array(z.string()),
    contributes: z.object({
      commands: z.array(z.object({ command: z.string(), title: z.string(), category: z.string() })),
      viewsContainers: z.object({ activitybar: z.array(z.object({ id: z.string(), icon: z.string() })) }),
      views: z.record(z.string(), z.array(z.object({ id: z.string(), name: z.string(), icon: z.string() }))),
      viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string(), when: z.string() })),
      menus: z.record(z.string(), z.array(item)),
      keybindings: z.array(item.extend({ key: z.string(), mac: z.string() })),
      walkthroughs: z.array(
        z.object({
          id: z.string(),
          icon: z.string(),
          steps: z.array(
            z.object({
              description: z.string(),
              media: z.object({ svg: z.string(), altText: z.string() }),
              completionEvents: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
  })
  .parse(JSON.parse(text('package.json')));
const nls = z.record(z.string(), z.string()).parse(JSON.parse(text('package.nls.json')));
const { contributes } = manifest;
const localised = (value: string) => nls[value.slice(1, -1)] ?? '';
const commands: ReadonlySet<string> = new Set(COMMAND_IDS);
const views = new Set(Object.values(contributes.views).flatMap((list) => list.map((view) => view.id)));

describe('manifest', () => {
  test('declares exactly the commands that are registered, all under Oktsec', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), [...COMMAND_IDS].sort());
    for (const { category } of contributes.commands) assert.equal(category, 'Oktsec');
  });

  test('menus, key bindings and links run only commands that exist', () => {
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(({ command }) => command);
    assert.deepEqual(
      used.filter((command) => !commands.has(command)),
      [],
    );
    const linked = Object.values(nls).flatMap((value) => [...value.matchAll(/\(command:([^)]+)\)/g)].map((m) => m[1]));
    assert.ok(linked.length > 5);
    for (const command of linked) {
      assert.ok(commands.has(command ?? '') || views.has((command ?? '').replace(/\.focus$/, '')), command);
    }
  });

  test('when clauses name only views and context keys that exist', () => {
    const clauses = [
      ...Object.values(contributes.menus).flat(),
      ...contributes.keybindings,
      ...contributes.viewsWelcome,
    ].map(({ when }) => when);
    const snapshot = { link: { kind: 'starting' }, held: [], sessions: [], agents: [], clients: [] } as const;
    const keys = new Set([...Object.keys(contextValues(snapshot)), 'oktsec.heldInFront', 'oktsec.timeline']);
    for (const clause of clauses) {
      for (const [name] of clause.matchAll(/oktsec\.[\w.]+/g)) assert.ok(views.has(name) || keys.has(name), name);
    }
    for (const { view } of contributes.viewsWelcome) assert.ok(views.has(view), view);
  });

  test('every text is in package.nls.json, and nothing else is', () => {
    const used = [...text('package.json').matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]).sort();
    assert.deepEqual(used, Object.keys(nls).sort());
    for (const { title } of contributes.commands) assert.match(localised(title), /^[A-Z]/);
  });

  test('every picture exists and every picture of the walkthrough is themed and described', () => {
    const icons = [
      manifest.icon,
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...Object.values(contributes.views).flatMap((list) => list.map(({ icon }) => icon)),
    ];
    for (const icon of icons) assert.ok(existsSync(path.join(root, icon)), icon);
    const png = readFileSync(path.join(root, manifest.icon));
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [128, 128]);
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    assert.equal(steps.length, 5);
    for (const { media, description, completionEvents } of steps) {
      assert.match(localised(media.altText), /\w/);
      assert.match(localised(description), /\(command:/);
      assert.ok(completionEvents.length > 0);
      const svg = text(media.svg);
      assert.match(svg, /var\(--vscode-/);
      assert.doesNotMatch(svg, /#[0-9a-f]{3,8}\b|rgb\(/i, `${media.svg} has a colour of its own`);
    }
  });

  test('pages and their controls take every colour from the theme', () => {
    const sheets = readdirSync(path.join(root, 'webview'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.css'),
    );
    assert.ok(sheets.length >= 2);
    for (const sheet of sheets) {
      assert.doesNotMatch(text(path.join('webview', sheet)), /#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/i, sheet);
    }
  });

  test('runs where the agent runs, also in workspaces that are not trusted', () => {
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    assert.ok(manifest.activationEvents.includes('onStartupFinished'));
    assert.match(localised(manifest.capabilities.untrustedWorkspaces.description), /trust/);
  });

  test('the package is an allow-list', () => {
    const [first, ...rest] = text('.vscodeignore').trim().split('\n');
    assert.equal(first, '**');
    for (const line of rest) assert.match(line, /^!(dist|extension\/media|package|README|CHANGELOG|LICENSE)/);
  });
});
