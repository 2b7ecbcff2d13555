import type { RuleId } from '../../properties/catalogue.ts';
import {
  CSG_ACK_LIMIT_US,
  ENTER_LIMIT_US,
  FORCED_EXIT_LIMIT_US,
  HOST_DELAY_US,
  IRQ_LATE_US,
  RESIDENCE_LIMIT_US,
  TICK_PERIOD_US,
  WORK_LATE_US,
} from '../../properties/rules/bounds.ts';
import type { Item } from './page.ts';

const ms = (us: number): string => `${us / 1_000} ms`;

/** The bounds of which limits of rules are sums, and what they stand for. */
const bounds = {
  RESIDENCE_LIMIT_US: [
    RESIDENCE_LIMIT_US,
    'residence limit of a session, a parameter of the driver (docs/rules.md, FAIR-EXIT)',
  ],
  TICK_PERIOD_US: [TICK_PERIOD_US, 'scheduler tick period (A.1.5)'],
  HOST_DELAY_US: [
    HOST_DELAY_US,
    `host delay (part F): an interrupt thread up to ${ms(IRQ_LATE_US)} late, then three work items up to ${ms(WORK_LATE_US)} late each; where a run assumes later ones (\`workLateUs\`, \`irqLateUs\`), as late as these`,
  ],
  FORCED_EXIT_LIMIT_US: [FORCED_EXIT_LIMIT_US, 'forced exit by PING (A.1.5)'],
  ENTER_LIMIT_US: [ENTER_LIMIT_US, 'an entry: the acknowledgement of ENTER, then GPU_STATUS (A.1.5)'],
  CSG_ACK_LIMIT_US: [CSG_ACK_LIMIT_US, 'acknowledgement of a CSG request (A.1.5)'],
} as const;

/** One summand of a rule's limit. */
export interface Term {
  readonly constant: keyof typeof bounds;
  readonly times?: number;
  /** So much for each CSG slot of the workload. */
  readonly perSlot?: true;
  /** When it is added; always unless said. */
  readonly when?: string;
}

const forcedExit: readonly Term[] = [
  { constant: 'HOST_DELAY_US' },
  { constant: 'FORCED_EXIT_LIMIT_US' },
  {
    constant: 'CSG_ACK_LIMIT_US',
    times: 2,
    perSlot: true,
    when: "while the scheduler's lock is held or a tick runs",
  },
];

/** Of what the limits are made that violations name as `not within N ms`. */
export const limits: Partial<Readonly<Record<RuleId, readonly Term[]>>> = {
  'BOUNDED-RESIDENCE': [
    { constant: 'RESIDENCE_LIMIT_US' },
    { constant: 'TICK_PERIOD_US' },
    { constant: 'HOST_DELAY_US' },
    { constant: 'FORCED_EXIT_LIMIT_US' },
  ],
  'CREATE-TIME': [
    { constant: 'HOST_DELAY_US', when: 'counting only the time in which nobody holds the scheduler lock' },
  ],
  'LOCK-LIVE': [
    { constant: 'ENTER_LIMIT_US' },
    { constant: 'FORCED_EXIT_LIMIT_US', times: 2 },
    { constant: 'CSG_ACK_LIMIT_US', times: 3, perSlot: true },
  ],
  TIMELY: [{ constant: 'TICK_PERIOD_US' }, { constant: 'HOST_DELAY_US' }],
  'FE-a': forcedExit,
  'FE-b': [...forcedExit, { constant: 'TICK_PERIOD_US' }],
  'FE-c': [...forcedExit, { constant: 'RESIDENCE_LIMIT_US' }, { constant: 'TICK_PERIOD_US' }],
};

const termUs = ({ constant, times = 1 }: Term): number => times * bounds[constant][0];

/** What a rule's limit comes to without what depends on slots, and what each slot adds, microseconds. */
export function limitOf(terms: readonly Term[]): { readonly fixedUs: number; readonly perSlotUs: number } {
  const sum = (some: readonly Term[]): number => some.reduce((us, term) => us + termUs(term), 0);
  return {
    fixedUs: sum(terms.filter((term) => term.perSlot !== true)),
    perSlotUs: sum(terms.filter((term) => term.perSlot === true)),
  };
}

/** The summands of a rule's limit and what they come to; nothing for a rule without one. */
export function limitItems(rule: RuleId): readonly Item[] {
  const terms = limits[rule];
  if (terms === undefined) return [];
  const { fixedUs, perSlotUs } = limitOf(terms);
  const slots = perSlotUs === 0 ? '' : `, and ${ms(perSlotUs)} for each CSG slot`;
  return [...terms.map(termItem), [ms(fixedUs), `together${slots}`]];
}

function termItem(term: Term): Item {
  const { constant, times = 1, perSlot, when } = term;
  const [us, meaning] = bounds[constant];
  const each = times === 1 ? '' : `${times} times ${ms(us)}, `;
  const slot = perSlot === true ? 'for each CSG slot: ' : '';
  return [ms(termUs(term)), `${slot}${each}${meaning}${when === undefined ? '' : `, ${when}`}`];
}
