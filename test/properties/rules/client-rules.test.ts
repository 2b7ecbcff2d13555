import { describe, expect, it } from 'vitest';
import { clausePrograms } from '../../../bench/reference/clause-programs.ts';
import { defective, defectNamed } from '../../../impl/driver/defects/index.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { type Revision, stack, type Unit } from '../../../impl/driver/unit.ts';
import type { EventBody } from '../../../impl/events.ts';
import { processId } from '../../../impl/ids.ts';
import { GLB } from '../../../impl/interface/bits.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import type { RuleId } from '../../../properties/catalogue.ts';
import { checkRun } from '../../../properties/check-run.ts';
import type { Rule } from '../../../properties/rule.ts';
import { bootGen } from '../../../properties/rules/BOOT-GEN.ts';
import { heapRef } from '../../../properties/rules/HEAP-REF.ts';
import { lockRules } from '../../../properties/rules/LOCK-RULES.ts';
import { privilege } from '../../../properties/rules/PRIVILEGE.ts';
import { unmapAlways } from '../../../properties/rules/UNMAP-ALWAYS.ts';
import {
  type Belief,
  broken as brokenAtEnd,
  game,
  judge,
  kept as keptAtEnd,
  Story,
  video,
} from './telling.ts';

const QUIET = { observedUntilUs: Number.POSITIVE_INFINITY, quiet: true, standsAt: new Map() };

const kept = (rule: Rule, story: Story): void => keptAtEnd(rule, story, { end: QUIET });
const broken = (rule: Rule, story: Story, instance: string, what: RegExp): void =>
  brokenAtEnd(rule, story, instance, what, { end: QUIET });

type Device = Extract<EventBody, { kind: 'device' }>;
type Heap = Extract<EventBody, { kind: 'heap' }>;
const device = (op: Device['op'], section = false, note = ''): Device => ({
  kind: 'device',
  op,
  section,
  note,
});
const heap = (op: Heap['op']): Heap => ({ kind: 'heap', op, heap: 'h' });
const ioctl = (process: string, call: string, result: string): EventBody => ({
  kind: 'ioctl',
  process: processId(process),
  call,
  result,
});

describe('BOOT-GEN', () => {
  const query = (result: string): EventBody => ioctl('player', 'DEV_QUERY PROTECTED_INFO', result);
  it('keeps what the firmware booted with', () => {
    kept(bootGen, new Story().tell(device('boot', true)).tell(query('ok, BASIC')).create(video));
    kept(bootGen, new Story().tell(heap('missing')).tell(device('boot')).tell(query('ok, none')));
    kept(bootGen, new Story().tell(heap('missing')).tell(device('deferred')));
    kept(bootGen, new Story().tell(device('boot', true)).tell(heap('offer')));
  });
  it('breaks where the last boot had no section', () => {
    const without = () => new Story().tell(device('boot', true)).tell(device('boot', false));
    broken(bootGen, without().tell(query('ok, BASIC')), 'player', /told of protected mode/);
    broken(bootGen, without().group('create', video), video, /accepted as protected/);
    broken(bootGen, without().tell(heap('offer')), 'device', /offered before/);
  });
  it('breaks where a lack of protected memory fails the probe, and for no other failure', () => {
    const failed = device('failed', false, 'ENOMEM');
    broken(bootGen, new Story().tell(heap('exhausted')).tell(failed), 'device', /no memory left/);
    broken(bootGen, new Story().tell(heap('refuse')).tell(failed), 'device', /refuses memory/);
    broken(bootGen, new Story().tell(heap('missing')).tell(failed), 'device', /no protected heap/);
    expect(judge(bootGen, new Story().tell(failed)).violations).toEqual([]);
  });
});

describe('HEAP-REF', () => {
  const memory = (op: 'alloc' | 'free', note = 'protected heap'): EventBody => ({
    kind: 'memory',
    op,
    buffer: 'b',
    who: 'kernel',
    note,
  });
  it('keeps a region that is lent before the first buffer and taken back after the last', () =>
    kept(
      heapRef,
      new Story().tell(heap('lend')).tell(memory('alloc')).tell(memory('free')).tell(heap('reclaim')),
    ));
  it('breaks for a buffer before, and for one that is left behind', () => {
    broken(heapRef, new Story().tell(memory('alloc', 'protected heap, not lent')), 'b', /before its region/);
    broken(
      heapRef,
      new Story().tell(memory('alloc')).tell(heap('reclaim')),
      'b',
      /taken back while it lives/,
    );
    broken(heapRef, new Story().tell(memory('alloc')).tell(heap('destroy')), 'b', /destroyed while it lives/);
  });
});

describe('UNMAP-ALWAYS', () => {
  it('keeps what is given back, and what was not there', () => {
    const story = new Story().onSlots(video).group('destroy', video).group('release', video);
    kept(unmapAlways, story.tell(ioctl('player', 'GROUP_DESTROY player.video', 'ok')));
    kept(unmapAlways, new Story().tell(ioctl('player', 'GEM_CLOSE x', 'EINVAL')));
  });
  it('breaks for a refusal, a leak and a group that nobody releases', () => {
    const refused = ioctl('player', 'VM_DESTROY vm', 'EBUSY');
    broken(unmapAlways, new Story().tell(refused), 'player VM_DESTROY vm', /refused with EBUSY/);
    broken(unmapAlways, new Story().onSlots(video).group('destroy', video), video, /never released/);
    const leak: EventBody = { kind: 'memory', op: 'leak', buffer: 'b', who: 'kernel', note: 'ETIMEDOUT' };
    broken(unmapAlways, new Story().tell(leak), 'b', /stays where it is/);
  });

  describe('a VM that is destroyed', () => {
    type OfVm = Extract<EventBody, { kind: 'vm' }>;
    const vm = (op: OfVm['op'], note = ''): OfVm => ({ kind: 'vm', op, vm: 'player', note });
    const nothing = (b: Belief): void => {
      b.mapped = [];
    };
    const film = (b: Belief): void => {
      b.mapped = ['film'];
    };
    const queued = () => new Story().tell(vm('bindQueued', '#1, 2 pages'));
    it('keeps what was mapped before and is unmapped, whatever a VM that is not destroyed maps', () => {
      const before = queued().tell(vm('bindSignalled', '#1'), film);
      kept(unmapAlways, before.tell(vm('destroyed'), nothing));
      const other = { ...vm('bindSignalled', '#1'), vm: 'game' };
      kept(unmapAlways, new Story().tell(vm('destroyed'), nothing).tell(other, film));
    });
    it('breaks for what is mapped when it is destroyed', () =>
      broken(unmapAlways, new Story().tell(vm('destroyed'), film), 'VM of player', /film is mapped in it/));
    it('breaks for a bind that was queued, and rests on both', () => {
      const late = queued().tell(vm('destroyed'), nothing).tell(vm('bindSignalled', '#1'), film);
      broken(unmapAlways, late, 'VM of player', /film is mapped in it, and it was destroyed/);
      const [violation] = judge(unmapAlways, late, { end: QUIET }).violations;
      expect(violation?.restsOn).toEqual([0, 1]);
      expect(violation?.seq).toBe(2);
    });
    it('waits for the rest of the queue, which may undo it', () => {
      const two = () =>
        queued()
          .tell(vm('bindQueued', '#2, 2 pages'))
          .tell(vm('destroyed'), nothing)
          .tell(vm('bindSignalled', '#1'), film);
      kept(unmapAlways, two().tell(vm('bindSignalled', '#2'), nothing));
      broken(unmapAlways, two().tell(vm('bindSignalled', '#2')), 'VM of player', /film/);
    });
  });
});

describe('LOCK-RULES, the device guard', () => {
  const ring = (story: Story): Story => story.write('CSF_DOORBELL0', () => 1);
  it('keeps what is written while the device is there', () =>
    kept(lockRules, ring(new Story().lock('acquire', 'sched.lock')).tell(device('unplug'))));
  it('breaks for a host that writes after it, not for the firmware', () => {
    const gone = () => new Story().tell(device('unplugged'));
    broken(lockRules, ring(gone()), 'tick_work: CSF_DOORBELL0', /after the device was unplugged/);
    expect(judge(lockRules, ring(gone().by('fw'))).violations).toEqual([]);
  });
});

describe('PRIVILEGE', () => {
  /** A session of the player that the game throws out, with a protected command in it or not. */
  const thrownOut = (story: Story, progress: boolean, by = 'game'): Story => {
    story.enteredByTheBook(video, 0, video);
    if (progress) story.command('issue', video, 1, { region: true });
    story.by(by).write('GLB_REQ', (req) => req ^ GLB.PING);
    return story.left(video, 'ping').answerExit();
  };
  it('keeps two exits with progress between them, and what others or the owner itself force', () => {
    const start = () => new Story().onSlots(video, game);
    kept(privilege, thrownOut(thrownOut(start(), true), true));
    kept(privilege, thrownOut(thrownOut(start(), false), false, 'compositor'));
    expect(judge(privilege, thrownOut(thrownOut(start(), false, 'player'), false, 'player')).given).toBe(0);
    expect(
      judge(privilege, thrownOut(thrownOut(start(), false, 'tick_work'), false, 'tick_work')).given,
    ).toBe(0);
  });
  it('breaks for two without', () =>
    broken(
      privilege,
      thrownOut(thrownOut(new Story().onSlots(video, game), false), false),
      video,
      /by game twice/,
    ));
  it('says nothing of an owner that nobody let in for a region', () => {
    const uncalled = (story: Story): Story =>
      story
        .enter(video)
        .entered(video)
        .by('game')
        .write('GLB_REQ', (req) => req ^ GLB.PING)
        .left(video, 'ping')
        .answerExit();
    const twice = judge(privilege, uncalled(uncalled(new Story().onSlots(video, game))));
    expect([twice.given, twice.violations]).toEqual([2, []]);
  });
  it('breaks for a call that fails because a session of somebody else hangs', () => {
    const hangs = () => new Story().onSlots(video).enteredByTheBook(video, 0, video).reset('schedule');
    const failed = ioctl('game', 'VM_BIND 1 pages', 'ETIMEDOUT');
    broken(privilege, hangs().tell(failed), 'game VM_BIND 1 pages', /beside a session of player/);
    kept(privilege, hangs().tell(ioctl('game', 'VM_BIND 1 pages', 'EINVAL')));
    kept(
      privilege,
      hangs()
        .tell(ioctl('game', 'VM_BIND 1 pages', 'ok'))
        .reset('end')
        .tell(failed),
    );
  });
});

describe('on real runs', () => {
  /** A player in a region, and somebody else who calls while its session lasts. */
  const run = (
    revision: Revision,
    script: readonly unknown[],
    profile: Readonly<Record<string, string>> = {},
    {
      player = [{ submit: { queue: 'player.video:0', stream: [{ protected: ['RUN 100 ms'] }] } }],
      horizonUs = 6_000_000,
    }: { readonly player?: readonly unknown[]; readonly horizonUs?: number } = {},
  ) => {
    const workload = decodeWorkload({
      name: 'clients',
      note: '',
      slots: 2,
      asSlots: 2,
      csPerSlot: 1,
      processes: [
        {
          name: 'player',
          groups: [{ name: 'video', priority: 'medium', protected: true, queues: 1 }],
          script: player,
        },
        { name: 'other', groups: [{ name: 'page', priority: 'low', protected: false, queues: 1 }], script },
      ],
    });
    return checkRun({ revision, workload, profile, horizonUs }, runToCompletion);
  };
  const rulesBroken = (result: ReturnType<typeof run>): readonly RuleId[] =>
    result.violations.map((v) => v.rule);
  const without = (name: string): Revision =>
    stack(
      `without ${name}`,
      revisions.reference.units.filter((unit) => unit.name !== name),
    );

  it('a bind beside a session that never ends: quiet-mmu is what keeps it from failing', () => {
    const script = [
      { submit: { queue: 'other.page:0', stream: ['RUN 1 ms'] } },
      { sleep: '20 ms' },
      { bind: 1 },
    ];
    const hangs = { F07: 'never' };
    const fixed = run(revisions.reference, script, hangs);
    expect(fixed.violations).toEqual([]);
    expect(fixed.given.get('PRIVILEGE')).toBeGreaterThan(0);
    expect(fixed.run.events.some((e) => e.kind === 'reset')).toBe(true);
    const answers = fixed.run.events.flatMap((e) =>
      e.kind === 'ioctl' && e.call.startsWith('VM_BIND') ? [e.result] : [],
    );
    expect(answers).toEqual(['ok']);
    expect(rulesBroken(run(without('quiet-mmu'), script, hangs))).toContain('PRIVILEGE');
  });

  it('an unplug in a session: clean-unplug is what lets groups go', () => {
    const script = [{ sleep: '20 ms' }, 'unplug', { sleep: '1 ms' }, 'exit'];
    expect(run(revisions.reference, script).violations).toEqual([]);
    expect(rulesBroken(run(without('clean-unplug'), script))).toContain('NO-POWER-IN-PROTM');
    const busy = [{ submit: { queue: 'other.page:0', stream: ['RUN 50 ms'] } }, ...script];
    expect(run(revisions.reference, busy).violations).toEqual([]);
    expect(rulesBroken(run(without('clean-unplug'), busy))).toContain('UNMAP-ALWAYS');
  });

  describe('a bind that an unplug waits for, beside a session that hangs', () => {
    const name = 'unplugged beside a session that hangs';
    const program = clausePrograms.find(({ workload }) => workload.name === name);
    if (program === undefined) throw new Error(`no program is called ${name}`);
    const { workload, profile } = program;
    const unpluggedAt = (us: number): readonly string[] => {
      const processes = workload.processes.map((p) =>
        p.process === 'c' ? { ...p, script: [{ op: 'sleep', us } as const, ...p.script.slice(1)] } : p,
      );
      const setup = { workload: { ...workload, processes }, profile, horizonUs: 3_000_000 };
      const { violations, run: hung } = checkRun(
        { revision: revisions.reference, ...setup },
        runToCompletion,
      );
      expect(violations).toEqual([]);
      return hung.events.flatMap((e) => {
        const at = `${Math.floor(e.tUs / 1000)} ms`;
        if (e.kind === 'reset') return [`${at} reset ${e.op}`];
        if (e.kind === 'device' && e.op !== 'boot' && e.op !== 'ready') return [`${at} ${e.op}`];
        return e.kind === 'ioctl' && e.call === 'VM_BIND 4 pages' ? [`${at} ${e.result}`] : [];
      });
    };
    it('gives up at once: no reset comes that it could wait for', () =>
      expect(unpluggedAt(20_000)).toEqual([
        '22 ms unplug',
        '512 ms reset schedule',
        '512 ms ETIMEDOUT',
        '512 ms ENODEV',
        '1212 ms unplugged',
      ]));
    it('waits for the end of a reset that has begun', () =>
      expect(unpluggedAt(900_000)).toEqual([
        '512 ms reset schedule',
        '512 ms reset begin',
        '902 ms unplug',
        '1218 ms reset end',
        '1218 ms ok',
        '1218 ms ENODEV',
        '1218 ms unplugged',
      ]));
  });

  describe('two binds that force a session out', () => {
    /** Believes that it has acknowledged what it has not: under F01 the session stays, and the region outside. */
    const deaf: Unit = {
      name: 'deaf',
      on: 'P8',
      title: '',
      cite: [],
      merges: ['ackPending'],
      functions: {
        ackPending: () =>
          function* () {
            return 1;
          },
      },
    };
    const m71 = defectNamed('M71');
    if (m71 === null) throw new Error('no defect enters for whoever comes first');

    /** How often the binds force an exit, and what PRIVILEGE says of that. */
    const forcedOut = (revision: Revision, stream: readonly unknown[]) => {
      const script = [
        { submit: { queue: 'other.page:0', stream: ['RUN 1 ms'] } },
        ...[{ sleep: '30 ms' }, { bind: 1 }, { sleep: '50 ms' }, { bind: 1 }],
      ];
      const player = [{ sleep: '10 ms' }, { submit: { queue: 'player.video:0', stream } }];
      const profile = { F01: 'session that stays' };
      const { violations, run: forced } = run(revision, script, profile, { player, horizonUs: 120_000 });
      const byBind = forced.events.filter(
        (e) => e.kind === 'session' && e.op === 'exitForced' && e.cause === 'ping',
      );
      return [byBind.length, violations.flatMap((v) => (v.rule === 'PRIVILEGE' ? [v.what] : []))];
    };
    const region = [{ protected: ['RUN 100 ms'] }];

    it('condemn a driver whose owner stands at its region and is not let in, and no other', () => {
      const twice = 'forced out by other twice, and executed nothing in between';
      expect(forcedOut(stack('deaf', [...revisions.reference.units, deaf]), region)).toEqual([2, [twice]]);
      expect(forcedOut(revisions.reference, region)).toEqual([2, []]);
    });
    it('condemn nobody where the owner is in no region, since nobody asked for its sessions', () =>
      expect(forcedOut(defective(m71), ['RUN 300 ms'])).toEqual([2, []]));
  });

  it('a destroy that is refused beside a session', () => {
    const busy: Unit = {
      name: 'destroy-busy',
      on: 'P8',
      title: '',
      cite: [],
      merges: ['groupDestroy'],
      functions: {
        groupDestroy: (d, below) =>
          function* (process, id) {
            return d.regs.protectedNow ? 'EBUSY' : yield* below(process, id);
          },
      },
    };
    const script = [{ sleep: '20 ms' }, { destroy: 'other.page' }];
    expect(run(revisions.reference, script).violations).toEqual([]);
    expect(rulesBroken(run(stack('busy', [...revisions.reference.units, busy]), script))).toContain(
      'UNMAP-ALWAYS',
    );
  });

  /** One whose group is refused at the start and made by a call of its own, otherwise than it was to be. */
  const madeAnew = (was: object, call: object): unknown => ({
    name: 'made anew',
    note: '',
    slots: 2,
    asSlots: 3,
    csPerSlot: 1,
    processes: [
      {
        name: 'p',
        unprivileged: true,
        groups: [{ name: 'g', queues: 1, ...was }],
        script: [
          { ioctl: { call: 'GROUP_CREATE', group: 'p.g', ...call } },
          { submit: { queue: 'p.g:0', stream: [{ protected: ['RUN 1 ms'] }] } },
          { wait: 'p.g:0' },
        ],
      },
    ],
  });
  it.each([
    [{ priority: 'high', protected: true }, { priority: 1, flags: 0 }, 1],
    [{ priority: 'high', protected: false }, { priority: 1, flags: 1 }, 0],
  ])('keep the rules where a group is %o and is created as %o', (was, call, kills) => {
    const workload = decodeWorkload(madeAnew(was, call));
    const setup = { revision: revisions.reference, workload, profile: {}, horizonUs: 1_000_000 };
    const { violations, run, given } = checkRun(setup, runToCompletion);
    expect(violations).toEqual([]);
    expect(given.get('CREATE-TIME')).toBe(kills);
    expect(run.events.filter((e) => e.kind === 'group' && e.op === 'kill')).toHaveLength(kills);
  });
});
