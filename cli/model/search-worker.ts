import { type CheckpointStore, check, ModelError, type Progress } from '../../model/checker/index.ts';
import { UsageError } from '../io.ts';
import { serveTask } from '../task.ts';
import { checkpointIn } from './checkpoint-file.ts';
import { writeItf } from './itf-file.ts';
import { type ModelReport, reportOf } from './report.ts';
import { loadModel, type ModelSource } from './source.ts';
import { symmetricTypes } from './symmetry.ts';
import { helpingThreads } from './threads.ts';

export interface SearchRequest {
  readonly source: ModelSource;
  readonly maxStates: number | null;
  readonly maxDepth: number | null;
  readonly stopAtFirst: boolean;
  /** Folder for a file in the ITF format per counterexample and witness; null: none. */
  readonly itf: string | null;
  /** Folder in which the search keeps itself; null: it does not. */
  readonly checkpoint: string | null;
  readonly threads: number;
  /** Names of id types whose members are interchangeable. */
  readonly symmetry: readonly string[];
}

/** How far the search is, or where it goes on from. */
export type SearchNews = Progress | { readonly resumedAt: number };

/** The report, or what the model did that ended the search. */
export type SearchAnswer =
  | { readonly report: ModelReport; readonly itfFiles: readonly string[] }
  | { readonly fault: string };

serveTask<SearchRequest, SearchNews, SearchAnswer>(async ({ request, shouldStop, onProgress }) => {
  try {
    const model = await loadModel(request.source);
    const store = request.checkpoint === null ? null : checkpointIn(request.checkpoint, everySoOften());
    const result = check(model, {
      ...(store === null ? {} : { checkpoint: told(store, (resumedAt) => onProgress({ resumedAt })) }),
      ...(request.maxStates === null ? {} : { maxStates: request.maxStates }),
      ...(request.maxDepth === null ? {} : { maxDepth: request.maxDepth }),
      stopAtFirst: request.stopAtFirst,
      symmetry: symmetricTypes(model, request.symmetry),
      ...(request.threads === 1 ? {} : { helpers: helpingThreads(request.source, request.threads - 1) }),
      onProgress: (progress) => {
        onProgress(progress);
        return !shouldStop();
      },
    });
    const { itf } = request;
    const itfFiles = (itf === null ? [] : result.perRule).flatMap(
      ({ id, counterexample, witness, loopStart }) => {
        const trace = counterexample ?? witness;
        return trace === undefined ? [] : [writeItf(itf ?? '', model, { name: id, trace, loopStart })];
      },
    );
    return { report: reportOf(model, result), itfFiles };
  } catch (error) {
    if (error instanceof ModelError || error instanceof UsageError) return { fault: error.message };
    throw error;
  }
});

const SAVE_INTERVAL_MS = 10_000;

/** True once in each interval. */
function everySoOften(): () => boolean {
  let savedMs = performance.now();
  return () => {
    if (performance.now() - savedMs < SAVE_INTERVAL_MS) return false;
    savedMs = performance.now();
    return true;
  };
}

/** The same store, which says how many states it held. */
function told(store: CheckpointStore, resumedAt: (states: number) => void): CheckpointStore {
  return {
    ...store,
    read() {
      const read = store.read();
      if (read !== null) resumedAt(read.saved.states);
      return read;
    },
  };
}
