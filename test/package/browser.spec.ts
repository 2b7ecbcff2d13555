import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allStored } from '../../cli/explain/stored.ts';
import { readStored } from '../../cli/files.ts';
import type { Telling } from '../../cli/forms/form.ts';
import { forms, tellingOf } from '../../cli/forms/index.ts';
import { htmlReport } from '../../cli/report/html.ts';
import { replay } from '../../properties/counterexample/replay.ts';
import { sampleReport } from '../cli/sample-report.ts';

/** A browser of the machine: that of `CHROMIUM`, or Debian's. */
const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const found = existsSync(browserPath);
if (!found) console.log(`browser tests not run: no ${browserPath}; name a Chromium in CHROMIUM`);

function storedTelling(file: string): Telling {
  const counterexample = readStored(file);
  const telling = tellingOf(counterexample, replay(counterexample), file);
  if (telling === null) throw new Error(`${file} shows`);
  return telling;
}

describe.skipIf(!found)('in a real browser', () => {
  let browser: Browser;
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pages-'));
    browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens a page from a file; what it complains of and what it asks for beside itself is in `faults`. */
  async function opened(
    name: string,
    text: string,
  ): Promise<{ readonly page: Page; readonly faults: string[] }> {
    const file = join(folder, name);
    writeFileSync(file, text);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const faults: string[] = [];
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) faults.push(`asks for ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    return { page, faults };
  }

  /** What axe-core finds fault with on a page in a state, in light and in dark; what it could not decide is left out. */
  async function inaccessible(page: Page): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations, passes } = (await page.evaluate('axe.run()')) as {
        readonly violations: readonly { id: string; help: string; nodes: readonly { html: string }[] }[];
        readonly passes: readonly unknown[];
      };
      expect(passes.length).toBeGreaterThan(25);
      for (const { id, help, nodes } of violations)
        faults.push(`${colorScheme}, ${id}: ${help}: ${nodes.map((node) => node.html).join(' ')}`);
    }
    return faults;
  }

  /** Opens a page without its policy, which forbids the script that looks at it. */
  async function examined(name: string, text: string): Promise<Page> {
    const file = join(folder, name);
    writeFileSync(file, text);
    const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    return page;
  }

  test('axe-core finds no fault with either page, in light and in dark', async () => {
    const report = await examined('report.html', htmlReport(sampleReport(folder)));
    await report.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
    expect(await inaccessible(report)).toEqual([]);
    // One with decisions and a schedule beside it that holds: every part that a page can have.
    const file = allStored().find(
      ({ counterexample: { schedule, nearest, noReturn } }) =>
        schedule.length > 1 && nearest !== null && (noReturn?.last ?? null) !== null,
    )?.file;
    if (file === undefined) throw new Error('nothing stored has all parts');
    const story = await examined('story.html', forms.html(storedTelling(file)));
    expect(await story.locator('.beside li').count()).toBeGreaterThan(3);
    expect(await inaccessible(story)).toEqual([]);
    // And it does find one that is put in.
    await story.evaluate("document.querySelector('#slider').labels[0].remove()");
    expect((await inaccessible(story)).join()).toContain('light, label: ');
  });

  test('keys can be put off, and the picture stands still while the panel changes', async () => {
    const { page } = await opened(
      'story.html',
      forms.html(storedTelling('counterexamples/series-2026/ENTER-GATE.enter-gate.json')),
    );
    const where = page.locator('#where');
    const top = "document.querySelector('.stage').getBoundingClientRect().top + scrollY";
    const at = await page.evaluate(top);
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('ArrowLeft');
      expect(await page.evaluate(top)).toBe(at);
    }
    await page.locator('#keys').uncheck();
    const before = await where.textContent();
    await page.keyboard.press('p');
    expect(await where.textContent()).toBe(before);
    await page.locator('#keys').check();
    await page.keyboard.press('p');
    expect(await where.textContent()).not.toBe(before);
  });

  test('a story of more than a thousand steps opens, and says how soon', async () => {
    const telling = storedTelling('counterexamples/series-2026/NO-THRASH.quiet-watchdog.json');
    const { page, faults } = await opened('long.html', forms.html(telling));
    expect(await page.locator('#where').textContent()).toMatch(/^Step (1\d{3}) of \1, /);
    // As the browser itself measured it, from the request to the end of the page's own script.
    const openedMs = await page.evaluate(
      "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd",
    );
    console.log(`opened in ${Math.round(Number(openedMs))} ms`);
    expect(faults).toEqual([]);
  });

  test('printed, it is a few sheets with the picture, the steps and the mail, and no controls', async () => {
    const { page } = await opened(
      'story.html',
      forms.html(storedTelling('counterexamples/series-2026/NO-THRASH.quiet-watchdog.json')),
    );
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#controls').isVisible()).toBe(false);
    expect(await page.locator('#picture').isVisible()).toBe(true);
    const sheets = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g);
    expect(sheets?.length).toBeGreaterThan(0);
    expect(sheets?.length).toBeLessThan(5);
  });

  test('the page of a story steps by keys, within its policy, and asks for nothing', async () => {
    const telling = storedTelling('counterexamples/series-2026/ENTER-GATE.enter-gate.json');
    const { page, faults } = await opened('story.html', forms.html(telling));
    const where = page.locator('#where');
    expect(await where.textContent()).toMatch(/^Step (\d+) of \1, .*BROKEN$/);
    await page.keyboard.press('Home');
    expect(await where.textContent()).toMatch(/^Step 1 of /);
    await page.keyboard.press('n');
    const told = await page.locator('[aria-current="true"]').textContent();
    expect(telling.parts.steps.map(({ text }) => text)).toContain(told);
    await page.locator('#slider').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('[aria-current="true"]').count()).toBeLessThanOrEqual(1);
    await page.locator('#picture').click({ position: { x: 40, y: 40 } });
    expect(await where.textContent()).toMatch(/^Step \d+ of /);
    // Wide pictures scroll in their box: the page itself does not.
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(faults).toEqual([]);
  });

  test('the entry page leads from a verdict to its story, and asks for nothing', async () => {
    const input = sampleReport(folder);
    const { page, faults } = await opened('index.html', htmlReport(input));
    // What is known is folded until somebody asks for it; what is not is open.
    const known = input.told.findIndex(({ finding }) => finding.expected) + 1;
    const fresh = input.told.findIndex(({ finding }) => !finding.expected) + 1;
    expect([known > 0, fresh > 0]).toEqual([true, true]);
    expect(await page.locator(`#finding-${fresh} pre`).isVisible()).toBe(true);
    expect(await page.locator(`#finding-${known} pre`).isVisible()).toBe(false);
    await page.locator(`#findings td a[href="#finding-${known}"]`).click();
    await page.locator(`#finding-${known} pre`).waitFor({ state: 'visible' });
    await page.locator('#rules a').first().click();
    expect(await page.evaluate('location.hash')).toMatch(/^#finding-\d$/);
    expect(await page.locator('#findings pre').count()).toBe(input.told.length);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(faults).toEqual([]);
    await page.locator('#findings a[href$=".html"]').first().click();
    expect(await page.locator('#where').textContent()).toContain('BROKEN');
  });

  test('what is known of another revision than the first is folded, and a link to it unfolds it', async () => {
    const input = sampleReport(folder);
    const known = input.told.find(({ finding }) => finding.expected);
    if (known === undefined) throw new Error('the sample knows something');
    const told = [...input.told, { ...known, revision: 'rfc-2025' }];
    const { page, faults } = await opened('folded.html', htmlReport({ ...input, told }));
    const last = page.locator(`#finding-${told.length}`);
    expect(await last.isVisible()).toBe(false);
    expect(await page.locator('#findings > details > summary').allTextContents()).toEqual([
      'rfc-2025: 1 known cause',
    ]);
    await page.evaluate(`location.hash = '#finding-${told.length}'`);
    await last.locator('pre').waitFor({ state: 'visible' });
    expect(faults).toEqual([]);
  });
});
