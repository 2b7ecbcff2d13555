import { serveTask } from '../../cli/task.ts';

export interface CountingRequest {
  readonly to: number;
  readonly fail?: string;
}

// Counts up without ever returning to the event loop, as a search does.
serveTask<CountingRequest, number, { readonly reached: number; readonly stopped: boolean }>((task) => {
  const { to, fail } = task.request;
  let reached = 0;
  while (reached < to && !task.shouldStop()) {
    reached++;
    if (reached % 1000 === 0) task.onProgress(reached);
  }
  if (fail !== undefined) throw new Error(fail);
  return { reached, stopped: reached < to };
});
