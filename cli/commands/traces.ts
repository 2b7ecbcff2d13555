import { durationText, parseDuration } from '../../impl/userspace/stream.ts';
import { moduleBeside } from '../../properties/campaign/worker.ts';
import type { RuleId } from '../../properties/catalogue.ts';
import { isExpectedRule } from '../../properties/counterexample/is-expected.ts';
import { plural } from '../../properties/plural.ts';
import { rulesOf } from '../../properties/revision.ts';
import { rules as allRules } from '../../properties/rules/index.ts';
import type { TraceVerdict } from '../../properties/verify-traces.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import { type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { type Io, UsageError } from '../io.ts';
import { longTask } from '../long-task.ts';
import {
  answeredBy,
  judgedBy,
  profileOption,
  revisionNames,
  revisionOption,
  ruleOption,
  workloadNames,
  workloadOption,
} from '../named.ts';
import { count, counted } from '../progress.ts';
import { columns, shellWord, wrapText } from '../report/table.ts';
import { EXPECTED_AS_MET } from '../report/verdict.ts';
import { said } from '../story/said.ts';
import type { TracesProgress, TracesRequest } from '../traces-worker.ts';

const EXECUTIONS = 10_000;
const WIDTH = 100;

export const traces: Command = {
  name: 'traces',
  says: 'run every trace of a small workload between two times: exhaustive, by partial-order reduction',
  operands: '',
  options: {
    revision: {
      type: 'string',
      value: revisionNames.join('|'),
      says: 'the driver; also reference+M69, series-2026+enter-gate; reference unless given',
    },
    workload: {
      type: 'string',
      value: 'NAME|FILE',
      words: workloadNames,
      says: 'a stored workload or your own (docs/workloads.md)',
    },
    from: {
      type: 'string',
      value: 'TIME',
      says: 'the default schedule is taken before, `"3 ms"`; from the beginning unless given',
    },
    until: { type: 'string', value: 'TIME', says: 'the horizon' },
    executions: {
      type: 'string',
      value: 'N',
      says: `end after so many, and claim nothing; ${EXECUTIONS} unless given`,
    },
    rule: judgedBy,
    choice: answeredBy,
    json: { type: 'boolean', says: 'as JSON: the same options give the same bytes' },
  },
  examples: [
    [
      'npm run traces -- --workload video-playback --until "1 ms"',
      'every trace of the first millisecond: the probe',
    ],
    [
      'npm run traces -- --workload video-playback --until "1100 us" --revision series-2026 --rule ENTER-GATE --executions 50',
      'one rule on the posted series, as far as fifty executions go',
    ],
  ],
  async run(args, io) {
    const { request, title } = requestOf(args);
    const { maxExecutions } = request;
    const verdict = await longTask<TracesRequest, TracesProgress, TraceVerdict>(
      {
        entry: moduleBeside('../traces-worker', import.meta.url),
        request,
        says: `running ${title}; at most ${counted(maxExecutions, 'execution')}; Ctrl-C prints what was found until then`,
        shown: ({ executions, broken }) => ({
          phase: 'every trace',
          unit: 'executions',
          done: executions,
          // How many there will be is known only at the end.
          total: 0,
          findings: broken,
          coverage: '',
        }),
      },
      io,
    );
    const words = wordsOf(request, verdict);
    const code = codeOf(words, args.texts('rule').length > 0);
    io.out(
      args.flag('json')
        ? jsonOf(title, verdict, words, code)
        : `${textOf(title, verdict, words, code, io)}Next: ${nextOf(args, words, request)}\n`,
    );
    return code;
  },
};

function requestOf(args: Args): { readonly request: TracesRequest; readonly title: string } {
  const named = args.text('workload');
  if (named === null)
    throw new UsageError('--workload: which? a small one ends, a stored one only for a short time');
  const workload = workloadOption(named);
  const name = revisionOption(args.text('revision') ?? 'reference');
  const fromUs = timeOf(args, 'from') ?? 0;
  const untilUs = timeOf(args, 'until');
  if (untilUs === null) throw new UsageError('--until: to which time? as --until "2 ms"');
  if (untilUs < fromUs) throw new UsageError('--until is before --from');
  const choices = args.texts('choice');
  const chosen = args.texts('rule').flatMap(ruleOption);
  // Followed on the model a run is explained step by step, and that depends on the order of its events.
  const rules = (chosen.length > 0 ? [...new Set(chosen)] : rulesOf(name)).filter(
    (rule) => rule !== 'REFINES',
  );
  if (rules.length === 0)
    throw new UsageError(
      '--rule REFINES: traces cannot judge it, it depends on the order of events; explore can',
    );
  const when = `from ${durationText(fromUs)} to ${durationText(untilUs)}`;
  const profile = choices.length === 0 ? 'the default profile' : choices.join(', ');
  return {
    request: {
      revision: name,
      workload,
      profile: profileOption(choices),
      fromUs,
      untilUs,
      rules,
      maxExecutions: args.integer('executions', EXECUTIONS, 1, 100_000_000),
    },
    title: `all traces of ${workload.name} on ${name} under ${profile} ${when}, no wake-up late`,
  };
}

function timeOf(args: Args, option: string): number | null {
  const text = args.text(option);
  if (text === null) return null;
  try {
    return parseDuration(text);
  } catch {
    throw new UsageError(`--${option} takes a time like "3 ms" (us, ms or s), not "${text}"`);
  }
}

const EXHAUSTIVE = 'holds (exhaustive)';
const EXPECTED = 'expected violation';

/** Rules that may break in one order of a trace and hold in another, and why. */
const apart: ReadonlyMap<RuleId, string> = new Map(
  allRules.flatMap(({ id, tellsOrdersApart }) =>
    tellsOrdersApart === undefined ? [] : [[id, tellsOrdersApart] as const],
  ),
);

/** The verdict word of each rule. */
type Words = ReadonlyMap<RuleId, string>;

function wordsOf({ revision, rules }: TracesRequest, { search, given, broken }: TraceVerdict): Words {
  return new Map(
    rules.map((rule) => {
      if (broken.some((b) => b.rule === rule))
        return [rule, isExpectedRule(revision, rule) ? EXPECTED : 'violated'];
      if (!search.complete) return [rule, 'unknown (truncated)'];
      if ((given.get(rule) ?? 0) === 0) return [rule, 'vacuous'];
      // Of each trace one order was run.
      return [rule, apart.has(rule) ? `not found in ${plural(search.traces, 'trace')}` : EXHAUSTIVE];
    }),
  );
}

/**
 * A short time comes to few rules: which they are is an answer, and no gap, where no rule was asked for by name
 * (docs/semantics.md). That it came to none is one.
 */
function codeOf(words: Words, named: boolean): ExitCode {
  const reached = [...words.values()].filter((word) => named || word !== 'vacuous');
  return exitCodeOf(reached.length > 0 ? reached : words.values());
}

function textOf(title: string, verdict: TraceVerdict, words: Words, code: ExitCode, io: Io): string {
  const { search, longest, broken, given } = verdict;
  const { traces: run, blocked, complete } = search;
  const tested = testedOf(verdict, words);
  const silent = [...words.keys()].filter((rule) => !tested.includes(rule));
  const rows = tested.map((rule) => [
    rule,
    wordShown(words, rule),
    `had something to judge in ${count(given.get(rule) ?? 0)} of ${counted(run, 'trace')}`,
  ]);
  const never = complete
    ? 'vacuous, nothing of what they speak of happened in any trace'
    : 'unknown, nothing of what they speak of happened yet';
  return [
    `${title}\n`,
    `rules that had something to judge: ${tested.length} of ${words.size}\n`,
    `${counted(run, 'trace')} run, ${complete ? 'each of them' : 'not all of them'}; ${counted(blocked, 'execution')} given up; `,
    `at most ${count(longest)} operations each\n`,
    columns(rows, '  '),
    ...broken.map(
      ({ rule, violation, decisions, traces: breaking }) =>
        `${wordShown(words, rule)}: ${rule}, ${violation.instance}: ${said(violation.what)} (${counted(breaking, 'trace')}; the first with ${counted(decisions.length, 'decision')} other than the default, noticed at ${violation.tUs} us)\n`,
    ),
    ...[...words].flatMap(([rule, word]) =>
      word.startsWith('not found')
        ? wrapText(`${rule} was judged in one order of each trace: ${apart.get(rule)}`, WIDTH).map(
            (line) => `${line}\n`,
          )
        : [],
    ),
    silent.length === 0 ? '' : `${wrapText(`${never}: ${silent.join(', ')}`, WIDTH).join('\n')}\n`,
    `Verdict: ${io.paint(code === 0 ? 'green' : 'red', verdictText(verdict, words, code))}. Exit code ${code}\n`,
  ].join('');
}

/** The verdict word of a rule; what is expected by its rule alone is said to be no more than that. */
function wordShown(words: Words, rule: RuleId): string {
  const word = words.get(rule) ?? '';
  return word === EXPECTED ? EXPECTED_AS_MET : word;
}

/** The rules that these traces say something of: their given happened, or they broke. */
const testedOf = ({ given, broken }: TraceVerdict, words: Words): readonly RuleId[] =>
  [...words.keys()].filter((rule) => (given.get(rule) ?? 0) > 0 || broken.some((b) => b.rule === rule));

/** The word that the exit code stands for. */
function verdictOf(words: Words, code: ExitCode): string {
  const all = [...words.values()];
  if (code === 3) return 'unknown (truncated)';
  if (code === 1) return all.includes('violated') ? 'violated' : 'vacuous';
  return (
    all.find((word) => word === EXPECTED) ??
    all.find((word) => word === EXHAUSTIVE) ??
    all.find((word) => word.startsWith('not found')) ??
    EXHAUSTIVE
  );
}

/** That word with the rules that it is said of: those that nothing tested are no part of what holds. */
function verdictText(verdict: TraceVerdict, words: Words, code: ExitCode): string {
  const word = verdictOf(words, code);
  const of = words.size;
  const all = [...words.values()];
  const silent = all.filter((w) => w === 'vacuous').length;
  const inOneOrder = all.filter((w) => w.startsWith('not found')).length;
  const untested = `${inOneOrder === 0 ? '' : `; ${inOneOrder} not found`}${silent === 0 ? '' : `; ${silent} vacuous`}`;
  switch (word) {
    case EXHAUSTIVE:
      return `${word}, ${all.filter((w) => w === word).length} of ${counted(of, 'rule')}${untested}`;
    case 'violated':
    case EXPECTED: {
      const broken = verdict.broken.filter(({ rule }) => words.get(rule) === word);
      return `${word} (${broken.map(({ rule }) => rule).join(', ')})`;
    }
    case 'vacuous':
      return `${word}, ${silent} of ${counted(of, 'rule')}`;
    default:
      return word;
  }
}

/** What broke is made small by a search; what was cut short goes further; else there are late wake-ups to look for. */
function nextOf(args: Args, words: Words, { maxExecutions, fromUs, untilUs }: TracesRequest): string {
  const given = (...names: readonly string[]): string =>
    names
      .flatMap((name) =>
        [...args.texts(name), args.text(name)].flatMap((text) =>
          text === null ? [] : [`--${name}`, shellWord(text)],
        ),
      )
      .join(' ');
  const all = [...words.values()];
  const unknown = all.includes('unknown (truncated)');
  const toLookInto = all.includes('violated') || unknown ? 'violated' : EXPECTED;
  const [broken] = [...words].find(([, word]) => word === toLookInto) ?? [];
  if (broken === undefined && unknown) {
    const again = given('revision', 'workload', 'from', 'until', 'rule', 'choice');
    return `npm run traces -- ${again} --executions ${10 * maxExecutions}`;
  }
  // A rule that was asked for by name and did not come into it takes a longer time.
  if (broken === undefined && args.texts('rule').length > 0 && all.every((w) => w === 'vacuous')) {
    const again = given('revision', 'workload', 'from', 'rule', 'choice');
    return `npm run traces -- ${again} --until ${shellWord(durationText(fromUs + 2 * (untilUs - fromUs)))}`;
  }
  const searched = `npm run explore -- --revision ${args.text('revision') ?? 'reference'} ${given('workload', 'choice')}`;
  return broken === undefined ? searched : `${searched} --rule ${broken} --first`;
}

function jsonOf(title: string, verdict: TraceVerdict, words: Words, exitCode: ExitCode): string {
  const { search, ends, longest, broken, given } = verdict;
  const tested = testedOf(verdict, words).length;
  return `${JSON.stringify({ scope: title, tested, of: words.size, ...search, ends, longest, rules: Object.fromEntries(words), given: Object.fromEntries(given), broken, verdict: verdictOf(words, exitCode), exitCode })}\n`;
}
