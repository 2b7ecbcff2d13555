import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStored } from '../../cli/files.ts';
import { forms, tellingOf } from '../../cli/forms/index.ts';
import { htmlReport } from '../../cli/report/html.ts';
import { replay } from '../../properties/counterexample/replay.ts';
import { sampleReport } from '../cli/sample-report.ts';

/** A browser of the machine: that of `CHROMIUM`, or Debian's. */
const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const found = existsSync(browserPath);
if (!found) console.log(`browser tests not run: no ${browserPath}; name a Chromium in CHROMIUM`);

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

  test('the page of a story steps by keys, within its policy, and asks for nothing', async () => {
    const file = 'counterexamples/series-2026/ENTER-GATE.enter-gate.json';
    const counterexample = readStored(file);
    const telling = tellingOf(counterexample, replay(counterexample), file);
    if (telling === null) throw new Error('the counterexample shows');
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
    await page.locator('#rules a').first().click();
    expect(await page.evaluate('location.hash')).toMatch(/^#finding-\d$/);
    expect(await page.locator('#findings pre').count()).toBe(input.told.length);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(faults).toEqual([]);
    await page.locator('#findings a').first().click();
    expect(await page.locator('#where').textContent()).toContain('BROKEN');
  });
});
