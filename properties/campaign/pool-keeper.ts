import { type MessagePort, workerData } from 'node:worker_threads';
import { showLife } from './life.ts';
import type { KeeperData, WorkerEnd, WorkerStart } from './pool.ts';
import { moduleBeside, startWorker } from './worker.ts';

/**
 * Starts the workers of a pool and tells when one ends. The thread that searches cannot: it blocks while they run, and a
 * thread learns of the end of a worker only between two of its own tasks.
 */
const { port, ...shared } = workerData as KeeperData & { readonly port: MessagePort };
const signalled = new Int32Array(shared.signal);

function tell(end: WorkerEnd): void {
  port.postMessage(end);
  Atomics.add(signalled, 0, 1);
  Atomics.notify(signalled, 0);
}

showLife(shared.beats);
process.on('uncaughtExceptionMonitor', (error) => {
  tell({ nth: 'keeper', why: error.stack ?? error.message });
});
port.on('message', ({ nth, port: its }: WorkerStart & { readonly port: MessagePort }) => {
  const entry = moduleBeside('./pool-worker', import.meta.url);
  const worker = startWorker(entry, { ...shared, port: its }, { transferList: [its] });
  let why: string | null = null;
  worker.on('error', (error) => {
    why = error.stack ?? error.message;
  });
  worker.on('exit', (code) => {
    tell({ nth, why: why ?? `the thread ended with exit code ${code}` });
  });
});
