import type { Terms } from '../terms.ts';

/** A group that did not declare protected use at creation never enters. */
export const createTime = (t: Terms) =>
  t.always({
    id: 'CREATE-TIME',
    given: (s) => t.anyGroup((g) => !s.groups[g].declared && t.asks(s, g)),
    then: (s) =>
      !t.anyGroup(
        (g) => !s.groups[g].declared && (t.inSession(s, g) || (s.owner === g && s.driver !== 'chosen')),
      ),
    instance: (s) =>
      t.groups
        .filter((g) => !s.groups[g].declared)
        .map(t.name)
        .join(', '),
    cite: ['G.1', 'A.1.6'],
  });
