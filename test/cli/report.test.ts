import { describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../cli/exit-codes.ts';
import { aftermath, aftermathLines } from '../../cli/report/aftermath.ts';
import { gapsSection } from '../../cli/report/explored.ts';
import { problemsOf } from '../../cli/report/problems.ts';
import type { ToldFinding } from '../../cli/report/report.ts';
import { verdictWords } from '../../cli/report/report.ts';
import { terminalReport } from '../../cli/report/terminal.ts';
import type { RuleId } from '../../properties/catalogue.ts';
import type { Counterexample } from '../../properties/counterexample/counterexample.ts';
import type { Replayed } from '../../properties/counterexample/replay.ts';
import { pathOf, readCounterexample } from '../../properties/counterexample/store.ts';
import type { RevisionReport, VerifyReport } from '../../properties/verify-report.ts';
import { growth, reached } from './sample-report.ts';

const plain = (_: unknown, text: string): string => text;

const counterexample: Counterexample = {
  rule: 'FLAG-TRUTH',
  instance: 'player.video',
  what: 'driver: protected, GPU_STATUS b7=0',
  revision: { name: 'series-2026', units: ['mainline', 'P7'] },
  needs: { choices: { F04: '0 us' }, late: 0 },
  faults: {},
  workload: { name: 'w', note: '', slots: 3, asSlots: 3, queuesPerGroup: 1, processes: [] },
  schedule: [],
  minimal: { label: 'fewest delays', edits: [], runs: 10, enumerated: 3 },
  nearest: null,
  breaking: { step: 4, tUs: 1300, activity: 'tick_work', operation: 'poll', changes: [] },
  cure: { fixes: ['owner-truth'], rerun: 200 },
  status: 'reproduces',
  story: [],
} as unknown as Counterexample;

const series: RevisionReport = {
  revision: 'series-2026',
  units: ['mainline', 'P7'],
  verdicts: [
    { rule: 'FLAG-TRUTH', word: 'violated', given: 12, notes: ['not expected: player.video'] },
    { rule: 'TOP-ONLY', word: 'expected violation', given: 12, notes: ['A.2.3-7'] },
    { rule: 'OWNER', word: 'not found in 4000 executions, at most 2 late', given: 9, notes: [] },
    { rule: 'BLAME', word: 'vacuous', given: 0, notes: [] },
    { rule: 'REF-SAFE', word: 'model only', given: 0, notes: [] },
    { rule: 'NO-LEAK', word: 'not yet stated', given: 0, notes: [] },
  ],
  findings: [{ counterexample, others: [{ ...counterexample, rule: 'SERVED' }], expected: false }],
  explored: {
    executions: 4000,
    steps: 1_234_567,
    cut: 25,
    lateAllowed: 2,
    mostLate: 1,
    races: { runs: 6, stated: ['the owner of the session: a word', 'who waits'], found: [] },
    strategies: ['random walk', 'PCT depth 3'],
    workloads: ['video-playback'],
    profiles: ['default', 'F04 = 0 us'],
    matchedActions: {},
    unmatchedActions: [],
    reached,
    growth,
    exhausted: true,
    epochs: [
      { units: ['mainline', 'P7'], executions: 2000 },
      { units: ['mainline', 'P7', 'owner-truth'], executions: 2000 },
    ],
  },
  replayed: [{ file: 'counterexamples/top-only.json', stale: null }],
  failed: [],
};

const report: VerifyReport = {
  version: 1,
  seed: 7,
  budget: 'default',
  truncated: false,
  canary: { executions: 70, missed: [] },
  model: [
    {
      scope: 'small',
      states: 12_345,
      transitions: 67_890,
      depth: 30,
      truncatedBy: null,
      rules: [
        { rule: 'OWNER', word: 'holds (exhaustive)', given: 900, trace: [] },
        { rule: 'TOP-ONLY', word: 'violated', given: 900, trace: ['enter(g1)', 'raise(g0)'] },
      ],
      deadActions: [],
      unreachedActions: [],
    },
  ],
  revisions: [series],
  choices: [
    { id: 'F04', question: 'gap from ENTER ack', carried: true, consulted: true, findings: 1, severities: 0 },
    {
      id: 'F05',
      question: 'order at a forced exit',
      carried: true,
      consulted: false,
      findings: 0,
      severities: 0,
    },
    { id: 'F27', question: 'initial data', carried: false, consulted: false, findings: 0, severities: 0 },
  ],
};

const told: ToldFinding[] = series.findings.map((finding) => ({
  revision: 'series-2026',
  finding,
  file: 'report/found/flag-truth.json',
  story: 'the story\n',
  parts: null,
  page: null,
  source: null,
  after: { rules: [], seen: [] },
}));

describe('the report on a terminal', () => {
  test('says with a verdict on the reference, and only there, which rules no driver can keep together', () => {
    const of = (revision: string) =>
      terminalReport({
        report: { ...report, revisions: [{ ...series, revision, findings: [] }] },
        told: [],
        asked: [],
        paint: plain,
      });
    expect(of('reference')).toContain(
      'F36 "session stays", while an equal group waits: not together FE-b, FE-f, SERVED, NO-THRASH',
    );
    expect(of('series-2026')).not.toContain('No driver can keep');
  });

  test('gives what is known a line, not its story', () => {
    const known = told.map((one) => ({
      ...one,
      finding: { ...one.finding, expected: true },
      file: 'counterexamples/series-2026/flag-truth.json',
    }));
    const foreseen = known.map((one) => ({ ...one, file: 'report/foreseen/flag-truth.json' }));
    expect(terminalReport({ report, told: foreseen, asked: [], paint: plain })).toContain(
      '1 known cause that may break and of which nothing is stored\n  stuck (SERVED)  FLAG-TRUTH and 1 more  report/foreseen/flag-truth.json\n',
    );
    const text = terminalReport({ report, told: known, asked: [], paint: plain });
    expect(text).not.toContain('the story\n');
    expect(text).toContain(`1 known cause, each expected violation replays; its story: npm run replay -- FILE
  stuck (SERVED)  FLAG-TRUTH and 1 more  ${known[0]?.file}
`);
    const needing = {
      ...counterexample,
      rule: 'SERVED',
      needs: { choices: { F04: 'never' }, late: 1 },
    } as const;
    const conditional = known.map((one) => ({ ...one, finding: { ...one.finding, others: [needing] } }));
    expect(terminalReport({ report, told: conditional, asked: [], paint: plain })).toContain(
      `  stuck, if:  FLAG-TRUTH and 1 more  ${known[0]?.file}\n                SERVED if F04 = never and 1 late wake-up\n`,
    );
  });

  test('says what was searched, found, kept, and what was not looked at', () => {
    expect(terminalReport({ report, told, asked: [], paint: plain })).toMatchInlineSnapshot(`
      "protm-check verify, seed 7, budget default
      violated, exit code 1: 1 cause that nobody expected, 0 known
        series-2026   FLAG-TRUTH  violated  report/found/flag-truth.json
        series-2026   BLAME       vacuous   what the rule speaks of never happened in any execution
        model, small  TOP-ONLY    violated  breaks after 2 lines of trace

      Finding 1 of 1, series-2026: FLAG-TRUTH, VIOLATED
      the story
      severity: stuck, by SERVED: the machine, the scheduler or a request is
        stuck, or may be
      kbase r51 breaks FLAG-TRUTH too on some path, so the consequence counts:
        the same run breaks no other rule; nobody is killed and nothing reset
        after it
      the same cause breaks SERVED

      Rules
                    series-2026  model
        SINGLE-TOP-GROUP
          OWNER     not found    exhaustive
          TOP-ONLY  expected     VIOLATED
        FLAG-TRUTH  VIOLATED     .
        REF-SAFE    model only   .
        BLAME       vacuous      .
        exhaustive, depth d: holds in all states of the scope, or down to there. not found: in the
        executions that were explored, no more. expected: breaks as a stored counterexample says, or for a
        cause that the manifest of its revision names. model only: not judged on runs. .: says nothing of
        it. All words: docs/semantics.md
        FLAG-TRUTH on series-2026: not expected: player.video

      Reference model
        small  12,345 states  67,890 transitions  depth 30  holds (exhaustive): 1 rule; violated: 1 rule

        TOP-ONLY, violated in scope small
          enter(g1)
          raise(g0)

      Explored in the simulator
        series-2026: 4,000 executions, 1,234,567 steps; late wake-ups in one execution: 2 allowed, 1 met
          ended at the limit of 6,000 steps: 25 of 4,000 executions; what would come later in them is not
          judged
          2 strategies, 1 workload, 2 profiles, 3 of 4 rules had something to judge
          214 behaviours met (rules judged, actions and states of the model, events, results of calls,
          switches of activities, answers to part F), an estimated 1 new in 500 executions to come
          (Good-Turing); whole rounds: 1
          strength, by plausible answers to part F other than the default that a run took: single 16 of
          17, pairs in one run 40 of 136
          declared reachable: 17 of 17 reached
          every schedule with at most 1 delay of brief entry, default: all 525
          races: 6 runs looked at, none beside the lockless reads that are stated (2 of those raced)
          searched again with 1 cure stacked: nothing new came
          stored counterexamples replayed: 1
        --verbose names each of these, report.json has all

      Canary: a driver that must be condemned was, in each of 70 executions

      Not covered
        vacuous on series-2026: BLAME
        answers never asked: 2, answers that leave little else to ask: 1, pairs of answers that no run
        took together: 1, rules of the model only: 1, rules not yet stated: 1, questions that no run
        asked: 1, questions not carried: 1, plausible answers that mattered in no run: 1
        --verbose names each of these, report.json has all

      Questions for the firmware's owners
        F04  gap from ENTER ack: the answer matters to 1 cause
        counted by the smallest counterexample of each cause; all of them: npm run explain -- F04

      Verdict: violated
        series-2026   FLAG-TRUTH  violated  report/found/flag-truth.json
        series-2026   BLAME       vacuous   what the rule speaks of never happened in any execution
        model, small  TOP-ONLY    violated  breaks after 2 lines of trace
      Verdicts: 1 holds (exhaustive), 2 violated, 1 expected violation, 1 not found in n, 1 vacuous, 1
      model only, 1 not yet stated. Exit code 1
      Next: npm run replay -- report/found/flag-truth.json
      "
    `);
  });

  test('names on request what else is only counted', () => {
    const text = terminalReport({ report, told, asked: [], paint: plain, verbose: true });
    expect(text).toContain(`
    units: mainline, P7
    strategies: random walk, PCT depth 3
    workloads: video-playback
    profiles: default, F04 = 0 us
    rules that had something to judge: 3 of 4; least often: BLAME 0, OWNER 9, FLAG-TRUTH 12,
    TOP-ONLY 12
`);
    expect(text).toContain('searched again with cures stacked (owner-truth): nothing new came');
    const whole = { ...series, explored: { ...series.explored, cut: 0 } };
    const again = { report: { ...report, revisions: [whole] }, told, asked: [], paint: plain };
    expect(terminalReport(again)).not.toContain('ended at the limit of 6,000 steps');
    expect(text).toContain(`Not covered
  vacuous on series-2026: BLAME
  never asked on series-2026: F01; F06 = user doorbell: ENTER-GATE
  beside F27 = yes nothing but F09b is asked on series-2026: nothing of sessions
  answers that no run of series-2026 took together: F04 = never & F17 = times out
  judged on the model only, not on runs: REF-SAFE
  not yet stated: NO-LEAK
  choices that no run consulted: F05
  choices that the simulator does not carry: F27
  plausible answers to part F that mattered in no run of series-2026: F17 = times out
`);
    expect(text).not.toContain('--verbose');
  });

  test('a rule that the production driver breaks too is told with what follows from it', () => {
    const text = (rule: RuleId, ...rules: readonly RuleId[]): string =>
      aftermathLines(rule, { rules, seen: ['a reset (no exit)'] }).join();
    const enter = 'kbase r51 breaks ENTER-GATE too on some path, so the consequence counts: the same run ';
    expect(text('ENTER-GATE', 'CREATE-TIME', 'OWNER')).toBe(
      `${enter}also breaks OWNER, which kbase keeps; then a reset (no exit)`,
    );
    expect(text('ENTER-GATE', 'CREATE-TIME')).toBe(`${enter}also breaks CREATE-TIME; then a reset (no exit)`);
    expect(text('ENTER-GATE')).toBe(`${enter}breaks no other rule; then a reset (no exit)`);
    expect(text('OWNER', 'ENTER-GATE')).toBe('');
  });

  test('what follows is read off the run', () => {
    const run = {
      events: [
        { seq: 1, kind: 'group', op: 'kill', group: 'a.early' },
        { seq: 5, kind: 'group', op: 'kill', group: 'a.b' },
        { seq: 6, kind: 'reset', op: 'schedule', cause: 'no exit' },
        { seq: 7, kind: 'reset', op: 'begin', cause: 'no exit' },
      ],
    };
    const violation = { rule: 'OWNER', seq: 5 };
    const violations = [violation, { rule: 'SERVED', seq: 9 }, { rule: 'ENTER-GATE', seq: 2 }];
    const replayed = { checked: { run, violations }, violation, stale: null } as unknown as Replayed;
    expect(aftermath(replayed)).toEqual({
      rules: ['ENTER-GATE', 'SERVED'],
      seen: ['a.b killed', 'a reset (no exit)'],
    });
    expect(aftermath({ ...replayed, violation: null })).toEqual({ rules: [], seen: [] });
  });

  test('a canary that one execution does not condemn is violated, whatever else was found', () => {
    const canary = { executions: 70, missed: ['OWNER: PCT depth 2 of two groups, seed 2'] };
    const blind = { ...report, canary, revisions: [], model: [] };
    const text = terminalReport({ report: blind, told: [], asked: [], paint: plain });
    expect(text).toMatch(/^violated, exit code 1: .*\n {2}the canary {2}the search itself {2}violated/m);
    expect(text).toContain('OWNER: PCT depth 2 of two groups, seed 2');
  });

  test('never says passed', () => {
    const good: VerifyReport = {
      ...report,
      model: [],
      revisions: [{ ...series, verdicts: series.verdicts.filter((v) => v.rule === 'OWNER'), findings: [] }],
    };
    const text = terminalReport({ report: good, told: [], asked: [], paint: plain });
    expect(text).not.toMatch(/pass/i);
    expect(text).toContain('nothing unexpected');
    expect(text).toContain('Exit code 0');
    expect(text).toContain('npm run verify -- --budget deep');
  });

  test('what mainline has too comes last, and is said to', () => {
    const stored = ['BOOT-GEN.late-heap', 'FENCE-PATH.map-before-lock'].map((name): ToldFinding => {
      const file = `series-2026/${name}.json`;
      const finding = { counterexample: readCounterexample(pathOf(file)), others: [], expected: true };
      const rest = { parts: null, page: null, source: null, after: { rules: [], seen: [] } };
      return { revision: 'series-2026', finding, file: `counterexamples/${file}`, story: '', ...rest };
    });
    const known = (some: readonly ToldFinding[]): string =>
      terminalReport({ report, told: some, asked: [], paint: plain });
    expect(known(stored)).toContain(
      'last: what mainline has too, which none of the patches brought\n' +
        '  books                BOOT-GEN    counterexamples/series-2026/BOOT-GEN.late-heap.json\n' +
        '  stuck; mainline too  FENCE-PATH  ',
    );
    expect(known(stored.slice(0, 1))).not.toContain('mainline has too');
  });

  test('the line to paste keeps what the search was given', () => {
    const next = (given: Partial<VerifyReport>, ...asked: readonly string[]): string =>
      terminalReport({ report: { ...report, ...given }, told: [], asked, paint: plain })
        .split('\n')
        .at(-2) ?? '';
    const mine = ['--revision', 'mainline', '--workload', 'my files/a.json'];
    expect(next({ seed: 1, truncated: true })).toBe('Next: npm run verify');
    expect(next({ truncated: true }, ...mine)).toBe(
      "Next: npm run verify -- --revision mainline --workload 'my files/a.json' --seed 7",
    );
    expect(next({}, '--revision', 'mainline')).toBe(
      'Next: npm run verify -- --revision mainline --budget deep --seed 7',
    );
    expect(next({ budget: 'smoke' })).toBe('Next: npm run verify -- --seed 7');
    expect(next({ budget: 'deep', truncated: true })).toBe('Next: npm run verify -- --budget deep --seed 7');
    expect(next({ budget: 'deep' })).toBe('Next: npm run verify -- --budget deep --seed 8');
  });

  test('the matrix leaves out what nothing is said of, and a revision that was not come to says so', () => {
    const silent = ['NO-LEAK', 'HEAP-REF'] as const;
    const mainline: RevisionReport = {
      ...series,
      revision: 'mainline',
      verdicts: silent.map((rule) => ({ rule, word: 'not applicable', given: 0, notes: [] })),
      findings: [],
      explored: { ...series.explored, executions: 0 },
    };
    const both: VerifyReport = { ...report, revisions: [mainline, series] };
    const text = terminalReport({ report: both, told: [], asked: [], paint: plain });
    expect(text).toMatch(/^ {2}mainline: not searched; stored counterexamples replayed: 1$/m);
    expect(text).toMatch(/^ {2}FLAG-TRUTH +\. +VIOLATED +\.$/m);
    expect(text).not.toMatch(/^ +(NO-LEAK|HEAP-REF) /m);
    expect(text).toContain('rules not yet stated: 1');
  });

  test('strategies that only decide choices of another beforehand are counted beside it', () => {
    const strategies = ['mixture', 'mixture; choice 2 = never; choice 5 = 50 ms', 'mixture; choice 4 = 0 us'];
    const many: RevisionReport = { ...series, explored: { ...series.explored, strategies } };
    const input = {
      report: { ...report, revisions: [many] },
      told: [],
      asked: [],
      paint: plain,
      verbose: true,
    };
    expect(terminalReport(input)).toContain(
      '    strategies: mixture, mixture with choices decided beforehand (2 ways)\n',
    );
  });

  test('what was searched by the same strategies as a revision above refers to that one', () => {
    const second: RevisionReport = { ...series, revision: 'reference' };
    const third: RevisionReport = {
      ...series,
      revision: 'mainline',
      explored: { ...series.explored, workloads: ['another'] },
    };
    const text = terminalReport({
      report: { ...report, revisions: [series, second, third] },
      told: [],
      asked: [],
      paint: plain,
      verbose: true,
    });
    expect(text.match(/strategies, workloads and profiles: those of \S+/g)).toEqual([
      'strategies, workloads and profiles: those of series-2026',
    ]);
    expect(text.match(/^ {4}workloads: .*/gm)).toEqual([
      '    workloads: video-playback',
      '    workloads: another',
    ]);
  });

  test('an interrupted run says so, whatever it held so far', () => {
    const cut: VerifyReport = { ...report, truncated: true, model: [], revisions: [] };
    const text = terminalReport({ report: cut, told: [], asked: [], paint: plain });
    expect(text).toContain('unknown (truncated)');
    expect(text).toContain('Exit code 3');
  });

  test('a scope that was cut short is one problem, however many rules are not decided by that', () => {
    const [model] = report.model;
    if (model === undefined) throw new Error('the sample has a model');
    const rules = (['TOP-ONLY', 'OWNER', 'BLAME'] as const).map((rule) => ({
      rule,
      word: rule === 'BLAME' ? 'vacuous' : 'unknown (truncated)',
      given: 0,
      trace: [],
    }));
    const cut: VerifyReport = {
      ...report,
      revisions: [],
      model: [{ ...model, rules, truncatedBy: 'states' }],
    };
    expect(problemsOf(cut, []).map(({ about, word, why, level }) => [about, word, why, level])).toEqual([
      ['BLAME', 'vacuous', 'what the rule speaks of never happened in any execution', 'error'],
      ['2 rules', 'unknown (truncated)', 'ended by the limit on states', 'warning'],
    ]);
    const decided = { ...cut, model: [{ ...model, rules: [], truncatedBy: 'caller' }] };
    expect(problemsOf(decided, [])).toMatchObject([{ about: 'the scope', why: 'ended by an interruption' }]);
    // Its words are as many as the rules that are open, or one where none is.
    const open = (one: VerifyReport): number =>
      verdictWords(one).filter((word) => word === 'unknown (truncated)').length;
    expect([open(cut), open(decided)]).toEqual([2, 1]);
    const verdicts = series.verdicts.map((verdict) => ({ ...verdict, word: 'unknown (truncated)' }));
    const stopped = { ...report, model: [], revisions: [{ ...series, verdicts }] };
    expect(problemsOf(stopped, [])).toMatchObject([
      { about: '6 rules', on: 'series-2026', level: 'warning' },
    ]);
  });

  test('a stale counterexample, a dead action and a limit count as verdicts', () => {
    const [model] = report.model;
    if (model === undefined) throw new Error('the sample has a model');
    const words = verdictWords({
      ...report,
      model: [{ ...model, rules: [], deadActions: ['enter'], truncatedBy: 'states' }],
      revisions: [{ ...series, verdicts: [], replayed: [{ file: 'x.json', stale: 'diverges' }] }],
    });
    expect(words).toEqual(['dead', 'unknown (truncated)', 'violated']);
  });

  test('what is declared reachable and was not reached is dead: told, and exit code 1', () => {
    const dead = [{ thing: 'answer MMAP EIO', source: 'docs/workloads.md' }];
    const explored = { ...series.explored, reached: { ...reached, declared: { of: 1, dead } } };
    const planted = {
      ...report,
      model: [],
      revisions: [{ ...series, explored, verdicts: [], replayed: [] }],
    };
    expect(verdictWords(planted)).toEqual(['dead']);
    expect(exitCodeOf(verdictWords(planted))).toBe(1);
    // In a search that was cut short it may still have been to come.
    expect(exitCodeOf(verdictWords(planted), true)).toBe(3);
    expect(problemsOf(planted, [])).toMatchObject([
      { about: 'answer MMAP EIO', word: 'dead', level: 'error' },
    ]);
    expect(gapsSection(planted, false)).toContain('dead on series-2026: answer MMAP EIO');
  });
});
