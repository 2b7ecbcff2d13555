import { describe, expect, it } from 'vitest';
import { defective, defectiveName, defects } from '../../../impl/driver/defects/index.ts';
import { catalogue, type RuleId, ruleIds } from '../../../properties/catalogue.ts';
import { replay } from '../../../properties/counterexample/replay.ts';
import { pathOf, readCounterexample } from '../../../properties/counterexample/store.ts';
import { heldByReference } from '../../../properties/detect/record.ts';
import { filesOf } from '../../../properties/detect/store.ts';
import { explainedSurvivors } from '../../../properties/detect/survivors.ts';

/** Rules that the replayed executions broke. */
const broken = new Set<RuleId>();

describe('what condemns seeded defects', () => {
  it('is stored for each that does not survive for a stated reason, and for nothing else', () => {
    const survivors = Object.keys(explainedSurvivors);
    for (const { id } of defects) expect(filesOf(id).length, id).toBe(survivors.includes(id) ? 0 : 1);
    expect(filesOf().length).toBe(defects.length - survivors.length);
  });

  it.each(defects.filter(({ id }) => filesOf(id).length > 0))(
    '$id is condemned, and the reference is not, in the same execution',
    (defect) => {
      for (const file of filesOf(defect.id)) {
        const counterexample = readCounterexample(pathOf(file));
        expect(counterexample.revision.name).toBe(defectiveName(defect.id));
        // Of the reference as it is today, not as it was when this was stored.
        expect(counterexample.revision.units).toEqual(defective(defect).units.map((unit) => unit.name));
        const { stale, violation, checked } = replay(counterexample);
        for (const { rule } of checked?.violations ?? []) broken.add(rule);
        expect(stale).toBeNull();
        expect(violation?.what).toBe(counterexample.what);
        expect(heldByReference(defect, counterexample)).toEqual([]);
      }
    },
  );

  it('breaks every rule that runs are judged by', () => {
    const carried = ruleIds.filter((rule) => catalogue[rule].status === 'carried');
    expect(carried.filter((rule) => !broken.has(rule))).toEqual([]);
  });
});
