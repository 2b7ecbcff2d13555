import { describe, expect, test } from 'vitest';
import { faultWords } from '../../cli/story/faults.ts';
import { type Broken, type StoryMeta, story } from '../../cli/story/story.ts';
import type { ExitCause, SimEvent } from '../../impl/events.ts';
import type { Faults } from '../../impl/firmware/parts.ts';
import { GLB } from '../../impl/interface/bits.ts';
import { compositor, compositorJob, EventList, player } from './event-list.ts';

const meta: StoryMeta = {
  revision: 'series-2026',
  stacked: [],
  units: ['mainline', 'P7'],
  needs: [{ id: 'F04', option: '400 ms', standing: 'plausible' }],
  lateWakeUps: 0,
  faults: [],
  minimal: 'fewest delays (1)',
  replay: 'npm run replay -- counterexamples/flag-truth.json',
  nearest: 'process_fw_events_work before tick_work at 1.2 ms',
  cure: 'owner-truth',
};

function breaking(event: SimEvent, rule: string, instance: string, what: string): Broken {
  return { rule, instance, seq: event.seq, tUs: event.tUs, what };
}

/** A short session: EXIT is answered before tick_work notes that the GPU is protected, so the flag stays. */
function lateFlag(): { readonly list: EventList; readonly broken: Broken } {
  const list = new EventList();
  for (let i = 0; i < 200; i++) list.word(0.1, 'fw', 'GLB_ACK', i, i + 1);
  list
    .request(0.2, 'cs0', 'raise', player)
    .at(0.2, 'cs0', { kind: 'irq', line: 'job', op: 'raise', bits: 1 })
    .at(0.3, 'irq/job', { kind: 'work', work: 'processFwEventsWork', op: 'queued' })
    .at(0.3, 'processFwEventsWork', { kind: 'work', work: 'processFwEventsWork', op: 'start' })
    .request(0.3, 'processFwEventsWork', 'note', player)
    .at(0.3, 'processFwEventsWork', { kind: 'work', work: 'tickWork', op: 'queued' })
    .at(0.4, 'tickWork', { kind: 'work', work: 'tickWork', op: 'start' })
    .lock(0.4, 'tickWork', 'acquire', 'sched.lock', 'exclusive')
    .at(0.5, 'tickWork', {
      kind: 'tick',
      op: 'ranked',
      full: true,
      picked: [player, compositor],
      protmGroup: player,
    })
    .request(0.6, 'tickWork', 'ack', player)
    .lock(0.7, 'tickWork', 'acquire', 'protm.lock', 'write')
    .session(0.7, 'tickWork', 'enterSent', { group: player })
    .session(0.8, 'fw', 'enterAcked')
    .session(0.9, 'gpu', 'entered', { group: player })
    .session(1.0, 'gpu', 'left', { group: player, cause: 'regionEnd' })
    .session(1.1, 'fw', 'exitRaised')
    .at(1.1, 'fw', { kind: 'irq', line: 'job', op: 'raise', bits: -1 })
    .at(1.2, 'irq/job', { kind: 'work', work: 'processFwEventsWork', op: 'queued' })
    .at(1.2, 'processFwEventsWork', { kind: 'work', work: 'processFwEventsWork', op: 'start' })
    .lock(1.2, 'processFwEventsWork', 'blocked', 'sched.lock', 'exclusive', 'tickWork')
    .session(1.3, 'tickWork', 'entrySeen', { group: player });
  return {
    list,
    broken: breaking(list.last, 'FLAG-TRUTH', player, 'driver: protected, GPU_STATUS b7=0 for 0.3 ms'),
  };
}

describe('a story', () => {
  test('of a stale flag reads as the mail should', () => {
    const { list, broken } = lateFlag();
    expect(story(list.events, broken, meta)).toMatchInlineSnapshot(`
      "series-2026 breaks FLAG-TRUTH (player.video): driver: protected, GPU_STATUS
        b7=0 for 0.3 ms
      needs: F04 = 400 ms (open, plausible). fewest delays (1).
      replay: npm run replay -- counterexamples/flag-truth.json
        ms fw_events         tick_work         FW/GPU
       0.2                                     player.video CS0 PROTM_PENDING
                                                 raised
       0.3 player.video CS0 PROTM_PENDING noted
       0.5                   tick picks player.video > compositor.ui; protm_group
                               player.video
       0.6                   player.video CS0 PROTM_PENDING acked
       0.7                   PROTM_ENTER sent (player.video)
       0.8                                     PROTM_ENTER ack, b7=0
       0.9                                     b7=1 (player.video)
       1.0                                     b7=0: region ends
       1.1                                     PROTM_EXIT raised
       1.2 mutex_lock(sched.lock): blocked
       1.3                   driver: entry succeeded  BROKEN
      it holds with process_fw_events_work before tick_work at 1.2 ms
      cure: owner-truth
      noticed at panthor_fw.c panthor_fw_protm_enter(), 7/8
      "
    `);
  });

  test('fits a mail: 75 columns, 15 rows, the same bytes each time', () => {
    const { list, broken } = lateFlag();
    const text = story(list.events, broken, meta);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(75);
    expect(text.split('\n').length).toBeLessThanOrEqual(3 + 1 + 15 + 4);
    expect(story([...list.events], { ...broken }, { ...meta })).toBe(text);
    expect(text.match(/BROKEN/g)).toHaveLength(1);
  });

  test('says of what went wrong in the run that it needs it', () => {
    const { list, broken } = lateFlag();
    const needs = (faults: Faults): string =>
      story(list.events, broken, { ...meta, needs: [], faults: faultWords(faults) })
        .split('\n')
        .find((line) => line.startsWith('needs: ')) ?? '';
    expect(needs({})).toBe('needs: no open choice, no late wake-up. fewest delays (1).');
    expect(needs({ protmFaultFromUs: 0 })).toBe(
      'needs: PROTM_FAULT in the first session. fewest delays (1).',
    );
    expect(needs({ muteFromUs: 1500, noProtectedHeap: true })).toBe(
      'needs: firmware mute from 1.5 ms on, no protected heap. fewest delays (1).',
    );
    expect(needs({ spuriousIrqAtUs: 1500 })).toBe(
      'needs: an interrupt of each line at 1.5 ms that nothing has raised.',
    );
    expect(needs({ workLateUs: 50_000 })).toBe('needs: work items up to 50 ms late. fewest delays (1).');
    expect(needs({ irqLateUs: 1_250 })).toBe(
      'needs: interrupt threads up to 1.25 ms late. fewest delays (1).',
    );
  });

  test('of a missed deadline ends with what was owed, at the time it was due', () => {
    const list = new EventList()
      .session(10, 'tick_work', 'enterSent', { group: player })
      .session(11, 'fw', 'enterAcked')
      .session(12, 'gpu', 'entered', { group: player })
      .at(20, 'compositor', { kind: 'job', op: 'submit', job: compositorJob, group: compositor, error: null })
      .at(20, 'compositor', { kind: 'work', work: 'tick_work', op: 'dropped' })
      .word(2_500, 'fw', 'GLB_ACK', 0, 1);
    const broken: Broken = {
      rule: 'FE-c',
      instance: compositor,
      seq: list.last.seq,
      tUs: 2_020_000,
      what: `${compositor} waits 2000 ms behind ${player}, limit 2000 ms`,
    };
    expect(
      story(list.events, broken, { ...meta, needs: [], nearest: null, cure: null }),
    ).toMatchInlineSnapshot(`
      "series-2026 breaks FE-c (compositor.ui): compositor.ui waits 2000 ms behind
        player.video, limit 2000 ms
      needs: no open choice, no late wake-up. fewest delays (1).
      replay: npm run replay -- counterexamples/flag-truth.json
           ms tick_work             compositor            FW/GPU
         10.0 PROTM_ENTER sent (player.video)
         11.0                                             PROTM_ENTER ack, b7=0
         12.0                                             b7=1 (player.video)
         20.0                       submit compositor.ui:0/1
       2020.0 compositor.ui waits 2000 ms behind player.video, limit 2000 ms
                BROKEN
      noticed at panthor_sched.c tick_work(), 7/8
      "
    `);
  });

  test('where nothing was done in time the tick answers for it; a work item that spins does so itself', () => {
    const list = new EventList()
      .session(10, 'tick_work', 'enterSent', { group: player })
      .at(20, 'sync_upd_work', { kind: 'work', work: 'sync_upd_work', op: 'start' });
    const where = (rule: string, instance: string): string =>
      story(list.events, breaking(list.last, rule, instance, 'broken'), { ...meta, cure: null })
        .trimEnd()
        .split('\n')
        .at(-1) ?? '';
    for (const guard of ['no group of higher priority waits overdue', 'the residence limit is not reached'])
      expect(where('REFINES', `time.tick: ${guard}`)).toBe('noticed at panthor_sched.c tick_work(), 7/8');
    expect(where('LOCK-LIVE', 'sync_upd_work')).toBe('noticed at panthor_sched.c sync_upd_work(), mainline');
    // What merely starts when it is seen is not to blame.
    expect(where('OWNER', player)).toBe('noticed at panthor_fw.c panthor_fw_protm_enter(), 7/8');
  });

  test('tells the choices that it needs, and no others', () => {
    const list = new EventList()
      .at(0, 'fw', { kind: 'choice', id: 'F04', option: '400 ms' })
      .at(0, 'fw', { kind: 'choice', id: 'F30', option: 'restore first' })
      .session(1, 'fw', 'entered', { group: player });
    const text = story(list.events, breaking(list.last, 'OWNER', player, 'no owner'), meta);
    expect(text).toContain('F04: 400 ms');
    expect(text).not.toContain('F30');
  });

  test('leaves out what another group did without bearing on it', () => {
    const list = new EventList();
    for (let i = 0; i < 30; i++) {
      list.at(i / 10, 'cs1', {
        kind: 'command',
        op: 'issue',
        group: compositor,
        queue: 0,
        job: compositorJob,
        index: i,
        text: `RUN ${i} us`,
        region: false,
        gpuProtected: false,
      });
    }
    list
      .at(4, 'player', { kind: 'memory', op: 'alloc', buffer: 'b1', who: 'kernel', note: 'protected heap' })
      .at(5, 'player', { kind: 'memory', op: 'attempt', buffer: 'b1', who: 'player', note: 'mmap: 0' });
    const text = story(list.events, breaking(list.last, 'NO-CPU-MAP', 'b1', 'mapped by player'), meta);
    expect(text).toContain('alloc b1, protected heap');
    expect(text.match(/RUN/g)?.length ?? 0).toBeLessThanOrEqual(13);
    expect(text.indexOf('alloc')).toBeLessThan(text.indexOf('mmap'));
  });

  /** A session that the host ends: `act` writes what forces the exit. */
  function forced(
    cause: ExitCause,
    act: (list: EventList) => EventList,
    choice?: string,
  ): { readonly list: EventList; readonly broken: Broken } {
    const list = new EventList()
      .session(1, 'tick_work', 'enterSent', { group: player })
      .session(2, 'gpu', 'entered', { group: player });
    for (let i = 0; i < 30; i++) list.session(3, 'tick_work', 'entrySeen', { group: player });
    act(list);
    for (let i = 0; i < 30; i++) list.session(5, 'fw', 'exitRaised');
    if (choice !== undefined) list.at(6, 'fw', { kind: 'choice', id: 'F06', option: choice });
    list.session(6, 'fw', 'exitForced', { group: player, cause });
    return { list, broken: breaking(list.last, 'NO-THRASH', player, 'an exit is forced') };
  }

  const request = (list: EventList, slot: number, op: 'request' | 'ack', activity: string): EventList =>
    list.at(4, activity, { kind: 'csg', op, slot, group: player, request: 'STATUS_UPDATE' });
  const rings = (list: EventList, activity: string, nth: number): EventList =>
    list.word(4, activity, `CSF_DOORBELL${nth}`, 0, 1);

  test.each([
    {
      cause: 'ping' as const,
      act: (list: EventList) => list.word(4, 'ping_work', 'GLB_REQ', 0, GLB.PING),
      row: /^ +4\.0 +sends PING \(GLB_REQ\)$/m,
      place: 'panthor_fw.c panthor_fw_ping_work(), mainline',
    },
    {
      cause: 'ping' as const,
      act: (list: EventList) => list.word(4, 'editor', 'GLB_REQ', 0, GLB.PING),
      row: /^ +4\.0 +sends PING \(GLB_REQ\)$/m,
      place: 'panthor_mmu.c panthor_vm_lock_region(), 7/8',
    },
    {
      cause: 'csgRequest' as const,
      // Slot 0 was served before; slot 2 is what firmware meets.
      act: (list: EventList) =>
        request(request(request(list, 0, 'request', 'tick_work'), 0, 'ack', 'fw'), 2, 'request', 'tick_work'),
      row: /STATUS_UPDATE slot 2 \(player\.video\)/,
      place: 'panthor_sched.c tick_ctx_init(), mainline',
    },
    {
      cause: 'doorbell' as const,
      act: (list: EventList) => rings(rings(list, 'queue_run_job(player.video:0)', 1), 'tick_work', 0),
      choice: 'user doorbell',
      row: /^ +4\.0 +rings CSF_DOORBELL\(1\)$/m,
      place: 'panthor_sched.c queue_run_job(), mainline',
    },
    {
      cause: 'doorbell' as const,
      act: (list: EventList) => rings(rings(list, 'process_fw_events_work', 0), 'queue_run_job(a.b:0)', 1),
      choice: 'global doorbell',
      row: /^ +4\.0 +rings CSF_DOORBELL\(0\)$/m,
      place: 'panthor_sched.c sched_process_csg_irq_locked(), mainline',
    },
  ])(
    'an exit that a $cause forces ($place) is told with what forced it',
    ({ cause, act, choice, row, place }) => {
      const { list, broken } = forced(cause, act, choice);
      const text = story(list.events, broken, meta);
      expect(text).toMatch(row);
      expect(text.search(row)).toBeLessThan(text.indexOf('exit forced'));
      expect(text.trimEnd().split('\n').at(-1)).toBe(`noticed at ${place}`);
      expect(story(list.events, broken, { ...meta, needs: [] }).match(/exit forced/g)).toHaveLength(1);
    },
  );

  test('tells the late wake-up that it needs, and not the wait for an earlier run of the same work', () => {
    const fwEvents = 'process_fw_events_work';
    const work = (list: EventList, tMs: number, op: 'queued' | 'start' | 'end'): EventList =>
      list.at(tMs, op === 'queued' ? 'irq/job' : fwEvents, { kind: 'work', work: fwEvents, op });
    const list = new EventList();
    work(list, 1, 'queued');
    work(list, 1, 'start');
    work(list, 1, 'queued');
    work(list, 21, 'end');
    work(list, 21, 'start');
    work(list, 21, 'end');
    work(list, 30, 'queued');
    work(list, 40, 'start');
    list.session(41, 'fw', 'entered', { group: player });
    const told = (lateWakeUps: number): string =>
      story(list.events, breaking(list.last, 'OWNER', player, 'no owner'), { ...meta, lateWakeUps });
    expect(told(1)).toMatch(/^ +40\.0 woken 10 ms late/m);
    expect(told(2).match(/woken/g)).toHaveLength(1);
    expect(told(0)).not.toContain('woken');
  });
});
