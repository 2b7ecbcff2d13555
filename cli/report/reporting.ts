import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeOutput } from '../files.ts';
import type { Io } from '../io.ts';
import { failureOf } from '../thrown.ts';
import { type Absent, absentFiles } from './absent.ts';
import { absentToGithub } from './github.ts';

/** What is in the folder of a report beside the files that are always written. */
const besides = ['timing.json', 'stories'] as const;

/**
 * Does what a report is made by. Nothing of an earlier run is taken for this one's: from the first moment the folder says
 * that this run has not ended, which stays where it is killed; where it fails, the folder says why.
 *
 * What searches have found and finished stays: counterexamples, shards and the journal each say themselves what they are of.
 *
 * @param begun what is said until the run ends, or where it leaves the report to another one
 * @throws what `work` throws
 */
export async function reporting<Result>(
  folder: string,
  begun: Absent,
  io: Io,
  work: () => Promise<Result>,
): Promise<Result> {
  for (const name of besides) rmSync(join(folder, name), { recursive: true, force: true });
  leave(folder, begun);
  const onFailure = (error: unknown): void => {
    const { says, exitCode } = failureOf(error);
    const failed: Absent = { what: 'the run failed', why: says, exitCode };
    leave(folder, failed);
    io.err(absentToGithub(failed, process.env));
  };
  process.on('uncaughtExceptionMonitor', onFailure);
  try {
    return await work();
  } catch (error) {
    onFailure(error);
    throw error;
  } finally {
    process.off('uncaughtExceptionMonitor', onFailure);
  }
}

/** A run that was begun. */
export const notEnded: Absent = {
  what: 'the run has not ended',
  why: 'The run that was to write this report goes on, or it was killed before its end.',
  exitCode: 3,
};

function leave(folder: string, absent: Absent): void {
  for (const [name, render] of Object.entries(absentFiles)) writeOutput(join(folder, name), render(absent));
}
