import { Worker } from 'node:worker_threads';
import type { Helpers } from '../../model/checker/index.ts';
import type { ModelSource } from './source.ts';

/** What a helping thread is given. */
export interface HelperData {
  readonly entry: string;
  readonly source: ModelSource;
  readonly memory: SharedArrayBuffer;
}

/** Threads that help a search of a model. A search does not need them, so one that fails is no error. */
export function helpingThreads(source: ModelSource, count: number): Helpers {
  return {
    start(memory) {
      const entry = new URL('./helper-worker.ts', import.meta.url).href;
      const workerData: HelperData = { entry, source, memory };
      for (let i = 0; i < count; i++) {
        const worker = new Worker(new URL('../../properties/campaign/boot.mjs', import.meta.url), {
          workerData,
        });
        worker.on('error', (error) => process.stderr.write(`a helping thread ended: ${error.message}\n`));
        worker.unref();
      }
    },
  };
}
