import type { NoReturn } from '../../properties/counterexample/counterexample.ts';
import { plural } from '../../properties/plural.ts';
import type { Alternative } from '../../properties/shrink/no-return.ts';
import { cName } from '../c-names.ts';
import { count } from '../progress.ts';

/**
 * The last decision from which scheduling alone could still have kept the rule, in a line, and how that is known: what
 * was tried is said before what it showed.
 */
export function noReturnText({ last, label, delays, runs }: NoReturn): string {
  const tried =
    label === 'proven'
      ? `${delays === null ? '' : `with at most ${plural(delays, 'delay')} `}no schedule keeps the rule: ${all(runs)} tried`
      : `no schedule tried keeps the rule: ${count(runs)}, not all that there are`;
  return last === null
    ? tried
    : `point of no return at ${last.tUs / 1000} ms: ${happened(last.took, last.instead)}; after it, ${tried}`;
}

const all = (runs: number): string => (runs === 1 ? 'the only one' : `all ${count(runs)}`);

function happened(took: Alternative, instead: Alternative): string {
  if ('choice' in took) {
    const late = /^late\((.*)\)$/.exec(took.choice)?.[1] ?? took.choice;
    return `${cName(late)} ${Number.parseInt(took.option, 10) / 1000} ms late`;
  }
  const other = 'run' in instead ? ` before ${cName(instead.run)}` : '';
  return `${cName(took.run)} ("${cName(took.runs)}")${other}`;
}
