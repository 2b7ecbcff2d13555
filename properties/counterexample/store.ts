import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';
import type { Counterexample } from './counterexample.ts';
import { decodeCounterexample } from './format.ts';

/** Where a stored counterexample lies: a path below counterexamples/, as manifests name it. */
export function pathOf(file: string): string {
  return join(packageRoot, 'counterexamples', file);
}

/**
 * Reads a counterexample of a path of the file system.
 *
 * @throws DecodeError when it has another format; what the file system throws when it is not there
 */
export function readCounterexample(path: string): Counterexample {
  return decodeCounterexample(readFileSync(path, 'utf8'));
}
