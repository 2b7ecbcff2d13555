import { ModelError } from '../../model/checker/index.ts';
import { UsageError } from '../io.ts';
import { serveTask, type TaskContext } from '../task.ts';

/** How far a search of a model is, or where it goes on from. */
export type SearchNews =
  | {
      readonly states: number;
      /** What else is told of it, `level 12`. */
      readonly met: string;
    }
  | { readonly resumedAt: number; readonly from: string }
  /** A piece of what is written, for whoever has the terminal. */
  | { readonly piece: string };

/** What a search of a model ended with: its answer, or what the model did that ended it. */
export type SearchAnswer<Answer> = { readonly answer: Answer } | { readonly fault: string };

/** Runs the search that this worker was started for. A ModelError or a UsageError is a mistake of the user. */
export function serveSearch<Request, Answer>(
  run: (context: TaskContext<Request, SearchNews>) => Promise<Answer>,
): void {
  serveTask<Request, SearchNews, SearchAnswer<Answer>>(async (context) => {
    try {
      return { answer: await run(context) };
    } catch (error) {
      if (error instanceof ModelError || error instanceof UsageError) return { fault: error.message };
      throw error;
    }
  });
}
