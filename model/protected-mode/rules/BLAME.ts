import type { GroupId, KillCause, State } from '../state.ts';
import type { Terms } from '../terms.ts';

/**
 * Only an owner whose session faulted or failed, or a group that did not declare its use, is reported faulty; a fault is
 * told at once and killed for by the reset, and who is killed has a cause.
 */
export const blame = (t: Terms) => {
  const resetBegins = (before: State, after: State): boolean =>
    before.reset !== 'running' && after.reset === 'running';
  /** A session, or an entry, that the firmware does not end. */
  const sessionFailed = (s: State): boolean => s.firmware === 'hung' && !s.exitEvent;
  const handlesFault = (before: State, after: State): boolean =>
    before.faultIrq === 'raised' && after.faultIrq === 'masked' && !resetBegins(before, after);
  /** The session that the driver knows of can be the one that faulted: no new one is on. */
  const maybeFaulted = (s: State): boolean =>
    s.exitEvent || !['normal', 'entering', 'protected'].includes(s.firmware);

  const failure = (s: State): KillCause => {
    if (s.faultIrq !== 'armed') return 'fault';
    return s.protmActive ? 'missingExit' : 'failedEntry';
  };

  const isKilledIn = (before: State, after: State, g: GroupId): boolean =>
    before.groups[g].life !== 'killed' && after.groups[g].life === 'killed';

  /** Group `g` is treated otherwise than it deserves. */
  const wronged = (before: State, after: State, g: GroupId): boolean => {
    const was = before.groups[g];
    const is = after.groups[g];
    const killed = isKilledIn(before, after, g);
    const owns = before.owner === g && t.sessionKnown(before) && t.canRun(before, g);
    if (handlesFault(before, after) && owns) return is.cause !== 'fault' || killed || !maybeFaulted(before);
    if (resetBegins(before, after)) {
      const failed = owns && sessionFailed(before);
      if (killed !== (failed || t.isCondemned(before, g))) return true;
      return is.cause !== (failed ? failure(before) : was.cause);
    }
    const undeclared = t.canRun(before, g) && !was.declared && t.asks(before, g);
    return killed !== (is.cause !== was.cause) || (killed && !(is.cause === 'undeclared' && undeclared));
  };

  return t.step({
    id: 'BLAME',
    on: ['driver.killUndeclared', 'driver.handleFault', 'driver.beginReset'],
    given: (before, after) =>
      handlesFault(before, after) ||
      resetBegins(before, after) ||
      t.anyGroup((g) => before.groups[g].cause !== after.groups[g].cause || isKilledIn(before, after, g)),
    then: (before, after) => !t.anyGroup((g) => wronged(before, after, g)),
    instance: (before, after) =>
      t.groups
        .filter((g) => wronged(before, after, g))
        .map(t.name)
        .join(', '),
    cite: ['C.8', 'A.2.7', 'F18b'],
  });
};
