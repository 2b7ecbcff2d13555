import { witnesses } from '../../model/checker/index.ts';
import { writeItf } from './itf-file.ts';
import { type ToldStep, toldTrace } from './report.ts';
import { serveSearch } from './serve.ts';
import { loadModel, type ModelSource } from './source.ts';

export interface WitnessRequest {
  readonly source: ModelSource;
  readonly maxStates: number;
  /** Null: all. */
  readonly actions: readonly string[] | null;
  /** Folder for a file in the ITF format for each trace; null: none. */
  readonly itf: string | null;
}

export interface WitnessAnswer {
  readonly states: number;
  readonly told: readonly {
    readonly action: string;
    readonly verdict: string;
    readonly trace: readonly ToldStep[] | null;
  }[];
}

serveSearch<WitnessRequest, WitnessAnswer>(async ({ request, shouldStop, onProgress }) => {
  const { source, maxStates, actions, itf } = request;
  const model = await loadModel(source);
  const sought = actions?.length ?? model.actions.length;
  const found = witnesses(model, {
    maxStates,
    ...(actions !== null && { actions }),
    onProgress: ({ states, met }) => {
      onProgress({ states, met: `${met} of ${sought} actions happened` });
      return !shouldStop();
    },
  });
  const absent = found.exhaustive ? 'dead' : 'unknown (truncated)';
  return {
    states: found.states,
    told: found.witnesses.map(({ action, trace }) => {
      if (trace === null) return { action, verdict: absent, trace: null };
      if (itf !== null) writeItf(itf, model, { name: action, trace });
      return { action, verdict: 'holds (exhaustive)', trace: toldTrace(model, trace) };
    }),
  };
});
