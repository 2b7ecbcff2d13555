/**
 * What makes the large scope of the reference model large: the number of states with one thing more at a time, each
 * searched to its end without rules, and what that multiplies. The whole is estimated by the product.
 * Usage: npx tsx bench/model/growth.ts [--json]
 * Takes less than a minute of one core.
 */
import { parseArgs } from 'node:util';
import { check } from '../../model/checker/index.ts';
import { type Case, large, protectedMode } from '../../model/protected-mode/index.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const [whole] = large.cases;
const [asks, waits, higher] = whole?.groups ?? [];
if (whole === undefined || asks === undefined || waits === undefined || higher === undefined)
  throw new Error('the large scope has three groups');

/** The group with its first queue only. */
const first = (g: typeof asks) => ({ ...g, queues: g.queues.slice(0, 1) });
const none: Case = { slots: whole.slots, groups: [] };
const events: Partial<Case> = { once: true, unrelatedResets: true, deviceSuspends: true, vmOps: true };
interface Row {
  readonly what: string;
  readonly one: Case;
  /** What it is compared with: an earlier row. */
  readonly of?: string;
}
const rows: readonly Row[] = [
  { what: 'a group that asks', one: { ...none, groups: [first(asks)] } },
  { what: 'its second queue', of: 'a group that asks', one: { ...none, groups: [asks] } },
  ...(
    [
      ['a reset', { once: true, unrelatedResets: true }],
      ['a device suspend', { once: true, deviceSuspends: true }],
      ['a VM operation', { once: true, vmOps: true }],
      ['all three', events],
    ] as const
  ).map(([what, more]) => ({
    what,
    of: 'a group that asks',
    one: { ...none, ...more, groups: [first(asks)] },
  })),
  {
    what: 'a higher group that waits',
    of: 'a group that asks',
    one: { ...none, groups: [first(asks), first(higher)] },
  },
  {
    what: 'second queues of both',
    of: 'a higher group that waits',
    one: { ...none, groups: [asks, higher] },
  },
  {
    what: 'all three events with both',
    of: 'a higher group that waits',
    one: { ...none, ...events, groups: [first(asks), first(higher)] },
  },
  {
    what: 'an equal group that waits as well',
    of: 'a higher group that waits',
    one: { ...none, groups: [first(asks), first(waits), first(higher)] },
  },
  {
    what: 'that equal group asks instead',
    of: 'a group that asks',
    one: { ...none, groups: [first(asks), first(asks)] },
  },
];

const found = new Map<string, number>();
const out = rows.map(({ what, one, of }) => {
  const { states } = check({ ...protectedMode({ name: what, cases: [one] }).model, rules: [] });
  found.set(what, states);
  const before = of === undefined ? undefined : found.get(of);
  const times = before === undefined ? null : states / before;
  if (!values.json)
    console.log(`${what}: ${states} states${times === null ? '' : `, ${times.toFixed(1)} times ${of}`}`);
  return { what, states, of: of ?? null, times };
});
if (values.json) console.log(JSON.stringify(out, null, 1));
