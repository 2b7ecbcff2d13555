import { expect, test } from 'vitest';
import { groupsOf, type Step, type Workload } from '../../../impl/userspace/workload.ts';
import { decodeWorkload, encodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { drawScenario } from '../../../properties/campaign/plan.ts';
import { deriveSeed, Random } from '../../../properties/explore/random.ts';
import { withRivals } from '../../../properties/generate/rivals.ts';

const bare: Workload = { name: 'bare', note: '', slots: 4, asSlots: 3, csPerSlot: 2, processes: [] };
const drawn = Array.from({ length: 4_000 }, (_, i) => withRivals(new Random(deriveSeed(7, i)), bare)).filter(
  (w) => w !== bare,
);
const share = (has: (w: Workload) => boolean): number => drawn.filter(has).length / drawn.length;
const flat = (script: readonly Step[]): readonly Step[] =>
  script.flatMap((step) => (step.op === 'repeat' ? flat(step.script) : [step]));
const commandsOf = (w: Workload): readonly string[] =>
  w.processes
    .flatMap((p) => flat(p.script))
    .flatMap((step) => (step.op === 'submit' ? step.stream.map(({ op }) => op) : []));

test('rivals are two groups or more of one priority, one of them protected, on fewer slots, in a good workload', () => {
  expect(drawn.length).toBeGreaterThan(300);
  for (const w of drawn) {
    const groups = groupsOf(w);
    expect(groups.length).toBeGreaterThan(Math.max(1, w.slots));
    expect(new Set(groups.map(({ priority }) => priority)).size).toBe(1);
    expect(groups.some((g) => g.protected)).toBe(true);
    expect(commandsOf(w).length).toBeGreaterThan(1);
    expect(decodeWorkload(encodeWorkload(w))).toEqual(w);
  }
});

test('they are of every kind that matters for who goes first', () => {
  const shares = {
    realtime: share((w) => groupsOf(w)[0]?.priority === 'realtime'),
    high: share((w) => groupsOf(w)[0]?.priority === 'high'),
    'two protected': share((w) => groupsOf(w).filter((g) => g.protected).length > 1),
    'one that is not protected': share((w) => groupsOf(w).some((g) => !g.protected)),
    'one process': share((w) => w.processes.length === 1),
    'two processes': share((w) => w.processes.length === 2),
    'two slots or more': share((w) => w.slots > 1),
    'wait for each other': share((w) => ['SYNC_WAIT', 'SYNC_ADD'].every((op) => commandsOf(w).includes(op))),
  };
  for (const [what, value] of Object.entries(shares)) expect(value, what).toBeGreaterThan(0.1);
});

test('scenarios have them in one of eight or so, and are otherwise what they were', () => {
  const seeds = Array.from({ length: 1_000 }, (_, i) => deriveSeed(9, i));
  const scenarios = seeds.map((seed) => drawScenario(new Random(seed)));
  const rivals = scenarios.filter(({ workload }) =>
    workload.processes.some((p) => p.process.startsWith('rival')),
  );
  expect(Math.abs(rivals.length / seeds.length - 0.12)).toBeLessThan(0.03);
  for (const { workload } of rivals) {
    expect(workload.processes.some((p) => !p.process.startsWith('rival'))).toBe(true);
    expect(workload.slots).toBeLessThan(groupsOf(workload).length);
  }
});
