import type { Terms } from '../terms.ts';

/** Only an owner whose session failed, or a group that did not declare its use, is reported faulty. */
export const blame = (t: Terms) =>
  t.step({
    id: 'BLAME',
    given: (before, after) => t.anyGroup((g) => before.groups[g].cause !== after.groups[g].cause),
    then: (before, after) =>
      !t.anyGroup((g) => {
        const { cause } = after.groups[g];
        if (cause === before.groups[g].cause) return false;
        if (cause === 'undeclared') return before.groups[g].declared;
        return (
          before.owner !== g || before.exitEvent || before.driver !== 'entered' || before.firmware !== 'hung'
        );
      }),
    instance: (before, after) =>
      t.groups
        .filter((g) => before.groups[g].cause !== after.groups[g].cause)
        .map(t.name)
        .join(', '),
    cite: ['C.8', 'A.2.7'],
  });
