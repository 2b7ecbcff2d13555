import { parentPort, workerData } from 'node:worker_threads';
import { startWorker } from '../properties/campaign/worker.ts';

/**
 * A long synchronous task in a worker thread, so that this thread stays free for signals and progress;
 * docs/decisions/0001.
 */
export interface TaskHandle<Result> {
  readonly result: Promise<Result>;
  /** Asks the task to return what it has. */
  stop(): void;
}

/** What the worker's module is given. */
export interface TaskContext<Request, Progress> {
  readonly request: Request;
  shouldStop(): boolean;
  onProgress(progress: Progress): void;
}

interface TaskData {
  readonly request: unknown;
  readonly stop: SharedArrayBuffer;
}

type TaskMessage =
  | { readonly kind: 'progress'; readonly progress: unknown }
  | { readonly kind: 'result'; readonly result: unknown };

/**
 * Starts a task.
 *
 * @param entry module that calls `serveTask`
 * @param request plain data
 */
export function startTask<Request, Progress, Result>(
  entry: URL,
  request: Request,
  onProgress: (progress: Progress) => void,
): TaskHandle<Result> {
  const stop = new SharedArrayBuffer(4);
  const data: TaskData = { request, stop };
  const worker = startWorker(entry, data);
  const result = new Promise<Result>((resolve, reject) => {
    worker.on('message', (message: TaskMessage) => {
      if (message.kind === 'progress') onProgress(message.progress as Progress);
      else resolve(message.result as Result);
    });
    worker.on('error', reject);
    // After a result this changes nothing: a promise is settled once.
    worker.on('exit', (code) => reject(new Error(`the worker ended with code ${code} and no result`)));
  });
  return { result, stop: () => Atomics.store(new Int32Array(stop), 0, 1) };
}

/** Runs the task that this worker was started for; called by the entry module. */
export async function serveTask<Request, Progress, Result>(
  run: (context: TaskContext<Request, Progress>) => Result | Promise<Result>,
): Promise<void> {
  if (parentPort === null) throw new Error('this module runs in a worker only');
  const port = parentPort;
  const data = workerData as TaskData;
  const stopped = new Int32Array(data.stop);
  const post = (message: TaskMessage): void => port.postMessage(message);
  const result = await run({
    request: data.request as Request,
    shouldStop: () => Atomics.load(stopped, 0) !== 0,
    onProgress: (progress) => post({ kind: 'progress', progress }),
  });
  post({ kind: 'result', result });
}
