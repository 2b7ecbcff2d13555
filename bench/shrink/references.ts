/**
 * A list of up to 120 commands over things that it creates itself; it fails when some thing was created, then sealed, then
 * written, then read, with anything in between. Minimal: 4 commands.
 */
import * as fc from 'fast-check';
import { Random } from '../../properties/explore/random.ts';
import { minimise, type Pass } from '../../properties/shrink/core.ts';
import { deletions } from '../../properties/shrink/deletions.ts';
import { withoutDependants } from '../../properties/shrink/linked.ts';
import type { ShrinkCase } from './case.ts';

const LEAST = 4;
const MOST = 120;
const stages = ['create', 'seal', 'write', 'read'] as const;
type Stage = (typeof stages)[number];

/** A command on a thing; `nop` names none. */
export type Command =
  | { readonly op: Stage; readonly thing: string }
  | { readonly op: 'nop'; readonly n: number };

function commandList(random: Random): readonly Command[] {
  const things: string[] = [];
  return Array.from({ length: 1 + random.below(MOST) }, (): Command => {
    const op = random.pick([...stages, 'nop'] as const);
    if (op === 'create') {
      const thing = `t${things.length}`;
      things.push(thing);
      return { op, thing };
    }
    if (op === 'nop' || things.length === 0) return { op: 'nop', n: random.below(100) };
    return { op, thing: random.pick(things) };
  });
}

/** How far each thing has come. */
class Store {
  private readonly reached = new Map<string, number>();

  /** Whether the thing has gone through all stages. */
  apply(op: Stage, thing: string): boolean {
    const stage = this.reached.get(thing) ?? 0;
    if (stages[stage] === op) this.reached.set(thing, stage + 1);
    return this.reached.get(thing) === stages.length;
  }
}

export function failing(commands: readonly Command[]): boolean {
  const store = new Store();
  return commands.some((command) => command.op !== 'nop' && store.apply(command.op, command.thing));
}

export const removal: Pass<readonly Command[]> = {
  name: 'remove a command with all that refers to what it creates',
  edits: (commands) =>
    deletions(
      commands,
      (c) => c.length,
      (c, positions) =>
        withoutDependants(c, positions, (command) => ({
          introduces: command.op === 'create' ? [command.thing] : [],
          refersTo: command.op === 'create' || command.op === 'nop' ? [] : [command.thing],
        })),
    ),
};

/** What fast-check's commands run on: things by their position. */
interface Model {
  things: number;
}
interface Real {
  readonly store: Store;
  ran: number;
}

class Step implements fc.Command<Model, Real> {
  constructor(
    private readonly op: Stage | 'nop',
    private readonly position: number,
  ) {}

  check(model: Readonly<Model>): boolean {
    return this.op === 'create' || this.op === 'nop' || this.position < model.things;
  }

  run(model: Model, real: Real): void {
    real.ran++;
    if (this.op === 'nop') return;
    const thing = this.op === 'create' ? model.things++ : this.position;
    if (real.store.apply(this.op, String(thing))) throw new Error('sealed, written and read');
  }

  toString(): string {
    return `${this.op}(${this.position})`;
  }
}

const steps = [...stages, 'nop' as const].map((op) => fc.nat(MOST / 5).map((at) => new Step(op, at)));

export const references: ShrinkCase = {
  name: 'references',
  unit: 'commands',
  least: LEAST,
  ours(seed) {
    const commands = commandList(new Random(seed));
    if (!failing(commands)) return null;
    const { value, tests } = minimise(commands, (c) => (failing(c) ? c : null), [removal], {
      maxTests: 10_000,
    });
    return { size: value.length, minimal: failing(value) && value.length === LEAST, runs: tests };
  },
  async fastCheck(seed) {
    let executed = 0;
    let size = 0;
    const { failed, numRuns } = fc.check(
      fc.property(fc.commands(steps, { maxCommands: MOST, size: 'max' }), (commands) => {
        const real: Real = { store: new Store(), ran: 0 };
        executed++;
        try {
          fc.modelRun(() => ({ model: { things: 0 }, real }), commands);
        } catch (error) {
          size = real.ran;
          throw error;
        }
      }),
      { seed, numRuns: 1_000 },
    );
    return failed ? { size, minimal: size === LEAST, runs: executed - numRuns } : null;
  },
};
