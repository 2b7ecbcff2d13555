import { onInterrupt } from './interrupt.ts';
import type { Io } from './io.ts';
import { Progress, type ProgressState } from './progress.ts';
import { startTask } from './task.ts';

/** A task in a worker, as whoever waits for it sees it. */
export interface LongTask<Request, State> {
  /** Module that calls `serveTask`. */
  readonly entry: URL;
  /** Plain data. */
  readonly request: Request;
  /** What is begun, without the end of the sentence. */
  readonly says: string;
  /** What is shown of a report; null: nothing. */
  shown(state: State): ProgressState | null;
}

/**
 * Runs a task in a worker, with progress; Ctrl-C once asks it to return what it has, twice ends the process.
 *
 * @returns what the task returns
 */
export async function longTask<Request, State, Result>(
  { entry, request, says, shown }: LongTask<Request, State>,
  io: Io,
): Promise<Result> {
  const progress = new Progress(io);
  const task = startTask<Request, State, Result>(entry, request, (state) => {
    const line = shown(state);
    if (line !== null) progress.update(line);
  });
  const unwatch = onInterrupt(io, () => {
    task.stop();
    progress.end();
  });
  io.err(`${says}\n`);
  try {
    return await task.result;
  } finally {
    unwatch();
    progress.end();
  }
}
