import { DEFAULT_HEAP, type HeapSpec } from '../impl/memory/dma-heap.ts';
import type { ChoiceId } from '../impl/profile/choices.ts';
import { type RuleId, ruleIds } from './catalogue.ts';
import { type Assumed, type Counterexample, countAssumed } from './counterexample/counterexample.ts';

/** What somebody loses when a rule breaks, the worst first. */
export const severities = {
  content:
    'protected content, or the memory that holds it, is open to somebody, or is run or saved where it must not be',
  innocent: 'somebody whose doing it is not is reset, killed, refused or blamed',
  stuck: 'the machine, the scheduler or a request is stuck, or may be',
  unfair: 'somebody waits for longer than the rules allow, or nobody gets on',
  seen: 'more can be told of protected work than that it ran, though nothing of its content',
  books: 'what driver and firmware believe of each other comes apart: nobody is hurt yet',
} as const;

export type Severity = keyof typeof severities;

const byClass: Readonly<Record<Severity, readonly RuleId[]>> = {
  content: [
    'NO-CPU-MAP',
    'NO-GPU-MAP',
    'NO-HANDLE',
    'PROT-MEM-ONLY',
    'KERNEL-OWNED',
    'HEAP-REF',
    'ONE-GROUP',
    'EXACTLY-ONCE',
    'NO-LEAK',
    'NO-LEAK-WRITE',
  ],
  innocent: ['INNOCENT-SAFE', 'BLAME', 'PRIVILEGE', 'UNMAP-ALWAYS', 'NO-MMU-IN-ENTRY', 'NO-POWER-IN-PROTM'],
  stuck: ['LOCK-LIVE', 'LOCK-RULES', 'FENCE-PATH', 'REF-SAFE', 'SAVE-BUF', 'SERVED', 'FAULT-REARM'],
  unfair: [
    'FE-a',
    'FE-b',
    'FE-c',
    'FE-d',
    'FE-e',
    'FE-f',
    'TOP-ONLY',
    'BOUNDED-RESIDENCE',
    'PING-SAFE',
    'TIMELY',
    'NO-THRASH',
    'NO-LOST-WAKE',
    'IDLE-TRUTH',
  ],
  seen: ['NO-PROFILE'],
  books: [
    'ENTER-GATE',
    'OWNER',
    'FLAG-TRUTH',
    'ACK-COPY',
    'ACK-BEFORE',
    'NO-OVERLAP',
    'ENTER-CONFIRMED',
    'EVENT-ONCE',
    'CREATE-TIME',
    'BOOT-GEN',
    'NO-STALE-PENDING',
    'RESET-CLEAN',
    'SUSPEND-EXIT',
    'REFINES',
  ],
};

export const severityNames = Object.keys(severities) as readonly Severity[];

const ranks: ReadonlyMap<RuleId, number> = new Map(
  severityNames.flatMap((name, rank) => byClass[name].map((rule) => [rule, rank] as const)),
);

/** The place of a rule in the order of severity: 0 is the worst. Throws for a rule that is in no class. */
export function severityRank(rule: RuleId): number {
  const rank = ranks.get(rule);
  if (rank === undefined) throw new Error(`${rule} has no severity: put it into a class of severity.ts`);
  return rank;
}

export const severityOf = (rule: RuleId): Severity => severityNames[severityRank(rule)] ?? 'books';

/** A rule that makes a cause as bad as it is, and what it needs to break beside what the story assumes. */
export interface MadeWorse {
  readonly rule: RuleId;
  readonly needs: Assumed;
}

/** How bad a cause is. */
export interface CauseSeverity {
  readonly severity: Severity;
  /**
   * What makes it so bad, where the story tells a rule that is less: one rule that needs nothing more, or each of those
   * that do; none where it is the story's own.
   */
  readonly by: readonly MadeWorse[];
}

/**
 * How bad a cause is: as the worst rule that it breaks.
 *
 * @param told the counterexample that tells the cause
 * @param others further ones of the cause
 */
export function severityOfCause(
  told: Pick<Counterexample, 'rule'> & Assumed,
  others: readonly (Pick<Counterexample, 'rule'> & Assumed)[],
): CauseSeverity {
  const rank = Math.min(...[told, ...others].map(({ rule }) => severityRank(rule)));
  if (rank === severityRank(told.rule)) return { severity: severityOf(told.rule), by: [] };
  const byRule = others
    .filter(({ rule }) => severityRank(rule) === rank)
    .map((other): MadeWorse => ({ rule: other.rule, needs: beside(told, other) }))
    .toSorted(
      (a, b) =>
        countAssumed(a.needs) - countAssumed(b.needs) || ruleIds.indexOf(a.rule) - ruleIds.indexOf(b.rule),
    )
    .filter((one, i, all) => all.findIndex(({ rule }) => rule === one.rule) === i);
  const plain = byRule.filter(({ needs }) => countAssumed(needs) === 0).slice(0, 1);
  return { severity: severityNames[rank] ?? 'books', by: plain.length > 0 ? plain : byRule };
}

/** Whether the answer to a question that firmware leaves open decides how bad a cause is. */
export const hangsOnAnswer = ({ by }: CauseSeverity, id: ChoiceId): boolean =>
  by.some(({ needs }) => Object.hasOwn(needs.needs.choices, id));

const heapOf = ({ workload: { heap = DEFAULT_HEAP } }: Assumed): HeapSpec => heap;

/** What a counterexample assumes and the other one does not. */
function beside(told: Assumed, other: Assumed): Assumed {
  const more = <T extends object>(has: T, had: T): T =>
    Object.fromEntries(
      Object.entries(has).filter(
        ([name, value]) =>
          JSON.stringify(Object.entries(had).find(([n]) => n === name)?.[1]) !== JSON.stringify(value),
      ),
    ) as T;
  return {
    needs: {
      choices: more(other.needs.choices, told.needs.choices),
      late: Math.max(0, other.needs.late - told.needs.late),
    },
    faults: more(other.faults, told.faults),
    workload: { heap: { ...DEFAULT_HEAP, ...more(heapOf(other), heapOf(told)) } },
    ...(other.secrets !== undefined && { secrets: more(other.secrets, told.secrets ?? {}) }),
  };
}

/** The rules of a class, in the order of the catalogue. */
export function rulesOf(severity: Severity): readonly RuleId[] {
  return ruleIds.filter((rule) => byClass[severity].includes(rule));
}
