import type { Workload } from '../../impl/userspace/workload.ts';
import type { Exploration, ExploreProgress } from '../../properties/campaign/explore.ts';
import { generatedKey, spaceOf } from '../../properties/campaign/plan.ts';
import type { Scenario } from '../../properties/campaign/scenario.ts';
import { curesOf } from '../../properties/campaign/stack.ts';
import { parseCell } from '../../properties/campaign/subject.ts';
import { moduleBeside } from '../../properties/campaign/worker.ts';
import { strategyNames } from '../../properties/explore/strategies.ts';
import { manifestOf } from '../../properties/manifests/index.ts';
import { rulesOf, unitsOf } from '../../properties/revision.ts';
import { workersOf } from '../../properties/verify-options.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import {
  type Asked,
  codeOf,
  EXECUTIONS,
  GENERATED,
  jsonOf,
  reachedText,
  text,
  verdictsOf,
  written,
} from '../explore/told.ts';
import type { ExploreRequest } from '../explore-worker.ts';
import { hostDelayOption, lateBy, lateOptions } from '../host-delays.ts';
import { UsageError } from '../io.ts';
import { longTask } from '../long-task.ts';
import {
  answeredBy,
  judgedBy,
  profileOption,
  revisionNames,
  revisionOption,
  ruleOption,
  strategyOption,
  workloadNames,
  workloadOption,
} from '../named.ts';
import type { ProgressState } from '../progress.ts';
import { REPORT_FOLDER } from '../report/publish.ts';

const DEFAULTS = { revision: 'series-2026', workload: 'video-playback', strategy: 'mixture' } as const;
/** Of what is asked for: which executions. */
type Executions = Pick<ExploreRequest, 'scenario' | 'strategy' | 'seed' | 'executions' | 'refine' | 'kind'>;

const shrinkLimits = { maxRuns: 1_000, maxEnumeration: 2_000 } as const;

export const explore: Command = {
  name: 'explore',
  says: 'search schedules of one workload on one revision by one strategy; what breaks is shrunk and told',
  operands: '',
  options: {
    revision: {
      type: 'string',
      value: revisionNames.join('|'),
      says: `the driver; also reference+M69, series-2026+enter-gate; ${DEFAULTS.revision} unless given`,
    },
    workload: {
      type: 'string',
      value: 'NAME|FILE',
      words: workloadNames,
      says: `a stored workload or your own; ${GENERATED}: drawn anew for each few seeds; ${DEFAULTS.workload} unless given`,
    },
    strategy: {
      type: 'string',
      value: 'NAME',
      words: () => strategyNames,
      says: `how schedules are chosen (list strategies); ${DEFAULTS.strategy} unless given`,
    },
    executions: { type: 'string', value: 'N', says: `how many; ${EXECUTIONS} unless given` },
    seed: {
      type: 'string',
      value: 'N',
      says: 'the first seed; execution i takes the seed N + i - 1; 1 unless given',
    },
    rule: judgedBy,
    choice: answeredBy,
    ...lateBy,
    cell: {
      type: 'string',
      value: 'CELL',
      says: 'the executions of a cell of `verify`, as its report names one that failed; in place of strategy, seed, executions, choice, delays and follow',
    },
    follow: {
      type: 'boolean',
      says: 'follow each run on the reference model too (REFINES): ten times slower',
    },
    first: { type: 'boolean', says: 'end soon after the first rule broke' },
    'no-shrink': { type: 'boolean', says: 'write what broke as it was met; `shrink` makes it small' },
    report: {
      type: 'string',
      value: 'DIR',
      writes: 'folder',
      says: `where new findings go; ${REPORT_FOLDER}/ unless given`,
    },
    json: { type: 'boolean', says: 'as JSON: the same options give the same bytes' },
  },
  examples: [
    ['npm run explore -- --revision series-2026', `${EXECUTIONS} schedules of ${DEFAULTS.workload}`],
    [
      'npm run explore -- --revision series-2026+enter-gate --rule FAIR-EXIT',
      'one rule, with one fix stacked on the series',
    ],
    ["npm run explore -- --strategy 'PCT depth 2' --choice F04=never", 'another strategy, another firmware'],
    [
      'npm run explore -- --workload generated --executions 1000 --first',
      'any program; stop when one breaks',
    ],
    [
      "npm run explore -- --work-late '50 ms' --irq-late '10 ms'",
      'on a host that is slower than part F says',
    ],
    ['npm run explore -- --revision reference --follow --executions 20', 'held against the reference model'],
  ],
  async run(args, io) {
    const asked = askedOf(args);
    const { request } = asked;
    const program = request.scenario?.workload.name ?? 'generated workloads';
    const result = await longTask<ExploreRequest, ExploreProgress, Exploration>(
      {
        entry: moduleBeside('../explore-worker', import.meta.url),
        request,
        says: `exploring ${program} on ${request.revision} by ${request.strategy}; Ctrl-C prints what was found until then`,
        shown: (state) => progressOf(state, request),
      },
      io,
    );
    const found = written(result.findings, args.text('report') ?? REPORT_FOLDER);
    const words = verdictsOf(result, asked);
    const code = codeOf(result, words);
    if (args.flag('json')) io.out(`${JSON.stringify(jsonOf(result, asked, found, words, code))}\n`);
    else io.out(text(result, asked, found, words, code, io));
    return code;
  },
};

/** Which executions: those of a cell, or as the options say, one by one. */
function executionsOf(args: Args): Executions {
  const key = args.text('cell');
  if (key === null) {
    const workload = args.text('workload') ?? DEFAULTS.workload;
    const profile = profileOption(args.texts('choice'));
    const faults = hostDelayOption(args);
    if (workload === GENERATED && Object.keys(faults).length > 0)
      throw new UsageError(
        `--workload ${GENERATED} draws how late its host is: name a workload with ${lateOptions.map((option) => `--${option}`).join(' and ')}`,
      );
    return {
      scenario: workload === GENERATED ? null : { workload: workloadOption(workload), faults, profile },
      strategy: strategyOption(args.text('strategy') ?? DEFAULTS.strategy),
      seed: args.integer('seed', 1, 1, 2 ** 31 - 1),
      executions: args.integer('executions', EXECUTIONS, 1, 10_000_000),
      refine: args.flag('follow'),
    };
  }
  const beside = ['strategy', 'seed', 'executions', 'choice', ...lateOptions, 'follow'].find((name) =>
    args.has(name),
  );
  if (beside !== undefined) throw new UsageError(`--cell says what --${beside} would: leave one of them out`);
  const file = args.text('workload');
  return ofCell(key, [
    ...(file === null ? [] : [workloadOption(file)]),
    ...workloadNames().map(workloadOption),
  ]);
}

function ofCell(key: string, workloads: readonly Workload[]): Executions {
  const cell = parseCell(key);
  if (cell === null)
    throw new UsageError(
      `"${key}" is no cell as "mixture | video-playback, default | 1 to 5": strategy, program, seeds from 1; a report of verify names them`,
    );
  const { strategy, program, from, count, refine = false, near, every } = cell;
  const kind =
    near !== undefined || every !== undefined ? { ...(near && { near }), ...(every && { every }) } : null;
  const scenario = program === generatedKey ? null : scenarioOf(program, workloads);
  return {
    scenario,
    strategy: every === undefined ? strategyOption(strategy) : strategy,
    seed: from,
    executions: count,
    refine,
    ...(kind !== null && { kind }),
  };
}

function scenarioOf(program: string, workloads: readonly Workload[]): Scenario {
  try {
    return spaceOf(workloads).program(program, 0);
  } catch (error) {
    throw new UsageError(`--cell: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function askedOf(args: Args): Asked {
  const revision = revisionOption(args.text('revision') ?? DEFAULTS.revision);
  const which = executionsOf(args);
  const named = args.texts('rule').map(ruleOption);
  const refine = which.refine || named.flat().includes('REFINES');
  const judged = named.length > 0 ? [...new Set(named.flat())] : rulesOf(revision);
  const request: ExploreRequest = {
    revision,
    units: unitsOf(revision),
    ...which,
    rules: refine ? judged : judged.filter((rule) => rule !== 'REFINES'),
    refine,
    stopAtFirst: args.flag('first'),
    shrink: args.flag('no-shrink') ? null : shrinkLimits,
    cures: curesOf(revision),
    manifest: manifestOf(revision),
    workers: workersOf({}),
  };
  const line = ['revision', 'workload', 'strategy', 'cell', ...lateOptions].flatMap((name) => {
    const value = args.text(name);
    return value === null ? [] : [`--${name}`, value];
  });
  const many = ['rule', 'choice'].flatMap((name) =>
    args.texts(name).flatMap((value) => [`--${name}`, value]),
  );
  return { request, named, line: [...line, ...many, ...(args.flag('follow') ? ['--follow'] : [])] };
}

function progressOf(
  { phase, executions, reached, findings }: ExploreProgress,
  request: ExploreRequest,
): ProgressState {
  const coverage = reachedText(reached, request);
  return phase === 'search'
    ? {
        phase: 'exploring',
        unit: 'executions',
        done: executions,
        total: request.executions,
        findings,
        coverage,
      }
    : { phase: 'looking into what broke', unit: '', done: 0, total: 0, findings, coverage };
}
