import type { NoReturn } from '../../properties/counterexample/counterexample.ts';
import { plural } from '../../properties/plural.ts';
import type { Alternative } from '../../properties/shrink/no-return.ts';
import { cName } from '../c-names.ts';

/** The last decision from which scheduling alone could still have kept the rule, in a line, and how that is known. */
export function noReturnText({ last, label, delays, runs }: NoReturn): string {
  const tried = plural(runs, 'continuation');
  const bound = delays === null ? '' : ` with at most ${plural(delays, 'delay')}`;
  if (last === null) {
    return label === 'proven'
      ? `no schedule keeps the rule: proven, all ${runs}${bound}`
      : `no schedule keeps the rule: no escape in ${runs}`;
  }
  const proof = label === 'proven' ? `proven, ${tried}${bound}` : `no escape in ${runs}`;
  return `point of no return at ${last.tUs / 1000} ms: ${happened(last.took, last.instead)}; ${proof}`;
}

function happened(took: Alternative, instead: Alternative): string {
  if ('choice' in took) {
    const late = /^late\((.*)\)$/.exec(took.choice)?.[1] ?? took.choice;
    return `${cName(late)} ${Number.parseInt(took.option, 10) / 1000} ms late`;
  }
  const other = 'run' in instead ? ` before ${cName(instead.run)}` : '';
  return `${cName(took.run)} ("${cName(took.runs)}")${other}`;
}
