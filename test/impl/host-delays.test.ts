import { expect, it } from 'vitest';
import { type Defect, defective } from '../../impl/driver/defects/index.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import type { Revision } from '../../impl/driver/unit.ts';
import type { Faults } from '../../impl/firmware/parts.ts';
import { type Chooser, runToCompletion } from '../../impl/runtime/decision.ts';
import { simulate } from '../../impl/simulate.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { drawScenario } from '../../properties/campaign/plan.ts';
import { runBounds, setupOf } from '../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../properties/check-run.ts';
import { assumptionsOf } from '../../properties/counterexample/assumptions.ts';
import { scenarioOf } from '../../properties/counterexample/counterexample.ts';
import { replay } from '../../properties/counterexample/replay.ts';
import { readOf } from '../../properties/detect/store.ts';
import { smallWorkloads } from '../../properties/detect/workloads.ts';
import { Random } from '../../properties/explore/random.ts';
import { LenientReplay } from '../../properties/explore/replay.ts';
import { loadedHost, mixture } from '../../properties/explore/strategies.ts';
import { noHints } from '../../properties/explore/strategy.ts';
import { drawFaults, withSlowHost } from '../../properties/generate/faults.ts';

const hints = { ...noHints, points: 300, choices: 60 };
const slow = { workLateUs: 50_000, irqLateUs: 10_000 } as const;
const [workload] = smallWorkloads;
if (workload === undefined) throw new Error('there are small workloads');
const setup = { revision: revisions.reference, workload, profile: {}, ...runBounds };

/** How late wake-ups may be in a run, by who wakes up. */
function offered(faults: Faults): ReadonlyMap<string, readonly string[]> {
  const delays = new Map<string, readonly string[]>();
  const chooser: Chooser = {
    ...runToCompletion,
    pickOption({ name, options }) {
      if (name.startsWith('late(')) delays.set(name.slice('late('.length, -1), options);
      return 0;
    },
  };
  simulate({ ...setup, faults }, chooser);
  return delays;
}

it('lets work items and interrupt threads be as late as part F says, or as the run assumes', () => {
  const of = (faults: Faults) => {
    const delays = offered(faults);
    return [delays.get('tick_work'), delays.get('irq/job')];
  };
  const usual = [
    ['0 us', '10000 us', '1000 us'],
    ['0 us', '1000 us', '100 us'],
  ];
  expect(of({})).toEqual(usual);
  expect(of({ workLateUs: 50_000 })).toEqual([['0 us', '50000 us', '5000 us'], usual[1]]);
  expect(of({ irqLateUs: 10_000 })).toEqual([usual[0], ['0 us', '10000 us', '1000 us']]);
  // A run assumes no host that is faster than part F says.
  expect(of({ workLateUs: 1, irqLateUs: 1 })).toEqual(usual);
});

it('changes nothing of a run in which nobody is late', () => {
  const events = (faults: Faults) => {
    const { run, violations } = checkRun({ ...setup, faults, hashing: true }, mixture.chooser(4, noHints));
    expect(violations).toEqual([]);
    return run.events;
  };
  expect(events(slow)).toEqual(events({}));
});

const programs = 60;

it('breaks no rule of the reference', () => {
  let late = 0;
  for (let seed = 10_000; seed < 10_000 + programs; seed++) {
    const scenario = drawScenario(new Random(seed));
    const faults = { ...scenario.faults, ...slow };
    for (const strategy of [mixture, loadedHost]) {
      const { run, violations } = checkRun(
        { revision: revisions.reference, ...scenario, faults, ...runBounds },
        strategy.chooser(seed, hints),
      );
      expect(violations, `seed ${seed}, ${strategy.name}`).toEqual([]);
      late += run.decisions.filter((d) => d.kind === 'value' && /^(5|1)0000 us$/.test(d.option)).length;
    }
  }
  expect(late).toBeGreaterThan(programs);
}, 60_000);

/** A session is ended for a group that cannot run, and what would let the host know of that is late. */
it('asks no driver to wait for a group that cannot run', () => {
  const group = (name: string) => ({ name, priority: 'medium', protected: true, queues: 1 });
  const program = (name: string, stream: readonly unknown[]) => ({
    name,
    groups: [group('main')],
    script: [{ submit: { queue: `${name}.main:0`, stream } }, { sleep: '100 ms' }],
  });
  const dies = decodeWorkload({
    name: 'a group dies',
    note: '',
    slots: 2,
    asSlots: 2,
    csPerSlot: 1,
    processes: [program('game', ['RUN 1 ms', 'FATAL']), program('player', [{ protected: ['RUN 60 ms'] }])],
  });
  const lateEvents: Chooser = {
    ...runToCompletion,
    pickOption: ({ name, options }) =>
      name === 'late(process_fw_events_work)' ? options.indexOf('50000 us') : 0,
  };
  const { run, violations } = checkRun({ ...setup, workload: dies, faults: slow }, lateEvents);
  const entries = run.events.filter((e) => e.kind === 'session' && e.op === 'enterSent').length;
  const killed = run.events.findIndex((e) => e.kind === 'group' && e.op === 'kill');
  const second = run.events.findIndex((e) => e.kind === 'session' && e.op === 'exitForced');
  expect(entries).toBeGreaterThan(1);
  expect(killed).toBeGreaterThan(second);
  expect(violations).toEqual([]);
});

/** The tick that ends a session rotates nobody and asks for whom it was ended: the group on the slot goes on. */
const entersAgain: Defect = {
  id: 'enters-again',
  name: 'enters-again',
  wrong: 'whoever was thrown out is let in again at once',
  breaks: ['FE-d'],
  changes: [
    {
      unit: 'fair-exit',
      functions: {
        mayEnter: (_d, _unit, below) => below,
        tickBegin: (_d, _unit, below) =>
          function* (ctx) {
            if (!(yield* below(ctx))) return false;
            ctx.fullTick = false;
            return true;
          },
      },
    },
  ],
};

it('condemns one that lets nobody else run, though what the other waited for came just before the session', () => {
  const group = (name: string) => ({ name, priority: 'medium', protected: true, queues: 1 });
  const frames = decodeWorkload({
    name: 'a frame is shown',
    note: 'One slot, so that the group that waits is not on it.',
    slots: 1,
    asSlots: 3,
    csPerSlot: 1,
    processes: [
      {
        name: 'game',
        groups: [group('main')],
        script: [{ submit: { queue: 'game.main:0', stream: ['SYNC_WAIT frame 1', 'RUN 50 ms'] } }],
      },
      {
        name: 'player',
        groups: [group('main')],
        script: [
          { sleep: '2 ms' },
          {
            submit: {
              queue: 'player.main:0',
              stream: ['RUN 1 ms', 'SYNC_ADD frame', { protected: ['RUN 12 ms'] }],
            },
          },
        ],
      },
    ],
  });
  const rulesBroken = (revision: Revision, faults: Faults): readonly string[] =>
    checkRun({ ...setup, revision, workload: frames, faults }, runToCompletion).violations.map((v) => v.rule);
  for (const faults of [{}, slow]) {
    expect(rulesBroken(defective(entersAgain), faults)).toEqual(['FE-d']);
    expect(rulesBroken(revisions.reference, faults)).toEqual([]);
  }
});

it('is what a fault needs that is known only once its session was left and answered', () => {
  const [stored] = readOf('fair-reset.onProtmExit');
  if (stored === undefined) throw new Error('it is not stored');
  expect(stored.rule).toBe('BLAME');
  expect(assumptionsOf(stored)).toContain('irqLateUs');
  expect(replay(stored).violation?.what).toBe(stored.what);
  const { irqLateUs: _, ...faults } = stored.faults;
  const scenario = { ...scenarioOf(stored), faults };
  const inTime = setupOf(stored.revision.units, scenario);
  const choosers = Array.from({ length: 40 }, (_of, seed) => loadedHost.chooser(seed, hints));
  for (const chooser of [new LenientReplay(stored.schedule), ...choosers])
    expect(checkRun(inTime, chooser, { rules: ['BLAME'] }).violations).toEqual([]);
});

it('is drawn in a few scenarios of a hundred, and leaves the rest of them as it was', () => {
  const drawn = Array.from({ length: 600 }, (_, seed) => drawScenario(new Random(seed)).faults);
  const late = drawn.filter(({ irqLateUs }) => irqLateUs !== undefined);
  expect(late.length).toBeGreaterThan(5);
  expect(late.length).toBeLessThan(40);
  const lateWork = drawn.filter(({ workLateUs }) => workLateUs !== undefined);
  expect(lateWork.length).toBeGreaterThan(2);
  expect(lateWork.length).toBeLessThan(late.length);
  for (let seed = 0; seed < 400; seed++) {
    const random = new Random(seed);
    const before = drawFaults(random);
    const { irqLateUs: _, workLateUs: _work, ...rest } = withSlowHost(random, before);
    expect(rest).toEqual(before);
  }
});
