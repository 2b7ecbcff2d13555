import { beforeAll, describe, expect, test } from 'vitest';
import { explore as exploreCommand } from '../../cli/commands/explore.ts';
import { shrink } from '../../cli/commands/shrink.ts';
import { codeOf, text, verdictsOf } from '../../cli/explore/told.ts';
import { workloadNames, workloadOption } from '../../cli/named.ts';
import { tellParts } from '../../cli/report/told.ts';
import { run } from '../../cli/run.ts';
import { type Exploration, type ExploreOptions, explore } from '../../properties/campaign/explore.ts';
import { runCell } from '../../properties/campaign/run-cell.ts';
import type { Scenario } from '../../properties/campaign/scenario.ts';
import type { OnSmaller } from '../../properties/campaign/shrink-finding.ts';
import { simulatorSubject } from '../../properties/campaign/simulator-subject.ts';
import { curesOf } from '../../properties/campaign/stack.ts';
import { parseCell } from '../../properties/campaign/subject.ts';
import { catalogue, ruleIds } from '../../properties/catalogue.ts';
import { replay } from '../../properties/counterexample/replay.ts';
import { shrinkCounterexample } from '../../properties/counterexample/shrink.ts';
import { manifestOf } from '../../properties/manifests/index.ts';
import { unitsOf } from '../../properties/revision.ts';
import { FakeIo } from './fake-io.ts';

async function ran(
  ...argv: string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const io = new FakeIo();
  const code = await run(argv, [exploreCommand, shrink], io);
  return { code, out: io.outText, err: io.errText };
}

describe('explore', () => {
  test.each([
    [['--revision', 'serie-2026'], 'no revision "serie-2026": did you mean "series-2026"?'],
    [['--revision', 'series-2026+enter-gat'], 'no fix "enter-gat": did you mean "enter-gate"?'],
    [['--revision', 'series-2026+quiet-watchdog'], 'quiet-watchdog needs owner-truth below it'],
    [['--revision', 'reference+M699'], 'did you mean "reference+M69"?'],
    [['--strategy', 'PCT dept 2'], 'no strategy "PCT dept 2": did you mean "PCT depth 2"?'],
    [['--work-late', '50'], '--work-late: expected a duration like "3 ms" (us, ms or s), found "50"'],
    [['--irq-late', '1 ms'], '--irq-late takes more than 1 ms, as late as an interrupt thread may be anyway'],
    [['--workload', 'generated', '--work-late', '50 ms'], 'draws how late its host is'],
    [['--cell', 'mixture | generated | 1 to 1', '--irq-late', '2 ms'], 'leave one of them out'],
    [['--choice', 'F04'], '--choice takes a question and its answer'],
    [['--choice', 'F04=nevr'], 'F04 has no answer "nevr": did you mean "never"?'],
    [['--choice', 'F4=never'], '--choice knows no "F4"'],
    ...ruleIds
      .filter((id) => catalogue[id].status !== 'carried')
      .slice(0, 1)
      .map((id): [string[], string] => [['--rule', id], `no run is judged by ${id}`]),
    [['--rule', 'ENTER-GAT'], 'no rule "ENTER-GAT": did you mean "ENTER-GATE"?'],
    [['--cell', 'mixture'], '"mixture" is no cell as "mixture | video-playback, default | 1 to 5"'],
    [['--cell', 'mixture | video-playback, default | 0 to 1'], 'is no cell'],
    [
      ['--cell', 'every schedule with at most 1 delay | video-playback, default | 7 to 7 of 5 parts'],
      'is no cell',
    ],
    [['--cell', 'mixture | video, default | 1 to 1'], 'no workload of the program key "video, default"'],
    [['--cell', 'mixtur | video-playback, default | 1 to 1'], 'no strategy "mixtur"'],
    [['--cell', 'mixture | generated | 1 to 1', '--seed', '2'], 'leave one of them out'],
    [['--workload', 'video-playbck'], 'did you mean "properties/workloads/video-playback.json"?'],
  ])('%j is answered with what to do', async (options, message) => {
    const { code, out, err } = await ran('explore', ...options);
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringContaining(message) });
  });
});

test('explore names in its verdict how late it let the host be', async () => {
  const options = ['--revision', 'reference', '--executions', '2', '--rule', 'TIMELY'];
  const late = ['--work-late', '50 ms', '--irq-late', '10 ms'];
  const { out } = await ran('explore', ...options, ...late);
  const told = 'work items up to 50 ms late, interrupt threads up to 10 ms late';
  expect(out).toContain(`reference, video-playback, ${told}, mixture`);
  expect(out.replace(/\s+/g, ' ')).toMatch(
    new RegExp(`Verdict: not found in 2 executions, at most \\d+ late, ${told}`),
  );
  expect(out).toContain("--work-late '50 ms' --irq-late '10 ms'");
  const { faults } = JSON.parse((await ran('explore', ...options, ...late, '--json')).out);
  expect(faults).toEqual({ workLateUs: 50_000, irqLateUs: 10_000 });
  const usual = await ran('explore', ...options);
  expect(usual.out).not.toContain('work items up to');
}, 60_000);

test.each([
  'PCT depth 2 | video-playback, F04 = 40 ms | 7 to 9',
  'mixture | generated | 12 to 17',
  'mixture | video-playback, default | 21 to 23 near PCT depth 2 4',
  'mixture | generated | 11 to 13 near random walk 0.05 + 40 late 123457',
  'every schedule with at most 1 delay | brief probe, default | 2 to 3 of 5 parts',
])(
  'the executions of a cell are those that a search makes of it: %s',
  async (key) => {
    const rules = ['OWNER', 'TIMELY'] as const;
    const cell = parseCell(key);
    if (cell === null) throw new Error(`${key} is no cell`);
    const subject = simulatorSubject(workloadNames().map(workloadOption));
    const searched = runCell(subject, unitsOf('reference'), cell, rules);
    const wanted = rules.flatMap((rule) => ['--rule', rule]);
    const { out } = await ran('explore', '--revision', 'reference', '--cell', key, ...wanted, '--json');
    const { executions, steps, mostLate, consulted, verdicts } = JSON.parse(out);
    expect({ executions, steps, mostLate, consulted }).toEqual({
      executions: searched.executions,
      steps: searched.steps,
      mostLate: searched.mostLate,
      consulted: searched.consulted,
    });
    for (const rule of rules) expect(verdicts[rule]).toMatchObject(searched.rules[rule] ?? {});
    expect(searched.rules.OWNER?.given ?? 0).toBeGreaterThan(/probe/.test(key) ? -1 : 0);
  },
  60_000,
);

describe('an exploration', () => {
  const workload = workloadOption('video-playback');
  const options: ExploreOptions = {
    revision: 'mainline',
    units: unitsOf('mainline'),
    scenario: { workload, faults: {}, profile: {} },
    strategy: 'random walk 0.5',
    seed: 1,
    executions: 2,
    rules: ['EVENT-ONCE', 'PING-SAFE', 'EXACTLY-ONCE'],
    refine: false,
    stopAtFirst: false,
    shrink: null,
    cures: curesOf('mainline'),
    manifest: manifestOf('mainline'),
    workers: 1,
    shouldStop: () => false,
    onProgress: () => {},
  };
  let met: Exploration;
  beforeAll(() => {
    met = explore(options);
  });

  test('that is not shrunk keeps what broke as it was met; going on from there makes it small', () => {
    expect(met.searched.executions).toBe(2);
    expect(met.findings.map(({ rule }) => rule)).toEqual(['EVENT-ONCE']);
    const [finding] = met.findings;
    if (finding === undefined || finding.known !== null) throw new Error('it is not known');
    const { counterexample } = finding;
    expect(replay(counterexample).stale).toBeNull();
    expect(counterexample.schedule.length).toBeGreaterThan(10);
    // Nobody looked which of what it ran under it can do without.
    const lateHost = { ...counterexample, faults: { workLateUs: 50_000 } };
    const asMet = tellParts(lateHost, replay(counterexample), 'x.json')?.needs;
    expect(asMet).toMatch(/^run under: .*50 ms/);
    const shrunk = { ...lateHost, minimal: { ...counterexample.minimal, runs: 9 } };
    expect(tellParts(shrunk, replay(counterexample), 'x.json')?.needs).toBe(
      asMet?.replace('run under', 'needs'),
    );
    // A limit stands for an interruption: what there is then is smaller, replays, and is gone on with.
    const part = shrinkCounterexample(counterexample, { maxRuns: 3, maxEnumeration: 0 });
    expect([replay(part).stale, part.minimal.label]).toEqual([null, 'not shrunk to the end']);
    expect(part.schedule.length).toBeLessThan(counterexample.schedule.length);
    const sizes: number[] = [];
    const whole = shrinkCounterexample(part, { maxRuns: 500, maxEnumeration: 5 }, (...smaller) => {
      sizes.push(asSmallSize(smaller));
    });
    expect([whole.schedule, whole.minimal.label, whole.workload.processes.length]).toEqual([
      [],
      'fewest delays',
      1,
    ]);
    expect(replay(whole).stale).toBeNull();
    expect(sizes.length).toBeGreaterThan(3);
  });

  test('is told with its verdict, what it came to, and the line that goes on', () => {
    const asked = { request: options, named: [['PING-SAFE']], line: ['--revision', 'mainline'] } as const;
    const words = verdictsOf(met, asked);
    expect(Object.fromEntries(words)).toEqual({
      'EVENT-ONCE': 'violated',
      'PING-SAFE': 'vacuous',
      'EXACTLY-ONCE': 'not found in 2 executions, at most 0 late',
    });
    const found = met.findings.map((finding) => ({ finding, file: 'found/it.json', story: 'the story\n' }));
    const told = text(met, asked, found, words, 1, new FakeIo());
    expect(told).toMatch(
      /^mainline, video-playback, random walk 0\.5, seeds 1 to 2\n2 executions, [\d,]+ steps/,
    );
    expect(told).toContain('EVENT-ONCE  violated  2 of 2 executions  found/it.json\n');
    expect(told).toContain(
      'Verdict: violated (EVENT-ONCE). Exit code 1\nNext: npm run shrink -- found/it.json\n',
    );
    const quiet = { ...met, findings: [] };
    const on = text(quiet, asked, [], verdictsOf(quiet, asked), 0, new FakeIo());
    expect(on).toMatch(/Next: npm run explore -- --revision mainline --seed 3 --executions 2\n$/);
  });

  test('says whether more executions may come to more, and which of them were cut off', () => {
    const units = unitsOf('series-2026');
    const request = { ...options, revision: 'series-2026', units, strategy: 'run to completion' };
    const series = explore(request);
    expect(series.searched).toMatchObject({ executions: 1, cut: 1, steps: 6_000 });
    const asked = { request, named: [], line: [] };
    const told = (result: Exploration): string => {
      const lines = text(result, asked, [], new Map(), 0, new FakeIo()).split('\n\n');
      return (lines[0] ?? '').replaceAll('\n', ' ');
    };
    expect(told(series)).toContain(
      'ended at the limit of 6,000 steps: 1 of 1 execution; what would come later in them is not judged',
    );
    expect(told(series)).toMatch(/; the last executions still added to these figures, so more may too$/);
    const more = { ...series, searched: { ...series.searched, executions: 9, cut: 2 } };
    expect(told(more)).toContain('ended at the limit of 6,000 steps: 2 of 9 executions;');
    expect(told(more)).toMatch(/; the last 8 executions added nothing to these figures$/);
    const { cut, ...whole } = more.searched;
    expect(cut).toBe(2);
    expect(told({ ...more, searched: whole })).not.toContain('ended at the limit');
  });

  test('by the one strategy that never deviates is one execution; a cause that the manifest knows is no news', () => {
    const { findings, searched, growth } = explore({
      ...options,
      revision: 'series-2026',
      units: unitsOf('series-2026'),
      strategy: 'run to completion',
      rules: ['ENTER-GATE'],
      shrink: { maxRuns: 0, maxEnumeration: 0 },
      cures: curesOf('series-2026'),
      manifest: manifestOf('series-2026'),
    });
    expect(searched.executions).toBe(1);
    expect(findings).toEqual([
      { rule: 'ENTER-GATE', known: expect.objectContaining({ cure: ['enter-gate'] }) },
    ]);
    expect(growth).toEqual([{ executions: 1, rules: 1, choices: expect.any(Number), actions: 0 }]);
  });
});

describe('an exploration in which protm-check itself fails', () => {
  // A stack that cannot be built stands for a mistake in the simulator.
  const options: ExploreOptions = {
    revision: 'series-2026',
    units: unitsOf('series-2026'),
    scenario: { workload: workloadOption('video-playback'), faults: {}, profile: {} },
    strategy: 'random walk 0.5',
    seed: 3,
    executions: 2,
    rules: ['ENTER-GATE'],
    refine: false,
    stopAtFirst: false,
    shrink: { maxRuns: 0, maxEnumeration: 0 },
    cures: { fixes: [{ name: 'no such unit', requires: [] }], use: 'name' },
    manifest: { ...manifestOf('series-2026'), expected: [], may: [] },
    workers: 1,
    shouldStop: () => false,
    onProgress: () => {},
  };
  const told = (one: ExploreOptions): string => {
    const asked = { request: one, named: [], line: ['--revision', 'series-2026', '--follow'] };
    const result = explore(one);
    const words = verdictsOf(result, asked);
    return text(result, asked, [], words, codeOf(result, words), new FakeIo());
  };

  test('says where, with a line that fails again, and exits with 3', () => {
    const out = told({ ...options, units: ['mainline', 'no such unit'] });
    expect(out).toContain('series-2026, video-playback, random walk 0.5, seeds 3 to 4\n0 executions');
    expect(out).toContain(
      'Failed in protm-check itself, which says nothing of any rule; the search went on\n' +
        '  the run, in random walk 0.5 | explored | 3 to 3, the first of 2 times\n' +
        '    Error: no unit is called no such unit\n' +
        '        at revisionOf (properties/campaign/stack.ts:',
    );
    expect(out).toMatch(
      /Verdict: unknown \(truncated\)\. Exit code 3\nNext: npm run explore -- --revision series-2026 --follow --seed 3 --executions 1\n$/,
    );
  });

  test.each([null, { maxRuns: 100, maxEnumeration: 0 }])(
    'is no end of it where what broke cannot be told: shrink %j',
    (shrink) => {
      let searched = false;
      const scenario: Scenario = {
        workload: workloadOption('video-playback'),
        faults: {},
        get profile() {
          if (searched) throw new Error('planted');
          return {};
        },
      };
      const onProgress = (): void => {
        searched = true;
      };
      const result = explore({ ...options, scenario, shrink, onProgress });
      expect(result.findings).toEqual([]);
      expect(result.searched.executions).toBe(2);
      expect(result.failed).toEqual([
        expect.objectContaining({
          at: { units: options.units, cell: 'random walk 0.5 | explored | 3 to 4' },
          during: 'a look into ENTER-GATE',
        }),
      ]);
      const asked = { request: options, named: [], line: [] };
      const words = verdictsOf(result, asked);
      expect([...words, codeOf(result, words)]).toEqual([['ENTER-GATE', 'unknown (truncated)'], 3]);
      expect(text(result, asked, [], words, 3, new FakeIo())).toMatch(
        /\n\nENTER-GATE {2}broke, not looked into {2}\d of 2 executions\n/,
      );
    },
  );
});

const asSmallSize = ([program, decisions]: Parameters<OnSmaller<Scenario>>): number =>
  program.workload.processes.length + decisions.length;
