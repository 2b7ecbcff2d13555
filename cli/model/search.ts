import type { Progress as SearchProgress } from '../../model/checker/index.ts';
import { onInterrupt } from '../interrupt.ts';
import { type Io, UsageError } from '../io.ts';
import { Progress } from '../progress.ts';
import { startTask } from '../task.ts';
import type { SearchAnswer, SearchRequest } from './search-worker.ts';

type Found = Exclude<SearchAnswer, { readonly fault: string }>;

/**
 * Searches a model in a worker; Ctrl-C ends the search, and what was found until then is returned.
 * Throws `UsageError` with the story when a function of the model throws or leaves its schema.
 */
export async function search(request: SearchRequest, io: Io): Promise<Found> {
  const progress = new Progress(io);
  const task = startTask<SearchRequest, SearchProgress, SearchAnswer>(
    new URL('./search-worker.ts', import.meta.url),
    request,
    ({ states, level }) =>
      progress.update({
        phase: 'searching',
        unit: 'states',
        done: states,
        total: 0,
        coverage: `level ${level}`,
        findings: 0,
      }),
  );
  const unwatch = onInterrupt(io, () => {
    task.stop();
    progress.end();
  });
  try {
    const answer = await task.result;
    if ('fault' in answer) throw new UsageError(answer.fault);
    return answer;
  } finally {
    unwatch();
    progress.end();
  }
}
