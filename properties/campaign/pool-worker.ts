import { type MessagePort, workerData } from 'node:worker_threads';
import type { KeeperData, PoolTask } from './pool.ts';
import { runCell } from './run-cell.ts';
import type { Subject } from './subject.ts';
import { tuneForRuns } from './tune-for-runs.ts';

tuneForRuns();
const { subjectModule, subjectExport, subjectArgument, port, signal, stop } = workerData as KeeperData & {
  readonly port: MessagePort;
};
const signalled = new Int32Array(signal);
const stopped = new Int32Array(stop);
const loaded = (await import(subjectModule)) as { readonly [name: string]: unknown };
// The pool was given the name of a function that makes a subject; the type of its programs does not matter here.
const makeSubject = loaded[subjectExport] as (argument: unknown) => Subject<unknown>;
const subject = makeSubject(subjectArgument);

port.postMessage({ ready: true });
port.on('message', ({ index, units, cell, rules }: PoolTask) => {
  try {
    const result = runCell(subject, units, cell, rules, () => Atomics.load(stopped, 0) !== 0);
    port.postMessage({ index, result });
  } catch (error) {
    port.postMessage({
      index,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
  Atomics.add(signalled, 0, 1);
  Atomics.notify(signalled, 0);
});
