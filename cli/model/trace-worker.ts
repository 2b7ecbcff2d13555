import { findPath, type Path } from './find-trace.ts';
import { serveSearch } from './serve.ts';
import { loadModel, type ModelSource } from './source.ts';

export interface TraceRequest {
  readonly source: ModelSource;
  /** A rule or an action that the model has. */
  readonly name: string;
  readonly maxStates: number;
}

serveSearch<TraceRequest, Path | null>(async ({ request, shouldStop, onProgress }) =>
  findPath(await loadModel(request.source), request.name, {
    maxStates: request.maxStates,
    onProgress: (states) => {
      onProgress({ states, met: '' });
      return !shouldStop();
    },
  }),
);
