import { region, repeat, sleep, submit, wait } from '../../impl/userspace/script.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';

/** Userspace that raises one question of part F, or a few that belong together, and is over soon. */
interface Phase {
  /** Ids of part F; each is asked by some schedule of a revision, most of them by the default one. */
  readonly asks: readonly string[];
  /** When the next phase may begin, milliseconds after this one: it is over by then, if nothing hangs. */
  readonly lastsMs: number;
  /**
   * @param name a prefix that no other phase of the run has
   * @param startMs when it begins
   */
  readonly processes: (name: string, startMs: number) => readonly unknown[];
  /** What the system does meanwhile, from the start of the phase. */
  readonly system?: readonly unknown[];
}

type Priority = 'low' | 'medium' | 'high';
interface Client {
  readonly name: string;
  readonly priority?: Priority;
  readonly ordinary?: true;
  readonly queues?: number;
}

/** A process with one group, `main`, that is there from the start of its phase to the end of its script. */
const client = (
  { name, priority = 'medium', ordinary, queues = 1 }: Client,
  startMs: number,
  script: (queue: (nth: number) => string) => readonly unknown[],
): unknown => ({
  name,
  groups: [{ name: 'main', priority, protected: ordinary !== true, queues }],
  script: [{ sleep: `${startMs} ms` }, ...script((nth) => `${name}.main:${nth}`), 'exit'],
});

/** One job of one group. */
const job = (asks: readonly string[], lastsMs: number, ...stream: readonly unknown[]): Phase => ({
  asks,
  lastsMs,
  processes: (name, startMs) => [
    client({ name }, startMs, (queue) => [submit(queue(0), ...stream), wait(queue(0), '3 s')]),
  ],
});

/** What somebody does with its queues, who is called so in the phase. */
type Does = (queue: (nth: number) => string, name: string) => readonly unknown[];

/**
 * Two groups that fill the slots, idle: what the second does first lets a tick come, and within a period of it the first
 * gets its job, so that the next tick knows what that asks.
 */
const standing = (
  asks: readonly string[],
  lastsMs: number,
  { other = {}, ...first }: Omit<Client, 'name'> & { readonly other?: Omit<Client, 'name'> },
  does: Does,
  otherDoes: Does,
): Phase => ({
  asks,
  lastsMs,
  processes: (name, startMs) => [
    client({ name, ...first }, startMs + 4, (queue) => does(queue, name)),
    client({ name: `${name}-page`, ...other }, startMs, (queue) => [
      submit(queue(0), 'READ'),
      ...otherDoes(queue, name),
    ]),
  ],
});

const phases = {
  // An ENTER that nobody asked for, then a reset or an exit, and a tick that finds nobody busy: groups stand on slots
  // before they have work, and the series sends no such ENTER for those.
  warm: {
    asks: ['F01'],
    lastsMs: 4_012,
    processes: (name, startMs) => [
      client({ name, ordinary: true }, startMs, (queue) => [
        submit(queue(0), 'RUN 100 us'),
        wait(queue(0), '4 s'),
      ]),
    ],
  },
  // The same where ENTER is acknowledged and nothing follows.
  tepid: {
    asks: ['F01'],
    lastsMs: 512,
    processes: (name, startMs) => [
      client({ name, ordinary: true }, startMs, (queue) => [
        submit(queue(0), 'RUN 100 us'),
        wait(queue(0), '4 s'),
      ]),
    ],
  },
  plain: job([], 12, region('RUN 100 us')),
  empty: job(['F23c'], 12, 'PROT_REGION 0', region('RUN 100 us')),
  past: job(['F23a'], 12, 'CALL 2', 'PROT_REGION 2', 'RUN 100 us', 'RUN 100 us'),
  nested: job(['F23b'], 12, 'PROT_REGION 2', 'PROT_REGION 1', 'RUN 100 us'),
  reads: job(['F25'], 12, region('READ', 'RUN 100 us')),
  loose: job(['F26'], 12, region('ASYNC 2 ms')),
  fails: job(['F21'], 12, region('RUN 100 us', 'FAULT')),
  grows: job(['F21'], 14, region('RUN 100 us', 'TILER_OOM')),
  faults: job(['F18a', 'F18b'], 30, region('RUN 100 us', 'SYNC_ADD other')),
  waits: {
    asks: ['F36'],
    lastsMs: 40,
    processes: (name, startMs) => [
      client({ name, queues: 2 }, startMs, (queue) => [
        submit(queue(0), region('RUN 100 us', `SYNC_WAIT ${name} 1`, 'RUN 100 us')),
        submit(queue(1), 'RUN 12 ms', `SYNC_ADD ${name}`),
        wait(queue(0), '3 s'),
      ]),
    ],
  },
  ends: {
    asks: ['F35'],
    lastsMs: 20,
    processes: (name, startMs) => [
      client({ name, queues: 2 }, startMs, (queue) => [
        submit(queue(0), 'RUN 500 us', region('RUN 1 ms')),
        submit(queue(1), 'RUN 500 us', region('RUN 4 ms')),
        wait(queue(1), '3 s'),
      ]),
    ],
  },
  twins: {
    asks: ['F38', 'F10', 'F11'],
    lastsMs: 30,
    processes: (name, startMs) => [
      client({ name, priority: 'high', queues: 2 }, startMs, (queue) =>
        [0, 100, 200, 400].flatMap((us) => [
          submit(queue(0), 'RUN 300 us', region('RUN 500 us')),
          submit(queue(1), `RUN ${us + 400} us`, region('RUN 500 us')),
          { bind: 1 },
          wait(queue(1), '3 s'),
        ]),
      ),
    ],
  },
  beside: {
    asks: ['F13a', 'F15', 'F16', 'F30', 'F06'],
    lastsMs: 20,
    processes: (name, startMs) => [
      client({ name }, startMs, (queue) =>
        [0, 1].flatMap(() => [submit(queue(0), 'RUN 300 us', region('RUN 500 us')), wait(queue(0), '3 s')]),
      ),
      client({ name: `${name}-page`, priority: 'low', ordinary: true }, startMs, (queue) => [
        repeat(4, submit(queue(0), 'RUN 300 us'), { bind: 1 }, sleep('1 ms')),
      ]),
    ],
  },
  cut: {
    asks: ['F05', 'F08b'],
    lastsMs: 40,
    processes: (name, startMs) => [
      client({ name, priority: 'low' }, startMs, (queue) => [
        submit(queue(0), region('RUN 12 ms')),
        wait(queue(0), '3 s'),
      ]),
      client({ name: `${name}-page`, priority: 'high', ordinary: true }, startMs + 4, (queue) => [
        submit(queue(0), 'RUN 1 ms'),
        wait(queue(0), '3 s'),
      ]),
    ],
  },
  cutFault: {
    asks: ['F05', 'F08b', 'F08d', 'F18a', 'F18b'],
    lastsMs: 60,
    processes: (name, startMs) => [
      client({ name, priority: 'low' }, startMs, (queue) => [
        submit(queue(0), region('RUN 12 ms')),
        wait(queue(0), '3 s'),
      ]),
      client({ name: `${name}-fault`, priority: 'high' }, startMs + 4, (queue) => [
        submit(queue(0), region('RUN 100 us', 'SYNC_ADD other')),
        wait(queue(0), '3 s'),
      ]),
    ],
  },
  saved: {
    asks: ['F08d', 'F18a', 'F18b'],
    lastsMs: 60,
    processes: (name, startMs) => [
      client({ name, priority: 'high' }, startMs, (queue) => [
        submit(queue(0), 'RUN 1 ms', region('RUN 100 us', 'SYNC_ADD other')),
        wait(queue(0), '3 s'),
      ]),
      client({ name: `${name}-other`, priority: 'low' }, startMs, (queue) => [
        submit(queue(0), 'RUN 1 ms', region('RUN 100 us')),
        wait(queue(0), '3 s'),
      ]),
    ],
  },
  clock: {
    asks: ['F34', 'F08b'],
    lastsMs: 5_000,
    processes: (name, startMs) => [
      client({ name }, startMs, (queue) => [
        repeat(2, submit(queue(0), region('RUN 4 s'))),
        wait(queue(0), '10 s'),
      ]),
    ],
  },
  clocks: {
    asks: ['F20'],
    lastsMs: 5_000,
    processes: (name, startMs) => [
      client({ name }, startMs, (queue) => [
        repeat(3, submit(queue(0), region('RUN 4 s'))),
        wait(queue(0), '10 s'),
      ]),
      client({ name: `${name}-page`, priority: 'low', ordinary: true }, startMs + 100, (queue) => [
        submit(queue(0), 'RUN 200 ms'),
        wait(queue(0), '10 s'),
      ]),
    ],
  },
  rogue: {
    asks: ['F14', 'F05', 'F08b'],
    lastsMs: 60,
    processes: (name, startMs) => [
      client({ name, ordinary: true }, startMs, (queue) => [
        submit(queue(0), region('RUN 12 ms')),
        wait(queue(0), '3 s'),
      ]),
      client({ name: `${name}-page`, priority: 'high', ordinary: true }, startMs + 4, (queue) => [
        submit(queue(0), 'RUN 1 ms'),
        wait(queue(0), '3 s'),
      ]),
    ],
  },
  rivals: {
    asks: ['F01', 'F02', 'F05', 'F12', 'F13a', 'F30'],
    lastsMs: 80,
    processes: (name, startMs) =>
      ['a', 'b', 'c'].map((who) =>
        client({ name: `${name}-${who}` }, startMs, (queue) => [
          submit(queue(0), 'RUN 1 ms', region('RUN 14 ms')),
          wait(queue(0), '3 s'),
        ]),
      ),
  },
  together: {
    asks: ['F35', 'F38', 'F10'],
    lastsMs: 30,
    processes: (name, startMs) => [
      client({ name, queues: 2 }, startMs, (queue) =>
        [0, 0, 100, 0, 200].flatMap((us) => [
          submit(queue(0), region('RUN 500 us')),
          submit(queue(1), ...(us === 0 ? [] : [`RUN ${us} us`]), region('RUN 1 ms')),
          wait(queue(1), '3 s'),
        ]),
      ),
    ],
  },
  locks: {
    asks: ['F16', 'F32'],
    lastsMs: 30,
    processes: (name, startMs) => [
      client({ name, queues: 2 }, startMs, (queue) =>
        [300, 100, 500, 200].flatMap((us) => [
          submit(queue(0), `RUN ${us} us`, region('RUN 500 us')),
          ...[1, 1, 1, 1].map((pages) => ({ bind: pages })),
          wait(queue(0), '3 s'),
        ]),
      ),
    ],
  },
  binds: {
    asks: ['F05', 'F08b', 'F17'],
    lastsMs: 40,
    processes: (name, startMs) => [
      client({ name }, startMs, (queue) => [
        submit(queue(0), region('RUN 20 ms')),
        sleep('4 ms'),
        { bind: 1 },
        wait(queue(0), '3 s'),
      ]),
    ],
  },
  sleeps: {
    asks: ['F39'],
    lastsMs: 80,
    processes: (name, startMs) => [
      client({ name }, startMs, (queue) => [submit(queue(0), region('RUN 12 ms')), wait(queue(0), '3 s')]),
      client({ name: `${name}-page` }, startMs, (queue) => [
        submit(queue(0), 'RUN 1 ms', region('RUN 2 ms')),
        { bind: 2 },
        wait(queue(0), '3 s'),
      ]),
    ],
    system: [sleep('5 ms'), 'suspend', sleep('1 ms'), 'resume'],
  },
  frozen: {
    asks: ['F20'],
    lastsMs: 5_500,
    processes: (name, startMs) => [
      client({ name, priority: 'low', ordinary: true }, startMs, (queue) => [
        submit(queue(0), 'RUN 2 s'),
        wait(queue(0), '10 s'),
      ]),
      client({ name: `${name}-film` }, startMs + 100, (queue) => [
        submit(queue(0), region('RUN 2600 ms')),
        wait(queue(0), '10 s'),
      ]),
    ],
  },
  // A job of no length, and so one ENTER that nobody asked for at most: groups stand on slots before they have work,
  // whatever firmware does with it but nothing at all. The next phase begins within a period of the last tick, so that with
  // all slots taken the tick waits for what its job asks.
  cool: {
    asks: ['F01'],
    lastsMs: 10,
    processes: (name, startMs) => [
      client({ name, ordinary: true }, startMs, (queue) => [submit(queue(0), 'READ'), wait(queue(0), '4 s')]),
    ],
  },
  // One queue is let in while the other comes to its region step by step: somewhere it is between the ENTER and its sample.
  echoes: standing(
    ['F10', 'F35', 'F38'],
    60,
    { queues: 2 },
    (queue) =>
      [10, 20, 30, 40].flatMap((steps) => [
        submit(queue(1), ...Array.from({ length: steps }, () => 'READ'), region('RUN 100 us')),
        submit(queue(0), region('RUN 400 us')),
        wait(queue(1), '3 s'),
        sleep('1 ms'),
      ]),
    (queue) => [repeat(5, sleep('8 ms'), submit(queue(0), 'READ'))],
  ),
  // The same once, with time to answer what the session left.
  parts: standing(
    ['F35', 'F38'],
    20,
    { queues: 2 },
    (queue) => [
      submit(queue(1), ...Array.from({ length: 20 }, () => 'READ'), region('RUN 100 us')),
      submit(queue(0), region('RUN 400 us')),
      wait(queue(0), '3 s'),
      wait(queue(1), '3 s'),
    ],
    (queue) => [wait(queue(0), '3 s'), sleep('14 ms')],
  ),
  // Blocked in its region, by what the other signals once it hears of its job.
  blocks: standing(
    ['F06', 'F15', 'F36', 'F37'],
    30,
    {},
    (queue, name) => [
      submit(queue(0), region('RUN 2 ms', `SYNC_WAIT ${name} 1`, 'RUN 100 us')),
      wait(queue(0), '3 s'),
    ],
    (queue, name) => [sleep('6 ms'), submit(queue(0), `SYNC_ADD ${name}`), wait(queue(0), '3 s')],
  ),
  // A region is cut for a VM operation of somebody who is above it by then, and waits acknowledged.
  overtaken: standing(
    ['F05', 'F08b', 'F12', 'F15'],
    40,
    { other: { priority: 'high' } },
    (queue) => [submit(queue(0), region('RUN 15 ms')), wait(queue(0), '3 s')],
    (queue) => [sleep('6 ms'), submit(queue(0), region('RUN 100 us')), { bind: 1 }, wait(queue(0), '3 s')],
  ),
  // The same below all other groups, so that it comes last; who is above it goes on in normal mode.
  surpassed: standing(
    ['F02', 'F05', 'F08b', 'F12', 'F15'],
    40,
    { priority: 'low', other: { ordinary: true } },
    (queue) => [submit(queue(0), region('RUN 15 ms')), wait(queue(0), '3 s')],
    (queue) => [sleep('6 ms'), submit(queue(0), 'RUN 100 us'), { bind: 1 }, wait(queue(0), '3 s')],
  ),
  // A VM operation cuts a region so that EXIT is raised in the very microsecond in which the period ends: it may be answered
  // before that tick, which ranks the other first.
  passed: standing(
    ['F02', 'F08b', 'F12'],
    60,
    {},
    (queue) => [submit(queue(0), region('RUN 15 ms')), sleep('4 ms'), { bind: 1 }, wait(queue(0), '3 s')],
    (queue) => [sleep('6 ms'), submit(queue(0), 'RUN 100 us'), wait(queue(0), '3 s')],
  ),
  // A region that was not declared is cut.
  strays: standing(
    ['F05', 'F08b', 'F14', 'F15'],
    40,
    { ordinary: true },
    (queue) => [submit(queue(0), region('RUN 15 ms')), wait(queue(0), '3 s')],
    (queue) => [sleep('6 ms'), submit(queue(0), 'READ'), wait(queue(0), '3 s')],
  ),
  // Who waits for protected mode is saved at the entry of somebody whose region faults.
  kept: standing(
    ['F08d', 'F18a', 'F18b'],
    800,
    {},
    (queue, name) => [submit(queue(0), `SYNC_ADD ${name}`, region('RUN 100 us')), wait(queue(0), '3 s')],
    (queue, name) => [
      submit(queue(0), `SYNC_WAIT ${name} 1`, region('RUN 100 us', 'SYNC_ADD other')),
      wait(queue(0), '3 s'),
    ],
  ),
  // A full tick cuts the region and sends ENTER before EXIT is answered, so that protm.lock is free while firmware switches: a
  // VM operation of the owner locks its region then, and with `F16 = completes` for that command alone it is locked when the
  // session begins.
  lockedAt: standing(
    ['F02', 'F16', 'F32'],
    200,
    {},
    (queue) => [
      submit(queue(0), region('RUN 60 ms')),
      sleep('60 ms'),
      repeat(6, { bind: 1 }, sleep('6 ms')),
      wait(queue(0), '3 s'),
    ],
    (queue) => [sleep('6 ms'), submit(queue(0), 'RUN 100 us'), wait(queue(0), '3 s')],
  ),
  // The system sleeps again and again: a tick between the suspend of all groups and the HALT lets somebody in.
  dozes: {
    ...standing(
      ['F39'],
      120,
      {},
      (queue) => [submit(queue(0), region('RUN 40 ms')), wait(queue(0), '3 s')],
      (queue) => [sleep('6 ms'), submit(queue(0), 'RUN 40 ms'), wait(queue(0), '3 s')],
    ),
    system: [1, 2, 3, 4, 5, 6].flatMap(() => [sleep('12 ms'), 'suspend', sleep('1 ms'), 'resume']),
  },
  // The system falls asleep as somebody is let go on that was blocked before its region.
  wakes: {
    ...standing(
      ['F39'],
      120,
      {},
      (queue, name) => [submit(queue(0), `SYNC_WAIT ${name} 1`, region('RUN 20 ms')), wait(queue(0), '3 s')],
      (queue, name) => [
        sleep('6 ms'),
        submit(queue(0), 'RUN 6 ms', `SYNC_ADD ${name}`),
        wait(queue(0), '3 s'),
      ],
    ),
    system: [1, 2, 3, 4].flatMap(() => [sleep('12 ms'), 'suspend', sleep('1 ms'), 'resume']),
  },
  // A doorbell of who was saved is rung in the very microsecond in which the session ends.
  rings: {
    asks: ['F15', 'F22', 'F30'],
    lastsMs: 40,
    processes: (name, startMs) => [
      {
        name,
        groups: [
          { name: 'film', priority: 'medium', protected: true, queues: 1 },
          { name: 'page', priority: 'medium', protected: false, queues: 1 },
        ],
        script: [
          sleep(`${startMs} ms`),
          submit(`${name}.page:0`, 'READ'),
          repeat(
            4,
            sleep('4 ms'),
            submit(`${name}.film:0`, region('RUN 500 us')),
            sleep('2500 us'),
            submit(`${name}.page:0`, 'READ'),
          ),
          wait(`${name}.film:0`, '3 s'),
          'exit',
        ],
      },
    ],
  },
  // The switch hangs, and a VM operation comes before the reset.
  stalls: standing(
    ['F16'],
    600,
    {},
    (queue) => [submit(queue(0), region('RUN 1 ms')), wait(queue(0), '3 s')],
    () => [sleep('6 ms'), ...[1, 1, 1].map((pages) => ({ bind: pages }))],
  ),
  // What the low one does begins with the region of the other, and is frozen for as long as that lasts: neither was busy
  // before.
  stands: {
    asks: ['F20'],
    lastsMs: 3_200,
    processes: (name, startMs) => [
      client({ name, priority: 'low', ordinary: true }, startMs, (queue) => [
        submit(queue(0), `SYNC_WAIT ${name} 1`, 'RUN 2900 ms'),
        wait(queue(0), '10 s'),
      ]),
      client({ name: `${name}-film` }, startMs + 4, (queue) => [
        submit(queue(0), `SYNC_ADD ${name}`, region('RUN 2700 ms')),
        wait(queue(0), '10 s'),
      ]),
    ],
  },
  // The device goes in a session.
  pulled: standing(
    ['F17'],
    1_000,
    {},
    (queue) => [submit(queue(0), region('RUN 20 ms')), sleep('4 ms'), 'unplug'],
    () => [sleep('40 ms')],
  ),
  unplugs: {
    asks: ['F17'],
    lastsMs: 1_000,
    processes: (name, startMs) => [
      client({ name }, startMs, (queue) => [submit(queue(0), region('RUN 1 ms')), sleep('60 ms'), 'unplug']),
    ],
  },
} as const satisfies Readonly<Record<string, Phase>>;

export type PhaseName = keyof typeof phases;
export const phaseNames = Object.keys(phases) as readonly PhaseName[];

/** What a phase asks. */
export const asksOf = (name: PhaseName): readonly string[] => phases[name].asks;

const PREFIX = 'asks in phases ';

/** How the workload is called that runs these phases, one after the other. */
export const phasedName = (names: readonly PhaseName[]): string => `${PREFIX}${names.join(' ')}`;

/** The workload of such a name; null: it is none. Throws on an unknown phase. */
export function phasedWorkload(name: string): Workload | null {
  if (!name.startsWith(PREFIX)) return null;
  let startMs = 1;
  let ranMs = 0;
  const system: unknown[] = [];
  const processes = name
    .slice(PREFIX.length)
    .split(' ')
    .flatMap((phase, i) => {
      const found: Phase | undefined = Object.hasOwn(phases, phase) ? phases[phase as PhaseName] : undefined;
      if (found === undefined) throw new Error(`no phase is called ${phase}: ${phaseNames.join(', ')}`);
      const begins = startMs;
      startMs += found.lastsMs;
      if (found.system !== undefined) {
        system.push(sleep(`${begins - ranMs} ms`), ...found.system);
        ranMs = begins;
      }
      return found.processes(`${phase.toLowerCase()}-${i}`, begins);
    });
  const note = 'One after the other, what raises a question of part F each.';
  return decodeWorkload({
    name,
    note,
    slots: 2,
    asSlots: 3,
    csPerSlot: 2,
    processes,
    ...(system.length === 0 ? {} : { system }),
  });
}
