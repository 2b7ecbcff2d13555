import { moduleBeside } from '../../properties/campaign/worker.ts';
import { onInterrupt } from '../interrupt.ts';
import { type Io, UsageError } from '../io.ts';
import { counted, Progress } from '../progress.ts';
import { startTask } from '../task.ts';
import type { SearchAnswer, SearchNews, SearchRequest } from './search-worker.ts';

type Found = Exclude<SearchAnswer, { readonly fault: string }>;

/**
 * Searches a model in a worker; Ctrl-C ends the search, and what was found until then is returned.
 * Throws `UsageError` with the story when a function of the model throws or leaves its schema.
 */
export async function search(request: SearchRequest, io: Io): Promise<Found> {
  const progress = new Progress(io);
  let resumedAt = 0;
  const task = startTask<SearchRequest, SearchNews, SearchAnswer>(
    moduleBeside('./search-worker', import.meta.url),
    request,
    (news) => {
      if ('resumedAt' in news) {
        resumedAt = news.resumedAt;
        io.err(`going on from ${counted(news.resumedAt, 'state')} in ${request.checkpoint}\n`);
      } else
        progress.update({
          phase: 'searching',
          // What was there before says nothing about the rate.
          unit: resumedAt === 0 ? 'states' : 'new states',
          done: news.states - resumedAt,
          total: 0,
          coverage: `level ${news.level}`,
          findings: 0,
        });
    },
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
