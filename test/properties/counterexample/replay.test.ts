import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { type CampaignOptions, campaign } from '../../../properties/campaign/campaign.ts';
import { simulatorSubject } from '../../../properties/campaign/simulator-subject.ts';
import { curesOf } from '../../../properties/campaign/stack.ts';
import type { Counterexample } from '../../../properties/counterexample/counterexample.ts';
import { decodeCounterexample, encodeCounterexample } from '../../../properties/counterexample/format.ts';
import { makeCounterexample } from '../../../properties/counterexample/make.ts';
import { replay } from '../../../properties/counterexample/replay.ts';

const file = new URL('../../../properties/workloads/video-playback.json', import.meta.url);
const workloads = [decodeWorkload(JSON.parse(readFileSync(file, 'utf8')))];
const options: CampaignOptions = {
  rules: ['ENTER-GATE', 'ENTER-CONFIRMED'],
  cells: [
    { strategy: 'run to completion', program: 'video-playback, default', from: 1, count: 1 },
    { strategy: 'random walk 0.5', program: 'video-playback, default', from: 1, count: 2 },
  ],
  cures: curesOf('series-2026'),
  known: [],
  shrink: { maxRuns: 150, maxEnumeration: 300 },
  deferAbove: 100,
  chunk: 1,
  maxCells: 0,
};

describe('a finding on the posted series', () => {
  const units = revisions['series-2026'].units.map((u) => u.name);
  const { findings } = campaign(simulatorSubject(workloads), units, options);
  const counterexamples = findings.map((f) => makeCounterexample('series-2026', f));

  it('is small, has a cure, and needs no more than the default profile', () => {
    expect(counterexamples.map((c) => [c.rule, c.cure?.fixes])).toEqual([
      ['ENTER-GATE', ['enter-gate']],
      ['ENTER-CONFIRMED', ['enter-gate']],
    ]);
    for (const { workload, needs, schedule } of counterexamples) {
      expect(needs.choices).toEqual({});
      expect(workload.processes.length).toBeLessThanOrEqual(2);
      expect(schedule.length).toBeLessThanOrEqual(3);
    }
  });

  it('keeps its bytes through the file format and replays', () => {
    for (const counterexample of counterexamples) {
      const text = encodeCounterexample(counterexample);
      const decoded = decodeCounterexample(text);
      expect(encodeCounterexample(decoded)).toBe(text);
      const { violation, stale } = replay(decoded);
      expect(stale).toBeNull();
      expect(violation?.what).toBe(counterexample.what);
      expect(violation?.step).toBe(counterexample.breaking.step);
    }
  });

  it('is stale where it does not break the rule, and says why', () => {
    const first = counterexamples[0] as Counterexample;
    const cured = { ...first, revision: { name: 'cured', units: [...units, 'enter-gate'] } };
    expect(replay(cured).stale).toBe('ENTER-GATE holds');
    const begin = { activity: 'probe', label: 'begin', nth: 0, visit: 0 };
    const changed = {
      ...first,
      schedule: [{ kind: 'run', insteadOf: begin, run: 'nobody', label: 'begin' }] as const,
    };
    expect(replay(changed).stale).toMatch(/decision 1 .* finds nobody not able to run/);
    expect(replay({ ...first, instance: 'nobody' }).stale).toBe(
      `ENTER-GATE breaks for ${first.instance} instead`,
    );
    const unknown = { ...first, revision: { name: 'x', units: [...units, 'unheard-of'] } };
    expect(replay(unknown).stale).toBe('no unit is called unheard-of');
  });

  it('names the place of what is wrong in a file', () => {
    const text = encodeCounterexample(counterexamples[0] as Counterexample);
    const broken = (from: string | RegExp, to: string) => () => decodeCounterexample(text.replace(from, to));
    expect(broken('"ENTER-GATE"', '"ENTER-GATES"')).toThrow(
      'rule: expected a rule of docs/rules.md, found "ENTER-GATES"; did you mean "ENTER-GATE"?',
    );
    expect(broken('"version": 2', '"version": 3')).toThrow('version: expected 1 or 2, found 3');
    expect(broken('"choices": {}', '"choices": { "F88": "yes" }')).toThrow(
      'needs.choices.F88: expected a choice of part F of docs/protocol.md, found "F88"',
    );
    expect(broken('"choices": {}', '"choices": { "F08b": "wait" }')).toThrow(
      'needs.choices.F08b: expected one of raised again, waits, found "wait"; did you mean "waits"?',
    );
    expect(broken('"faults": {}', '"faults": { "fire": true }')).toThrow(
      /^faults\.fire: expected one of the fields muteFromUs, .*, found "fire"$/,
    );
    expect(broken('"faults": {}', '"faults": { "spuriousIrqAtUs": -1 }')).toThrow(
      /^faults\.spuriousIrqAtUs: expected a whole number/,
    );
    const spurious = text.replace('"faults": {}', '"faults": { "spuriousIrqAtUs": 1500 }');
    expect(decodeCounterexample(spurious).faults).toEqual({ spuriousIrqAtUs: 1_500 });
    const late = text.replace('"faults": {}', '"faults": { "workLateUs": 50000, "irqLateUs": 1001 }');
    expect(decodeCounterexample(late).faults).toEqual({ workLateUs: 50_000, irqLateUs: 1_001 });
    expect(encodeCounterexample(decodeCounterexample(late))).toBe(late);
    expect(broken('"faults": {}', '"faults": { "workLateUs": 10000 }')).toThrow(
      'faults.workLateUs: expected more than 10000, as late as a wake-up may be anyway, found 10000',
    );
    expect(broken('"faults": {}', '"faults": { "irqLateUs": 1000 }')).toThrow(
      'faults.irqLateUs: expected more than 1000',
    );
    expect(broken('"mainline"', '"mainlin"')).toThrow(
      /^revision\.units\[0\]: expected one of mainline, .*P3, .*, found "mainlin"; did you mean "mainline"\?$/,
    );
    expect(broken('"slots": ', '"slots": -')).toThrow(
      /^workload\.slots: expected a whole number from 1 to 31/,
    );
    expect(broken(/"cure": \{[\s\S]*?"rerun"/, '"cure": { "fixes": ["entre-gate"], "rerun"')).toThrow(
      /^cure\.fixes\[0\]: expected one of enter-gate, .*, found "entre-gate"; did you mean "enter-gate"\?$/,
    );
    expect(broken(/"cure": \{[\s\S]*?"rerun"/, '"cure": { "fixes": ["P7"], "rerun"')).toThrow(
      /^cure\.fixes\[0\]: .*"P7"$/,
    );
    expect(() => decodeCounterexample('nothing')).toThrow('file: expected JSON');
  });
});
