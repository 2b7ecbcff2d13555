import type { SimEvent } from '../../impl/events.ts';
import { ms, type RuleMonitor, type Verdicts } from '../rule.ts';
import { TICK_PERIOD_US } from './bounds.ts';
import { RESET_WORK } from './names.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Who suspends the device for a sleep of the system, which asks for no users and lasts as long as somebody wants. */
const SYSTEM_SLEEP = 'system_sleep';

/**
 * A reset that is scheduled and that nobody does or will do: its work is neither queued nor running, and nobody suspends
 * or resumes the device, which would do it instead. As no tick runs while a reset is pending, whoever is in its ring and
 * not on a slot, or wants to be let in, waits for ever. A device that is suspended counts too: nothing but a
 * job that is still to come resumes it.
 */
export function lostReset(verdicts: Verdicts): Required<Pick<RuleMonitor, 'observe' | 'finish'>> {
  let scheduledSeq = 0;
  let isQueued = false;
  let isRunning = false;
  /** `down`: the system sleeps, or the device does not come up any more. */
  let power: 'settled' | 'suspending' | 'resuming' | 'down' = 'settled';
  let sinceUs: number | null = null;

  const followPower = ({ op, activity }: Extract<SimEvent, { kind: 'power' }>): void => {
    if (op === 'suspend') power = 'suspending';
    else if (op === 'resume') power = 'resuming';
    else if (op === 'off') power = power === 'suspending' && activity !== SYSTEM_SLEEP ? 'settled' : 'down';
    else if (op === 'on') power = 'settled';
  };
  const followWork = ({ work, op }: Extract<SimEvent, { kind: 'work' }>): void => {
    if (work !== RESET_WORK) return;
    if (op === 'queued') isQueued = true;
    else if (op === 'cancelled') isQueued = false;
    else if (op === 'start') {
      isQueued = false;
      isRunning = true;
    } else if (op === 'end') isRunning = false;
  };
  const judge = (at: { seq: number; step: number; tUs: number }, v: Vocabulary): void => {
    if (sinceUs === null || at.tUs - sinceUs <= v.hostDelayUs + TICK_PERIOD_US) return;
    const [waiter] = whoWaits(v);
    if (waiter === undefined) return;
    const what = `pending for ${ms(at.tUs - sinceUs)} ms, queued by nobody: no tick runs, and ${waiter} waits for one`;
    verdicts.violated(at, 'reset', what, [scheduledSeq]);
  };
  return {
    observe(e, v) {
      judge(e, v);
      if (e.kind === 'power') followPower(e);
      else if (e.kind === 'work') followWork(e);
      else if (e.kind === 'reset' && e.op === 'schedule') {
        verdicts.given++;
        scheduledSeq = e.seq;
      }
      const isLost = v.resetDue && !isQueued && !isRunning && power === 'settled' && !v.deviceGoes;
      if (!isLost) sinceUs = null;
      else sinceUs ??= e.tUs;
    },
    finish(end, v) {
      judge({ ...v.now, tUs: end.observedUntilUs }, v);
    },
  };
}

/** Queues with a command to execute that only a tick can bring on. */
function whoWaits(v: Vocabulary): readonly string[] {
  return [...v.groups.values()].flatMap((g) =>
    g.queues
      .filter((q) => {
        const isOffSlot = !g.active && q.written > q.finished && (q.head === 'normal' || q.head === 'region');
        return (
          v.canRun(g) && (isOffSlot || (g.active && q.waitingSinceUs !== null)) && q.regionWaitsFor === null
        );
      })
      .map((q) => `${q.group}:${q.index}`),
  );
}
