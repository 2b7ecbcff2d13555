import { describe, expect, it } from 'vitest';
import {
  defective,
  defectNamed,
  defects,
  openRows,
  untestedRules,
} from '../../../impl/driver/defects/index.ts';
import { fixes, revisionNamed, revisions } from '../../../impl/driver/revisions.ts';
import { setupOf } from '../../../properties/campaign/simulator-subject.ts';
import { catalogue, type RuleId, ruleIds } from '../../../properties/catalogue.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { programs } from '../../../properties/detect/detect.ts';
import { furtherRules, hints } from '../../../properties/detect/hints.ts';
import { filesOf } from '../../../properties/detect/store.ts';
import { explainedSurvivors } from '../../../properties/detect/survivors.ts';
import { randomWalk } from '../../../properties/explore/random-walk.ts';
import { noHints, runToCompletion, type Strategy } from '../../../properties/explore/strategy.ts';

/** The historical defects of a production driver that the list of them names. */
const rows =
  'M02 M03 M04 M07 M08 M09 M11 M14 M18 M19 M21 M22 M24 M26 M27 M28 M29 M33 M34 M36 M37 M38 M40 M42 M43 M46 M53 M54 M55 M56 M58 M59 M61 M62 M63 M65 M67 M69 M71 M72 M74 M75'.split(
    ' ',
  );
const ids = defects.map(({ id }) => id);

describe('seeded defects', () => {
  it('stand for every row of the list, or the row says why not and what is nearest', () => {
    const seeded = ids.filter((id) => /^M\d/.test(id));
    expect([...seeded, ...openRows.map(({ id }) => id)].sort()).toEqual(rows);
    for (const { id, standing, why, twin } of openRows) {
      expect(why.length, id).toBeGreaterThan(3);
      expect(twin === null, id).toBe(standing === 'waits');
      if (twin === null) continue;
      expect(ids).toContain(twin);
      expect(explainedSurvivors, id).not.toHaveProperty([twin]);
    }
  });

  it('have each a name of their own, and say in a sentence what is wrong', () => {
    const names = defects.flatMap(({ id, name }) => (id === name ? [id] : [id, name]));
    expect(new Set(names).size).toBe(names.length);
    for (const { id, wrong, changes, firmware, faults } of defects) {
      expect(wrong, id).toMatch(/^\w.{15,}[^.]$/);
      expect(changes.length > 0 || (firmware ?? faults) !== undefined, id).toBe(true);
    }
    expect(defectNamed('M69')).toBe(defectNamed('lock-held-only-to-ack'));
    expect(defectNamed('M00')).toBeNull();
  });

  it('change the reference and nothing else: at most two functions for a row, each in a unit that has its place', () => {
    const reference = revisions.reference.units.map((unit) => unit.name);
    for (const defect of defects) {
      const { units, name } = defective(defect);
      expect(revisionNamed(name)?.units.map((unit) => unit.name)).toEqual(units.map((unit) => unit.name));
      expect(units.map((unit) => unit.standsFor ?? unit.name)).toEqual(reference);
      const altered = units.filter((unit) => unit.standsFor !== undefined);
      expect(altered.map((unit) => unit.standsFor).sort()).toEqual(defect.changes.map((c) => c.unit).sort());
      const functions = defect.changes.flatMap((change) => Object.keys(change.functions));
      if (/^M\d/.test(defect.id)) expect(functions.length, defect.id).toBeLessThanOrEqual(2);
    }
    expect(revisionNamed('reference+M00')).toBeNull();
    expect(revisionNamed('series-2026+M69')).toBeNull();
  });

  it('break rules of the rulebook; what no defect breaks says what it waits for', () => {
    const broken = new Set(defects.flatMap(({ breaks }) => breaks));
    for (const rule of broken) expect(ruleIds).toContain(rule);
    const untested = Object.keys(untestedRules);
    for (const rule of ruleIds) {
      if (catalogue[rule].status !== 'carried') expect(untested, rule).toContain(rule);
      else expect(broken.has(rule), rule).toBe(true);
    }
  });

  it('leave out every fix, and every part of a fix that has something below it', () => {
    for (const { unit } of fixes) expect(ids).toContain(`no-${unit.name}`);
    expect(ids.filter((id) => !/^M\d/.test(id)).length).toBeGreaterThan(60);
  });

  it('survive only for a stated reason, and what takes more away is condemned', () => {
    for (const [id, { kind, why, twin }] of Object.entries(explainedSurvivors)) {
      expect(why.length, id).toBeGreaterThan(20);
      if (kind === 'covered') expect(twin, id).not.toBeNull();
      if (twin === null) continue;
      expect(ids).toContain(twin);
      expect(filesOf(twin), `${id}: ${twin}`).toHaveLength(1);
    }
  });

  it('are hinted at and explained by ids that there are', () => {
    for (const id of [...Object.keys(hints), ...Object.keys(explainedSurvivors)]) expect(ids).toContain(id);
  });

  const further = Object.entries(furtherRules).flatMap(([id, rules]) =>
    Object.entries(rules).map(([rule, program]) => [id, rule as RuleId, program] as const),
  );
  it.each(further)('%s breaks %s too, on %s, where the reference keeps it', (id, rule, program) => {
    const defect = defectNamed(id);
    if (defect === null) throw new Error(`no defect ${id}`);
    expect(defect.breaks).toContain(rule);
    const scenario = programs([])(program, 1);
    const breaks = (
      units: readonly { readonly name: string }[],
      strategy: Strategy,
      seed: number,
    ): boolean => {
      const setup = setupOf(
        units.map(({ name }) => name),
        scenario,
      );
      return checkRun(setup, strategy.chooser(seed, noHints), { rules: [rule] }).violations.length > 0;
    };
    const schedules = [
      [runToCompletion, 1] as const,
      ...[1, 2, 3, 4].map((n) => [randomWalk(0.5), n] as const),
    ];
    expect(schedules.some((schedule) => breaks(defective(defect).units, ...schedule))).toBe(true);
    expect(schedules.some((schedule) => breaks(revisions.reference.units, ...schedule))).toBe(false);
  });
});
