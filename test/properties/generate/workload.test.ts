import { describe, expect, it } from 'vitest';
import { checkProfile, choiceIds, openChoices } from '../../../impl/profile/choices.ts';
import { inRegion } from '../../../impl/userspace/stream.ts';
import type { Step, Workload } from '../../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { deriveSeed, Random } from '../../../properties/explore/random.ts';
import {
  drawProfile,
  perEventRow,
  profileRow,
  singleChoiceRows,
} from '../../../properties/generate/profile.ts';
import { drawWorkload } from '../../../properties/generate/workload.ts';
import { minimise } from '../../../properties/shrink/core.ts';
import { withoutCommands, workloadPasses } from '../../../properties/shrink/workload-passes.ts';
import { oneGroup } from '../../impl/one-group.ts';

const drawn = Array.from({ length: 500 }, (_, i) => drawWorkload(new Random(deriveSeed(11, i))));

function stepsOf(w: Workload): readonly Step[] {
  const flat = (script: readonly Step[]): readonly Step[] =>
    script.flatMap((step) => (step.op === 'repeat' ? [step, ...flat(step.script)] : [step]));
  return w.processes.flatMap((p) => flat(p.script));
}

/** What is wrong with a workload; empty when every reference is good and every region within its stream. */
function faultsOf(w: Workload): readonly string[] {
  const groups = new Map(w.processes.flatMap((p) => p.groups.map((g) => [g.group, g] as const)));
  return stepsOf(w).flatMap((step) => {
    const faults: string[] = [];
    if ('group' in step && !groups.has(step.group)) faults.push(`${step.op} of ${step.group}`);
    if ('queue' in step && step.queue >= (groups.get(step.group)?.queues ?? 0))
      faults.push(`queue ${step.queue}`);
    if (step.op === 'repeat' && (step.script.length === 0 || step.times < 2)) faults.push('idle repeat');
    if (step.op === 'submit') {
      step.stream.forEach((command, i) => {
        if (command.op === 'PROT_REGION' && i + command.size >= step.stream.length)
          faults.push('region too long');
      });
    }
    return faults;
  });
}

const share = (has: (w: Workload) => boolean): number => drawn.filter(has).length / drawn.length;
const usesRegion = (step: Step): boolean =>
  step.op === 'submit' && step.stream.some((c) => c.op === 'PROT_REGION' && c.size > 0);

describe('drawn workloads', () => {
  it('are the same for the same seed, and refer only to what exists', () => {
    expect(drawWorkload(new Random(5))).toEqual(drawWorkload(new Random(5)));
    expect(drawn.flatMap(faultsOf)).toEqual([]);
  });

  it('nearly all have a region, and some are hostile, destructive or faulty', () => {
    const shares = {
      region: share((w) => stepsOf(w).some(usesRegion)),
      contention: share((w) => w.processes.flatMap((p) => p.groups).length > w.slots),
      undeclared: share((w) => {
        const open = new Set(
          w.processes.flatMap((p) => p.groups.filter((g) => !g.protected).map((g) => g.group)),
        );
        return stepsOf(w).some((s) => usesRegion(s) && 'group' in s && open.has(s.group));
      }),
      attempt: share((w) => stepsOf(w).some((s) => s.op === 'attempt')),
      destroy: share((w) => stepsOf(w).some((s) => s.op === 'destroy')),
      sleep: share((w) => w.system?.some((s) => s.op === 'suspend') ?? false),
      bind: share((w) => stepsOf(w).some((s) => s.op === 'bind')),
      bindAsync: share((w) => stepsOf(w).some((s) => s.op === 'bindAsync' || s.op === 'bindAfter')),
      syncWait: share((w) =>
        stepsOf(w).some((s) => s.op === 'submit' && s.stream.some((c) => c.op === 'SYNC_WAIT')),
      ),
      reclaim: share((w) => stepsOf(w).some((s) => s.op === 'reclaim')),
      fault: share((w) =>
        stepsOf(w).some(
          (s) => s.op === 'submit' && s.stream.some((c) => c.op === 'FATAL' || c.op === 'UNRECOVERABLE'),
        ),
      ),
    };
    expect(shares.region).toBeGreaterThan(0.85);
    for (const [what, value] of Object.entries(shares)) expect(value, what).toBeGreaterThan(0.05);
  });
});

describe('drawn profiles', () => {
  it('have only plausible options, and the default most often', () => {
    const profiles = Array.from({ length: 1000 }, (_, i) => drawProfile(new Random(deriveSeed(3, i))));
    for (const profile of profiles) checkProfile(profile);
    const defaults = profiles.filter((p) => Object.keys(p).length === 0).length;
    expect(Math.abs(defaults - 600)).toBeLessThan(60);
    expect(Math.max(...profiles.map((p) => Object.keys(p).length))).toBe(2);
  });

  it('come in named rows that cover each plausible option once', () => {
    const rows = singleChoiceRows();
    expect(new Set(rows.map((r) => r.name)).size).toBe(rows.length);
    for (const row of [...rows, perEventRow]) {
      checkProfile(row.profile);
      expect(profileRow(row.name)).toEqual(row);
    }
    const options = choiceIds.flatMap((id) => openChoices[id].plausible.map((option) => `${id} = ${option}`));
    expect(rows.map((r) => r.name)).toEqual(options);
    expect(options.length).toBeGreaterThan(40);
  });
});

describe('workload passes', () => {
  /** Fails while a protected region of a group runs beside a submit of another process with a wait after it. */
  const fails = (w: Workload): boolean =>
    w.processes.some(
      (p) =>
        stepsOf({ ...w, processes: [p] }).some(usesRegion) &&
        w.processes.some((q) => q !== p && stepsOf({ ...w, processes: [q] }).some((s) => s.op === 'wait')),
    );

  it('propose only consistent workloads, and end at the smallest', () => {
    let shrunk = 0;
    let proposed = 0;
    for (const start of drawn.slice(0, 120)) {
      if (!fails(start)) continue;
      shrunk++;
      const test = (w: Workload): Workload | null => {
        proposed++;
        expect(faultsOf(w)).toEqual([]);
        return fails(w) ? w : null;
      };
      const { value, oneMinimal } = minimise(start, test, workloadPasses, { maxTests: 5_000 });
      expect(oneMinimal).toBe(true);
      expect(value.processes.length).toBe(2);
      expect(value.processes.flatMap((p) => p.groups).every((g) => g.priority === 'medium')).toBe(true);
      const steps = stepsOf(value);
      expect(steps.map((s) => s.op).sort()).toEqual(['submit', 'wait']);
      expect(steps.flatMap((s) => (s.op === 'submit' ? s.stream.length : []))).toEqual([2]);
      expect(value.slots).toBe(1);
      expect(value.system).toBeUndefined();
    }
    expect(shrunk).toBeGreaterThan(20);
    expect(proposed).toBeGreaterThan(1_000);
  });

  it('keep a suspend with its resume, and shorten the sleep of the system', () => {
    const start = drawn.find((w) => w.system?.filter((s) => s.op === 'suspend').length === 2);
    if (start === undefined) throw new Error('none is drawn with two suspends');
    const tried: (Workload['system'] | undefined)[] = [];
    const { value } = minimise(
      start,
      (w: Workload): Workload | null => {
        tried.push(w.system);
        return w.system?.some((s) => s.op === 'suspend') ? w : null;
      },
      workloadPasses,
      { maxTests: 5_000 },
    );
    expect(value.system).toEqual([{ op: 'suspend' }, { op: 'resume' }]);
    for (const system of tried) {
      const sleeps = (system ?? []).map((s) => s.op).filter((op) => op !== 'sleep');
      expect(sleeps.filter((_, i) => i % 2 === 0).every((op) => op === 'suspend')).toBe(true);
      expect(sleeps.filter((_, i) => i % 2 === 1).every((op) => op === 'resume')).toBe(true);
    }
  });

  it('take sync objects away, each with all that names it, and then single waits and fences', () => {
    const make = (syncobj: string) => ({ ioctl: { call: 'SYNCOBJ_CREATE', syncobj } });
    const bind = { call: 'VM_BIND', bo: 'c', flags: 1, after: 'a', signals: 'b' };
    const start = decodeWorkload(
      oneGroup([
        ...[make('a'), make('b')],
        { submit: { queue: 'p.g:0', stream: ['RUN 1 ms'], signals: 'a' } },
        { repeat: { times: 2, script: [{ bindAsync: { pages: 1, after: 'a', signals: 'b' } }] } },
        { ioctl: bind },
        { submit: { queue: 'p.g:0', stream: ['RUN 1 ms'], after: 'b', signals: 'b' } },
        { ioctl: { call: 'SYNCOBJ_WAIT', syncobj: 'b' } },
      ]),
    );
    const smallest = (fails: (step: Step) => boolean): readonly Step[] => {
      const test = (w: Workload): Workload | null => (stepsOf(w).some(fails) ? w : null);
      return stepsOf(minimise(start, test, workloadPasses, { maxTests: 5_000 }).value);
    };
    expect(smallest((s) => s.op === 'submit' && s.after === 'b')).toEqual([
      expect.not.objectContaining({ signals: 'b' }),
    ]);
    expect(smallest((s) => s.op === 'bindAsync')).toEqual([{ op: 'bindAsync', pages: 1 }]);
    const { after: _, signals: __, ...plain } = bind;
    const binds = { op: 'ioctl', ioctl: { ...plain, flags: 0, op: 'map', vm: 'vm', offset: 0, pages: 1 } };
    expect(smallest((s) => s.op === 'ioctl' && s.ioctl.call === 'VM_BIND')).toEqual([binds]);
    const without: string[] = [];
    const keepNone = (w: Workload): null => {
      without.push(JSON.stringify(stepsOf(w)));
      return null;
    };
    minimise(
      start,
      keepNone,
      workloadPasses.filter(({ name }) => name === 'remove a sync object'),
      {
        maxTests: 10,
      },
    );
    const named = (text: string) => ['a', 'b'].filter((name) => text.includes(`:"${name}"`)).join();
    expect(without.map(named).sort()).toEqual(['', 'a', 'b']);
  });

  it('keep regions around what is left of their commands', () => {
    const stream = [
      { op: 'RUN', us: 1 },
      { op: 'PROT_REGION', size: 2 },
      { op: 'RUN', us: 2 },
      { op: 'RUN', us: 3 },
      { op: 'WAIT' },
    ] as const;
    expect(withoutCommands(stream, new Set([2]))).toEqual([
      { op: 'RUN', us: 1 },
      { op: 'PROT_REGION', size: 1 },
      { op: 'RUN', us: 3 },
      { op: 'WAIT' },
    ]);
    expect(withoutCommands(stream, new Set([2, 3]))).toEqual([{ op: 'RUN', us: 1 }, { op: 'WAIT' }]);
    expect(withoutCommands(stream, new Set([1]))).toEqual(stream.filter((c) => c.op !== 'PROT_REGION'));
    expect(stream.map((_, i) => inRegion(stream, i))).toEqual([false, false, true, true, false]);
  });
});
