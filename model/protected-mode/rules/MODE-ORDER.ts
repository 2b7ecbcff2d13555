import type { State } from '../state.ts';
import type { Terms } from '../terms.ts';

const follows: Record<State['firmware'], readonly State['firmware'][]> = {
  normal: ['entering'],
  entering: ['protected', 'hung'],
  protected: ['leaving', 'faulted', 'hung'],
  faulted: ['leaving'],
  leaving: ['left'],
  left: ['normal'],
  hung: [],
};

/** The firmware goes through a session in this order, which only a reset cuts short (a rule of the model itself). */
export const modeOrder = (t: Terms) =>
  t.step({
    id: 'MODE-ORDER',
    given: (before, after) => before.firmware !== after.firmware,
    then: (before, after) =>
      follows[before.firmware].includes(after.firmware) ||
      (before.reset !== 'running' && after.reset === 'running'),
    instance: (before, after) => `firmware ${before.firmware}, then ${after.firmware}`,
    cite: ['B.2', 'F04', 'F07', 'F18b'],
  });
