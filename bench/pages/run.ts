/**
 * How long the page of a story takes to open in a browser: from the request to the load event, and to the first step
 * by a key, medians of some runs. Wants a Chromium (`CHROMIUM`, else /usr/bin/chromium).
 *
 * Usage: npm run bench -- pages [FILE ...], counterexamples; the stored ones with the longest runs unless given.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { storedFiles } from '../../cli/explain/stored.ts';
import { readStored } from '../../cli/files.ts';
import { forms, tellingOf } from '../../cli/forms/index.ts';
import { columns } from '../../cli/report/table.ts';
import { replay } from '../../properties/counterexample/replay.ts';

const RUNS = 5;
const LONGEST = 3;
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) throw new Error(`no ${executablePath}: name a Chromium in CHROMIUM`);

const given = process.argv.slice(2);
const longest = storedFiles()
  .map(({ file }) => ({ file, step: readStored(file).breaking.step }))
  .sort((a, b) => b.step - a.step)
  .slice(0, LONGEST)
  .map(({ file }) => file);

const folder = mkdtempSync(join(tmpdir(), 'pages-'));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const rows: string[][] = [['story', 'steps', 'KiB', 'open', 'first key']];
  for (const file of given.length > 0 ? given : longest) {
    const counterexample = readStored(file);
    const telling = tellingOf(counterexample, replay(counterexample), file);
    if (telling === null) throw new Error(`${file} does not show`);
    const html = forms.html(telling);
    const page = join(folder, 'story.html');
    writeFileSync(page, html);
    const times = { open: [] as number[], key: [] as number[] };
    for (let run = 0; run < RUNS; run++) {
      const tab = await browser.newPage({ viewport: { width: 1366, height: 768 } });
      const beginMs = performance.now();
      await tab.goto(pathToFileURL(page).href);
      times.open.push(performance.now() - beginMs);
      const keyMs = performance.now();
      await tab.keyboard.press('Home');
      await tab.evaluate('new Promise((done) => requestAnimationFrame(() => done(0)))');
      times.key.push(performance.now() - keyMs);
      await tab.close();
    }
    const ms = (all: number[]): string => `${Math.round(all.toSorted((a, b) => a - b)[RUNS >> 1] ?? 0)} ms`;
    const kib = String(Math.round(Buffer.byteLength(html) / 1024));
    rows.push([file, String(telling.violation.step + 1), kib, ms(times.open), ms(times.key)]);
  }
  console.log(columns(rows));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
