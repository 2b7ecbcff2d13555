import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explain } from '../../cli/commands/explain.ts';
import { findings } from '../../cli/commands/findings.ts';
import { replay } from '../../cli/commands/replay.ts';
import { statementOf } from '../../cli/explain/statements.ts';
import { adviceOf } from '../../cli/findings/advice.ts';
import { assumes } from '../../cli/findings/assumptions.ts';
import { knownFindings } from '../../cli/findings/finding.ts';
import { findingsPage } from '../../cli/findings/findings-page.ts';
import { limitsOf } from '../../cli/findings/limits.ts';
import { questionsOf } from '../../cli/findings/questions.ts';
import { referencePage } from '../../cli/findings/reference-page.ts';
import { run } from '../../cli/run.ts';
import { severityWord } from '../../cli/severity.ts';
import { faultWords } from '../../cli/story/faults.ts';
import * as constants from '../../impl/driver/constants.ts';
import { fixes } from '../../impl/driver/reference/index.ts';
import { DEFAULT_HEAP } from '../../impl/memory/dma-heap.ts';
import type { Profile } from '../../impl/profile/choices.ts';
import { type RuleId, ruleIds } from '../../properties/catalogue.ts';
import { countAssumed } from '../../properties/counterexample/counterexample.ts';
import { hangsOn } from '../../properties/counterexample/hangs-on.ts';
import { pathOf } from '../../properties/counterexample/store.ts';
import { manifestOf } from '../../properties/manifests/index.ts';
import {
  rulesOf,
  severities,
  severityNames,
  severityOfCause,
  severityRank,
} from '../../properties/severity.ts';
import { FakeIo } from './fake-io.ts';

async function told(...argv: string[]): Promise<{ readonly code: number; readonly io: FakeIo }> {
  const io = new FakeIo();
  const code = await run(argv, [findings, explain, replay], io, {});
  return { code, io };
}

const all = knownFindings();

describe('generated pages', () => {
  test('docs/findings.md is what is stored', () => {
    expect(readFileSync('docs/findings.md', 'utf8')).toBe(findingsPage());
  });

  test('docs/reference-driver.md is what was recorded', () => {
    expect(readFileSync('docs/reference-driver.md', 'utf8')).toBe(referencePage());
  });

  test.each(fixes)('the limits and periods of $unit.name are all told', ({ unit }) => {
    const source = readFileSync(`impl/driver/reference/${unit.name}.ts`, 'utf8');
    const named = new Set(source.match(/\b[A-Z][A-Z_]*_US\b/g) ?? []);
    const used = Object.entries(constants).flatMap(([name, us]) =>
      // How often something is looked at is no limit.
      named.has(name) && !name.endsWith('_STEP_US') ? [us] : [],
    );
    const told = (limitsOf[unit.name] ?? []).flatMap(({ us }) => us ?? []);
    expect([...new Set(told)].sort()).toEqual([...new Set(used)].sort());
  });

  test('and of no other fix', () => {
    const names = fixes.map(({ unit }) => unit.name);
    expect(Object.keys(limitsOf).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('their links to counterexamples lead somewhere', () => {
    const links = [findingsPage(), referencePage()].flatMap((page) =>
      [...page.matchAll(/\]\(\.\.\/counterexamples\/([^)]+)\)/g)].map(([, path = '']) =>
        decodeURIComponent(path),
      ),
    );
    expect(links.length).toBeGreaterThan(100);
    for (const path of links) expect(existsSync(pathOf(path)), path).toBe(true);
  });

  test('their links to sections lead somewhere', () => {
    const page = findingsPage();
    const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(links).toHaveLength(all.length);
    for (const anchor of links) expect(anchors).toContain(anchor);
  });
});

describe('findings', () => {
  test('are all that is expected of the revisions, each counterexample in one finding', () => {
    const files = all
      .flatMap(({ told: one, others }) => [one, ...others].map((stored) => stored.file))
      .sort();
    const expected = ['series-2026', 'rfc-2025'].flatMap((revision) =>
      manifestOf(revision).expected.map((e) => e.counterexample),
    );
    expect(files).toEqual(expected.sort());
    expect(new Set(all.map(({ revision, cure }) => `${revision} ${cure.join()}`)).size).toBe(all.length);
  });

  test('come with the worst first, one revision after the other, and last what mainline breaks too', () => {
    for (const revision of ['series-2026', 'rfc-2025']) {
      const ranks = all
        .filter((f) => f.revision === revision)
        .map((f) => Math.min(...f.rules.map(severityRank)) + (f.ofMainline ? 100 : 0));
      expect(ranks.length).toBeGreaterThan(10);
      expect(ranks.filter((rank) => rank >= 100).length).toBeGreaterThan(0);
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    }
  });

  test('follow from statements that there are', () => {
    for (const { told: one, others } of all) {
      for (const { stated } of [one, ...others]) {
        for (const cite of stated.split(', ')) expect(statementOf(cite), cite).not.toBeNull();
      }
    }
  });

  test('name the questions on which most of them hang first', () => {
    const questions = questionsOf(all);
    expect(questions.length).toBeGreaterThan(3);
    const hanging = questions.map((q) => q.findings.length);
    expect(hanging).toEqual(hanging.toSorted((a, b) => b - a));
    for (const { id, shows, vanishes } of questions) {
      for (const finding of shows)
        expect(Object.keys(finding.told.counterexample.needs.choices)).toContain(id);
      for (const { finding } of vanishes) {
        expect(finding.told.counterexample.needs.removing?.map((answer) => answer.id)).toContain(id);
      }
    }
  });
});

test('a report asks the same questions as often', () => {
  const told = all.map((finding) => finding.told.counterexample);
  for (const { id, findings: hanging } of questionsOf(all)) {
    expect(told.filter((counterexample) => hangsOn(counterexample, id))).toHaveLength(hanging.length);
  }
});

describe('the command', () => {
  test('tells every finding and every question, once', async () => {
    const { code, io } = await told('findings');
    expect(code).toBe(0);
    for (const { told: one } of all) {
      // As a shell joins lines: pasted, each is one command.
      const lines = io.outText.replaceAll(/ \\\n\s+/g, ' ').split('\n');
      expect(lines.filter((line) => line.endsWith(one.file))).toEqual([
        `    npm run replay -- counterexamples/${one.file}`,
      ]);
    }
    for (const { id } of questionsOf(all)) expect(io.outText).toMatch(new RegExp(`^ {2}${id} `, 'm'));
  });

  test('tells those of one revision and one severity', async () => {
    const { io } = await told('findings', 'series-2026', '--severity', 'innocent', '--json');
    const { findings: found } = JSON.parse(io.outText) as {
      findings: { revision: string; severity: string }[];
    };
    expect(found.length).toBeGreaterThan(1);
    expect(new Set(found.map((f) => `${f.revision} ${f.severity}`))).toEqual(
      new Set(['series-2026 innocent']),
    );
  });

  test('says as JSON what the text says', async () => {
    const { io } = await told('findings', '--json');
    const { findings: found, questions } = JSON.parse(io.outText) as {
      findings: { name: string; noReturn: unknown; stated: string[] }[];
      questions: { id: string; findings: string[] }[];
    };
    expect(found).toHaveLength(all.length);
    expect(questions.map(({ id }) => id)).toEqual(questionsOf(all).map(({ id }) => id));
    for (const { findings: names } of questions) {
      for (const name of names) expect(found.map((f) => f.name)).toContain(name);
    }
  });

  test('refuses what it does not know, naming what is near', async () => {
    const { code, io } = await told('findings', 'series-2025');
    expect(code).toBe(2);
    expect(io.errText).toBe('no findings are kept of "series-2025": did you mean "series-2026"?\n');
    expect((await told('findings', '--severity', 'worst')).io.errText).toContain(
      '--severity knows no "worst"',
    );
    expect((await told('findings', 'series-2026', 'rfc-2025')).code).toBe(2);
  });

  test('a cause is as bad as the worst rule that it breaks, whichever rule tells it, and wherever it is told', async () => {
    const worst = all.find(({ told: one }) => one.file === 'series-2026/BOUNDED-RESIDENCE.fair-exit.json');
    expect(worst).toMatchObject({ severity: { severity: 'innocent', by: [{ rule: 'INNOCENT-SAFE' }] } });
    const word = 'innocent (INNOCENT-SAFE if F07 = never)';
    expect(findingsPage()).toContain(`| ${word} |`);
    const line = (text: string): string => text.replaceAll(/\s+/g, ' ');
    expect(line((await told('findings')).io.outText)).toContain(`as bad as ${word}`);
    const { io } = await told('explain', 'BOUNDED-RESIDENCE.fair-exit');
    // What it shows is no more than its own rule; what its cause shows besides is named.
    expect(line(io.outText)).toContain(`Severity unfair: ${severities.unfair}.`);
    expect(line(io.outText)).toContain(`Its cause is of severity ${word}.`);
    const { io: other } = await told('explain', 'INNOCENT-SAFE.fair-exit');
    expect(line(other.outText)).toContain(`Severity innocent: ${severities.innocent}.`);
    expect(line(other.outText)).toContain(
      `Its cause, which is told by BOUNDED-RESIDENCE, is of severity ${word}.`,
    );
    expect(line(other.outText)).toContain('BOUNDED-RESIDENCE (unfair) on series-2026');
  });

  test('an answer that decides how bad a finding is, is a question', async () => {
    const conditional = all.flatMap((finding) =>
      finding.severity.by.flatMap(({ needs }) =>
        Object.keys(needs.needs.choices).map((id) => ({ finding, id })),
      ),
    );
    expect(conditional.length).toBeGreaterThan(5);
    const questions = questionsOf(all);
    for (const { finding, id } of conditional)
      expect(questions.find((q) => q.id === id)?.decides, id).toContain(finding);
    const { io } = await told('findings');
    for (const id of ['F12', 'F14']) expect(io.outText).toMatch(new RegExp(`^ {2}${id} .*how bad 1 is`, 'm'));
  });

  const assumed = (rule: RuleId, choices: Profile): Parameters<typeof severityOfCause>[0] => ({
    rule,
    needs: { choices, late: 0 },
    faults: {},
    workload: {},
  });
  /** The same on a heap that comes when the driver is there, and of so many pages. */
  const onHeap = (rule: RuleId, pages = DEFAULT_HEAP.pages) => ({
    ...assumed(rule, {}),
    workload: { heap: { ...DEFAULT_HEAP, fromUs: 2_000, pages } },
  });
  test.each([
    [assumed('BOOT-GEN', {}), [], 'books'],
    [assumed('NO-CPU-MAP', {}), [assumed('BOOT-GEN', {})], 'content'],
    [assumed('BOOT-GEN', {}), [assumed('NO-CPU-MAP', {})], 'content (NO-CPU-MAP)'],
    [assumed('BOOT-GEN', {}), [assumed('NO-CPU-MAP', { F27: 'yes' })], 'content (NO-CPU-MAP if F27 = yes)'],
    // What the story assumes already is no further condition.
    [assumed('BOOT-GEN', { F27: 'yes' }), [assumed('NO-CPU-MAP', { F27: 'yes' })], 'content (NO-CPU-MAP)'],
    // What is special in the heap is an assumption as any other.
    [assumed('BOOT-GEN', {}), [onHeap('HEAP-REF')], 'content (HEAP-REF if a heap that comes at 2 ms)'],
    [onHeap('BOOT-GEN'), [onHeap('HEAP-REF')], 'content (HEAP-REF)'],
    [onHeap('BOOT-GEN'), [onHeap('HEAP-REF', 1), assumed('NO-CPU-MAP', {})], 'content (NO-CPU-MAP)'],
    [onHeap('BOOT-GEN'), [onHeap('HEAP-REF', 1)], 'content (HEAP-REF if a protected heap of 1 page)'],
    // Of rules that are equally bad each with what it needs, in whatever order they come; one that needs nothing will do.
    [
      assumed('OWNER', {}),
      [assumed('PRIVILEGE', { F07: 'never' }), assumed('BLAME', { F27: 'yes' })],
      'innocent (BLAME if F27 = yes, PRIVILEGE if F07 = never)',
    ],
    [
      assumed('OWNER', {}),
      [assumed('BLAME', { F27: 'yes' }), assumed('PRIVILEGE', { F07: 'never' })],
      'innocent (BLAME if F27 = yes, PRIVILEGE if F07 = never)',
    ],
    [
      assumed('OWNER', {}),
      [assumed('BLAME', { F27: 'yes' }), assumed('PRIVILEGE', {})],
      'innocent (PRIVILEGE)',
    ],
  ])('how bad %j is beside %j', (one, others, word) => {
    expect(severityWord(severityOfCause(one, others))).toBe(word);
  });

  test('what is special in the heap counts among what a finding assumes, and explain says it', async () => {
    const heaps = all.filter(({ told: one }) => one.counterexample.workload.heap !== undefined);
    expect(heaps.length).toBeGreaterThan(0);
    for (const { told: one } of heaps) {
      const { counterexample } = one;
      expect(countAssumed(counterexample)).toBe(assumes(counterexample).length);
      const { io } = await told('explain', `counterexamples/${one.file}`);
      const said = io.outText.replaceAll(/\s+/g, ' ');
      for (const word of faultWords({}, counterexample.workload.heap)) expect(said).toContain(word);
    }
  });

  test('of causes that are as bad the one that assumes less comes first', () => {
    const pairs = all.flatMap((before, i) => {
      const after = all[i + 1];
      return after === undefined ? [] : [[before, after] as const];
    });
    const alike = pairs.filter(
      ([a, b]) =>
        a.revision === b.revision &&
        a.ofMainline === b.ofMainline &&
        a.severity.severity === b.severity.severity,
    );
    expect(alike.length).toBeGreaterThan(20);
    for (const [a, b] of alike)
      expect(assumes(a.told.counterexample).length, b.told.file).toBeLessThanOrEqual(
        assumes(b.told.counterexample).length,
      );
  });

  test('explain says what a finding assumes, and where its point of no return is', async () => {
    const [first] = all.filter(({ told: one }) => one.counterexample.noReturn?.last != null);
    const { io } = await told('explain', `counterexamples/${first?.told.file}`);
    const text = io.outText.replaceAll(/\s+/g, ' ');
    expect(text).toContain('Point of no return at');
    const searched = all.find(({ told: one }) => (one.counterexample.needs.searched ?? []).length > 0);
    const { io: other } = await told('explain', `counterexamples/${searched?.told.file}`);
    expect(other.outText).toMatch(/without \w+ not found in \d+ executions/);
  });
});

test('the page of a finding tells its point of no return', async () => {
  const file = 'counterexamples/series-2026/SUSPEND-EXIT.exit-answered+fair-reset+quiet-suspend.json';
  const { io } = await told('replay', file, '--format', 'html');
  expect(io.outText).toContain('<p>Point of no return at ');
});

describe('severity', () => {
  test('has every rule of the catalogue in one class', () => {
    const classed = severityNames.flatMap((name) => rulesOf(name));
    expect(classed.toSorted()).toEqual([...ruleIds].sort());
  });

  test('is what docs/rules.md says', () => {
    const rules = readFileSync('docs/rules.md', 'utf8');
    for (const name of severityNames) {
      expect(rules).toContain(`| ${name} | ${severities[name]} | ${rulesOf(name).join(', ')} |`);
    }
  });
});

test('every fix has advice that cites what there is, and no other has', () => {
  expect(Object.keys(adviceOf)).toEqual(fixes.map((fix) => fix.unit.name));
  for (const { production } of Object.values(adviceOf)) {
    for (const cite of production?.cite.split(', ') ?? []) expect(statementOf(cite), cite).not.toBeNull();
  }
});
