import { revisionNamed } from '../../impl/driver/revisions.ts';
import { durationText, parseDuration } from '../../impl/userspace/stream.ts';
import { runBounds } from '../../properties/campaign/simulator-subject.ts';
import { rulesOf } from '../../properties/verify.ts';
import { type TraceScope, type TraceVerdict, verifyTraces } from '../../properties/verify-traces.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { UsageError } from '../io.ts';
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

const EXECUTIONS = 10_000;

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
  ],
  async run(args, io) {
    const { scope, title } = scopeOf(args);
    const maxExecutions = args.integer('executions', EXECUTIONS, 1, 100_000_000);
    io.err(`running ${title}; at most ${counted(maxExecutions, 'execution')}\n`);
    const verdict = verifyTraces(scope, { maxExecutions });
    const words = wordsOf(scope, verdict);
    const code = exitCodeOf(words.values());
    io.out(args.flag('json') ? jsonOf(title, verdict, words) : textOf(title, verdict, words));
    return code;
  },
};

function scopeOf(args: Args): { readonly scope: TraceScope; readonly title: string } {
  const named = args.text('workload');
  if (named === null)
    throw new UsageError('--workload: which? a small one ends, a stored one only for a short time');
  const workload = workloadOption(named);
  const name = revisionOption(args.text('revision') ?? 'reference');
  const revision = revisionNamed(name);
  if (revision === null) throw new UsageError(`no revision "${name}"`);
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
  const when = `from ${durationText(fromUs)} to ${durationText(untilUs)}`;
  const profile = choices.length === 0 ? 'the default profile' : choices.join(', ');
  return {
    scope: {
      setup: { revision, workload, profile: profileOption(choices), maxSteps: runBounds.maxSteps },
      fromUs,
      untilUs,
      rules,
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

/** The verdict word of each rule. */
function wordsOf(
  { rules }: TraceScope,
  { search, given, broken }: TraceVerdict,
): ReadonlyMap<string, string> {
  return new Map(
    rules.map((rule) => {
      if (broken.some((b) => b.rule === rule)) return [rule, 'violated'];
      if (!search.complete) return [rule, 'unknown (truncated)'];
      // What a short time does not come to is no defect of the rule.
      return [rule, (given.get(rule) ?? 0) > 0 ? 'holds (exhaustive)' : 'not applicable'];
    }),
  );
}

function textOf(title: string, verdict: TraceVerdict, words: ReadonlyMap<string, string>): string {
  const { search, longest, broken } = verdict;
  const { traces: run, blocked, complete } = search;
  const of = (word: string): readonly string[] =>
    [...words].flatMap(([rule, w]) => (w === word ? [rule] : []));
  const line = (word: string): string => {
    const rules = of(word);
    return rules.length === 0 ? '' : `${word}: ${rules.join(', ')}\n`;
  };
  return [
    `${title}\n`,
    `${counted(run, 'trace')} run, ${complete ? 'each of them' : 'not all of them'}; ${counted(blocked, 'execution')} given up; `,
    `at most ${count(longest)} operations each\n`,
    line('holds (exhaustive)'),
    line('unknown (truncated)'),
    ...broken.map(
      ({ rule, violation, decisions, traces: breaking }) =>
        `violated: ${rule}, ${violation.instance}: ${violation.what} (${breaking} traces; the first with ${decisions.length} decisions other than the default, at ${violation.tUs} us)\n`,
    ),
    line('not applicable'),
  ].join('');
}

function jsonOf(title: string, verdict: TraceVerdict, words: ReadonlyMap<string, string>): string {
  const { search, ends, longest, broken } = verdict;
  return `${JSON.stringify({ scope: title, ...search, ends, longest, rules: Object.fromEntries(words), broken })}\n`;
}
