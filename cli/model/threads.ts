import type { Helpers } from '../../model/checker/index.ts';
import { moduleBeside, startWorker } from '../../properties/campaign/worker.ts';
import type { ModelSource } from './source.ts';

/** What a helping thread is given. */
export interface HelperData {
  readonly source: ModelSource;
  readonly memory: SharedArrayBuffer;
}

/** Threads that help a search of a model. A search does not need them, so one that fails is no error. */
export function helpingThreads(source: ModelSource, count: number): Helpers {
  return {
    start(memory) {
      const data: HelperData = { source, memory };
      for (let i = 0; i < count; i++) {
        const worker = startWorker(moduleBeside('./helper-worker', import.meta.url), data);
        worker.on('error', (error) => process.stderr.write(`a helping thread ended: ${error.message}\n`));
        worker.unref();
      }
    },
  };
}
