import { cName } from '../../../cli/c-names.ts';
import type { SimContext } from '../../../impl/context.ts';
import type { Driver } from '../../../impl/driver/driver.ts';
import { definitions, type Revision, stack, type UnitFunctions } from '../../../impl/driver/unit.ts';
import type { SimEvent } from '../../../impl/events.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { rowOf } from './call-trace.ts';

const ENTER = '\u2192';
const LEAVE = '\u2190';

/** The same revision, of which each call of a function is told by an event as it begins and as it ends. */
export function traced(revision: Revision): Revision {
  const names = [...definitions(revision).keys()];
  const functions = Object.fromEntries(names.map((name) => [name, wrapped(name)]));
  const top = revision.units.at(-1)?.name ?? null;
  // Which function has which type is lost on a record that is made from their names.
  const unit = { name: 'traced', on: top, title: '', cite: [], functions: functions as UnitFunctions };
  return stack(revision.name, [...revision.units, { ...unit, merges: names }]);
}

type AnyFunction = (...args: readonly unknown[]) => unknown;

function wrapped(name: string): (d: Driver, below: AnyFunction) => AnyFunction {
  return (d, below) =>
    (...args) => {
      const result = below(...args);
      return isAct(result) ? told(d, name, result) : result;
    };
}

function isAct(value: unknown): value is Act<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value && 'next' in value;
}

function* told(d: Driver, name: string, body: Act<unknown>): Act<unknown> {
  d.log(`${ENTER}${name}`);
  const result = yield* body;
  d.log(`${LEAVE}${name}`);
  return result;
}

/** A call with what happened in it: rows of text, and calls. */
interface Call {
  readonly name: string;
  readonly activity: string;
  readonly tUs: number;
  readonly inside: (string | Call)[];
}

/** Functions that do one thing, which is told by its row. */
const obvious: ReadonlySet<string> = new Set([
  'panthorFwUpdateReqs',
  'panthorFwToggleReqs',
  'panthorFwWaitAcks',
  'schedQueueWork',
  'schedQueueDelayedWork',
  'groupQueueWork',
]);

/**
 * The calls of a run as a tree, a line for each call that did something and each thing it did; what one activity does
 * stands together, whatever runs in between.
 *
 * @param calls functions that are told where nobody called them, in the driver's names
 * @param fromUs what began earlier is left out
 */
export function goldenTrace(context: SimContext, calls: readonly string[], fromUs: number): string {
  return outermost(context.events)
    .filter((call) => calls.includes(call.name) && call.tUs >= fromUs)
    .flatMap((call) => {
      const lines = linesOf(call, '  ');
      return lines.length === 0 ? [] : [`${(call.tUs / 1000).toFixed(3)} ms, ${call.activity}`, ...lines];
    })
    .map((line) => `${line}\n`)
    .join('');
}

function outermost(events: readonly SimEvent[]): readonly Call[] {
  const result: Call[] = [];
  const open = new Map<string, Call[]>();
  for (const event of events) {
    const { activity, tUs } = event;
    const calls = open.get(activity) ?? [];
    open.set(activity, calls);
    const text = event.kind === 'log' ? event.text : '';
    if (text.startsWith(ENTER)) {
      const call: Call = { name: text.slice(1), activity, tUs, inside: [] };
      const caller = calls.at(-1);
      if (caller === undefined) result.push(call);
      else caller.inside.push(call);
      calls.push(call);
    } else if (text.startsWith(LEAVE)) calls.pop();
    else {
      const row = rowOf(event) ?? furtherRow(event);
      if (row !== null) calls.at(-1)?.inside.push(row);
    }
  }
  return result;
}

/** What the tables of protocol.md leave to other columns: slots, buffers, kills, messages. */
function furtherRow(event: SimEvent): string | null {
  switch (event.kind) {
    case 'group':
      return `${event.op} ${event.group}${event.slot === null ? '' : ` CSG${event.slot}`}${event.cause === null ? '' : `: ${event.cause}`}`;
    case 'memory':
      return `${event.op} ${event.buffer}`;
    case 'job':
      return `${event.op} ${event.job}${event.error === null ? '' : ` ${event.error}`}`;
    case 'log':
      return `says "${event.text}"`;
    default:
      return null;
  }
}

function linesOf(call: Call, indent: string): readonly string[] {
  const inner = obvious.has(call.name) ? indent : `${indent}  `;
  const lines = call.inside.flatMap((one) =>
    typeof one === 'string' ? [`${inner}${one}`] : linesOf(one, inner),
  );
  if (lines.length === 0 || obvious.has(call.name)) return lines;
  return [`${indent}${cName(call.name)}()`, ...lines];
}
