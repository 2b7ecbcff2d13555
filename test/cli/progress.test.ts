import { describe, expect, test } from 'vitest';
import { count, Progress, progressLine } from '../../cli/progress.ts';
import { FakeIo } from './fake-io.ts';

const state = {
  phase: 'reference',
  unit: 'executions',
  done: 2_000,
  total: 10_000,
  findings: 1,
  coverage: '',
};

describe('progress', () => {
  test('says rate and rest once they mean something', () => {
    expect(progressLine(state, 1_000, 0)).toBe(
      'reference: 2,000 of 10,000 executions, 1 violation looked into',
    );
    expect(progressLine({ ...state, coverage: '41 of 57 actions' }, 4_000, 0)).toBe(
      'reference: 2,000 of 10,000 executions, 500/s, about 15 s left of this phase, 41 of 57 actions, 1 violation looked into',
    );
    expect(progressLine({ ...state, unit: 'states', total: 0, findings: 0 }, 4_000, 0)).toBe(
      'reference: 2,000 states, 500/s',
    );
  });

  test('estimates nothing from the first few', () => {
    expect(progressLine({ ...state, done: 400 }, 4_000, 0)).toBe(
      'reference: 400 of 10,000 executions, 100/s, 1 violation looked into',
    );
  });

  test('counts the time of a phase from its beginning', () => {
    const io = new FakeIo(true, 120);
    const progress = new Progress(io);
    progress.update({ ...state, phase: 'model' });
    io.nowMs = 60_000;
    progress.update({ ...state, done: 0 });
    io.nowMs = 64_000;
    progress.update(state);
    expect(io.errText).toContain('500/s');
  });

  test('measures the rate of what was done in the phase, also where it begins again', () => {
    const io = new FakeIo(true, 120);
    const progress = new Progress(io);
    progress.update({ ...state, done: 9_000 });
    io.nowMs = 10_000;
    progress.update({ ...state, done: 9_050 });
    expect(io.errText).toContain(' 5/s');
    progress.update({ ...state, done: 0 });
    io.nowMs = 20_000;
    progress.update({ ...state, done: 300 });
    expect(io.errText).toContain(' 30/s');
  });

  test('writes a plain line every ten seconds where nobody can watch', () => {
    const io = new FakeIo();
    const progress = new Progress(io);
    for (let second = 0; second <= 25; second++) {
      io.nowMs = second * 1000;
      progress.update({ ...state, done: second * 100 });
    }
    progress.end();
    expect(io.errText.split('\n').filter((line) => line !== '')).toHaveLength(2);
    expect(io.errText).not.toContain('\r');
    expect(io.outText).toBe('');
  });

  test('writes one line over and over on a terminal, never wider than it, and takes it away', () => {
    const io = new FakeIo(true, 40);
    const progress = new Progress(io);
    for (const nowMs of [0, 10, 200]) {
      io.nowMs = nowMs;
      progress.update(state);
    }
    progress.end();
    const shown = io.errText.split('\r').filter((line) => line.trim() !== '');
    expect(shown).toHaveLength(2);
    expect(Math.max(...shown.map((line) => line.length))).toBeLessThan(40);
    expect(io.errText).not.toContain('\n');
    expect(io.errText).toMatch(/\r +\r$/);
  });

  test('numbers are grouped the same everywhere', () => {
    expect([0, 999, 1_000, 1_026_407].map(count)).toEqual(['0', '999', '1,000', '1,026,407']);
  });
});
