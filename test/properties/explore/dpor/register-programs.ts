import type { Cell } from '../../../../impl/runtime/cell.ts';
import type { Toy } from './toy-machine.ts';
import { valuesOf } from './toy-machine.ts';

/**
 * A program over shared registers that are 0 at first, a text for each process: `x` reads x, `x:=1` writes it, `x=1?`
 * reads it and goes on only if it is 1, `x!0?` only if it is not 0.
 *
 * @throws Error for anything else
 */
export const registerProgram =
  (processes: readonly string[]): Toy =>
  (m) => {
    const cells = new Map<string, Cell<number>>();
    const cell = (name: string): Cell<number> => {
      const known = cells.get(name) ?? m.cell<number>(name, 0);
      cells.set(name, known);
      return known;
    };
    const bodies = processes.map((text) => text.split(' ').map((word) => parse(word, cell)));
    bodies.forEach((steps, i) => {
      m.spawn(
        `p${i}`,
        'process',
        function* () {
          for (const { at, value, goesOn } of steps) {
            if (value !== null) yield* m.write(at, value);
            else if (!goesOn(yield* m.read(at))) return;
          }
        },
        true,
      );
    });
    return () => valuesOf(m);
  };

interface Word {
  readonly at: Cell<number>;
  /** What is written; null: it is a reading. */
  readonly value: number | null;
  readonly goesOn: (read: number) => boolean;
}

function parse(word: string, cell: (name: string) => Cell<number>): Word {
  const parts = /^(\w+?)(?:(:=|=|!)(\d+)\??)?$/.exec(word);
  if (parts?.[1] === undefined) throw new Error(`not a step of a register program: ${word}`);
  const [, name, how, text] = parts;
  const number = Number(text);
  return {
    at: cell(name),
    value: how === ':=' ? number : null,
    goesOn: (read) => how === undefined || (how === '=') === (read === number),
  };
}
