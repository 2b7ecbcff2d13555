import { join } from 'node:path';
import { type Trace, toItf } from '../../model/checker/index.ts';
import { writeOutput } from '../files.ts';
import type { AnyModel } from './source.ts';

/** Writes the trace of a rule or an action as `NAME.itf.json` into a folder; returns the path. */
export function writeItf(
  folder: string,
  model: AnyModel,
  { name, trace, loopStart }: { name: string; trace: Trace<unknown>; loopStart?: number | undefined },
): string {
  const file = join(folder, `${name.replace(/[^\w.-]+/g, '-')}.itf.json`);
  const options = { description: name, ...(loopStart === undefined ? {} : { loopStart }) };
  writeOutput(file, `${JSON.stringify(toItf(model, trace, options), null, 2)}\n`);
  return file;
}
