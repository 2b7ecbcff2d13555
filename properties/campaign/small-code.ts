import { setFlagsFromString } from 'node:v8';

/**
 * Asks V8 to copy less code of callees into their callers; its default is 920 bytes. A run goes through some hundred
 * functions a few times each, so that compiling them and fetching what was compiled costs more than calls.
 *
 * It holds for the whole process, and costs where few functions do all the work, as in a search of the model: for a
 * process, or a part of its life, that runs the simulator.
 */
export function keepCompiledCodeSmall(): void {
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
}
