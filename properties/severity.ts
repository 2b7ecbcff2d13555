import { type RuleId, ruleIds } from './catalogue.ts';

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
  innocent: [
    'INNOCENT-SAFE',
    'BLAME',
    'PRIVILEGE',
    'UNMAP-ALWAYS',
    'PING-SAFE',
    'NO-MMU-IN-ENTRY',
    'NO-POWER-IN-PROTM',
  ],
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

/** The severity of a finding: that of the worst rule that its cause breaks. */
export function worstOf(rules: readonly RuleId[]): Severity {
  const rank = Math.min(severityNames.length - 1, ...rules.map(severityRank));
  return severityNames[rank] ?? 'books';
}

/** The rules of a class, in the order of the catalogue. */
export function rulesOf(severity: Severity): readonly RuleId[] {
  return ruleIds.filter((rule) => byClass[severity].includes(rule));
}
