import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeOutput } from '../files.ts';
import type { Io } from '../io.ts';
import { failureOf } from '../thrown.ts';
import { type Absent, absentFiles } from './absent.ts';
import { absentToGithub } from './github.ts';
import { REPORT_FORMAT } from './report.ts';

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
  if (holdsReport(folder)) removeBesides(folder);
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

/** Whether a run left its report in a folder. In another one, which somebody named, nothing is taken away. */
function holdsReport(folder: string): boolean {
  try {
    return JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')).format === REPORT_FORMAT;
  } catch {
    return false;
  }
}

/** Takes away what a report has beside the files that are always written, and nothing that it has not. */
function removeBesides(folder: string): void {
  rmSync(join(folder, 'timing.json'), { force: true });
  const stories = join(folder, 'stories');
  if (!existsSync(stories)) return;
  for (const name of readdirSync(stories)) if (name.endsWith('.html')) rmSync(join(stories, name));
  if (readdirSync(stories).length === 0) rmdirSync(stories);
}

function leave(folder: string, absent: Absent): void {
  for (const [name, render] of Object.entries(absentFiles)) writeOutput(join(folder, name), render(absent));
}
