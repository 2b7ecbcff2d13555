import { MessageChannel, type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads';
import type { RuleId } from '../catalogue.ts';
import type { CellRunner } from './campaign.ts';
import { failureAt } from './failure.ts';
import { LifeWatch } from './life.ts';
import { type CellResult, emptyResult } from './run-cell.ts';
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

/** What the thread is given that starts the workers, and what it hands on to them. */
export interface KeeperData extends SubjectSource {
  /** Counts answers and ends of workers; waited on. */
  readonly signal: SharedArrayBuffer;
  /** Not 0: stop soon. */
  readonly stop: SharedArrayBuffer;
  /** Where the keeper shows that it lives. */
  readonly beats: SharedArrayBuffer;
}

/** Asks the keeper for a worker; its port goes with it. */
export interface WorkerStart {
  readonly nth: number;
}

/** What the keeper tells of a worker that ended; of itself where it fails. */
export interface WorkerEnd {
  readonly nth: number | 'keeper';
  readonly why: string;
}

export interface PoolTask {
  readonly index: number;
  readonly units: readonly string[];
  readonly cell: Cell;
  readonly rules: readonly RuleId[];
}

type PoolAnswer =
  | { readonly ready: true }
  | { readonly index: number; readonly result: CellResult }
  | { readonly index: number; readonly error: string };

interface PoolWorker {
  readonly nth: number;
  readonly port: MessagePort;
  /** Whether it has the subject: one that ends before would end each time that it is started. */
  ready: boolean;
  /** The cell that it was given last and has not answered. */
  at: number | null;
}

/** How often an idle pool asks whether it should stop. */
const pollMs = 100;
/** For so many polls the keeper may show no life: half a minute. */
const keeperPatience = 300;

/**
 * Runs cells in worker threads. Each cell is a function of its key, so results do not depend on the number of
 * workers nor on who ran what. The calling thread blocks meanwhile.
 */
export class CellPool {
  private readonly signal = new Int32Array(new SharedArrayBuffer(4));
  private readonly stop = new Int32Array(new SharedArrayBuffer(4));
  private readonly workers: PoolWorker[] = [];
  private readonly keeper: { readonly worker: Worker; readonly port: MessagePort } | null = null;
  private readonly life: LifeWatch;
  private started = 0;

  constructor(
    source: SubjectSource,
    workers: number,
    private readonly shouldStop: () => boolean,
    /** No cell is begun any more; those that were are finished. */
    private readonly timeUp: () => boolean = () => false,
    patience = keeperPatience,
  ) {
    this.life = new LifeWatch(patience);
    // Where it was stopped before it began nobody is to wait until they have started.
    if (shouldStop()) return;
    const { port1, port2 } = new MessageChannel();
    const { signal, stop } = this;
    const { beats } = this.life;
    const data: KeeperData = { ...source, signal: signal.buffer, stop: stop.buffer, beats };
    const worker = startWorker(
      moduleBeside('./pool-keeper', import.meta.url),
      { ...data, port: port2 },
      { transferList: [port2] },
    );
    worker.unref();
    // Its own message says so to whoever searches, and comes sooner.
    worker.on('error', () => {});
    this.keeper = { worker, port: port1 };
    for (let i = 0; i < workers; i++) this.workers.push(this.start());
  }

  private start(): PoolWorker {
    const { port1, port2 } = new MessageChannel();
    const nth = this.started++;
    const start: WorkerStart = { nth };
    this.keeper?.port.postMessage({ ...start, port: port2 }, [port2]);
    return { nth, port: port1, ready: false, at: null };
  }

  /**
   * Results in the order of the cells. Throws what a cell throws. A cell whose thread ends, be it out of memory or ended by
   * what it ran, has failed; another thread goes on with the next.
   */
  readonly runCells: CellRunner = (units, cells, rules, onCell) => {
    const results = new Array<CellResult | undefined>(cells.length).fill(undefined);
    let next = 0;
    let done = 0;
    const give = (worker: PoolWorker): void => {
      const cell = cells[next];
      if (cell === undefined || this.timeUp() || this.shouldStop()) return;
      const task: PoolTask = { index: next++, units, cell, rules };
      worker.at = task.index;
      worker.port.postMessage(task);
    };
    const take = (worker: PoolWorker, answer: PoolAnswer): void => {
      if ('ready' in answer) worker.ready = true;
      else if ('error' in answer)
        throw new Error(`cell ${answer.index + 1} of ${cells.length}: ${answer.error}`);
      else {
        results[answer.index] = answer.result;
        worker.at = null;
        onCell(++done, answer.index, answer.result);
      }
    };
    const replace = ({ nth, why }: WorkerEnd): void => {
      if (nth === 'keeper') throw keeperEnded(why);
      const place = this.workers.findIndex((worker) => worker.nth === nth);
      const ended = this.workers[place];
      if (ended === undefined) return;
      // What it answered before it ended counts.
      for (const answer of received<PoolAnswer>(ended.port)) take(ended, answer);
      if (!ended.ready) throw new Error(`a thread of the search did not start: ${why}`);
      ended.port.close();
      const fresh = this.start();
      this.workers[place] = fresh;
      const cell = ended.at === null ? undefined : cells[ended.at];
      if (ended.at !== null && cell !== undefined) {
        results[ended.at] = { ...emptyResult, failed: [failureAt(units, cell, 'the run', why)] };
        // It is not said which it was: what came of it is no function of its key, and is not to be kept.
        onCell(++done);
      }
      give(fresh);
    };
    for (const worker of this.workers) give(worker);
    while (done < next) {
      const seen = Atomics.load(this.signal, 0);
      for (const worker of this.workers) {
        for (const answer of received<PoolAnswer>(worker.port)) take(worker, answer);
        if (worker.at === null) give(worker);
      }
      if (this.keeper !== null) for (const end of received<WorkerEnd>(this.keeper.port)) replace(end);
      if (this.shouldStop()) Atomics.store(this.stop, 0, 1);
      // With the keeper all workers end, and nobody answers any more.
      if (done < next && Atomics.wait(this.signal, 0, seen, pollMs) === 'timed-out')
        if (this.life.isDeadAfterWait()) throw keeperEnded('it shows no life any more');
    }
    return results;
  };

  /** Ends the workers. */
  close(): void {
    for (const { port } of this.workers) port.close();
    this.keeper?.port.close();
    void this.keeper?.worker.terminate();
  }
}

const keeperEnded = (why: string): Error =>
  new Error(`the thread that starts the threads of the search ended, and they with it: ${why}`);

/** The messages that wait at a port, without giving way to anything else. */
function* received<M>(port: MessagePort): Generator<M> {
  for (;;) {
    const next = receiveMessageOnPort(port) as { readonly message: M } | undefined;
    if (next === undefined) return;
    yield next.message;
  }
}
