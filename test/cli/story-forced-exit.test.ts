import { describe, expect, test } from 'vitest';
import { forcingAct } from '../../cli/story/forced-exit.ts';
import type { CsgRequest, ExitCause, SimEvent } from '../../impl/events.ts';
import { GLB } from '../../impl/interface/bits.ts';
import { EventList, player } from './event-list.ts';

function csg(list: EventList, op: 'request' | 'ack', slot: number, request: CsgRequest = 'EP_CFG'): SimEvent {
  const activity = op === 'ack' ? 'fw' : 'tick_work';
  return list.at(1, activity, { kind: 'csg', op, slot, group: player, request }).last;
}

function exit(list: EventList, cause: ExitCause, op: 'exitForced' | 'left' = 'exitForced'): SimEvent {
  return list.session(2, 'fw', op, { group: player, cause }).last;
}

describe('what forces an exit', () => {
  test('is the unanswered request to the lowest slot', () => {
    const list = new EventList();
    csg(list, 'request', 0);
    const lowest = csg(list, 'request', 1);
    csg(list, 'request', 2);
    csg(list, 'ack', 0);
    expect(forcingAct(list.events, exit(list, 'csgRequest'))).toBe(lowest);
  });

  test('is no request of before a reset', () => {
    const list = new EventList();
    csg(list, 'request', 0, 'TERMINATE');
    list.at(1, 'reset_work', { kind: 'reset', op: 'end', cause: '' });
    const after = csg(list, 'request', 1);
    expect(forcingAct(list.events, exit(list, 'csgRequest'))).toBe(after);
  });

  test("is the last PING of the host, not firmware's answer or another request", () => {
    const list = new EventList();
    const ping = list.word(1, 'ping_work', 'GLB_REQ', 0, GLB.PING).last;
    list.word(1, 'fw', 'GLB_ACK', 0, GLB.PING);
    const global = list.word(1, 'tick_work', 'GLB_REQ', GLB.PING, GLB.PING | GLB.IDLE_EN).last;
    expect(forcingAct(list.events, exit(list, 'ping'))).toBe(ping);
    expect(forcingAct(list.events, exit(list, 'globalRequest'))).toBe(global);
  });

  test('is for the end of a session what forced its exit, not what came after', () => {
    const list = new EventList();
    const ping = list.word(1, 'ping_work', 'GLB_REQ', 0, GLB.PING).last;
    exit(list, 'ping');
    list.word(2, 'reset_work', 'GLB_REQ', GLB.PING, 0);
    expect(forcingAct(list.events, exit(list, 'ping', 'left'))).toBe(ping);
  });

  test('is nobody of the host where regions end, firmware has its own reason, or nothing was asked', () => {
    const list = new EventList();
    list.word(1, 'ping_work', 'GLB_REQ', 0, GLB.PING);
    for (const cause of ['regionEnd', 'needsHost', 'fault', 'reset', 'empty', 'csgRequest'] as const) {
      expect(forcingAct(list.events, exit(list, cause))).toBeNull();
    }
    expect(forcingAct(list.events, list.session(3, 'fw', 'exitRaised').last)).toBeNull();
  });
});
