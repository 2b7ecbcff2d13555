import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Counterexample } from './counterexample.ts';
import { decodeCounterexample } from './format.ts';

const root = new URL('../../counterexamples/', import.meta.url);

/** Where a stored counterexample lies: a path below counterexamples/, as manifests name it. */
export function pathOf(file: string): string {
  return fileURLToPath(new URL(file, root));
}

/**
 * Reads a counterexample of a path of the file system.
 *
 * @throws DecodeError when it has another format; what the file system throws when it is not there
 */
export function readCounterexample(path: string): Counterexample {
  return decodeCounterexample(readFileSync(path, 'utf8'));
}
