import type { Pilot, StepTouch } from '../../../../properties/explore/dpor.ts';

/** A step that was taken: by whom, with which choices, the cells that it touched, whether it wrote them. */
export interface Taken {
  readonly process: string;
  readonly options: readonly number[];
  readonly cells: ReadonlyMap<string, boolean>;
  readonly stretch: number;
}

/** Everything that can happen, by trying every decision in every run. */
export interface Everything {
  readonly runs: number;
  readonly results: ReadonlySet<string>;
  /** Mazurkiewicz traces: runs that differ only in the order of steps that do not conflict are one. */
  readonly traces: ReadonlySet<string>;
}

/**
 * Plain enumeration, to hold a reduction against. Shares nothing with it but the interface: what depends on what
 * is written down here once more, pair by pair.
 *
 * @throws Error beyond `maxRuns`
 */
export function enumerateAll(run: (pilot: Pilot) => string, maxRuns: number): Everything {
  const results = new Set<string>();
  const traces = new Set<string>();
  let path: { choice: number; count: number }[] = [];
  for (let runs = 1; ; runs++) {
    if (runs > maxRuns) throw new Error(`more than ${maxRuns} runs`);
    const pilot = new EveryDecision(path);
    results.add(run(pilot));
    traces.add(traceOf(pilot.steps));
    path = pilot.decisions;
    for (;;) {
      const last = path.pop();
      if (last === undefined) return { runs, results, traces };
      if (last.choice + 1 < last.count) {
        path.push({ choice: last.choice + 1, count: last.count });
        break;
      }
    }
  }
}

class EveryDecision implements Pilot {
  readonly decisions: { choice: number; count: number }[] = [];
  readonly steps: Taken[] = [];
  private process = '';
  private options: number[] = [];
  private stretch = 0;

  constructor(private readonly prefix: readonly { readonly choice: number }[]) {}

  pick(runnable: readonly string[]): string {
    this.process = runnable[this.take(runnable.length)] as string;
    this.options = [];
    return this.process;
  }

  option(count: number): number {
    const option = this.take(count);
    this.options.push(option);
    return option;
  }

  stepped({ footprint, looks }: StepTouch): void {
    const cells = cellsOf({ footprint, looks });
    this.steps.push({ process: this.process, options: this.options, cells, stretch: this.stretch });
  }

  settled(): void {
    this.stretch++;
  }

  private take(count: number): number {
    const choice = this.prefix[this.decisions.length]?.choice ?? 0;
    this.decisions.push({ choice, count });
    return choice;
  }
}

export function cellsOf({ footprint, looks }: Omit<StepTouch, 'allLooks'>): ReadonlyMap<string, boolean> {
  const cells = new Map<string, boolean>(looks.map((cell) => [cell, false]));
  for (const { cell, kind } of footprint) cells.set(cell, (cells.get(cell) ?? false) || kind === 'write');
  return cells;
}

/** A text that two runs have in common if and only if they are of one trace: each step with those it depends on. */
export function traceOf(steps: readonly Taken[]): string {
  const counts = new Map<string, number>();
  const names = steps.map(({ process, options }) => {
    const nth = (counts.get(process) ?? 0) + 1;
    counts.set(process, nth);
    return `${process}${nth}:${options.join('')}`;
  });
  return steps
    .map((step, i) => {
      const needs = names.filter((_, j) => j < i && depend(steps[j] as Taken, step));
      return `${names[i]}(${needs.sort().join()})`;
    })
    .sort()
    .join(' ');
}

function depend(a: Taken, b: Taken): boolean {
  if (a.process === b.process || a.stretch !== b.stretch) return true;
  return [...a.cells].some(([cell, wrote]) => b.cells.has(cell) && (wrote || b.cells.get(cell) === true));
}
