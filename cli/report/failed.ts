import type { Failure } from '../../properties/campaign/failure.ts';
import type { RevisionReport, VerifyReport } from '../../properties/verify-report.ts';
import { workloadOption } from '../named.ts';
import { counted } from '../progress.ts';
import { shellWord } from './table.ts';

/** Where something failed, in words. */
export function failedAt({ at, during }: Failure): string {
  return 'file' in at ? `${during} of ${at.file}` : `${during}, in ${at.cell}`;
}

/** The first line of the exception and where it was thrown. */
export function failedBy({ error }: Failure): string {
  const [what = '', ...frames] = error.split('\n');
  const [from] = frames.filter((line) => /^\s*at /.test(line));
  return from === undefined ? what : `${what} ${from.trim()}`;
}

/**
 * A line to paste that fails in the same way.
 *
 * @param asked what was asked for, as it stands on a command line: a workload of somebody's own is named by its file
 */
export function failsAgain(
  { revision, units }: Pick<RevisionReport, 'revision' | 'units'>,
  { at }: Failure,
  asked: readonly string[],
): string {
  if ('file' in at) return `npm run replay -- ${shellWord(at.file)}`;
  const stacked = at.units.filter((unit) => !units.includes(unit));
  const files = asked.filter((_, i) => asked[i - 1] === '--workload');
  const file = files.find((one) => at.cell.includes(`| ${workloadOption(one).name}, `));
  const options = [
    ...['--revision', [revision, ...stacked].join('+')],
    ...(file === undefined ? [] : ['--workload', file]),
    ...['--cell', at.cell],
  ];
  return `npm run explore -- ${options.map(shellWord).join(' ')}`;
}

/** Something that failed, and the line that fails in the same way. */
export interface Told {
  readonly failure: Failure;
  readonly again: string;
  /** The revision, where several are told of. */
  readonly on?: string;
}

const timesText = ({ times }: Failure): string =>
  times === 1 ? '' : `, the first of ${counted(times, 'time')}`;

/** What failed in protm-check itself, for a terminal; nothing where nothing did. */
export function failedText(told: readonly Told[]): string {
  if (told.length === 0) return '';
  const head = 'Failed in protm-check itself, which says nothing of any rule; the search went on';
  const lines = told.flatMap(({ failure, again, on }) => [
    `  ${on === undefined ? '' : `${on}: `}${failedAt(failure)}${timesText(failure)}`,
    ...failure.error.split('\n').map((line) => `    ${line}`),
    `    ${again}`,
  ]);
  return [head, ...lines].map((line) => `${line}\n`).join('');
}

/** The same of all revisions of a report. */
export function failedSection({ revisions }: VerifyReport, asked: readonly string[]): string {
  return failedText(
    revisions.flatMap((one) =>
      one.failed.map((failure) => ({
        failure,
        again: failsAgain(one, failure, asked),
        on: one.revision,
      })),
    ),
  );
}
