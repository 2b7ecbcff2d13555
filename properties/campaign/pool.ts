import { MessageChannel, type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads';
import type { RuleId } from '../catalogue.ts';
import type { CellRunner } from './campaign.ts';
import type { CellResult } from './run-cell.ts';
import type { Cell } from './subject.ts';
import { moduleBeside, startWorker } from './worker.ts';

/** Where workers find the subject: they cannot be handed functions. */
export interface SubjectSource {
  /** URL of a module. */
  readonly subjectModule: string;
  /** The name of a function of that module that makes the subject. */
  readonly subjectExport: string;
  /** What it is given; must be data that can be cloned. */
  readonly subjectArgument: unknown;
}

export interface PoolWorkerData extends SubjectSource {
  /** Counts answers; waited on. */
  readonly signal: SharedArrayBuffer;
  /** Not 0: stop soon. */
  readonly stop: SharedArrayBuffer;
}

export interface PoolTask {
  readonly index: number;
  readonly units: readonly string[];
  readonly cell: Cell;
  readonly rules: readonly RuleId[];
}

type PoolAnswer =
  | { readonly index: number; readonly result: CellResult }
  | { readonly index: number; readonly error: string };

/** How often an idle pool asks whether it should stop. */
const pollMs = 100;

/**
 * Runs cells in worker threads. Each cell is a function of its key, so results do not depend on the number of
 * workers nor on who ran what. The calling thread blocks meanwhile.
 */
export class CellPool {
  private readonly signal = new Int32Array(new SharedArrayBuffer(4));
  private readonly stop = new Int32Array(new SharedArrayBuffer(4));
  private readonly workers: { readonly worker: Worker; readonly port: MessagePort }[] = [];

  constructor(
    source: SubjectSource,
    workers: number,
    private readonly shouldStop: () => boolean,
    /** No cell is begun any more; those that were are finished. */
    private readonly timeUp: () => boolean = () => false,
  ) {
    // Where it was stopped before it began nobody is to wait until they have started.
    for (let i = 0; i < workers && !shouldStop(); i++) {
      const { port1, port2 } = new MessageChannel();
      const { signal, stop } = this;
      const worker = startWorker(
        moduleBeside('./pool-worker', import.meta.url),
        { ...source, port: port2, signal: signal.buffer, stop: stop.buffer },
        { transferList: [port2] },
      );
      worker.unref();
      this.workers.push({ worker, port: port1 });
    }
  }

  /** Results in the order of the cells. Throws what a cell throws. */
  readonly runCells: CellRunner = (units, cells, rules, onCell) => {
    const results = new Array<CellResult | undefined>(cells.length).fill(undefined);
    let next = 0;
    let done = 0;
    const give = (port: MessagePort): void => {
      const cell = cells[next];
      if (cell === undefined || this.timeUp() || this.shouldStop()) return;
      const task: PoolTask = { index: next++, units, cell, rules };
      port.postMessage(task);
    };
    for (const { port } of this.workers) give(port);
    while (done < next) {
      const seen = Atomics.load(this.signal, 0);
      for (const { port } of this.workers) {
        const answer = (receiveMessageOnPort(port) as { message: PoolAnswer } | undefined)?.message;
        if (answer === undefined) continue;
        if ('error' in answer)
          throw new Error(`cell ${answer.index + 1} of ${cells.length}: ${answer.error}`);
        results[answer.index] = answer.result;
        onCell(++done, answer.index, answer.result);
        give(port);
      }
      if (this.shouldStop()) Atomics.store(this.stop, 0, 1);
      if (done < next) Atomics.wait(this.signal, 0, seen, pollMs);
    }
    return results;
  };

  /** Ends the workers. */
  close(): void {
    for (const { worker, port } of this.workers) {
      port.close();
      void worker.terminate();
    }
  }
}
