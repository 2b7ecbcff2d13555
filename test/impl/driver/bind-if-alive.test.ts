import { describe, expect, it } from 'vitest';
import { bindIfAlive } from '../../../impl/driver/reference/bind-if-alive.ts';
import { fixes } from '../../../impl/driver/reference/index.ts';
import { revisions } from '../../../impl/driver/revisions.ts';
import { series2026 } from '../../../impl/driver/series-2026/index.ts';
import { type Revision, stack, type Unit } from '../../../impl/driver/unit.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { enumerateDelays } from '../../../properties/explore/delay-bounded.ts';
import { oneGroup } from '../one-group.ts';

/** Looks before the operation takes vm.op_lock: whoever destroys the VM may come in between. */
const looksTooEarly: Unit = {
  ...bindIfAlive.unit,
  functions: {
    panthorVmBindRunJob: (_d, below) =>
      function* (vm, job) {
        return vm.destroyed.get() ? 'EINVAL' : yield* below(vm, job);
      },
  },
};

const units = fixes.map(({ unit }) => unit);
const early = stack('early', [
  ...series2026,
  ...units.map((u) => (u.name === 'bind-if-alive' ? looksTooEarly : u)),
]);
const without = stack('without', [...series2026, ...units.filter(({ name }) => name !== 'bind-if-alive')]);

const workload = decodeWorkload(
  oneGroup([
    { ioctl: { call: 'BO_CREATE', bo: 'a' } },
    { ioctl: { call: 'VM_BIND', bo: 'a', flags: 1 } },
    { ioctl: { call: 'VM_DESTROY' } },
  ]),
);

/** The fewest decisions after which something stays mapped; null: none of the schedules leaves anything. */
const delaysToBreak = (revision: Revision, maxDelays: number) => {
  const setup = { revision, workload, profile: {}, horizonUs: 20_000 };
  let [judged, late] = [0, 0];
  const { found, complete } = enumerateDelays(
    (chooser) => {
      const { violations, given, run } = checkRun(setup, chooser, { rules: ['UNMAP-ALWAYS'] });
      judged += given.get('UNMAP-ALWAYS') ?? 0;
      if (run.events.some((e) => e.kind === 'vm' && e.note === '#1: EINVAL')) late++;
      return violations.length > 0;
    },
    (breaks) => breaks,
    { maxDelays, maxRuns: 20_000 },
  );
  expect(judged).toBeGreaterThan(0);
  if (found === null) expect(complete).toBe(true);
  return { delays: found?.delays.length ?? null, late };
};

describe('a bind that is queued when its VM is destroyed', () => {
  it('maps into it without the fix, by default', () =>
    expect(delaysToBreak(without, 0)).toEqual({ delays: 0, late: 0 }));

  it('maps into it where the fix looks without vm.op_lock, by a schedule', () => {
    const { delays, late } = delaysToBreak(early, 2);
    expect(delays).toBeGreaterThan(0);
    expect(late).toBeGreaterThan(0);
  });

  it('never does in the reference, whoever is delayed: it is unmapped with the rest, or refused', () => {
    const { delays, late } = delaysToBreak(revisions.reference, 2);
    expect(delays).toBeNull();
    expect(late).toBeGreaterThan(0);
  });
});

describe('an unmap that is queued when its VM is destroyed', () => {
  const unmapped = decodeWorkload(
    oneGroup([
      { ioctl: { call: 'BO_CREATE', bo: 'a' } },
      { ioctl: { call: 'VM_BIND', bo: 'a' } },
      { ioctl: { call: 'VM_BIND', bo: 'a', op: 'unmap', flags: 1 } },
      { ioctl: { call: 'VM_DESTROY' } },
    ]),
  );

  it('succeeds whoever is delayed, as it does without the fix, and comes late in some schedule', () => {
    for (const revision of [revisions.reference, without]) {
      const answers = new Set<string>();
      let late = 0;
      const { complete } = enumerateDelays(
        (chooser) => {
          const setup = { revision, workload: unmapped, profile: {}, horizonUs: 20_000 };
          const { events } = checkRun(setup, chooser, { rules: ['UNMAP-ALWAYS'] }).run;
          const vms = events.flatMap((e) => (e.kind === 'vm' ? [`${e.op} ${e.note}`] : []));
          for (const vm of vms) if (vm.startsWith('bindSignalled')) answers.add(vm);
          if (vms.indexOf('destroyed ') < vms.indexOf('bindSignalled #1')) late++;
          return false;
        },
        (breaks) => breaks,
        { maxDelays: 1, maxRuns: 20_000 },
      );
      expect(complete).toBe(true);
      expect([...answers]).toEqual(['bindSignalled #1']);
      expect(late).toBeGreaterThan(0);
    }
  });
});
