import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { revisions } from '../../impl/driver/revisions.ts';
import { stack, type Unit } from '../../impl/driver/unit.ts';
import type { ProcessId } from '../../impl/ids.ts';
import type { Profile } from '../../impl/profile/choices.ts';
import type { Run } from '../../impl/simulate.ts';
import { IOCTLS } from '../../impl/userspace/ioctl-file.ts';
import type { Workload } from '../../impl/userspace/workload.ts';
import { decodeWorkload, encodeWorkload } from '../../impl/userspace/workload-file.ts';
import { runBounds } from '../../properties/campaign/simulator-subject.ts';
import { type CheckedRun, checkRun } from '../../properties/check-run.ts';
import { Random } from '../../properties/explore/random.ts';
import { profile } from '../../properties/generate/arbitraries.ts';
import { drawn } from '../../properties/generate/arbitrary.ts';
import { drawHostile, VICTIM, VICTIMS } from '../../properties/generate/hostile.ts';
import { workloadPasses } from '../../properties/shrink/workload-passes.ts';
import { promised } from '../impl/driver/uapi-promises.ts';

/** A schedule of its own for each workload, drawn from a number. */
function run(
  revision: typeof revisions.reference,
  workload: Workload,
  schedule: number,
  profile: Profile = {},
): CheckedRun {
  const random = new Random(schedule);
  return checkRun(
    { revision, workload, profile, ...runBounds },
    {
      pickActivity: (candidates) => (random.chance(0.85) ? 0 : random.below(candidates.length)),
      pickOption: () => 0,
    },
  );
}

/** Answers that the facts do not know. */
function strangeAnswers({ events }: Run): readonly string[] {
  return events.flatMap((e) => {
    if (e.kind !== 'ioctl') return [];
    const [call = ''] = e.call.split(' ');
    const known: readonly string[] = call in promised ? promised[call as keyof typeof promised] : [];
    return known.includes(e.result.split(',')[0] ?? '') ? [] : [`${e.call}: ${e.result}`];
  });
}

/** What the clients by the book notice of the others. */
function suffering({ events, end }: Run, victims: readonly ProcessId[] = VICTIMS): readonly string[] {
  const complaints: string[] = [];
  let waiting = 0;
  const isVictims = (group: string): boolean => victims.some((victim) => group.startsWith(`${victim}.`));
  for (const e of events) {
    if (e.kind === 'ioctl' && victims.some((victim) => victim === e.process) && e.result !== 'ok')
      complaints.push(`${e.call}: ${e.result}`);
    else if (e.kind === 'group' && e.op === 'kill' && isVictims(e.group))
      complaints.push(`${e.group} killed: ${e.cause}`);
    else if (e.kind === 'job' && isVictims(e.group)) {
      if (e.op === 'submit') waiting++;
      else if (e.op === 'signal') waiting--;
      if (e.op === 'signal' && e.error !== null) complaints.push(`${e.job}: ${e.error}`);
    }
  }
  // A run that is cut by its steps says nothing of what would have come.
  if (end !== 'steps' && waiting > 0) complaints.push(`${waiting} frames are never shown`);
  return complaints;
}

/** Charges that belong to nobody's buffer, and buffers that nobody is charged for. */
function unbalanced({ system }: Run): readonly string[] {
  let pages = 0;
  for (const { buffer, heap, phase } of system.memory.bufferViews()) {
    if (heap === 'protected' && phase !== 'freed') pages += system.memory.pageCount(buffer);
  }
  let charged = 0;
  for (const [account, own] of system.heap.chargedPages()) {
    charged += own;
    if (own < 0) return [`${account} is charged ${own} pages`];
  }
  return pages === charged ? [] : [`${pages} pages in buffers, ${charged} charged`];
}

const counted = { calls: 0, refused: 0, entries: 0, kills: 0, resets: 0, frames: 0 };
/** How often each call got each answer, and each command was executed: what a long search really tried. */
const tried = new Map<string, number>();
const note = (what: string): Map<string, number> => tried.set(what, (tried.get(what) ?? 0) + 1);

function count({ events }: Run): void {
  for (const e of events) {
    if (e.kind === 'ioctl') {
      counted.calls++;
      note(`${e.call.split(' ')[0]}: ${e.result.split(',')[0]}`);
      if (/^E/.test(e.result)) counted.refused++;
    } else if (e.kind === 'session' && e.op === 'entered') counted.entries++;
    else if (e.kind === 'group' && e.op === 'kill') counted.kills++;
    else if (e.kind === 'reset' && e.op === 'begin') counted.resets++;
    else if (e.kind === 'job' && e.op === 'signal' && e.error === null) counted.frames++;
    else if (e.kind === 'command' && e.op === 'issue') {
      note(`${e.text.split(' ')[0]}${e.gpuProtected ? ', protected' : ''}`);
    }
  }
}

const hostile = drawn(drawHostile, workloadPasses, () => true);
/** Settable for longer searches: FUZZ_RUNS=5000 npx vitest run test/properties/fuzz.test.ts */
const numRuns = Number(process.env.FUZZ_RUNS ?? 40);
const seed = Number(process.env.FUZZ_SEED ?? 20_260_505);

describe('what is drawn', () => {
  it('has every call and every part of a heap, and is a workload file', () => {
    const calls = new Set<string>();
    const heaps = new Map<string, Set<unknown>>();
    /** VM_BIND: its flags, and whether it names sync objects. */
    const binds = new Set<string>();
    for (let i = 0; i < 300; i++) {
      const workload = drawHostile(new Random(i));
      expect(decodeWorkload(JSON.parse(JSON.stringify(encodeWorkload(workload))))).toEqual(workload);
      for (const step of workload.processes.flatMap(({ script }) => script)) {
        const call = step.op === 'ioctl' ? step.ioctl : step;
        calls.add('call' in call ? call.call : call.op);
        if ('call' in call && call.call === 'VM_BIND')
          binds.add(`${call.flags} ${Number('after' in call)}${Number('signals' in call)}`);
      }
      for (const [field, value] of Object.entries(workload.heap ?? {}))
        heaps.set(field, (heaps.get(field) ?? new Set()).add(value));
    }
    expect([...calls]).toEqual(expect.arrayContaining([...IOCTLS, 'submit', 'bindAsync', 'attempt', 'exit']));
    const syncs = ['00', '01', '10', '11'];
    const flags = [0, 1, 2, 3];
    expect([...binds].sort()).toEqual(flags.flatMap((flag) => syncs.map((sync) => `${flag} ${sync}`)));
    const varied = [...heaps].filter(([, values]) => values.size > 1).map(([field]) => field);
    expect(varied.sort()).toEqual(['fromUs', 'memory', 'pages', 'parameter', 'refusals', 'untilUs']);
  });
});

describe('fuzzed calls, streams and heaps', () => {
  // However many runs are asked for.
  const timeout = Math.max(120_000, numRuns * 3_000);
  it('the reference answers as the facts say, keeps every rule, and nobody else suffers', { timeout }, () => {
    fc.assert(
      fc.property(hostile, profile(), fc.nat(), (workload, answers, schedule) => {
        const { run: done, violations } = run(revisions.reference, workload, schedule, answers);
        count(done);
        expect(strangeAnswers(done)).toEqual([]);
        expect(violations).toEqual([]);
        // Whose own session the hardware lets hang is killed for it, rightly.
        const mayHang = Object.keys(answers).length > 0;
        expect(suffering(done, mayHang ? [VICTIM] : VICTIMS)).toEqual([]);
        expect(unbalanced(done)).toEqual([]);
      }),
      { numRuns, seed },
    );
    expect(counted.calls).toBeGreaterThan(10 * numRuns);
    expect(counted.refused).toBeGreaterThan(3 * numRuns);
    expect(counted.entries).toBeGreaterThan(numRuns / 10);
    expect(counted.kills).toBeGreaterThan(numRuns / 30);
    expect(counted.frames).toBeGreaterThan(3 * numRuns);
    if (process.env.FUZZ_RUNS === undefined) return;
    const rows = [...tried].sort(([a], [b]) => a.localeCompare(b)).map(([what, n]) => `${n}  ${what}`);
    console.log([JSON.stringify(counted), ...rows].join('\n'));
  });

  it.each<[string, Unit['functions'], (checked: CheckedRun) => readonly string[]]>([
    [
      'answers with an error that nobody stated',
      {
        ioctlGemClose: (_d, below) =>
          function* (p, args) {
            return (yield* below(p, args)) === 0 ? 0 : 'EIO';
          },
      },
      ({ run: r }) => strangeAnswers(r),
    ],
    [
      'lets everybody destroy every group',
      {
        groupDestroy: (d, below) =>
          function* (p, id) {
            return yield* below(d.groups.get(id)?.process ?? p, id);
          },
      },
      ({ run: r }) => suffering(r),
    ],
    [
      'charges who frees',
      {
        dmaHeapBufferPut: (_d, below) =>
          function* (pages) {
            yield* below(pages, 'kworker');
          },
      },
      ({ run: r }) => unbalanced(r),
    ],
  ])('finds a driver that %s', (name, functions, complaints) => {
    const merges = Object.keys(functions) as (keyof typeof functions)[];
    const unit: Unit = { name, on: 'P8', title: '', cite: [], functions, merges };
    const broken = stack(name, [...revisions.reference.units, unit]);
    const found = fc.check(
      fc.property(
        hostile,
        fc.nat(),
        (workload, schedule) => complaints(run(broken, workload, schedule)).length === 0,
      ),
      { numRuns: 40, seed, endOnFailure: true },
    );
    expect(found.failed).toBe(true);
  });
});
