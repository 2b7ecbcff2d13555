import { moduleBeside } from '../../properties/campaign/worker.ts';
import { onInterrupt } from '../interrupt.ts';
import { type Io, UsageError } from '../io.ts';
import { counted, Progress } from '../progress.ts';
import { startTask } from '../task.ts';
import type { SearchAnswer, SearchNews } from './serve.ts';

/** Workers that search a model: against its rules, for a way to each action, for its graph, for one trace. */
const workers = {
  check: moduleBeside('./check-worker', import.meta.url),
  witness: moduleBeside('./witness-worker', import.meta.url),
  graph: moduleBeside('./graph-worker', import.meta.url),
  trace: moduleBeside('./trace-worker', import.meta.url),
} as const;

/**
 * Searches a model in a worker, with progress; Ctrl-C ends the search, and what was found until then is returned.
 * Throws `UsageError` with the story when a function of the model throws or leaves its schema.
 *
 * @param says what is begun, without the end of the sentence
 */
export async function search<Request, Answer>(
  kind: keyof typeof workers,
  request: Request,
  says: string,
  io: Io,
): Promise<Answer> {
  const progress = new Progress(io);
  let resumedAt = 0;
  const task = startTask<Request, SearchNews, SearchAnswer<Answer>>(workers[kind], request, (news) => {
    if ('piece' in news) io.out(news.piece);
    else if ('resumedAt' in news) {
      resumedAt = news.resumedAt;
      io.err(`going on from ${counted(news.resumedAt, 'state')} in ${news.from}\n`);
    } else
      progress.update({
        phase: 'searching',
        // What was there before says nothing about the rate.
        unit: resumedAt === 0 ? 'states' : 'new states',
        done: news.states - resumedAt,
        total: 0,
        coverage: news.met,
        findings: 0,
      });
  });
  const unwatch = onInterrupt(io, () => {
    task.stop();
    progress.end();
  });
  io.err(`${says}\n`);
  try {
    const result = await task.result;
    if ('fault' in result) throw new UsageError(result.fault);
    return result.answer;
  } finally {
    unwatch();
    progress.end();
  }
}
