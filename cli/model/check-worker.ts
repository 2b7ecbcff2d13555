import { type CheckpointStore, check } from '../../model/checker/index.ts';
import { checkpointIn, everySoOften } from './checkpoint-file.ts';
import { writeItf } from './itf-file.ts';
import { type ModelReport, reportOf } from './report.ts';
import { serveSearch } from './serve.ts';
import { featuresOfSource, loadModel, type ModelSource } from './source.ts';
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

export interface CheckAnswer {
  readonly report: ModelReport;
  readonly itfFiles: readonly string[];
}

serveSearch<SearchRequest, CheckAnswer>(async ({ request, shouldStop, onProgress }) => {
  const { source, checkpoint, itf } = request;
  const model = await loadModel(source);
  const store = checkpoint === null ? null : checkpointIn(checkpoint, everySoOften());
  const from = checkpoint ?? '';
  const result = check(model, {
    ...(store === null ? {} : { checkpoint: told(store, (resumedAt) => onProgress({ resumedAt, from })) }),
    ...(request.maxStates === null ? {} : { maxStates: request.maxStates }),
    ...(request.maxDepth === null ? {} : { maxDepth: request.maxDepth }),
    stopAtFirst: request.stopAtFirst,
    symmetry: symmetricTypes(model, request.symmetry),
    ...(request.threads === 1 ? {} : { helpers: helpingThreads(source, request.threads - 1) }),
    onProgress: ({ states, level }) => {
      onProgress({ states, met: `level ${level}` });
      return !shouldStop();
    },
  });
  const itfFiles = (itf === null ? [] : result.perRule).flatMap(
    ({ id, counterexample, witness, loopStart }) => {
      const trace = counterexample ?? witness;
      return trace === undefined ? [] : [writeItf(itf ?? '', model, { name: id, trace, loopStart })];
    },
  );
  return { report: reportOf(model, result, featuresOfSource(source)), itfFiles };
});

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
