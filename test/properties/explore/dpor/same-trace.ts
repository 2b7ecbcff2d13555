import { conflict, type Touched } from '../../../../properties/explore/dpor/trace.ts';
import type { Random } from '../../../../properties/explore/random.ts';

/** A step as far as the order of steps is concerned. */
export interface Placed {
  readonly activity: string;
  readonly touched: Touched;
  /** Steps of different moments keep their order. */
  readonly nowUs: number;
}

/** The activities of the steps in an order that is drawn among those of the same trace. */
export function anotherOrder(steps: readonly Placed[], random: Random): readonly string[] {
  const order: string[] = [];
  for (let from = 0; from < steps.length; ) {
    const nowUs = steps[from]?.nowUs;
    let to = from;
    while (steps[to]?.nowUs === nowUs && to < steps.length) to++;
    order.push(...shuffled(steps.slice(from, to), random));
    from = to;
  }
  return order;
}

function shuffled(steps: readonly Placed[], random: Random): readonly string[] {
  const order: string[] = [];
  const after = steps.map((step, i) =>
    steps.flatMap((later, j) => (j > i && depend(step, later) ? [j] : [])),
  );
  const waitsFor = steps.map(() => 0);
  for (const j of after.flat()) waitsFor[j] = (waitsFor[j] ?? 0) + 1;
  const free = steps.flatMap((_, i) => (waitsFor[i] === 0 ? [i] : []));
  while (free.length > 0) {
    const [next = 0] = free.splice(random.below(free.length), 1);
    order.push((steps[next] as Placed).activity);
    for (const j of after[next] ?? []) {
      waitsFor[j] = (waitsFor[j] ?? 0) - 1;
      if (waitsFor[j] === 0) free.push(j);
    }
  }
  return order;
}

const depend = (a: Placed, b: Placed): boolean => a.activity === b.activity || conflict(a.touched, b.touched);
