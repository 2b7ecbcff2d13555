import type { Chooser } from '../../impl/runtime/decision.ts';
import { type Setup, simulate } from '../../impl/simulate.ts';
import { strangersIn } from './stack.ts';

/** Where two runs of one schedule cease to be the same. */
export interface Parting {
  /** The step, from 1. */
  readonly step: number;
  /** What each of the two did there: when, who, what. The same where only the state after it differs. */
  readonly did: readonly [string, string];
}

/** A driver of somebody's own that gives another run each time: nothing that was found in it could be shown again. */
class NotRepeatable extends Error {
  constructor(units: readonly string[], where: string, { step, did: [one, other] }: Parting) {
    const differs =
      one === other ? `${one}, with another state after it` : `${one}; the second time ${other}`;
    super(
      `${units.join(' and ')}: two runs of one schedule part at step ${step}, ${where}: ${differs}. ` +
        'Something of a run is kept beside the cells, or things are gone through in an order that nobody decides',
    );
    this.name = NOT_REPEATABLE;
  }
}

const NOT_REPEATABLE = 'NotRepeatable';

/** What such an error says, also where another thread threw it and only its text is left; null for any other error. */
export const notRepeatable = (error: unknown): string | null =>
  new RegExp(`\\b${NOT_REPEATABLE}: (.*)`).exec(String(error))?.[1] ?? null;

/**
 * Runs a schedule twice where units of somebody's own stand in the stack: those of the project were looked at, and keep
 * nothing of a run but in cells.
 *
 * @param where the execution, in words
 * @throws NotRepeatable where the two runs are not the same
 */
export function refuseParting(setup: Setup, chooser: () => Chooser, where: string): void {
  const strangers = strangersIn(setup.revision);
  if (strangers.length === 0) return;
  const parting = partsAt(setup, chooser);
  if (parting !== null) throw new NotRepeatable(strangers, where, parting);
}

/** The first step after which two runs of one schedule are not in the same state; null: there is none. */
function partsAt(setup: Setup, chooser: () => Chooser): Parting | null {
  const first = trail(setup, chooser());
  const second = trail(setup, chooser());
  for (let i = 0; i < Math.max(first.length, second.length); i++) {
    const [one, other] = [first[i], second[i]];
    if (one?.did !== other?.did || one?.state !== other?.state)
      return { step: i + 1, did: [one?.did ?? 'it has ended', other?.did ?? 'it has ended'] };
  }
  return null;
}

interface Step {
  readonly did: string;
  /** Hashes of all cells, and of what the activity did since its loop head. */
  readonly state: string;
}

function trail(setup: Setup, chooser: Chooser): readonly Step[] {
  const steps: Step[] = [];
  const afterStep: Setup['afterStep'] = ({ machine }, { activity, label }) => {
    const did = `${machine.nowUs / 1000} ms ${activity.path} "${label}"`;
    steps.push({ did, state: `${machine.stateHash} ${activity.digest}` });
    return false;
  };
  simulate({ ...setup, hashing: true, footprints: false, afterStep }, chooser);
  return steps;
}
