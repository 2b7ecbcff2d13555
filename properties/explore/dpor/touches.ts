import type { Cell } from '../../../impl/runtime/cell.ts';
import { lifeOf, type Machine, type StepRecord } from '../../../impl/runtime/machine.ts';
import type { Value } from '../../../impl/runtime/value.ts';
import type { StepTouch } from './pilot.ts';

/**
 * What the steps of a machine did to each other's state. A cell that has after a step the value that it had before
 * it was not written but read, whatever the step did to it: a lock that was taken and given back, a bit that was set
 * already. Where it has another value before the step, the step is another one, as after any reading.
 */
export class Touches {
  private readonly values = new Map<string, Value>();
  private readonly cells = new Map<string, Cell<Value>>();

  constructor(private readonly machine: Machine) {
    this.meetCells();
    for (const [name, cell] of this.cells) this.values.set(name, cell.peek());
  }

  /** To be told of each step, as soon as it was done. */
  of({ activity: { path }, footprint, looks, allLooks }: StepRecord): StepTouch {
    if (this.cells.size < this.machine.cells.length) this.meetCells();
    const kept = new Set<string>();
    for (const name of new Set(footprint.flatMap((a) => (a.kind === 'write' ? [a.cell] : [])))) {
      const cell = this.cells.get(name);
      if (cell === undefined) continue;
      const before = this.values.get(name);
      const after = cell.peek();
      if (before !== undefined && sameValue(before, after)) kept.add(name);
      else this.values.set(name, after);
    }
    return {
      footprint: footprint.map((access) => (kept.has(access.cell) ? { ...access, kind: 'read' } : access)),
      looks: withLife(path, looks),
      allLooks: withLife(path, allLooks),
    };
  }

  private meetCells(): void {
    for (const cell of this.machine.cells) this.cells.set(cell.name, cell);
  }
}

/** Every step can be taken only as long as nobody ended the activity. */
export function withLife(path: string, looks: Iterable<string>): readonly string[] {
  return [...looks, lifeOf(path)];
}

function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    one.length === other.size && one.every(([k, v]) => other.has(k) && sameValue(v, other.get(k) ?? null))
  );
}
