import type { Decision } from '../../impl/runtime/decision.ts';
import type { At } from './expect.ts';

/** A decision as it stands in a file. */
export type StoredDecision =
  | {
      readonly at: string;
      readonly label: string;
      readonly nth: number;
      readonly again?: number;
      readonly run: string;
      readonly runs: string;
    }
  | { readonly choice: string; readonly nth: number; readonly option: string };

/** A decision in the words of the file: who was passed over about to do what, and who ran, doing what. */
export function storeDecision(decision: Decision): StoredDecision {
  if (decision.kind === 'value') {
    return { choice: decision.name, nth: decision.nth, option: decision.option };
  }
  const { activity, label, nth, visit } = decision.insteadOf;
  return {
    at: activity,
    label,
    nth,
    ...(visit > 0 && { again: visit }),
    run: decision.run,
    runs: decision.label,
  };
}

/** @throws DecodeError */
export function decodeDecision(at: At): Decision {
  if (at.field('choice').value !== undefined) {
    at.only('choice', 'nth', 'option');
    return {
      kind: 'value',
      name: at.field('choice').text(),
      nth: at.field('nth').count(),
      option: at.field('option').text(),
    };
  }
  at.only('at', 'label', 'nth', 'again', 'run', 'runs');
  const again = at.field('again');
  return {
    kind: 'run',
    insteadOf: {
      activity: at.field('at').text(),
      label: at.field('label').text(),
      nth: at.field('nth').count(),
      visit: again.value === undefined ? 0 : again.count(),
    },
    run: at.field('run').text(),
    label: at.field('runs').text(),
  };
}
