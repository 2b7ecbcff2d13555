import { existsSync, readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../../../cli/forms/html-holds.ts';
import { tell } from '../../../cli/report/told.ts';
import { setupOf } from '../../../properties/campaign/simulator-subject.ts';
import { breakingOf } from '../../../properties/counterexample/breaking.ts';
import { scenarioOf } from '../../../properties/counterexample/counterexample.ts';
import { nearestOf } from '../../../properties/counterexample/make.ts';
import { replay } from '../../../properties/counterexample/replay.ts';
import { pathOf, readCounterexample } from '../../../properties/counterexample/store.ts';
import { StrictReplay } from '../../../properties/explore/replay.ts';
import { manifestOf, manifestRevisions } from '../../../properties/manifests/index.ts';

const root = pathOf('');
const stored = existsSync(root)
  ? readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .map((entry) => relative(root, `${entry.parentPath}/${entry.name}`))
      .sort()
  : [];
const expected = manifestRevisions.flatMap((revision) => manifestOf(revision).expected);

describe('stored counterexamples', () => {
  it('are those that manifests name', () => {
    const named = expected.map((e) => e.counterexample).sort();
    expect(stored.filter((file) => file.startsWith('series-2026/'))).toEqual(
      named.filter((file) => file.startsWith('series-2026/')),
    );
    for (const file of named) expect(stored).toContain(file);
  });

  it.each(stored)('%s reproduces', (file) => {
    const counterexample = readCounterexample(pathOf(file));
    const replayed = replay(counterexample);
    const { violation, stale } = replayed;
    expect(stale).toBeNull();
    expect(violation?.what).toBe(counterexample.what);
    expect(counterexample.minimal.label).not.toBe('not shrunk to the end');
    // What the file says of its run is what the run says today.
    const { rule, revision, schedule, breaking, nearest, story } = counterexample;
    expect(tell(counterexample, replayed, `counterexamples/${file}`)).toBe(`${story.join('\n')}\n`);
    const setup = setupOf(revision.units, scenarioOf(counterexample));
    if (violation !== null)
      expect(breakingOf(setup, new StrictReplay(schedule), violation)).toEqual(breaking);
    expect(nearestOf(setup, rule, schedule)).toBe(nearest);
    const wayOut = counterexample.noReturn?.last?.wayOut;
    if (wayOut !== undefined) expect(eventsOf(counterexample, wayOut), 'the last way out').not.toBeNull();
  });

  it.each(expected)('$counterexample shows what the manifest says', ({ rule, cure, counterexample }) => {
    const { rule: shown, cure: cured } = readCounterexample(pathOf(counterexample));
    expect(shown).toBe(rule);
    expect(cured?.fixes ?? []).toEqual(cure);
  });
});
