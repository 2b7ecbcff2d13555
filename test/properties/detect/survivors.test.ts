import { describe, expect, it } from 'vitest';
import { type Defect, defectNamed } from '../../../impl/driver/defects/index.ts';
import { detect, type Execution, programs } from '../../../properties/detect/detect.ts';
import { askingExecutions, storedExecutions } from '../../../properties/detect/last-executions.ts';
import { searchLast } from '../../../properties/detect/record.ts';
import { filesOf } from '../../../properties/detect/store.ts';
import { explainedSurvivors } from '../../../properties/detect/survivors.ts';
import { deriveSeed, Random } from '../../../properties/explore/random.ts';
import { runToCompletion } from '../../../properties/explore/strategy.ts';
import { unitsOf } from '../../../properties/revision.ts';

const survivors = Object.keys(explainedSurvivors);
const asking = askingExecutions();
const stored = storedExecutions();

const named = (id: string): Defect => {
  const defect = defectNamed(id);
  if (defect === null) throw new Error(`no defect ${id}`);
  return defect;
};

/** What condemns a defect, in words. */
const found = (id: string, executions: readonly Execution[]): string | null => {
  const kill = searchLast(named(id), executions);
  return kill && `${kill.violation.rule}, ${kill.execution.strategy.name} of ${kill.execution.program}`;
};

/** Some of the executions, others for each defect. */
const some = (id: string, executions: readonly Execution[], count: number): readonly Execution[] => {
  const random = new Random(deriveSeed(1, 'survivors', id));
  return Array.from({ length: count }, () => executions[random.below(executions.length)] as Execution);
};

describe('what a defect has to survive before it counts as a survivor', () => {
  it('is what every default search of the reference asks, and what is stored of the posted revisions', () => {
    expect(asking.length).toBeGreaterThan(140);
    for (const { program } of asking) expect(program).toMatch(/^asks /);
    for (const revision of ['series-2026', 'rfc-2025'])
      expect(stored.some(({ program }) => program.startsWith(`${revision}/`))).toBe(true);
    const programOf = programs([]);
    for (const { program, seed } of stored) expect(programOf(program, seed)).toBe(programOf(program, seed));
  });

  it('condemns defects that were said to be covered', () => {
    const ofThis = asking.filter(({ program }) =>
      program.startsWith('asks in phases clocks twins clock empty'),
    );
    expect(found('enter-gate.tickCtxAckKept', ofThis)).toMatch(/^ENTER-GATE, run to completion/);
    const entries = asking.filter(({ program }) => program.startsWith('asks of entries'));
    expect(found('no-wake-up', entries)).toMatch(/^SERVED, /);
  });

  it('condemns nothing by what the reference breaks too', () => {
    // A program with a firmware that breaks a rule whatever the driver does.
    const [program] = filesOf('fw-F35');
    if (program === undefined) throw new Error('nothing is stored of fw-F35');
    const executions = [{ strategy: runToCompletion, program, seed: 1 }];
    const reference: Defect = { ...named('M69'), changes: [] };
    expect(detect(unitsOf('reference'), executions, programs([]))?.violation.rule).toBe('EXACTLY-ONCE');
    expect(searchLast(reference, executions)).toBeNull();
  });
});

describe('survivors', () => {
  it.each(survivors)('%s survives some of it', { timeout: 120_000 }, (id) => {
    expect(found(id, [...some(id, asking, 3), ...some(id, stored, 3)])).toBeNull();
  });

  // A quarter of an hour: DEEP=1 npx vitest run test/properties/detect/survivors.test.ts
  it.skipIf(process.env.DEEP === undefined).each(survivors)(
    '%s survives all of it',
    { timeout: 1_200_000 },
    (id) => {
      expect(found(id, [...asking, ...stored])).toBeNull();
    },
  );
});
