import { moduleBeside } from '../../properties/campaign/worker.ts';
import type { Comparison } from '../../properties/compare/compare.ts';
import type { VerifyProgress } from '../../properties/verify-options.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import { codeOf, jsonOf, text, toldOf } from '../diff/told.ts';
import type { CompareRequest } from '../diff-worker.ts';
import { jsonFiles } from '../files.ts';
import { UsageError } from '../io.ts';
import { longTask } from '../long-task.ts';
import { revisionNames, revisionOption, workloadNames, workloadOption } from '../named.ts';
import { REPORT_FOLDER } from '../report/publish.ts';
import { DEFAULT_SEED } from '../report/report.ts';
import { VerifyPhases } from '../verify-progress.ts';
import { readWorkload } from '../workload-file.ts';

export const diff: Command = {
  name: 'diff',
  says: 'what a change of the driver changes: rules whose verdict is another, causes that are new, uncovered, cured or gone',
  glossary: [
    [
      'new',
      'the second driver breaks it; the first does not show it: under the same decisions, near them, by every strategy, or stored',
    ],
    [
      'uncovered',
      'the search met it on the second only, but the first breaks it too: under another schedule, as is stored of it, or once a fix in which they do not differ is stacked on it',
    ],
    ['cured', 'the first breaks it; the second has what cures it, and does not show it however it was tried'],
    ['gone', 'the same, though the second has not what cures it on the first'],
    ['not met', 'the search met it on the first only, but the second still breaks it'],
    ['untried', 'met on one of them, and interrupted before the other was tried'],
  ],
  operands: 'REVISION REVISION',
  words: () => revisionNames,
  options: {
    workload: {
      type: 'string',
      value: 'NAME|FILE',
      words: workloadNames,
      multiple: true,
      says: 'only this workload and generated ones; may be given more than once',
    },
    budget: { type: 'string', value: 'smoke|default|deep', says: 'how many executions; smoke unless given' },
    seed: { type: 'string', value: 'N', says: `another search; ${DEFAULT_SEED} unless given` },
    report: {
      type: 'string',
      value: 'DIR',
      writes: 'folder',
      says: `where new findings go; ${REPORT_FOLDER}/ unless given`,
    },
    json: { type: 'boolean', says: 'as JSON: the same options give the same bytes' },
  },
  examples: [
    ['npm run diff -- series-2026 series-2026+enter-gate', 'what one fix of the reference changes'],
    ['npm run diff -- reference reference+M69 --workload video-playback', 'what a seeded defect breaks'],
    ['npm run diff -- rfc-2025 series-2026 --budget default', 'what a new posting changes'],
  ],
  async run(args, io) {
    const request = requestOf(args);
    const comparison = await longTask<CompareRequest, VerifyProgress, Comparison>(
      {
        entry: moduleBeside('../diff-worker', import.meta.url),
        request,
        says: `searching ${request.before} and ${request.after}; Ctrl-C compares what was found until then`,
        shown: shownBy(request),
      },
      io,
    );
    const told = toldOf(comparison, args.text('report') ?? REPORT_FOLDER);
    const code = codeOf(comparison);
    if (args.flag('json')) io.out(`${JSON.stringify(jsonOf(told, request, code))}\n`);
    else io.out(text(told, request, code, args.texts('workload'), io));
    return code;
  },
};

function requestOf(args: Args): CompareRequest {
  const [before, after, ...rest] = args.operands;
  if (before === undefined || after === undefined || rest.length > 0) {
    throw new UsageError(
      `diff takes two revisions, as \`npm run diff -- series-2026 series-2026+enter-gate\`, not ${args.operands.length}`,
    );
  }
  if (before === after) throw new UsageError(`${before} differs from itself in nothing: name two revisions`);
  const files = args.texts('workload');
  return {
    before: revisionOption(before),
    after: revisionOption(after),
    seed: args.integer('seed', DEFAULT_SEED, 0, 2 ** 31 - 1),
    budget: args.oneOf('budget', ['smoke', 'default', 'deep'], 'smoke'),
    workloads:
      files.length > 0 ? files.map(workloadOption) : jsonFiles('properties/workloads').map(readWorkload),
  };
}

function shownBy({ before, after }: CompareRequest) {
  const phases = new VerifyPhases([before, after]);
  return (state: VerifyProgress) => phases.shown(state);
}
