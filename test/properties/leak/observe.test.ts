import { describe, expect, it, test } from 'vitest';
import type { EventBody } from '../../../impl/events.ts';
import { groupId, type JobId, jobId, processId } from '../../../impl/ids.ts';
import { compare } from '../../../properties/leak/pair.ts';
import { EventList } from '../../cli/event-list.ts';

const player = processId('player');
const friend = processId('friend');
const main = groupId('player.main');
const job = jobId(main, 0, 1);
const friends = jobId(groupId('friend.main'), 0, 1);

type Value = EventBody & { readonly kind: 'value' };

const value = (op: Value['op'], of: number, more: Partial<Value> = {}): EventBody => ({
  kind: 'value',
  op,
  who: 'player.main:0',
  process: player,
  buffer: 'player/bo1.film',
  value: of,
  tagged: true,
  ...more,
});

/** Two runs of which the second has other events, compared: what is told of the first that differs. */
function seen(one: readonly EventBody[], two: readonly EventBody[]) {
  const [a, b] = [one, two].map((bodies, run) => {
    const list = new EventList();
    // No time is the same in both.
    bodies.forEach((body, i) => {
      list.at(i + run / 2, `activity ${run}`, body);
    });
    return list.events;
  });
  const { result, moved } = compare(a ?? [], b ?? [], player);
  return result.kind === 'differs' ? `${result.mine} | ${result.other}` : { kind: result.kind, moved };
}

const usage = (op: 'measure' | 'count'): EventBody => {
  return { kind: 'usage', op, process: player, group: main, job, us: 5 };
};
const signal = (of: JobId, error: string | null = null): EventBody => {
  return { kind: 'job', op: 'signal', job: of, group: main, error };
};
const attempt = (note: string): EventBody => {
  return { kind: 'memory', op: 'attempt', buffer: 'player.main/protm_suspend_buf', who: 'friend', note };
};

describe('from outside one sees', () => {
  const untagged = { tagged: false } as const;
  const others = { who: 'friend.main:0', process: friend, buffer: 'friend/bo1.found' } as const;
  test.each<[string, readonly EventBody[], readonly EventBody[], string]>([
    [
      'what an ordinary access of the owner itself reads',
      [value('read', 1, untagged)],
      [value('read', 2, untagged)],
      'player.main:0 reads 1 from player/bo1.film | player.main:0 reads 2 from player/bo1.film',
    ],
    [
      'what another client reads in its own protected memory',
      [value('read', 1, others)],
      [value('read', 2, others)],
      'friend.main:0 reads 1 from friend/bo1.found | friend.main:0 reads 2 from friend/bo1.found',
    ],
    [
      'what a dump reads',
      [value('read', 1, { who: 'dump', process: null })],
      [value('read', 2, { who: 'dump', process: null })],
      'dump reads 1 from player/bo1.film | dump reads 2 from player/bo1.film',
    ],
    [
      'which way another client goes',
      [value('branch', 1, { ...others, buffer: '' })],
      [value('branch', 2, { ...others, buffer: '' })],
      'friend.main:0 branches on 1 | friend.main:0 branches on 2',
    ],
    [
      'what a call answers',
      [{ kind: 'ioctl', process: friend, call: 'GROUP_GET_STATE', result: 'ok' }],
      [{ kind: 'ioctl', process: friend, call: 'GROUP_GET_STATE', result: 'EINVAL' }],
      'friend GROUP_GET_STATE: ok | friend GROUP_GET_STATE: EINVAL',
    ],
    [
      'with which error a fence is signalled',
      [signal(job)],
      [signal(job, 'ECANCELED')],
      'player.main:0/1 signal  | player.main:0/1 signal ECANCELED',
    ],
    [
      'in which order fences are signalled',
      [signal(job), signal(friends)],
      [signal(friends), signal(job)],
      'player.main:0/1 signal  | friend.main:0/1 signal ',
    ],
    [
      'one event more, at the end of the other run too',
      [signal(job)],
      [signal(job), signal(friends)],
      'null | friend.main:0/1 signal ',
    ],
    [
      'what becomes of a bind',
      [{ kind: 'vm', op: 'bindSignalled', vm: 'player', note: '#1' }],
      [{ kind: 'vm', op: 'bindSignalled', vm: 'player', note: '#1: ETIMEDOUT' }],
      'player bindSignalled #1 | player bindSignalled #1: ETIMEDOUT',
    ],
    [
      'how an attempt at a buffer ends',
      [attempt('granted')],
      [attempt('refused')],
      'friend player.main/protm_suspend_buf granted | friend player.main/protm_suspend_buf refused',
    ],
    [
      'what counts in usage statistics',
      [usage('count')],
      [],
      'player has used the GPU for player.main:0/1 | null',
    ],
    ['a sample of the counters', [{ kind: 'counters', op: 'sample' }], [], 'a sample of the counters | null'],
    [
      'what the driver prints',
      [{ kind: 'log', text: 'no protected memory' }],
      [],
      'no protected memory | null',
    ],
  ])('%s', (_, one, two, told) => {
    expect(seen(one, two)).toBe(told);
    expect(seen(one, one)).toEqual({ kind: 'same', moved: false });
  });
});

describe('from outside one does not see', () => {
  it('what regions load and store, nor how long anything takes', () => {
    const run = (of: number) => [
      value('read', of),
      value('write', of),
      value('write', of, { tagged: false }),
    ];
    expect(seen(run(1), run(2))).toEqual({ kind: 'same', moved: true });
  });

  it('what nobody is told: that a job is measured or begins, which counters run', () => {
    const told: readonly EventBody[] = [
      usage('measure'),
      { kind: 'counters', op: 'start' },
      { kind: 'job', op: 'run', job, group: main, error: null },
    ];
    expect(seen(told, [])).toEqual({ kind: 'same', moved: false });
  });

  it('what somebody loads in a region from a buffer that the owner passed on', () => {
    const given = (of: number) => [value('read', of, { who: 'friend.main:0', process: friend })];
    expect(seen(given(1), given(2))).toEqual({ kind: 'same', moved: true });
  });

  it('what the friend then makes of it in a region, in a buffer of its own', () => {
    const copied = (of: number) =>
      ['player/bo1.film', 'friend/bo1.copy'].map((buffer) =>
        value('read', of, { who: 'friend.main:0', process: friend, buffer }),
      );
    expect(seen(copied(1), copied(2))).toEqual({ kind: 'same', moved: true });
  });
});

describe('nothing is said of a pair', () => {
  const leak = (of: number): EventBody => value('read', of, { tagged: false });

  it('in which commands of a region go another way, also where it leaks', () => {
    const run = (of: number) => [value('branch', of, { buffer: '' }), leak(of)];
    expect(seen(run(1), run(2))).toEqual({ kind: 'excluded', moved: false });
    // Both odd: the same way, so that the leak counts.
    expect(seen(run(1), run(3))).toMatch(/reads 1 .* reads 3/);
  });

  it('in which one run names a page that is not there', () => {
    const run = (of: number) => [...(of > 3 ? [value('miss', of)] : []), leak(of)];
    expect(seen(run(1), run(9))).toEqual({ kind: 'excluded', moved: false });
    expect(seen([value('miss', 8)], [value('miss', 9)])).toEqual({ kind: 'same', moved: false });
  });
});
