import type { Chooser } from '../../../impl/runtime/decision.ts';
import { Machine } from '../../../impl/runtime/machine.ts';
import type { Cell, Outcome, Subject } from '../../../properties/campaign/subject.ts';
import type { RuleId } from '../../../properties/catalogue.ts';
import { withChoices } from '../../../properties/explore/choices.ts';
import { randomWalk } from '../../../properties/explore/random-walk.ts';
import { deletions, withoutPositions } from '../../../properties/shrink/deletions.ts';

/** What each of two activities does: increments a counter, publishes a flag before or after its data, pauses. */
type Step = 'increment' | 'publish' | 'pause';
export interface ToyProgram {
  readonly steps: readonly Step[];
  /** An assumption about the environment that one of the defects needs. */
  readonly slowMemory: boolean;
}

const program: ToyProgram = {
  steps: ['pause', 'increment', 'pause', 'publish', 'increment', 'pause', 'publish'],
  slowMemory: true,
};

/**
 * Two defects and a hopeless case, under rule ids borrowed from the catalogue: increments that lose updates
 * (OWNER, cured by `atomic increment`), a flag that is up before its data and memory is slow (TIMELY, cured by
 * `data first`), and a wait that runs out when the other activity is late (SERVED, no cure).
 */
function run(units: readonly string[], p: ToyProgram, chooser: Chooser, rules: readonly RuleId[]): Outcome {
  const machine = new Machine({ chooser, horizonUs: 100_000, maxSteps: 5_000 });
  const counter = machine.cell<number>('counter', 0);
  const flag = machine.cell<boolean>('flag', false);
  const data = machine.cell<boolean>('data', false);
  const broken = new Set<RuleId>();
  let increments = 0;
  machine.spawn('writer', 'process', function* () {
    for (const step of p.steps) {
      if (step === 'pause') yield* machine.step('pause');
      else if (step === 'publish') {
        const order = units.includes('data first') || !p.slowMemory ? [data, flag] : [flag, data];
        for (const cell of order) yield* machine.write(cell, true);
      } else {
        increments++;
        yield* increment();
      }
    }
  });
  machine.spawn('other', 'work', function* () {
    const begunUs = machine.nowUs;
    yield* machine.late(10_000);
    if (machine.nowUs - begunUs > 5_000) broken.add('SERVED');
    increments++;
    yield* increment();
    if ((yield* machine.read(flag)) && !(yield* machine.read(data))) broken.add('TIMELY');
  });
  function* increment() {
    if (units.includes('atomic increment')) yield* machine.update(counter, (n) => n + 1);
    else {
      const seen = yield* machine.read(counter);
      yield* machine.write(counter, seen + 1);
    }
  }
  machine.run();
  if (counter.peek() !== increments) broken.add('OWNER');
  const wanted = (rule: RuleId) => rules.includes(rule);
  return {
    violations: [...broken].filter(wanted).map((rule) => ({
      rule,
      instance: 'toy',
      seq: 0,
      step: machine.steps,
      tUs: machine.nowUs,
      what: 'broken',
    })),
    given: new Map((['OWNER', 'SERVED', 'TIMELY'] as const).map((rule) => [rule, 1])),
    matchedActions: new Map([['increment', increments]]),
    consulted: new Set(['F01']),
    reached: new Set(machine.decisions.map((d) => d.kind)),
    steps: machine.steps,
  };
}

const strategies = [randomWalk(0.5), withChoices(randomWalk(0.5), { late: 1, data: 0 })];

export const toySubject: Subject<ToyProgram> = {
  run,
  breaksAt: (units, p, chooser, rule) => run(units, p, chooser, [rule]).violations[0]?.step ?? null,
  stacks: (units) => !(units.includes('data first') && units.includes('conflicting')),
  slowerBy: (units, fixes) => [...units, ...fixes.map((fix) => `slower ${fix}`)],
  passes: [
    {
      name: 'remove a step',
      edits: (start) =>
        deletions(
          start,
          (p) => p.steps.length,
          (p, positions) => ({ ...p, steps: withoutPositions(p.steps, positions) }),
        ),
    },
    {
      name: 'back to fast memory',
      edits: function* (p) {
        if (p.slowMemory) yield { ...p, slowMemory: false };
      },
    },
  ],
  space: {
    strategy: (name) => {
      const found = strategies.find((s) => s.name === name);
      if (found === undefined) throw new Error(`no strategy ${name}`);
      return found;
    },
    program: (key) => (key === 'slow' ? program : { ...program, slowMemory: false }),
  },
};

/** For workers. */
export const makeToySubject = (): Subject<ToyProgram> => toySubject;

const cell: Cell = { strategy: 'random walk 0.5', program: 'slow', from: 1, count: 3 };
/** A cell whose thread runs out of memory, and one that comes after it. */
export const memoryCells: readonly [Cell, Cell] = [cell, { ...cell, from: 4 }];

/** One that ends the thread in executions that take certain seeds. */
export function makeEndingSubject({ end, seeds }: Ending): Subject<ToyProgram> {
  if (end === 'start') throw new Error('no subject');
  return {
    ...toySubject,
    space: {
      ...toySubject.space,
      program(key, seed) {
        if (seeds.includes(seed)) endThread(end);
        return toySubject.space.program(key, seed);
      },
    },
  };
}

interface Ending {
  readonly end: 'start' | 'exit' | 'memory';
  readonly seeds: readonly number[];
}

function endThread(end: Ending['end']): void {
  if (end === 'exit') process.exit(7);
  for (const all: unknown[] = []; ; ) all.push(Array.from({ length: 1_000 }, () => ({})));
}
