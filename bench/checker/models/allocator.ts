import {
  array,
  type Id,
  type IdSet,
  id,
  idType,
  optional,
  perId,
  record,
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

/**
 * Merz's simple allocator: three clients ask for sets of two resources and get them piecemeal. Allocation is strongly
 * fair. Clients give back what they have in the end (`returns: 'anything'`), or only once they have all that they
 * asked for (`returns: 'all'`), under which two clients can wait for each other forever.
 */
export function simpleAllocator(returns: 'anything' | 'all') {
  const schema = record({ client: holding });
  const { action, always, leadsTo, defineModel } = words(schema);
  type S = Parameters<Parameters<typeof always>[0]['then']>[0];
  const isFree = (s: S, r: R): boolean => Client.ids.every((c) => !s.client[c].has.has(r));

  return defineModel({
    name: `simple allocator, clients return ${returns}`,
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
      always({
        id: 'MUTEX',
        then: (s) => Resource.ids.every((r) => Client.ids.filter((c) => s.client[c].has.has(r)).length <= 1),
      }),
      leadsTo({
        id: 'RETURNED',
        given: (s) => s.client[Client.at(0)].wants.size === 0,
        then: (s) => s.client[Client.at(0)].has.size === 0,
      }),
      leadsTo({
        id: 'OBTAINED',
        given: (s) => s.client[Client.at(0)].wants.has(Resource.at(0)),
        then: (s) => s.client[Client.at(0)].has.has(Resource.at(0)),
      }),
      leadsTo({ id: 'SATISFIED', given: () => true, then: (s) => s.client[Client.at(0)].wants.size === 0 }),
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
  const isFree = (s: S, r: R): boolean => Client.ids.every((c) => !s.client[c].has.has(r));
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
      always({
        id: 'MUTEX',
        then: (s) => Resource.ids.every((r) => Client.ids.filter((c) => s.client[c].has.has(r)).length <= 1),
      }),
      leadsTo({
        id: 'RETURNED',
        given: (s) => s.client[Client.at(0)].wants.size === 0,
        then: (s) => s.client[Client.at(0)].has.size === 0,
      }),
      leadsTo({
        id: 'OBTAINED',
        given: (s) => s.client[Client.at(0)].wants.has(Resource.at(0)),
        then: (s) => s.client[Client.at(0)].has.has(Resource.at(0)),
      }),
      leadsTo({ id: 'SATISFIED', given: () => true, then: (s) => s.client[Client.at(0)].wants.size === 0 }),
    ],
  });
}
