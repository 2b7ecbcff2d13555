import { expect, it } from 'vitest';
import { revisions } from '../../impl/driver/revisions.ts';
import type { Faults } from '../../impl/firmware/parts.ts';
import { drawScenario } from '../../properties/campaign/plan.ts';
import { runBounds } from '../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../properties/check-run.ts';
import { smallWorkloads } from '../../properties/detect/workloads.ts';
import { Random } from '../../properties/explore/random.ts';
import { mixture } from '../../properties/explore/strategies.ts';
import { noHints } from '../../properties/explore/strategy.ts';

const [workload] = smallWorkloads;
if (workload === undefined) throw new Error('there are small workloads');

function run(faults: Faults, seed: number, of = workload) {
  if (of === undefined) throw new Error('no workload');
  const setup = { revision: revisions.reference, workload: of, profile: {}, faults, ...runBounds };
  return checkRun(setup, mixture.chooser(seed, { ...noHints, points: 300 }));
}

it('a spurious interrupt wakes the thread of each line, which finds nothing and lets the line go on', () => {
  const { run: done } = run({ spuriousIrqAtUs: 1_500 }, 1);
  const of = (op: string, line: string) =>
    done.events.filter((e) => e.kind === 'irq' && e.line === line && e.op === op);
  for (const line of ['job', 'gpu', 'mmu']) {
    const woken = of('hard', line).find((e) => e.kind === 'irq' && e.bits === 0);
    expect(woken?.tUs, line).toBe(1_500);
    const over = of('done', line).find((e) => e.seq > (woken?.seq ?? 0));
    expect(over, line).toBeDefined();
  }
  // The next interrupt is heard: the mask is what it was.
  expect(of('hard', 'job').some((e) => e.tUs > 1_500 && e.kind === 'irq' && e.bits !== 0)).toBe(true);
});

it('one on lines that are not there yet is answered IRQ_NONE', () => {
  const { run: done } = run({ spuriousIrqAtUs: 0 }, 1);
  expect(done.events.filter((e) => e.kind === 'irq' && e.op === 'hard' && e.bits === 0)).toEqual([]);
});

/** `DEEP=1 npx vitest run test/impl/spurious.test.ts`: 20 times on every small workload. */
const deep = process.env.DEEP === '1';
const workloads = smallWorkloads.filter((_, i) => deep || i % 4 === 0);
const times = deep ? 20 : 2;

it('breaks no rule of the reference, whenever it comes', () => {
  let heard = 0;
  for (const [i, of] of workloads.entries()) {
    for (let nth = 0; nth < times; nth++) {
      const random = new Random(1 + i * 100 + nth);
      const spuriousIrqAtUs = 1_000 + random.below(random.pick([500, 4_000, 30_000]));
      const { violations, run: done } = run({ spuriousIrqAtUs }, nth, of);
      expect(violations, `${of.name} at ${spuriousIrqAtUs} us, seed ${nth}`).toEqual([]);
      heard += done.events.filter((e) => e.kind === 'irq' && e.op === 'hard' && e.bits === 0).length;
    }
  }
  expect(heard).toBeGreaterThan(workloads.length);
}, 3_600_000);

it('is drawn in a few scenarios of a hundred, beside whatever else goes wrong', () => {
  const drawn = Array.from({ length: 400 }, (_, seed) => drawScenario(new Random(seed)).faults);
  const spurious = drawn.filter(({ spuriousIrqAtUs }) => spuriousIrqAtUs !== undefined);
  expect(spurious.length).toBeGreaterThan(8);
  expect(spurious.length).toBeLessThan(40);
});
