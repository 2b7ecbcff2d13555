import { groupId, processId } from '../../impl/ids.ts';
import type { Command, Stream } from '../../impl/userspace/stream.ts';
import {
  type GroupPriorityName,
  type GroupSpec,
  groupsOf,
  type Step,
  type Workload,
} from '../../impl/userspace/workload.ts';
import type { Random } from '../explore/random.ts';

/** How often a workload gets rivals. */
const SHARE = 0.12;
/** Mostly real time: a tick leaves such groups in their places while they run (D.4), so that the driver says who goes first. */
const priorities: readonly GroupPriorityName[] = ['realtime', 'realtime', 'high'];
/** GPU time of one piece of protected work or of normal work before it, and of who needs normal mode only. */
const workUs = [50, 100, 200, 500, 2_000, 5_000, 14_000] as const;
const longUs = [5_000, 14_000, 40_000] as const;
/** Pauses: mostly so short that a tick for one job meets the request of another. */
const gapUs = [0, 0, 0, 0, 20, 50, 100, 200, 500, 1_000, 5_000, 10_000] as const;
/** What rivals wait for, each for work of any of them. */
const TURN = 'turn';

/**
 * Sometimes two to four groups beside those of a workload that share the highest priority, in one process or in two, on fewer
 * slots than there are groups. One may use protected mode, each other may or not. Their jobs come close to each other, again and
 * again; some wait for a job of a rival.
 */
export function withRivals(random: Random, workload: Workload): Workload {
  if (!random.chance(SHARE)) return workload;
  const priority = random.pick(priorities);
  const names = random.chance(0.5) ? ['rivals'] : ['rival-a', 'rival-b'];
  const takesTurns = random.chance(0.25);
  const groups = Array.from(
    { length: 2 + random.below(3) },
    (_, n): GroupSpec => ({
      group: groupId(`${names[n % names.length]}.g${n}`),
      priority,
      protected: n === 0 || random.chance(0.6),
      queues: random.chance(0.7) ? 1 : 2,
    }),
  );
  const rivals = names.map((name, nth) => {
    const own = groups.filter((_, n) => n % names.length === nth);
    return { process: processId(name), groups: own, script: drawScript(random, own, takesTurns) };
  });
  const processes = [...workload.processes, ...rivals];
  const fewer = Math.min(4, groupsOf({ ...workload, processes }).length - 1);
  return { ...workload, slots: 1 + random.below(fewer), processes };
}

function drawScript(random: Random, groups: readonly GroupSpec[], takesTurns: boolean): readonly Step[] {
  const pause = (): readonly Step[] => {
    const us = random.pick(gapUs);
    return us === 0 ? [] : [{ op: 'sleep', us }];
  };
  const jobs = groups.flatMap(({ group, queues, protected: protects }) =>
    Array.from({ length: queues }, (_, queue): Step => {
      return { op: 'submit', group, queue, stream: drawStream(random, protects, takesTurns) };
    }),
  );
  const frame: Step[] = [];
  // Mostly the protected one comes last, while the others are at work.
  for (const job of random.chance(0.3) ? jobs : jobs.reverse()) frame.push(job, ...pause());
  if (random.chance(0.5)) {
    const { group, queues } = random.pick(groups);
    frame.push({ op: 'wait', group, queue: random.below(queues), timeoutUs: 200_000 });
  }
  if (random.chance(0.15)) frame.splice(random.below(frame.length + 1), 0, { op: 'bind', pages: 1 });
  const times = 1 + random.below(4);
  const script = [...pause(), ...(times === 1 ? frame : [{ op: 'repeat', times, script: frame } as const])];
  return random.chance(0.1) ? [...script, { op: 'destroy', group: random.pick(groups).group }] : script;
}

function drawStream(random: Random, protects: boolean, takesTurns: boolean): Stream {
  const run = (): Command => ({ op: 'RUN', us: random.pick(workUs) });
  const stream: Command[] = [];
  if (takesTurns && random.chance(0.4))
    stream.push({ op: 'SYNC_WAIT', object: TURN, seqno: 1 + random.below(2) });
  const region = protects && random.chance(0.9);
  if (!region) stream.push({ op: 'RUN', us: random.pick(longUs) });
  else if (random.chance(0.4)) stream.push(run());
  if (region) stream.push({ op: 'PROT_REGION', size: 1 }, run());
  if (region && random.chance(0.3)) stream.push(run());
  if (takesTurns && random.chance(0.6)) stream.push({ op: 'SYNC_ADD', object: TURN });
  return stream;
}
