import type { State } from '../state.ts';
import type { Terms } from '../terms.ts';

/** A reset takes over from a session, or an entry, that the firmware does not end. */
const sessionFailed = (before: State, after: State): boolean =>
  before.reset !== 'running' &&
  after.reset === 'running' &&
  before.firmware === 'hung' &&
  !before.exitEvent &&
  (before.driver === 'entering' || before.driver === 'entered');

/** Only an owner whose session failed, or a group that did not declare its use, is reported faulty, and who is killed is. */
export const blame = (t: Terms) =>
  t.step({
    id: 'BLAME',
    on: ['driver.killUndeclared', 'driver.beginReset'],
    given: (before, after) =>
      sessionFailed(before, after) ||
      t.anyGroup(
        (g) =>
          before.groups[g].cause !== after.groups[g].cause ||
          (before.groups[g].life !== 'killed' && after.groups[g].life === 'killed'),
      ),
    then: (before, after) =>
      !t.anyGroup((g) => {
        const { cause, life } = after.groups[g];
        if ((cause !== before.groups[g].cause) !== (life === 'killed' && before.groups[g].life !== life))
          return true;
        const failed = sessionFailed(before, after) && before.owner === g && t.canRun(before, g);
        if (cause === before.groups[g].cause) return failed;
        if (cause === 'undeclared') return before.groups[g].declared || !t.asks(before, g);
        return !failed;
      }),
    instance: (before, after) =>
      t.groups
        .filter((g) => before.groups[g].cause !== after.groups[g].cause)
        .map(t.name)
        .join(', '),
    cite: ['C.8', 'A.2.7'],
  });
