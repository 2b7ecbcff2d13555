import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import AjvDraft04 from 'ajv-draft-04';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Log } from 'sarif';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placedFunctions } from '../../cli/c-names.ts';
import { annotations, reportToGithub } from '../../cli/report/github.ts';
import { growthFigure } from '../../cli/report/growth.ts';
import { htmlReport } from '../../cli/report/html.ts';
import { jsonReport } from '../../cli/report/json.ts';
import { junitReport } from '../../cli/report/junit.ts';
import { markdownReport } from '../../cli/report/markdown.ts';
import { matrixOf } from '../../cli/report/matrix.ts';
import { publish } from '../../cli/report/publish.ts';
import type { ReportInput } from '../../cli/report/report.ts';
import { sarifReport } from '../../cli/report/sarif.ts';
import { sourceOf } from '../../cli/report/source.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { pictures } from '../../model/protected-mode/pictures.ts';
import { FakeIo } from './fake-io.ts';
import { faultsOf, parsePage, textOf, valuesOf } from './parse-html.ts';
import { growth, sampleReport } from './sample-report.ts';

let folder = '';
let input: ReportInput;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
  input = sampleReport(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The value with one property of one object in it taken away, for each such property; with where it was. */
function* withoutOne(value: unknown, path = ''): Generator<readonly [path: string, value: unknown]> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    // Items of a list are alike: the first stands for all.
    for (const [at, changed] of withoutOne(value[0], `${path}[0]`)) yield [at, [changed, ...value.slice(1)]];
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const { [key]: _, ...rest } = value as Record<string, unknown>;
    yield [`${path}.${key}`, rest];
    for (const [at, changed] of withoutOne(item, `${path}.${key}`)) yield [at, { ...value, [key]: changed }];
  }
}

describe('report.json', () => {
  let valid: ValidateFunction;
  beforeAll(() => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    valid = ajv.compile(JSON.parse(readFileSync('docs/report.schema.json', 'utf8')));
  });

  test('is what the published schema describes', () => {
    expect([valid(JSON.parse(jsonReport(input))), valid.errors]).toEqual([true, null]);
  });

  test('the schema misses every property that is left out, and refuses one too many', () => {
    // Maps by rule, action or choice may have any keys.
    const free = /\.(matchedActions|choices|faults)\.\w+$/;
    const accepted: string[] = [];
    let tried = 0;
    for (const [path, changed] of withoutOne(JSON.parse(jsonReport(input)))) {
      if (free.test(path)) continue;
      tried++;
      if (valid(changed)) accepted.push(path);
    }
    expect(accepted).toEqual([]);
    expect(tried).toBeGreaterThan(70);
    expect(valid({ ...JSON.parse(jsonReport(input)), times: [] })).toBe(false);
    expect(valid({ ...JSON.parse(jsonReport(input)), verdict: 'passed' })).toBe(false);
  });
});

describe('junit.xml', () => {
  interface Parsed {
    readonly name: string;
    readonly tests: string;
    readonly failures: string;
    readonly errors: string;
    readonly skipped: string;
    readonly testcase: readonly {
      readonly [key: string]: unknown;
      readonly name: string;
      readonly classname: string;
    }[];
  }
  const suites = (given: ReportInput): readonly Parsed[] => {
    const xml = junitReport(given);
    expect(XMLValidator.validate(xml)).toBe(true);
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name) => name === 'testcase' || name === 'testsuite',
    });
    return parser.parse(xml).testsuites.testsuite;
  };

  test('counts each outcome as its words amount to', () => {
    const parsed = suites(input);
    expect(parsed.map(({ name }) => name)).toEqual(['canary', 'model.small', 'series-2026']);
    for (const { tests, failures, errors, skipped, testcase } of parsed) {
      const having = (what: string): string => String(testcase.filter((c) => c[what] !== undefined).length);
      expect([tests, failures, errors, skipped]).toEqual([
        String(testcase.length),
        having('failure'),
        having('error'),
        having('skipped'),
      ]);
    }
    const [canary, model, series] = parsed;
    expect([canary?.failures, canary?.errors]).toEqual(['0', '0']);
    expect([model?.failures, model?.errors]).toEqual(['2', '1']);
    // The finding, TIMELY, the vacuous rule, the race and the stale counterexample.
    expect([series?.failures, series?.errors, series?.skipped]).toEqual(['5', '1', '3']);
  });

  test('names are the same for another seed and other counts', () => {
    const names = (given: ReportInput): readonly string[] =>
      suites(given).flatMap(({ testcase }) => testcase.map((c) => `${c.classname} ${c.name}`));
    const { report } = input;
    const other: ReportInput = {
      ...input,
      report: {
        ...report,
        seed: 12_345,
        revisions: report.revisions.map((r) => ({
          ...r,
          verdicts: r.verdicts.map((v) => ({ ...v, word: v.word.replace('4000', '99') })),
        })),
      },
    };
    expect(names(other)).toEqual(names(input));
    expect(new Set(names(input)).size).toBe(names(input).length);
    expect(names(input).join()).not.toMatch(/4000|99|seed|12345/);
  });
});

describe('report.sarif', () => {
  const log = (): Log => JSON.parse(sarifReport(input)) as Log;

  test('is valid SARIF 2.1.0, and the schema does not accept just anything', () => {
    const schema = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
    const ajv = new AjvDraft04.default({ strict: false, validateFormats: false, unicodeRegExp: false });
    const valid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
    expect([valid(log()), valid.errors]).toEqual([true, null]);
    const [run] = log().runs;
    expect(valid({ ...log(), runs: [{ ...run, results: [{ level: 'fatal' }] }] })).toBe(false);
  });

  test('a finding stands at our function, with the C function and patch and the interleaving', () => {
    const results = log().runs[0]?.results ?? [];
    const findings = results.filter((r) => r.codeFlows !== undefined);
    expect(findings.map((r) => r.level)).toEqual(['warning', 'error']);
    for (const { locations, properties, codeFlows, relatedLocations } of findings) {
      const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
      const lines = readFileSync(artifactLocation?.uri ?? '', 'utf8').split('\n');
      expect(lines[(region?.startLine ?? 0) - 1]).toMatch(/^ +\w+: /);
      expect(properties).toMatchObject({ cFile: expect.stringMatching(/^drivers\/.*\.[ch]$/) });
      expect(relatedLocations?.[0]?.logicalLocations?.[0]?.name).toBe(properties?.cFunction);
      const steps =
        codeFlows?.flatMap((flow) => flow.threadFlows.flatMap((thread) => thread.locations)) ?? [];
      const order = steps.map((step) => step.executionOrder ?? 0).sort((a, b) => a - b);
      expect(order).toEqual(order.map((_, i) => i + 1));
      expect(order.length).toBeGreaterThan(5);
      expect(steps.filter((step) => step.importance === 'essential')).toHaveLength(1);
      expect(codeFlows?.[0]?.threadFlows.length).toBeGreaterThan(1);
    }
    const ids = results.map((r) => r.partialFingerprints?.['cause/v1']);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('what no story tells is there too, and nothing twice', () => {
    const others = (log().runs[0]?.results ?? []).filter((r) => r.codeFlows === undefined);
    const ids = others.map((r) => r.ruleId ?? '');
    expect(ids.slice(0, 2).sort()).toEqual(['BLAME', 'TIMELY']);
    expect(ids.slice(2)).toEqual([
      'unknown (truncated)',
      // A race, and a counterexample that is stale.
      'violated',
      'violated',
      'TOP-ONLY',
      'dead',
      'unknown (truncated)',
    ]);
  });
});

describe('index.html', () => {
  test('is one well-formed page that needs nothing else, with no dead link', () => {
    const pages = input.told.map(({ page }) => page);
    expect(pages.every((page) => page !== null && existsSync(join(folder, page)))).toBe(true);
    expect(faultsOf(htmlReport(input), pages)).toEqual([]);
    expect(faultsOf('<!doctype html><main><p id="a"><a href="#b"></p></main>')).toEqual([
      expect.stringContaining('Expected closing tag'),
      'dead: #b',
    ]);
    expect(faultsOf('<!doctype html><a href="http://x"></a>')).toHaveLength(2);
  });

  test('shows every rule that something is said of, each finding with its story, and escapes what was seen', () => {
    const page = parsePage(htmlReport(input));
    const rows = page.elements.filter(({ tagName }) => tagName === 'tr').map(textOf);
    for (const { rule } of matrixOf(input.report).groups.flatMap((group) => group.rows)) {
      expect(rows.some((row) => row.startsWith(rule))).toBe(true);
    }
    const shown = page.elements.filter(({ tagName }) => tagName === 'pre').map(textOf);
    for (const { story } of input.told) expect(shown).toContain(story.trimEnd());
    expect(page.elements.map(textOf).join()).toContain('not expected: x | <y> & "z"');
    for (const { title } of pictures) expect(page.elements.map(textOf)).toContain(title);
    const drawn = page.elements.filter(({ tagName }) => tagName === 'li').map(textOf);
    expect(drawn).toContain('off to starting: driver.start');
    const broken = page.elements.filter(({ attrs }) => attrs.some((a) => a.value === 'word bad'));
    expect(broken.map(textOf)).toEqual(expect.arrayContaining(['VIOLATED', 'vacuous']));
  });
});

test('coverage is drawn as it grew, on scales that hold it, and told to who does not see', () => {
  const page = parsePage(growthFigure('series-2026', growth)?.text ?? '');
  expect(valuesOf(page, 'aria-label')).toEqual([
    'Coverage of series-2026: 150 behaviours after 1,000 executions, 210 behaviours after 2,500 executions, 214 behaviours after 4,000 executions',
  ]);
  const rows = page.elements.filter(({ tagName }) => tagName === 'tr').map(textOf);
  // What was never met has no line.
  expect(rows.slice(1)).toEqual([
    'rules that had something to judge40100',
    'states as the model has them1743,900',
  ]);
  const lines = valuesOf(page, 'points').map((points) =>
    points.split(' ').map((p) => p.split(',').map(Number)),
  );
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    expect(line).toHaveLength(growth.executions.length + 1);
    // From the lower left to the upper right, never back or down.
    for (const [i, [x = 0, y = 0]] of line.entries()) {
      const [before = 0, above = 0] = line[i - 1] ?? [0, Number.POSITIVE_INFINITY];
      expect([x >= before, y <= above, x <= 640, y >= 0]).toEqual([true, true, true, true]);
    }
  }
  expect(growthFigure('x', { executions: [], things: [], kinds: [] })).toBeNull();
});

test('every function that a place names is found in the sources of every revision', () => {
  for (const { units } of Object.values(revisions)) {
    const names = units.map((unit) => unit.name);
    for (const name of placedFunctions) {
      const defined = units.some((unit) => Object.hasOwn(unit.functions, name));
      expect([name, sourceOf(name, names) !== null]).toEqual([name, defined]);
    }
  }
});

describe('for a CI job', () => {
  test('the summary has each finding, problem, rule and question, and no markup from what was seen', () => {
    const page = markdownReport(input);
    expect(page).toMatch(/^# protm-check: violated\n/);
    for (const { finding } of input.told) expect(page).toContain(`| \`${finding.counterexample.rule}\` |`);
    expect(page).toContain('not expected: x \\| \\<y\\> & "z"');
    expect(page).toContain('| F04 | gap from ENTER ack | 1 |');
    expect(page.match(/<details>/g)).toHaveLength(2);
    expect(page).not.toMatch(/\bpassed\b/);
  });

  test('annotations name our line, and are escaped so that each stays one line', () => {
    const lines = annotations(input).trimEnd().split('\n');
    expect(lines.every((line) => /^::(error|warning|notice) [^\n]*::/.test(line))).toBe(true);
    expect(lines[0]).toMatch(
      /^::error file=impl\/driver\/[\w./-]+\.ts,line=\d+,title=[\w-]+ on series-2026%2C noticed at \w+\(\)%2C [^:]*::/,
    );
    expect(lines[0]).toContain('%0A');
    expect(lines.filter((line) => line.startsWith('::warning')).length).toBe(1);
    expect(lines.at(-1)).toMatch(/^::notice title=protm-check%3A violated::/);
  });

  test('only under GitHub Actions, where the page is added to', () => {
    const page = join(folder, 'page.md');
    expect(reportToGithub(input, { GITHUB_STEP_SUMMARY: page })).toBe('');
    reportToGithub(input, { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page });
    expect(reportToGithub(input, { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page })).toBe(
      annotations(input),
    );
    expect(readFileSync(page, 'utf8')).toBe(`${markdownReport(input)}\n`.repeat(2));
  });
});

test('the report says which seeded defects are condemned, and why the others are not', () => {
  const { detection } = JSON.parse(jsonReport(input));
  const condemned = detection.filter((one: { condemned: unknown[] }) => one.condemned.length > 0);
  const unexplained = detection.filter(
    (one: { condemned: unknown[]; survives: string | null }) =>
      one.condemned.length === 0 && one.survives === null,
  );
  expect(condemned.length).toBeGreaterThan(100);
  expect(unexplained).toEqual([]);
  const page = htmlReport(input);
  expect(page).toContain(`${condemned.length} of ${detection.length} seeded defects`);
  for (const { defect } of detection) expect(page).toContain(defect);
});

test('a deep search that was cut short names the folder where it goes on, if it is not the usual one', () => {
  const { report } = input;
  const cut = { ...report, budget: 'deep', truncated: true, model: [], revisions: [] } as const;
  const io = new FakeIo();
  publish(
    cut,
    { folder: join(folder, 'mine'), json: false, verbose: false, asked: ['--budget', '6m'], startMs: 0 },
    io,
  );
  expect(io.outText).toMatch(/^Next: npm run verify -- --budget 6m --report \S+mine --seed 7$/m);
  // All else is the same bytes wherever it is written.
  expect(readFileSync(join(folder, 'mine', 'summary.md'), 'utf8')).not.toContain('--report');
});
