import { moduleBeside } from '../properties/campaign/worker.ts';
import type { VerifyOptions, VerifyProgress } from '../properties/verify-options.ts';
import type { Io } from './io.ts';
import { longTask } from './long-task.ts';
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
  const phases = new VerifyPhases(request.revisions);
  return longTask<Request, VerifyProgress, Result>(
    { entry: workers[kind], request, says, shown: (state) => phases.shown(state) },
    io,
  );
}
