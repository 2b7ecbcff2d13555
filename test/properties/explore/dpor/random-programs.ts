import * as fc from 'fast-check';
import type { Act } from '../../../../impl/runtime/activity.ts';
import type { Cell } from '../../../../impl/runtime/cell.ts';
import type { Toy } from './toy-machine.ts';

/** An operation of a small program; `at` and `other` are cells, `register` is the process's own. */
export type Operation =
  | { readonly op: 'write' | 'add'; readonly at: number; readonly value: number }
  /** Into the register. */
  | { readonly op: 'read'; readonly at: number }
  /** Writes the register. */
  | { readonly op: 'store'; readonly at: number }
  /** Only if the register is 0. */
  | { readonly op: 'writeIf'; readonly at: number; readonly value: number }
  /** Waits until one of two cells, or both, are not 0; the second is looked at only if it has to be. */
  | { readonly op: 'await'; readonly at: number; readonly other: number; readonly both: boolean }
  /** Takes a cell that is 0 and makes it 1, as a lock; `write` 0 gives it back. */
  | { readonly op: 'take'; readonly at: number }
  /** One step over two cells. */
  | { readonly op: 'move'; readonly at: number; readonly other: number }
  /** Writes a cell if another is 0, in one step: which cells it touches depends on what it reads. */
  | { readonly op: 'writeWhen'; readonly at: number; readonly other: number; readonly value: number }
  /** Waits until a cell is 0, and adds to another in the same step. */
  | { readonly op: 'addWhen'; readonly at: number; readonly other: number }
  /** A choice of data: one of two values. */
  | { readonly op: 'choose'; readonly at: number }
  /** Ends a process wherever it stands, as a processor ends that loses power; nothing for itself. */
  | { readonly op: 'end'; readonly who: number }
  | { readonly op: 'sleep'; readonly us: number };

export type Program = readonly (readonly Operation[])[];

const at = fc.nat({ max: 1 });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ op: fc.constantFrom('write', 'add'), at, value: fc.nat({ max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('read'), at }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('store'), at }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('writeIf'), at, value: fc.nat({ max: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('await'), at, other: at, both: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('take'), at }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('move'), at, other: at }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('addWhen'), at, other: at }) },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constant('writeWhen'), at, other: at, value: fc.nat({ max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('choose'), at }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('end'), who: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('sleep'), us: fc.nat({ max: 2 }) }) },
);

/** Two to four processes with six operations at most among them, so that plain enumeration ends. */
export const program: fc.Arbitrary<Program> = fc
  .array(fc.array(operation, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 })
  .filter((processes) => processes.flat().length <= 7);

/** The program on the machine. A run ends as: the cells, and for each process its register and how far it came. */
export const toyOf =
  (processes: Program): Toy =>
  (m) => {
    const cells = [0, 1].map((i) => m.cell<number>(`c${i}`, 0));
    const cell = (i: number): Cell<number> => cells[i] as Cell<number>;
    const state = processes.map(() => ({ register: 0, done: 0 }));
    const activities = processes.map((operations, p) => {
      const own = state[p] as { register: number; done: number };
      return m.spawn(
        `p${p}`,
        'process',
        function* () {
          for (const o of operations) {
            yield* perform(o, own);
            own.done++;
          }
        },
        true,
      );
    });
    function* perform(o: Operation, own: { register: number }): Act {
      switch (o.op) {
        case 'write':
          return yield* m.write(cell(o.at), o.value);
        case 'add':
          own.register = yield* m.update(cell(o.at), (v) => v + o.value);
          return;
        case 'read':
          own.register = yield* m.read(cell(o.at));
          return;
        case 'store':
          return yield* m.write(cell(o.at), own.register);
        case 'writeIf':
          if (own.register === 0) yield* m.write(cell(o.at), o.value);
          return;
        case 'await': {
          const first = (): boolean => cell(o.at).get() !== 0;
          const second = (): boolean => cell(o.other).get() !== 0;
          return yield* m.until('await', () => (o.both ? first() && second() : first() || second()));
        }
        case 'take':
          yield* m.until('take', () => cell(o.at).get() === 0);
          cell(o.at).set(1);
          return;
        case 'move':
          yield* m.step('move');
          m.atomically(() => cell(o.other).set(cell(o.at).get()));
          return;
        case 'writeWhen':
          yield* m.step('write when');
          m.atomically(() => {
            if (cell(o.at).get() === 0) cell(o.other).set(o.value);
          });
          return;
        case 'addWhen':
          yield* m.until('add when', () => cell(o.at).get() === 0);
          cell(o.other).set(cell(o.other).get() + 1);
          return;
        case 'choose': {
          yield* m.step('choose');
          cell(o.at).set(m.decide('choose', [1, 2], String));
          return;
        }
        case 'end': {
          yield* m.step('end');
          const ended = activities[o.who];
          if (ended !== undefined && state[o.who] !== own) m.end(ended);
          return;
        }
        case 'sleep':
          return yield* m.sleep(o.us, 'sleep');
      }
    }
    return () =>
      `${cells.map((c) => c.peek()).join()} ${state.map((s) => `${s.register}/${s.done}`).join(' ')}`;
  };
