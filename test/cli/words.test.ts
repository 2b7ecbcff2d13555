import { describe, expect, test } from 'vitest';
import { said } from '../../cli/story/said.ts';
import { words } from '../../cli/story/words.ts';
import type { EventBody } from '../../impl/events.ts';
import { bufferId, processId } from '../../impl/ids.ts';
import { CS, GLB } from '../../impl/interface/bits.ts';
import { compositor, EventList, player, playerJob } from './event-list.ts';

const rows: readonly (readonly [body: EventBody, text: string])[] = [
  [{ kind: 'word', word: 'GPU_STATUS', before: 0, after: 128 }, 'b7=1'],
  [{ kind: 'word', word: 'GPU_STATUS', before: 128, after: 1 }, 'b7=0'],
  [{ kind: 'word', word: 'GLB_REQ', before: 0, after: GLB.PROTM_ENTER }, 'GLB_REQ PROTM_ENTER=1'],
  [{ kind: 'word', word: 'GLB_REQ', before: GLB.PROTM_ENTER, after: 0 }, 'GLB_REQ PROTM_ENTER=0'],
  [
    { kind: 'word', word: 'CSG0_CS1_ACK', before: CS.START, after: CS.START | CS.PROTM_PENDING },
    'CSG0_CS1_ACK PROTM_PENDING=1',
  ],
  [{ kind: 'word', word: 'CSG2_REQ', before: 1, after: 2 }, 'CSG2_REQ STATE=2'],
  [{ kind: 'word', word: 'CSG2_REQ', before: 2, after: 2 }, 'CSG2_REQ written, unchanged'],
  [{ kind: 'word', word: 'CSG2_EP_REQ', before: 0, after: -268435456 }, 'CSG2_EP_REQ = 0xf0000000'],
  [{ kind: 'lock', op: 'acquire', lock: 'protm.lock', mode: 'write', note: '' }, 'down_write(protm.lock)'],
  [
    { kind: 'lock', op: 'blocked', lock: 'protm.lock', mode: 'read', note: 'x' },
    'down_read(protm.lock): blocked',
  ],
  [
    { kind: 'lock', op: 'release', lock: 'sched.lock', mode: 'exclusive', note: '' },
    'mutex_unlock(sched.lock)',
  ],
  [{ kind: 'lock', op: 'breach', lock: '', mode: 'exclusive', note: 'takes a twice' }, 'takes a twice'],
  [
    { kind: 'vm', op: 'bindSignalled', vm: 'player', note: '#2: ETIMEDOUT' },
    'fence of VM_BIND #2: ETIMEDOUT of player',
  ],
  [
    { kind: 'vm', op: 'evictionRefused', vm: 'player', note: 'EDEADLK' },
    'mappings of player not evicted: EDEADLK',
  ],
  [{ kind: 'work', work: 'tick_work', op: 'dropped' }, 'tick_work not queued: reset pending'],
  [
    { kind: 'wait', op: 'timeout', what: 'PROTM_ENTER ack', limitUs: 4_000_000 },
    'PROTM_ENTER ack: TIMEOUT, 4000 ms',
  ],
  [{ kind: 'wait', op: 'begin', what: 'b7', limitUs: 10 }, 'waits: b7, 0.01 ms'],
  [{ kind: 'tick', op: 'ranked', full: false, picked: [], protmGroup: null }, 'partial tick picks nobody'],
  [
    { kind: 'tick', op: 'ranked', full: true, picked: [player, compositor], protmGroup: player },
    'tick picks player.video > compositor.ui; protm_group player.video',
  ],
  [
    { kind: 'csg', op: 'timeout', slot: 1, group: player, request: 'SUSPEND' },
    'SUSPEND slot 1 (player.video) TIMEOUT',
  ],
  [
    { kind: 'group', op: 'kill', group: player, slot: null, cause: 'protmFault' },
    'player.video KILLED: owner of a failed session',
  ],
  [{ kind: 'session', op: 'exitForced', group: player, cause: 'ping' }, 'exit forced: PING'],
  [{ kind: 'session', op: 'entrySeen', group: player, cause: null }, 'driver: entry succeeded'],
  [{ kind: 'word', word: 'GLB_REQ', before: GLB.PING, after: 0 }, 'sends PING (GLB_REQ)'],
  [{ kind: 'word', word: 'CSF_DOORBELL2', before: 0, after: 1 }, 'rings CSF_DOORBELL(2)'],
  [{ kind: 'request', op: 'ack', group: player, queue: 1 }, 'player.video CS1 PROTM_PENDING acked'],
  [
    {
      kind: 'command',
      op: 'issue',
      group: player,
      queue: 0,
      job: playerJob,
      index: 2,
      text: 'RUN 3 ms',
      region: false,
      gpuProtected: true,
    },
    'player.video CS0 runs RUN 3 ms with b7=1',
  ],
  [
    { kind: 'job', op: 'signal', job: playerJob, group: player, error: 'ETIMEDOUT' },
    'fence of player.video:0/1: ETIMEDOUT',
  ],
  [
    { kind: 'memory', op: 'attempt', buffer: bufferId('b'), who: 'player', note: 'mmap: EACCES' },
    'b, mmap: EACCES',
  ],
  [
    { kind: 'memory', op: 'fault', buffer: bufferId(''), who: 'fw', note: 'protected fault' },
    'fault: protected fault',
  ],
  [{ kind: 'word', word: 'MCU_STATUS', before: 1, after: 2 }, 'MCU halted'],
  [{ kind: 'word', word: 'L2_READY', before: 1, after: 0 }, 'L2 power off'],
  [{ kind: 'power', op: 'suspend', note: '' }, 'device suspend begins'],
  [{ kind: 'power', op: 'on', note: 'slow' }, 'device resumed, slow'],
  [{ kind: 'power', op: 'access', note: 'CSF_DOORBELL0' }, 'CSF_DOORBELL0: access without power'],
  [{ kind: 'reset', op: 'schedule', cause: 'pingTimeout' }, 'schedule_reset: ping_timeout'],
  [
    { kind: 'ioctl', process: processId('player'), call: 'GROUP_CREATE', result: 'EINVAL' },
    'GROUP_CREATE: EINVAL',
  ],
  [{ kind: 'choice', id: 'F04', option: 'never' }, 'F04: never'],
];

describe('an event in words', () => {
  test.each(rows)('%j', (body, text) => {
    const event = new EventList().at(0, 'tick_work', body).last;
    expect(words(event)).toBe(text);
  });
});

describe('what a rule says', () => {
  test.each([
    ['an exit is forced by csgRequest after 0 ms', 'an exit is forced by a CSG request after 0 ms'],
    ['an exit is forced by the host after 0 ms', 'an exit is forced by the host after 0 ms'],
    ['killed (suspendTimeout) by the reset', 'killed (no SUSPEND ack) by the reset'],
    ['waits (for mail.window) by itself', 'waits (for mail.window) by itself'],
  ])('"%s" is told as "%s"', (what, told) => expect(said(what)).toBe(told));
});
