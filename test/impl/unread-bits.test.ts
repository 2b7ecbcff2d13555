import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Driver } from '../../impl/driver/driver.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { type Revision, stack, type Unit } from '../../impl/driver/unit.ts';
import { runToCompletion } from '../../impl/runtime/decision.ts';
import { type Run, simulate } from '../../impl/simulate.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';

const workload = decodeWorkload(
  JSON.parse(
    readFileSync(new URL('../../properties/workloads/video-playback.json', import.meta.url), 'utf8'),
  ),
);

/** GLB: events of the compute, fragment and tiler iterators (A.1.2). */
const INACTIVE = 7 << 20;
/** GPU_STATUS: ACTIVE, PWR_ACTIVE, PAGE_FAULT and DBG (A.1.1). */
const OTHER_STATUS = (1 << 0) | (1 << 1) | (1 << 4) | (1 << 8);

/** A revision whose boots each end with something done to the words of the hardware. */
function after(revision: Revision, change: (d: Driver) => void): Revision {
  const unit: Unit = {
    name: 'changed words',
    on: revision.units.at(-1)?.name ?? null,
    title: '',
    cite: [],
    merges: ['panthorFwInitGlobalIface'],
    functions: {
      panthorFwInitGlobalIface: (d, below) =>
        function* () {
          yield* below();
          d.machine.atomically(() => change(d));
        },
    },
  };
  return stack(revision.name, [...revision.units, unit]);
}

/** The operations of a run, in order, and what it shows but the values of words. */
function told(revision: Revision): { readonly run: Run; readonly rows: readonly string[] } {
  const rows: string[] = [];
  const run = simulate(
    {
      revision,
      workload,
      profile: {},
      horizonUs: 60_000,
      afterStep: ({ machine }, { activity, label }) => {
        rows.push(`${machine.nowUs} ${activity.path}: ${label}`);
        return false;
      },
    },
    runToCompletion,
  );
  expect(rows.length).toBeGreaterThan(1_000);
  const shown = run.events.flatMap(({ seq: _, ...event }) =>
    event.kind === 'word' ? [] : [JSON.stringify(event)],
  );
  return { run, rows: [...rows, ...shown] };
}

/** The first row that is another; null: there is none. */
function firstOther(one: readonly string[], two: readonly string[]): string | null {
  const at = Array.from({ length: Math.max(one.length, two.length) }).findIndex((_, i) => one[i] !== two[i]);
  return at < 0 ? null : `${one[at]} | ${two[at]}`;
}

describe.each(Object.values(revisions))('$name does the same, operation by operation,', (revision) => {
  const plain = told(after(revision, () => {}));

  it('whatever firmware says of its iterators', () => {
    const { run, rows } = told(
      after(revision, ({ fwif }) => fwif.glb.ack.store(fwif.glb.ack.cell.get() ^ INACTIVE)),
    );
    expect(firstOther(rows, plain.rows)).toBeNull();
    expect(run.system.fwif.glb.ack.peek() & INACTIVE).toBe(INACTIVE);
    expect(run.system.fwif.glb.req.peek() & INACTIVE).toBe(0);
  });

  it('whatever else GPU_STATUS says', () => {
    const { run, rows } = told(
      after(revision, ({ regs }) => regs.gpuStatus.store(regs.gpuStatus.cell.get() | OTHER_STATUS)),
    );
    expect(firstOther(rows, plain.rows)).toBeNull();
    expect(run.system.regs.gpuStatus.peek() & OTHER_STATUS).toBe(OTHER_STATUS);
  });

  it.skipIf(revision.name === 'mainline')('but not whatever it says of protected mode', () => {
    const { rows } = told(
      after(revision, ({ fwif }) => fwif.glb.ack.store(fwif.glb.ack.cell.get() ^ (1 << 23))),
    );
    expect(firstOther(rows, plain.rows)).not.toBeNull();
  });
});
