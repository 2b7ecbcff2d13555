import { describe, expect, test } from 'vitest';
import { startTask } from '../../cli/task.ts';
import type { CountingRequest } from './counting-task.ts';

interface Counted {
  readonly reached: number;
  readonly stopped: boolean;
}

function count(request: CountingRequest, onProgress: (n: number) => void = () => {}) {
  return startTask<CountingRequest, number, Counted>(
    new URL('./counting-task.ts', import.meta.url),
    request,
    onProgress,
  );
}

describe('a task in a worker', () => {
  test('gives its result and its progress', async () => {
    const seen: number[] = [];
    expect(await count({ to: 3000 }, (n) => seen.push(n)).result).toEqual({ reached: 3000, stopped: false });
    expect(seen).toEqual([1000, 2000, 3000]);
  });

  test('that never returns to its event loop can be stopped, and gives what it has', async () => {
    const task = count({ to: Number.MAX_SAFE_INTEGER }, () => task.stop());
    const { reached, stopped } = await task.result;
    expect(stopped).toBe(true);
    expect(reached).toBeGreaterThanOrEqual(1000);
  });

  test('that fails is an error with the reason', async () => {
    await expect(count({ to: 1, fail: 'a defect' }).result).rejects.toThrow('a defect');
  });
});
