import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixes, revisions } from '../../../impl/driver/revisions.ts';
import { series2026 } from '../../../impl/driver/series-2026/index.ts';
import { stack } from '../../../impl/driver/unit.ts';
import { groupId, processId } from '../../../impl/ids.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import type { Setup } from '../../../impl/simulate.ts';
import type { Workload } from '../../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import type { RuleId } from '../../../properties/catalogue.ts';
import { checkRun } from '../../../properties/check-run.ts';

const file = new URL('../../../properties/workloads/video-playback.json', import.meta.url);
const videoPlayback = decodeWorkload(JSON.parse(readFileSync(file, 'utf8')));
const setup = (revision: Setup['revision'], more: Partial<Setup> = {}): Setup => ({
  revision,
  workload: videoPlayback,
  profile: {},
  horizonUs: 150_000,
  ...more,
});

/** A game that uses protected mode without having said so. */
const undeclared: Workload = {
  name: 'undeclared',
  note: 'a group that did not declare protected use runs a region',
  slots: 3,
  asSlots: 2,
  csPerSlot: 1,
  processes: [
    {
      process: processId('game'),
      groups: [{ group: groupId('game.main'), priority: 'medium', protected: false, queues: 1 }],
      script: [
        {
          op: 'submit',
          group: groupId('game.main'),
          queue: 0,
          stream: [
            { op: 'PROT_REGION', size: 1 },
            { op: 'RUN', us: 1000 },
          ],
        },
      ],
    },
  ],
};

const without = (name: string): Setup['revision'] =>
  stack(`reference without ${name}`, [
    ...series2026,
    ...fixes.filter((fix) => fix.unit.name !== name).map((fix) => fix.unit),
  ]);

describe('checkRun', () => {
  it('does not follow a region behind another where firmware that cut one keeps it waiting', () => {
    const adjacent = decodeWorkload({
      name: 'adjacent',
      note: 'two regions with nothing between them',
      slots: 1,
      asSlots: 3,
      csPerSlot: 1,
      processes: [
        {
          name: 'p',
          groups: [{ name: 'main', priority: 'medium', protected: true, queues: 1 }],
          script: [
            {
              submit: {
                queue: 'p.main:0',
                stream: [{ protected: ['RUN 1 ms'] }, { protected: ['RUN 1 ms'] }],
              },
            },
          ],
        },
      ],
    });
    const followed = (F08b: string) => {
      const of = setup(revisions.reference, { workload: adjacent, profile: { F08b } });
      const { violations, matchedActions } = checkRun(of, runToCompletion, { rules: ['REFINES'] });
      expect(violations).toEqual([]);
      return matchedActions.size > 0;
    };
    expect([followed('raised again'), followed('waits')]).toEqual([true, false]);
  });

  it('follows four groups of one priority that take turns on two slots', () => {
    const group = (name: string, isProtected: boolean) => ({
      name,
      priority: 'high',
      protected: isProtected,
      queues: 1,
    });
    const submit = (queue: string, ...stream: readonly unknown[]) => ({ submit: { queue, stream } });
    const turns = decodeWorkload({
      name: 'turns',
      note: 'each process has a group with a region and one without',
      slots: 2,
      asSlots: 3,
      csPerSlot: 1,
      processes: [
        {
          name: 'a',
          groups: [group('g0', true), group('g2', false)],
          script: [submit('a.g2:0', 'RUN 1 ms'), submit('a.g0:0', { protected: ['RUN 200 us'] })],
        },
        {
          name: 'b',
          groups: [group('g1', false), group('g3', true)],
          script: [submit('b.g3:0', { protected: ['RUN 100 us'] }), submit('b.g1:0', 'RUN 1 ms')],
        },
      ],
    });
    const { violations, matchedActions } = checkRun(
      setup(revisions.reference, { workload: turns }),
      runToCompletion,
      { rules: ['REFINES'] },
    );
    expect(violations).toEqual([]);
    expect(matchedActions.get('driver.rotate')).toBeGreaterThanOrEqual(3);
  });

  it('finds nothing on the reference, and most rules and actions of the model had their occasion', () => {
    const { violations, given, matchedActions, abstractStates } = checkRun(
      setup(revisions.reference),
      runToCompletion,
      { refine: true },
    );
    expect(violations).toEqual([]);
    const core: readonly RuleId[] = [
      'ENTER-GATE',
      'OWNER',
      'ONE-GROUP',
      'TOP-ONLY',
      'SERVED',
      'EXACTLY-ONCE',
      'KERNEL-OWNED',
      'PROT-MEM-ONLY',
      'REFINES',
    ];
    for (const id of core) expect(given.get(id), id).toBeGreaterThan(0);
    expect(matchedActions.size).toBeGreaterThan(25);
    expect(abstractStates.size).toBeGreaterThan(50);
  });

  it('finds what the posted series sends, and names the model step that forbids it', () => {
    const { violations } = checkRun(setup(revisions['series-2026']), runToCompletion, { refine: true });
    expect(violations.map((v) => v.rule)).toContain('ENTER-GATE');
    const refines = violations.filter((v) => v.rule === 'REFINES');
    expect(refines.map((v) => v.refinementStep?.action)).toContain('driver.sendEnter');
  });

  it('tells a fix that is missing by the rule that forces it', () => {
    const on = (revision: Setup['revision']): Setup =>
      setup(revision, { workload: undeclared, horizonUs: 2_000_000 });
    const kept = checkRun(on(revisions.reference), runToCompletion, { refine: true });
    expect(kept.violations).toEqual([]);
    expect(kept.given.get('CREATE-TIME')).toBeGreaterThan(0);
    const broken = checkRun(on(without('undeclared-use')), runToCompletion);
    expect(broken.violations.map((v) => v.rule)).toContain('CREATE-TIME');
  });

  it('says the same of the same run, and looks only at the rules that it is given', () => {
    const once = checkRun(setup(revisions['series-2026']), runToCompletion);
    const again = checkRun(setup(revisions['series-2026']), runToCompletion);
    expect(again.violations).toEqual(once.violations);
    expect([...again.given]).toEqual([...once.given]);
    const one = checkRun(setup(revisions['series-2026']), runToCompletion, { rules: ['OWNER'] });
    expect([...one.given.keys()]).toEqual(['OWNER']);
    expect(one.violations).toEqual(once.violations.filter((v) => v.rule === 'OWNER'));
  });
});

describe('a run whose own state is taken over between a region and its request', () => {
  // Firmware lets the film in before it raised what the window came to; then the film's progress timer ends the film.
  const workload = decodeWorkload({
    name: 'reached and not raised',
    note: 'a group comes to its region as another one is let in',
    slots: 2,
    asSlots: 3,
    csPerSlot: 1,
    processes: [
      {
        name: 'player',
        groups: [{ name: 'film', priority: 'medium', protected: true, queues: 1 }],
        script: [{ submit: { queue: 'player.film:0', stream: [{ protected: ['RUN 3 s'] }] } }],
      },
      {
        name: 'rogue',
        groups: [{ name: 'window', priority: 'low', protected: true, queues: 1 }],
        script: [
          { sleep: '1 ms' },
          { submit: { queue: 'rogue.window:0', stream: [{ protected: ['RUN 1 ms'] }] } },
        ],
      },
    ],
  });
  const { violations, run } = checkRun(
    setup(without('quiet-session'), { workload, faults: { gpuMhz: 1000 }, horizonUs: 13_000_000 }),
    runToCompletion,
    { rules: ['REFINES'] },
  );

  it('is one: the film ends after the window reached its region and before it asks', () => {
    const ofWindow = run.events.flatMap((e) =>
      e.kind === 'request' && e.group === groupId('rogue.window') ? [`${e.op} ${e.queue}`] : [],
    );
    expect(ofWindow.slice(0, 2)).toEqual(['reach 0', 'raise 0']);
    const at = (wanted: (e: (typeof run.events)[number]) => boolean): number =>
      run.events.find(wanted)?.seq ?? Number.NaN;
    const reached = at((e) => e.kind === 'request' && e.op === 'reach' && e.group === 'rogue.window');
    const killed = at((e) => e.kind === 'group' && e.op === 'kill' && e.cause === 'progressTimeout');
    const raised = at((e) => e.kind === 'request' && e.op === 'raise' && e.group === 'rogue.window');
    expect(killed).toBeGreaterThan(reached);
    expect(killed).toBeLessThan(raised);
  });

  it('goes on as the model does, which asks when the request is raised', () =>
    expect(violations).toEqual([]));
});
