import type { Driver } from '../../../impl/driver/driver.ts';
import { reference } from '../../../impl/driver/reference/index.ts';
import { type Revision, stack, type Unit } from '../../../impl/driver/unit.ts';

/** A unit of somebody's own on the reference. */
function withUnit(name: string, functions: Unit['functions']): Revision {
  const merges = Object.keys(functions) as (keyof typeof functions)[];
  const unit: Unit = { name, on: 'P8', title: '', cite: [], functions, merges };
  return stack(name, [...reference.units, unit]);
}

let ticks = 0;
/** A new one of each: another run each time. */
export const remembers = (): Revision =>
  withUnit('remembers', {
    tickRearm: (_d, below) =>
      function* (delayUs) {
        ticks++;
        yield* below(delayUs + (ticks > 3 ? 1 : 0));
      },
  });

let made = 0;
const seeds = new WeakMap<Driver, number>();
/** As a hash table whose seed is another in each run: what comes first is nobody's decision. */
export const shuffles = (): Revision =>
  withUnit('shuffles', {
    tickCtxPickGroups: (d, below) =>
      function* (ctx) {
        yield* below(ctx);
        const seed = seeds.get(d) ?? made++;
        seeds.set(d, seed);
        const groups = ctx.groupsOf(1);
        if (seed % 2 === 1) groups.set([...groups.all()].reverse());
      },
  });

/** A unit that is a driver as any other. */
export const quiet = (): Revision => withUnit('quiet', { tickRearm: (_d, below) => below });

export const forgetTicks = (): void => {
  ticks = 0;
};
