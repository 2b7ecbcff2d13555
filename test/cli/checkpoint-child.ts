/**
 * Searches a model with a checkpoint in a folder and prints the result; kills itself on the way if told so.
 * Arguments: folder, and `write N`: in the midst of the Nth call that changes a file, or `liveness N`: when liveness
 * looks at its Nth state, or nothing.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { livingProtm } from './living-protm.ts';

const [folder = '', when = 'never', count = '0'] = process.argv.slice(2);
let left = Number(count);
const die = (): void => process.kill(process.pid, 'SIGKILL') as unknown as undefined;

if (when === 'write') {
  const { writeSync, renameSync, fsyncSync, ftruncateSync } = fs;
  fs.writeSync = ((file: number, from: Uint8Array, at: number, length: number, position: number) => {
    if (--left === 0) {
      writeSync(file, from, at, Math.floor(length / 2), position);
      die();
    }
    return writeSync(file, from, at, length, position);
  }) as typeof fs.writeSync;
  fs.renameSync = (from, to) => {
    if (--left === 0) die();
    renameSync(from, to);
    if (--left === 0) die();
  };
  fs.fsyncSync = (file) => {
    if (--left === 0) die();
    fsyncSync(file);
  };
  fs.ftruncateSync = (file, length) => {
    if (--left === 0) die();
    ftruncateSync(file, length);
  };
  syncBuiltinESMExports();
}
// Only now, so that they see the functions above.
const { checkpointIn } = await import('../../cli/model/checkpoint-file.ts');
const { check } = await import('../../model/checker/index.ts');

const model = livingProtm(() => {
  if (when === 'liveness' && --left === 0) die();
});
process.stdout.write(JSON.stringify(check(model, { checkpoint: checkpointIn(folder, () => true) })));
