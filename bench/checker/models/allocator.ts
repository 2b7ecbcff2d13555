import {
  array,
  type Id,
  type IdSet,
  id,
  idType,
  optional,
  perId,
  record,
  type StateOf,
  setOf,
  words,
} from '../../../model/checker/index.ts';

const Client = idType('client', 3);
const Resource = idType('resource', 2);
type C = Id<'client'>;
type R = Id<'resource'>;

/** Every set of resources but the empty one, as bits. */
const someResources = [1, 2, 3] as const;
const members = [
  [],
  [Resource.at(0)],
  [Resource.at(1)],
  [...Resource.ids],
] as const satisfies readonly (readonly R[])[];
const equals = (set: IdSet<'resource'>, bits: number): boolean =>
  set.size === (members[bits]?.length ?? 0) && contains(set, bits);
const contains = (set: IdSet<'resource'>, bits: number): boolean =>
  (members[bits] ?? []).every((r) => set.has(r));
const add = (set: IdSet<'resource'>, bits: number): void => {
  for (const r of members[bits] ?? []) set.add(r);
};
const remove = (set: IdSet<'resource'>, bits: number): void => {
  for (const r of members[bits] ?? []) set.delete(r);
};

const holding = perId(Client, record({ wants: setOf(Resource), has: setOf(Resource) }));
const simple = record({ client: holding });

/** What both allocators' states have. */
type Holding = StateOf<typeof simple>;
const isFree = (s: Holding, r: R): boolean => Client.ids.every((c) => !s.client[c].has.has(r));
const isExclusive = (s: Holding): boolean =>
  Resource.ids.every((r) => Client.ids.filter((c) => s.client[c].has.has(r)).length <= 1);

// The liveness rules speak of the first client and the first resource: all are alike.
const first = Client.at(0);
const one = Resource.at(0);
const firstWantsNothing = (s: Holding): boolean => s.client[first].wants.size === 0;
const firstHasNothing = (s: Holding): boolean => s.client[first].has.size === 0;
const firstWantsOne = (s: Holding): boolean => s.client[first].wants.has(one);
const firstHasOne = (s: Holding): boolean => s.client[first].has.has(one);

/**
 * Merz's simple allocator: three clients ask for sets of two resources and get them piecemeal. Allocation is strongly
 * fair. Clients give back what they have in the end (`returns: 'anything'`), or only once they have all that they
 * asked for (`returns: 'all'`), under which two clients can wait for each other forever.
 */
export function simpleAllocator(returns: 'anything' | 'all') {
  const { action, always, leadsTo, defineModel } = words(simple);

  return defineModel({
    name: `simple allocator, clients return ${returns}`,
    schema: simple,
    initial: () => {},
    actions: [
      action({
        id: 'request',
        over: { c: Client, set: someResources },
        when: { 'c is at rest': (s, { c }) => s.client[c].wants.size === 0 && s.client[c].has.size === 0 },
        then: (s, { c, set }) => add(s.client[c].wants, set),
      }),
      action({
        id: 'allocate',
        over: { c: Client, set: someResources },
        when: {
          'c wants them': (s, { c, set }) => contains(s.client[c].wants, set),
          'they are free': (s, { set }) => (members[set] ?? []).every((r) => isFree(s, r)),
        },
        then: (s, { c, set }) => {
          add(s.client[c].has, set);
          remove(s.client[c].wants, set);
        },
        fairness: 'strong',
      }),
      // Two actions, because only giving back all that one has is fair.
      action({
        id: 'returnSome',
        over: { c: Client, set: someResources },
        when: {
          'c has them': (s, { c, set }) => contains(s.client[c].has, set),
          'and the duty does not apply': (s, { c, set }) =>
            !equals(s.client[c].has, set) || (returns === 'all' && s.client[c].wants.size > 0),
        },
        then: (s, { c, set }) => remove(s.client[c].has, set),
      }),
      action({
        id: 'returnAll',
        over: { c: Client },
        when: {
          'c has something': (s, { c }) => s.client[c].has.size > 0,
          'and is satisfied': (s, { c }) => returns === 'anything' || s.client[c].wants.size === 0,
        },
        then: (s, { c }) => s.client[c].has.clear(),
        fairness: 'weak',
      }),
    ],
    rules: [
      always({ id: 'MUTEX', then: isExclusive }),
      leadsTo({ id: 'RETURNED', given: firstWantsNothing, then: firstHasNothing }),
      leadsTo({ id: 'OBTAINED', given: firstWantsOne, then: firstHasOne }),
      leadsTo({ id: 'SATISFIED', given: () => true, then: firstWantsNothing }),
    ],
  });
}

/** Orders in which one, two or three clients can be scheduled, as strings of their numbers. */
const orders = [
  '0',
  '1',
  '2',
  '01',
  '02',
  '10',
  '12',
  '20',
  '21',
  '012',
  '021',
  '102',
  '120',
  '201',
  '210',
] as const;
const clientsOf = Object.fromEntries(
  orders.map((o) => [o, [...o].map((digit) => Client.at(Number(digit)))]),
) as Record<(typeof orders)[number], C[]>;

/**
 * Merz's scheduling allocator, which repairs the simple one: clients are put in a line, and a resource is given to
 * nobody who stands behind another that wants it. Weak fairness is enough.
 */
export function schedulingAllocator() {
  const schema = record({ client: holding, line: array(3, optional(id(Client))) });
  const { action, always, leadsTo, defineModel } = words(schema);
  type S = Parameters<Parameters<typeof always>[0]['then']>[0];
  const unscheduled = (s: S, c: C): boolean => s.client[c].wants.size > 0 && !s.line.includes(c);
  const setLine = (s: S, line: readonly C[]): void => {
    for (const k of [0, 1, 2] as const) s.line[k] = line[k] ?? null;
  };
  const line = (s: S): C[] => s.line.filter((c) => c !== null);

  return defineModel({
    name: 'scheduling allocator',
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'request',
        over: { c: Client, set: someResources },
        when: { 'c is at rest': (s, { c }) => s.client[c].wants.size === 0 && s.client[c].has.size === 0 },
        then: (s, { c, set }) => add(s.client[c].wants, set),
      }),
      action({
        id: 'allocate',
        over: { c: Client, set: someResources },
        when: {
          'c stands in line': (s, { c }) => s.line.includes(c),
          'c wants them': (s, { c, set }) => contains(s.client[c].wants, set),
          'they are free': (s, { set }) => (members[set] ?? []).every((r) => isFree(s, r)),
          'nobody before c wants one': (s, { c, set }) =>
            line(s)
              .slice(0, line(s).indexOf(c))
              .every((d) => (members[set] ?? []).every((r) => !s.client[d].wants.has(r))),
        },
        then: (s, { c, set }) => {
          if (equals(s.client[c].wants, set))
            setLine(
              s,
              line(s).filter((d) => d !== c),
            );
          add(s.client[c].has, set);
          remove(s.client[c].wants, set);
        },
        fairness: 'weak',
      }),
      action({
        id: 'returnSome',
        over: { c: Client, set: someResources },
        when: {
          'c has them': (s, { c, set }) => contains(s.client[c].has, set),
          'and the duty does not apply': (s, { c, set }) =>
            !equals(s.client[c].has, set) || s.client[c].wants.size > 0,
        },
        then: (s, { c, set }) => remove(s.client[c].has, set),
      }),
      action({
        id: 'returnAll',
        over: { c: Client },
        when: {
          'c has something': (s, { c }) => s.client[c].has.size > 0,
          'and is satisfied': (s, { c }) => s.client[c].wants.size === 0,
        },
        then: (s, { c }) => s.client[c].has.clear(),
        fairness: 'weak',
      }),
      action({
        id: 'schedule',
        over: { order: orders },
        when: {
          'these are the unscheduled': (s, { order }) =>
            Client.ids.every((c) => unscheduled(s, c) === clientsOf[order].includes(c)),
        },
        then: (s, { order }) => setLine(s, [...line(s), ...clientsOf[order]]),
        fairness: 'weak',
      }),
    ],
    rules: [
      always({ id: 'MUTEX', then: isExclusive }),
      leadsTo({ id: 'RETURNED', given: firstWantsNothing, then: firstHasNothing }),
      leadsTo({ id: 'OBTAINED', given: firstWantsOne, then: firstHasOne }),
      leadsTo({ id: 'SATISFIED', given: () => true, then: firstWantsNothing }),
    ],
  });
}
