import { tellFinding } from '../../cli/report/publish.ts';
import type { ReportInput } from '../../cli/report/report.ts';
import type { Growth } from '../../properties/campaign/growth.ts';
import { ruleIds } from '../../properties/catalogue.ts';
import { pathOf, readCounterexample } from '../../properties/counterexample/store.ts';
import { series2026 } from '../../properties/manifests/series-2026.ts';
import type { FindingReport, Reached, RevisionReport, VerifyReport } from '../../properties/verify-report.ts';

/** What the executions of a revision came to. */
export const reached: Reached = {
  rounds: 1,
  things: 214,
  once: 8,
  answers: {
    reached: 16,
    of: 17,
    missed: ['F17 = times out'],
    never: [{ asked: ['F01', 'F06 = user doorbell'], why: 'ENTER-GATE' }],
  },
  pairs: {
    reached: 40,
    of: 136,
    missed: ['F04 = never & F17 = times out'],
    apart: [{ answer: 'F27 = yes', leaves: ['F09b'], why: 'nothing of sessions' }],
  },
  declared: { of: 17, dead: [] },
  every: [
    {
      program: 'brief entry, default',
      strategy: 'every schedule with at most 1 delay',
      schedules: 525,
    },
  ],
};

/** How it grew. */
export const growth: Growth = {
  executions: [100, 1000, 2500, 4000],
  things: [90, 150, 210, 214],
  kinds: [
    { kind: 'rule', things: [40, 40, 40, 40], last: 100 },
    { kind: 'state', things: [50, 110, 170, 174], last: 3900 },
    { kind: 'choices', things: [0, 0, 0, 0], last: 0 },
  ],
};

/** The first stored counterexample of the series that needs no, and one that needs some, schedule. */
function storedFindings(): readonly FindingReport[] {
  const stored = series2026.expected.map((e) => readCounterexample(pathOf(e.counterexample)));
  const plain = stored.find((c) => c.schedule.length === 0);
  const scheduled = stored.find((c) => c.schedule.length > 0);
  if (plain === undefined || scheduled === undefined)
    throw new Error('the series has findings of both kinds');
  return [
    { counterexample: plain, others: [{ ...plain, rule: 'SERVED' }], expected: true },
    { counterexample: scheduled, others: [], expected: false },
  ];
}

/**
 * A report with every kind of verdict in it, around findings that are really replayed and told.
 *
 * @param folder where the counterexample that is not expected is written
 */
export function sampleReport(folder: string): ReportInput {
  const findings = storedFindings();
  const [stored, found] = findings.map(({ counterexample }) => counterexample.rule);
  const words: Readonly<Record<string, string>> = {
    [stored ?? '']: 'expected violation',
    [found ?? '']: 'violated',
    BLAME: 'vacuous',
    TIMELY: 'violated',
    'REF-SAFE': 'model only',
    'NO-LEAK': 'not yet stated',
    'HEAP-REF': 'not applicable',
  };
  const series: RevisionReport = {
    revision: 'series-2026',
    units: ['mainline', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8'],
    verdicts: ruleIds.map((rule) => {
      const word = words[rule] ?? 'not found in 4000 executions, at most 2 late';
      const notes = word === 'violated' ? [`not expected: x | <y> & "z"`] : [];
      return { rule, word, given: word === 'vacuous' ? 0 : 12, notes };
    }),
    findings,
    explored: {
      executions: 4000,
      steps: 1_234_567,
      cut: 25,
      lateAllowed: 2,
      mostLate: 1,
      races: {
        runs: 7,
        stated: ['the owner of the session: a single word'],
        found: [
          {
            cell: 'p.g.state',
            guard: 'sched.lock',
            first: { activity: 'my_work', label: 'read p.g.state', writes: false, step: 12 },
            second: { activity: 'tick_work', label: 'lock sched.lock', writes: true, step: 20 },
            at: 'mixture | video-playback, default | 7 to 7',
            times: 3,
          },
        ],
      },
      strategies: ['random walk', 'PCT depth 3'],
      workloads: ['video-playback'],
      profiles: ['default', 'F04 = 0 us'],
      matchedActions: { enter: 12 },
      unmatchedActions: ['reset'],
      reached,
      growth,
      exhausted: true,
      epochs: [{ units: ['mainline', 'P7'], executions: 4000 }],
    },
    replayed: [
      { file: 'series-2026/a.json', stale: null },
      { file: 'series-2026/b.json', stale: 'ENTER-GATE holds' },
    ],
    failed: [
      {
        at: { units: ['mainline', 'P7', 'enter-gate'], cell: 'mixture | video-playback, default | 7 to 7' },
        during: 'the run',
        error: 'Error: no such slot\n    at slotOf (impl/firmware/state.ts:12:9)',
        times: 3,
      },
    ],
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
        truncatedBy: 'states',
        rules: [
          { rule: 'OWNER', word: 'holds to depth 30', given: 900, trace: [] },
          { rule: 'TOP-ONLY', word: 'violated', given: 900, trace: ['enter(g1)', 'raise(g0)'] },
        ],
        deadActions: ['never'],
        unreachedActions: [],
      },
    ],
    revisions: [series],
    choices: [
      {
        id: 'F04',
        question: 'gap from ENTER ack',
        carried: true,
        consulted: true,
        findings: 1,
        severities: 1,
      },
      { id: 'F27', question: 'initial data', carried: false, consulted: false, findings: 0, severities: 0 },
    ],
  };
  const told = findings.map((finding) => tellFinding('series-2026', finding, folder));
  return { report, told, asked: ['--revision', 'series-2026'], paint: (_, text) => text };
}
