import { setFlagsFromString } from 'node:v8';

/**
 * Asks V8 for what suits many runs of the simulator, each of which soon is garbage (docs/decisions/0052).
 *
 * It copies less code of callees into their callers; its default is 920 bytes. A run goes through some hundred functions a
 * few times each, so that compiling them and fetching what was compiled costs more than calls. And it makes no object in
 * the old space from the start: it takes what a run keeps to its end for long-lived, and what lies there when the run is
 * over keeps the rest of the run.
 *
 * It holds for the whole process, and costs where few functions do all the work, as in a search of the model: for a
 * process, or a part of its life, that runs the simulator.
 */
export function tuneForRuns(): void {
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
  setFlagsFromString('--no-allocation-site-pretenuring');
}
