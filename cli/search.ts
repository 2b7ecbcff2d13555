import { moduleBeside } from '../properties/campaign/worker.ts';
import type { VerifyOptions, VerifyProgress } from '../properties/verify.ts';
import { onInterrupt } from './interrupt.ts';
import type { Io } from './io.ts';
import { Progress } from './progress.ts';
import { startTask } from './task.ts';
import { VerifyPhases } from './verify-progress.ts';

/** What a search in a worker is given. */
export type VerifyRequest = Pick<VerifyOptions, 'seed' | 'budget' | 'revisions' | 'workloads' | 'given'>;

/** Workers that search: a whole verification, or the share of a shard. */
const workers = {
  verify: moduleBeside('./verify-worker', import.meta.url),
  shard: moduleBeside('./shard-worker', import.meta.url),
} as const;

/**
 * Searches in a worker, with progress; Ctrl-C once asks it to return what it has, twice ends the process.
 *
 * @param says what is begun, without the end of the sentence
 */
export async function search<Request extends VerifyRequest, Result>(
  kind: keyof typeof workers,
  request: Request,
  says: string,
  io: Io,
): Promise<Result> {
  const progress = new Progress(io);
  const phases = new VerifyPhases(request.revisions);
  const task = startTask<Request, VerifyProgress, Result>(workers[kind], request, (state) =>
    progress.update(phases.shown(state)),
  );
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
