import { describe, expect, test } from 'vitest';
import { type StoryMeta, story } from '../../cli/story/story.ts';
import { readWorkload } from '../../cli/workload-file.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { runToCompletion } from '../../impl/runtime/decision.ts';
import { checkRun } from '../../properties/check-run.ts';

const workload = readWorkload('properties/workloads/video-playback.json');
const revision = revisions['series-2026'];
const meta: StoryMeta = {
  revision: revision.name,
  units: revision.units.map((unit) => unit.name),
  stacked: [],
  needs: [],
  lateWakeUps: 0,
  faults: [],
  minimal: 'the default schedule shows it',
  replay: 'npm run replay -- FILE',
  nearest: null,
  cure: null,
};

describe('stories of a run of the posted series', () => {
  const setup = { revision, workload, profile: {}, faults: {}, horizonUs: 60_000 };
  const { run, violations } = checkRun(setup, runToCompletion);

  test('there are some to tell', () => {
    expect(violations.map((v) => v.rule)).toContain('ENTER-GATE');
  });

  test.each(violations)('$rule, $instance: fits a mail and names the place', (violation) => {
    const text = story(run.events, violation, meta);
    const lines = text.trimEnd().split('\n');
    expect(lines.filter((line) => line.length > 75)).toEqual([]);
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(text.match(/BROKEN/g)).toHaveLength(1);
    expect(text).toMatch(/panthor_\w+\.[ch] \w+\(\)/);
    expect(text).not.toMatch(/[a-z][A-Z][a-z]|undefined|null/);
    expect(story(run.events, violation, meta)).toBe(text);
  });

  test('an entry with nothing acknowledged names the patch that sends it', () => {
    const violation = violations.find((v) => v.rule === 'ENTER-GATE');
    if (violation === undefined) throw new Error('the series keeps ENTER-GATE');
    const text = story(run.events, violation, meta);
    expect(text).toContain('PROTM_ENTER sent, no owner  BROKEN');
    expect(text).toContain('panthor_fw.c panthor_fw_protm_enter(), 7/8');
    expect(text).toContain('START slot 0 acked');
  });
});
