import { describe, expect, test } from 'vitest';
import { blamedUnit } from '../../cli/report/own-unit.ts';
import { metaOf } from '../../cli/report/told.ts';
import { story } from '../../cli/story/story.ts';
import { series2026 } from '../../impl/driver/series-2026/index.ts';
import type { Revision, Unit } from '../../impl/driver/unit.ts';
import { replay } from '../../properties/counterexample/replay.ts';
import { pathOf, readCounterexample } from '../../properties/counterexample/store.ts';

const stored = readCounterexample(pathOf('series-2026/ENTER-GATE.enter-gate.json'));
const unit: Unit = {
  name: 'mine-unit',
  on: 'P8',
  title: 'drm/panthor: mine',
  cite: [],
  functions: { panthorFwProtmEnter: (_driver, below) => below },
};
const own: Readonly<Record<string, Revision>> = { mine: { name: 'mine', units: [...series2026, unit] } };
const mine = { name: 'mine', units: [...stored.revision.units, unit.name] };

describe('a violation on a unit of somebody’s own', () => {
  test('is laid at what it stands on, where that breaks the rule too', () => {
    expect(blamedUnit({ ...stored, revision: mine }, own)).toBeNull();
  });

  test('is laid at the unit, where the same decisions keep the rule without it', () => {
    const cured = {
      ...stored,
      revision: { ...mine, units: [...stored.revision.units, 'enter-gate', unit.name] },
    };
    expect(blamedUnit(cured, own)).toEqual({
      name: 'mine-unit',
      file: 'impl/driver/own/mine.ts',
      functions: ['panthorFwProtmEnter'],
    });
    expect(blamedUnit(stored, own)).toBeNull();
  });

  test('the story names unit and file, and the function that it changes if that is not where it breaks', () => {
    const { checked, violation } = replay(stored);
    if (checked === null || violation === null) throw new Error('it is stale');
    const meta = metaOf(stored, 'x.json');
    const told = (functions: readonly string[]): string =>
      story(checked.run.events, violation, {
        ...meta,
        own: { name: 'mine-unit', file: 'impl/driver/own/mine.ts', functions },
      }).replaceAll(/\s+/g, ' ');
    expect(story(checked.run.events, violation, meta)).toMatch(/panthor_fw_protm_enter\(\), 7\/8\n$/);
    expect(told(['panthorFwProtmEnter'])).toContain(
      'panthor_fw.c panthor_fw_protm_enter(), mine-unit, impl/driver/own/mine.ts',
    );
    expect(told(['sessionEndReason'])).toContain(
      'panthor_fw.c panthor_fw_protm_enter(), by session_end_reason() of mine-unit, impl/driver/own/mine.ts',
    );
  });
});
