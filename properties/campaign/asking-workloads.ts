import type { Workload } from '../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';

type Priority = 'low' | 'medium' | 'high' | 'realtime';

const group = (name: string, priority: Priority, marked: boolean, queues = 1): unknown => ({
  name,
  priority,
  protected: marked,
  queues,
});
/** A process with one group, `name.main`. */
const process = (name: string, main: unknown, ...script: readonly unknown[]): unknown => ({
  name,
  groups: [main],
  script,
});
const submit = (queue: string, ...stream: readonly unknown[]): unknown => ({ submit: { queue, stream } });
const region = (...commands: readonly string[]): unknown => ({ protected: commands });
const sleep = (time: string): unknown => ({ sleep: time });
const wait = (queue: string, atMost: string): unknown => ({ wait: { queue, atMost } });
const repeat = (times: number, ...script: readonly unknown[]): unknown => ({ repeat: { times, script } });

function asking(
  name: string,
  note: string,
  slots: number,
  processes: readonly unknown[],
  system?: unknown,
): Workload {
  const more = system === undefined ? {} : { system };
  return decodeWorkload({ name, note, slots, asSlots: 3, csPerSlot: 2, processes, ...more });
}

/** One job after the other, each waited for: what one does to its group comes after what the others asked. */
const inTurn = (
  queue: string,
  atMost: string,
  ...streams: readonly (readonly unknown[])[]
): readonly unknown[] => streams.flatMap((stream) => [submit(queue, ...stream), wait(queue, atMost)]);

/**
 * Small programs that come to what part F leaves open, many questions in each: with the profiles of
 * `answer-rows.json` their default schedules consult every plausible answer that a driver lets matter.
 */
export const askingWorkloads: readonly Workload[] = [
  asking(
    'asks of regions',
    'A region that is empty; one that is left by the end of a call, holds another, reads ordinary memory and ends before its work does; one that fails, one that needs memory.',
    1,
    [
      process(
        'odd',
        group('main', 'medium', true),
        ...inTurn(
          'odd.main:0',
          '40 ms',
          [
            ...['PROT_REGION 0', 'CALL 4', 'PROT_REGION 5', 'PROT_REGION 1', 'READ', 'RUN 100 us'],
            ...['RUN 100 us', 'ASYNC 2 ms'],
          ],
          [region('RUN 100 us', 'FAULT')],
          [region('RUN 100 us', 'TILER_OOM')],
        ),
      ),
    ],
  ),
  asking(
    'asks of neighbours',
    'Two queues whose regions end apart, beside two groups on slots that submit, fall idle and ask in the session.',
    3,
    [
      process(
        'twin',
        group('main', 'medium', true, 2),
        submit('twin.main:0', 'RUN 500 us', region('RUN 1 ms'), 'RUN 1 ms'),
        submit('twin.main:1', 'RUN 500 us', region('RUN 6 ms'), 'RUN 1 ms'),
        wait('twin.main:1', '60 ms'),
      ),
      process(
        'page',
        group('main', 'low', false),
        repeat(5, submit('page.main:0', 'RUN 700 us'), sleep('2 ms')),
      ),
      process(
        'late',
        group('main', 'low', true),
        submit('late.main:0', 'RUN 1 ms'),
        sleep('11 ms'),
        submit('late.main:0', region('RUN 1 ms')),
      ),
    ],
  ),
  asking(
    'asks of faults',
    'A region that waits for what another process signals, then one that writes ordinary memory: a protected fault, and a reset.',
    2,
    [
      process(
        'film',
        group('main', 'medium', true),
        submit('film.main:0', 'RUN 100 us', region('RUN 100 us', 'SYNC_WAIT go 1', 'RUN 1 ms')),
        wait('film.main:0', '2500 ms'),
        submit('film.main:0', region('RUN 100 us', 'SYNC_ADD go')),
        wait('film.main:0', '100 ms'),
      ),
      process(
        'page',
        group('main', 'medium', false),
        sleep('8 ms'),
        submit('page.main:0', 'SYNC_ADD go', 'RUN 15 ms'),
        wait('page.main:0', '2500 ms'),
        { bind: 2 },
        repeat(3, submit('page.main:0', 'RUN 2 ms'), sleep('3 ms')),
      ),
      process(
        'late',
        group('main', 'low', true),
        sleep('16 ms'),
        submit('late.main:0', region('RUN 1 ms')),
        wait('late.main:0', '300 ms'),
      ),
    ],
  ),
  asking(
    'asks of entries',
    'Two queues come to their regions around the entry of the other, at another distance each time, beside somebody who submits and binds.',
    2,
    [
      process(
        'twin',
        group('main', 'high', true, 2),
        ...[0, 100, 200, 400].flatMap((us) => [
          submit('twin.main:0', 'RUN 300 us', region('RUN 500 us')),
          submit('twin.main:1', `RUN ${us + 400} us`, region('RUN 500 us')),
          wait('twin.main:1', '20 ms'),
        ]),
      ),
      process(
        'page',
        group('main', 'medium', false),
        repeat(4, submit('page.main:0', 'RUN 300 us'), { bind: 1 }, sleep('1 ms')),
      ),
    ],
  ),
  asking(
    'asks of clocks',
    'A region longer than any clock of a job, and somebody of low priority whose job every session leaves a little of.',
    2,
    [
      process('film', group('main', 'medium', true), repeat(3, submit('film.main:0', region('RUN 4 s')))),
      process('page', group('main', 'low', false), sleep('100 ms'), submit('page.main:0', 'RUN 200 ms')),
    ],
  ),
  asking(
    'asks of power',
    'The system sleeps and wakes in a session, while another asks, submits and binds.',
    2,
    [
      process(
        'film',
        group('main', 'medium', true),
        repeat(2, submit('film.main:0', region('RUN 8 ms')), sleep('2 ms')),
        wait('film.main:0', '100 ms'),
      ),
      process(
        'page',
        group('main', 'medium', true),
        repeat(3, submit('page.main:0', 'RUN 1 ms', region('RUN 2 ms')), { bind: 2 }, sleep('3 ms')),
      ),
    ],
    [sleep('5 ms'), 'suspend', sleep('1 ms'), 'resume'],
  ),
  asking(
    'asks of strangers',
    'A region of somebody who declared no protected use, beside a short one and a process that goes in the midst of its own.',
    3,
    [
      process('rogue', group('main', 'medium', false), submit('rogue.main:0', region('RUN 9 ms'))),
      process(
        'film',
        group('main', 'medium', true),
        submit('film.main:0', region('RUN 1 ms')),
        wait('film.main:0', '40 ms'),
      ),
      process(
        'guest',
        group('main', 'high', true),
        sleep('6 ms'),
        submit('guest.main:0', region('RUN 20 ms')),
        sleep('12 ms'),
        { bind: 1 },
        'exit',
      ),
    ],
  ),
];
