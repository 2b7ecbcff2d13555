import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { type Revision, stack } from '../../../impl/driver/unit.ts';
import type { ProcessSpec, Step } from '../../../impl/userspace/workload.ts';
import { decodeWorkload, encodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { drawScenario } from '../../../properties/campaign/plan.ts';
import { runBounds } from '../../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { Random } from '../../../properties/explore/random.ts';
import { mixture } from '../../../properties/explore/strategies.ts';
import { noHints } from '../../../properties/explore/strategy.ts';
import { type ScheduledScenario, scenario } from '../../../properties/generate/arbitraries.ts';

const isRogue = ({ process }: ProcessSpec): boolean => process === 'rogue';
const drawn = Array.from({ length: 2_000 }, (_, seed) => drawScenario(new Random(seed)));
const hostile = drawn.filter(({ workload }) => workload.processes.some(isRogue));

/** What a rogue does, and that a client by the book does not. */
const tricks: Readonly<Record<string, (step: Step, own: readonly string[]) => boolean>> = {
  'a region past the end of its stream': (step) =>
    step.op === 'submit' &&
    step.stream.some((c, i) => c.op === 'PROT_REGION' && i + c.size >= step.stream.length),
  'a region in a region': (step) =>
    step.op === 'submit' &&
    step.stream.some(
      (c, i) => c.op === 'PROT_REGION' && step.stream.slice(i + 1, i + 1 + c.size).some((d) => d.op === c.op),
    ),
  'an empty stream': (step) => step.op === 'submit' && step.stream.length === 0,
  'a stream of another size than it says': (step) => step.op === 'submit' && step.bytes !== undefined,
  'an instruction that there is none of': (step) =>
    step.op === 'submit' && step.stream.some((c) => c.op === 'ILLEGAL'),
  'a wait for what never comes': (step) =>
    step.op === 'submit' && step.stream.some((c) => c.op === 'SYNC_WAIT' && c.most === undefined),
  "somebody else's group destroyed": (step, own) =>
    step.op === 'ioctl' && step.ioctl.call === 'GROUP_DESTROY' && !own.includes(step.ioctl.group),
  "an attempt at somebody else's buffer": (step, own) => step.op === 'attempt' && !own.includes(step.group),
  'a sync object that may not be there': (step) => step.op === 'submit' && step.after !== undefined,
};

describe('a hostile client beside the others of a scenario', () => {
  it('is there in one of ten', () => {
    expect(Math.abs(hostile.length - 200)).toBeLessThan(60);
  });

  it.each(Object.entries(tricks))('comes with %s', (_, isTrick) => {
    const met = hostile.filter(({ workload }) =>
      workload.processes.filter(isRogue).some(({ script, groups }) =>
        script.some((step) =>
          isTrick(
            step,
            groups.map((g) => g.group),
          ),
        ),
      ),
    );
    expect(met.length).toBeGreaterThan(4);
  });

  it('comes with every call, in many orders, and is told as a workload file has it', () => {
    const calls = new Map<string, number>();
    for (const { workload } of hostile) {
      expect(decodeWorkload(JSON.parse(JSON.stringify(encodeWorkload(workload))))).toEqual(workload);
      for (const step of workload.processes.filter(isRogue).flatMap(({ script }) => script))
        if (step.op === 'ioctl') calls.set(step.ioctl.call, (calls.get(step.ioctl.call) ?? 0) + 1);
    }
    expect(calls.size).toBe(22);
    for (const [call, times] of calls) expect(times, call).toBeGreaterThan(5);
  });

  it('is refused, killed or let run by the reference, which keeps every rule', () => {
    let refused = 0;
    let killed = 0;
    let entered = 0;
    for (const { workload, profile, faults } of hostile.slice(0, 25)) {
      const setup = { revision: revisions.reference, workload, profile, faults, ...runBounds };
      const { run, violations } = checkRun(setup, mixture.chooser(1, { ...noHints, points: 500 }));
      expect(violations).toEqual([]);
      for (const e of run.events) {
        if (e.kind === 'ioctl' && e.process === 'rogue' && /^E/.test(e.result)) refused++;
        else if (e.kind === 'group' && e.op === 'kill' && e.group.startsWith('rogue.')) killed++;
        else if (e.kind === 'session' && e.op === 'entered') entered++;
      }
    }
    expect(refused).toBeGreaterThan(100);
    expect(killed).toBeGreaterThan(0);
    expect(entered).toBeGreaterThan(20);
  });

  it('destroys VMs, or closes, with binds that are queued: without bind-if-alive something stays mapped', () => {
    const units = revisions.reference.units.filter(({ name }) => name !== 'bind-if-alive');
    const destroys = hostile.filter(({ workload }) => /"exit"|VM_DESTROY/.test(JSON.stringify(workload)));
    const broken = (revision: Revision): number =>
      destroys.filter(({ workload, profile, faults }) => {
        const setup = { revision, workload, profile, faults, ...runBounds };
        const chooser = mixture.chooser(1, { ...noHints, points: 500 });
        return checkRun(setup, chooser, { rules: ['UNMAP-ALWAYS'] }).violations.length > 0;
      }).length;
    expect(broken(stack('without', units))).toBeGreaterThan(1);
    expect(broken(revisions.reference)).toBe(0);
  });
});

describe('a property that a hostile client breaks', () => {
  const stealing = (step: Step, { groups }: ProcessSpec): boolean =>
    step.op === 'ioctl' &&
    step.ioctl.call === 'GROUP_DESTROY' &&
    groups.every(({ group }) => step.ioctl.call !== 'GROUP_DESTROY' || step.ioctl.group !== group);
  const holds = ({ workload }: ScheduledScenario): boolean =>
    workload.processes.every((p) => p.script.every((step) => !stealing(step, p)));
  const property = fc.property(scenario(), holds);
  const details = fc.check(property, { seed: 3, numRuns: 1_000 });

  it('shrinks to that client, who it is about, and the one call', () => {
    expect(details.failed).toBe(true);
    const { processes } = details.counterexample?.[0]?.workload ?? { processes: [] };
    expect(processes).toHaveLength(2);
    expect(processes.map(({ script }) => script.length).sort()).toEqual([0, 1]);
    expect(processes.find(isRogue)?.script).toEqual([
      {
        op: 'ioctl',
        ioctl: { call: 'GROUP_DESTROY', group: processes.find((p) => !isRogue(p))?.groups[0]?.group },
      },
    ]);
  });

  it('is replayed by seed and path', () => {
    const again = fc.check(property, { seed: 3, path: details.counterexamplePath ?? '', endOnFailure: true });
    expect(again.numRuns).toBe(1);
    expect(again.counterexample).toEqual(details.counterexample);
  });
});
