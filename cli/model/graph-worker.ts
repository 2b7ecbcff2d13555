import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { stateGraph, toAut, toDot, toJson } from '../../model/checker/index.ts';
import { serveSearch } from './serve.ts';
import { loadModel, type ModelSource } from './source.ts';

export interface GraphRequest {
  readonly source: ModelSource;
  readonly maxStates: number;
  readonly format: 'dot' | 'json' | 'aut';
  readonly fields: readonly string[] | null;
  /** Null: to whoever has the terminal, piece by piece. */
  readonly out: string | null;
}

export interface GraphAnswer {
  readonly states: number;
  readonly transitions: number;
  /** Whether the search was ended, so that it is a part of the graph only. */
  readonly truncated: boolean;
  /** Whether it was written: a format that cannot say that it is a part of a graph has none. */
  readonly written: boolean;
}

/** Pieces are sent in lots: a message each would take longer than the search. */
const LOT_CHARS = 2 ** 16;

serveSearch<GraphRequest, GraphAnswer>(async ({ request, shouldStop, onProgress }) => {
  const { source, maxStates, format, fields, out } = request;
  const explored = stateGraph(await loadModel(source), maxStates, ({ states, level }) => {
    onProgress({ states, met: `level ${level}` });
    return !shouldStop();
  });
  const { states, expanded, targets } = explored.edges;
  const truncated = expanded < states;
  const written = !(truncated && format === 'aut');
  if (written) {
    const pieces = {
      dot: () => toDot(explored, fields === null ? {} : { fields }),
      json: () => toJson(explored),
      aut: () => toAut(explored),
    }[format]();
    if (out === null) send(pieces, (piece) => onProgress({ piece }));
    else write(pieces, out);
  }
  return { states, transitions: targets.length, truncated, written };
});

function send(pieces: Iterable<string>, out: (lot: string) => void): void {
  let lot = '';
  for (const piece of pieces) {
    lot += piece;
    if (lot.length < LOT_CHARS) continue;
    out(lot);
    lot = '';
  }
  out(lot);
}

/** Graphs do not fit into one string. */
function write(pieces: Iterable<string>, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  try {
    for (const piece of pieces) writeSync(file, piece);
  } finally {
    closeSync(file);
  }
}
