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
  const left = [...steps];
  while (left.length > 0) {
    const free = left.filter((step, i) => left.slice(0, i).every((before) => !depend(before, step)));
    const next = random.pick(free);
    left.splice(left.indexOf(next), 1);
    order.push(next.activity);
  }
  return order;
}

const depend = (a: Placed, b: Placed): boolean => a.activity === b.activity || conflict(a.touched, b.touched);
