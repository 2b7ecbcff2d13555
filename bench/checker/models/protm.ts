import {
  bool,
  id,
  idType,
  int,
  oneOf,
  optional,
  perId,
  record,
  words,
} from '../../../model/checker/index.ts';

/** Parameters of the shared benchmark model. */
export interface ProtmSize {
  readonly groups: number;
  readonly slots: number;
  /** Commands of each kind that one job has at most. */
  readonly commands: number;
  /** Group g has priority g mod this. */
  readonly priorities: number;
  /** Tick periods that normal work may wait. */
  readonly ticks: number;
  /** Plants a defect: protected mode is entered while a normal command runs. */
  readonly bug?: boolean;
}

export const sizes = {
  small: { groups: 3, slots: 2, commands: 1, priorities: 3, ticks: 6 },
  medium: { groups: 4, slots: 3, commands: 1, priorities: 4, ticks: 2 },
  large: { groups: 3, slots: 2, commands: 3, priorities: 3, ticks: 3 },
} as const satisfies Record<string, ProtmSize>;

/** Distinct states and transitions on which all other checkers agree. */
export const golden = {
  small: { states: 94_682, transitions: 348_939 },
  medium: { states: 1_026_407, transitions: 5_064_684 },
  large: { states: 5_183_352, transitions: 20_471_899 },
} as const;

/** The benchmark model that is also written for SPIN and rumur: groups that share slots and one protected mode. */
export function protm(size: ProtmSize) {
  const Group = idType('group', size.groups);
  const groups = Group.ids;
  const counts = Array.from({ length: size.commands + 1 }, (_, i) => i);
  const schema = record({
    mode: oneOf('normal', 'entering', 'protected', 'exiting'),
    owner: optional(id(Group)),
    exitRequested: bool,
    waited: int(0, size.ticks),
    groups: perId(
      Group,
      record({
        status: oneOf('idle', 'runnable', 'onSlot', 'suspended'),
        pending: bool,
        running: bool,
        saved: bool,
        work: int(0, size.commands),
        protectedWork: int(0, size.commands),
      }),
    ),
  });
  const { action, always, defineModel } = words(schema);
  type S = Parameters<Parameters<typeof always>[0]['then']>[0];
  type G = (typeof groups)[number];

  const priority = groups.map((_, i) => i % size.priorities) as unknown as { readonly [K in G]: number };
  const onSlot = (s: S): number => {
    let n = 0;
    for (const g of groups) if (s.groups[g].status === 'onSlot') n += 1;
    return n;
  };
  const waiting = (s: S): boolean => {
    for (const g of groups) if (s.groups[g].status === 'onSlot' && s.groups[g].work > 0) return true;
    return false;
  };
  const higher = (s: S, g: G, status: 'runnable' | 'onSlot'): boolean => {
    for (const h of groups) if (s.groups[h].status === status && priority[h] > priority[g]) return true;
    return false;
  };
  const anyRunning = (s: S): boolean => {
    for (const g of groups) if (s.groups[g].running) return true;
    return false;
  };
  const every = (holds: (g: G) => boolean): boolean => {
    for (const g of groups) if (!holds(g)) return false;
    return true;
  };

  return defineModel({
    name: 'protm',
    schema,
    initial: () => {},
    actions: [
      action({
        id: 'submit',
        over: { g: Group, w: counts, p: counts },
        when: {
          'g is idle': (s, { g }) => s.groups[g].status === 'idle',
          'there is work': (_, { w, p }) => w + p > 0,
        },
        then: (s, { g, w, p }) => {
          s.groups[g].status = 'runnable';
          s.groups[g].work = w;
          s.groups[g].protectedWork = p;
        },
      }),
      action({
        id: 'schedule',
        over: { g: Group },
        when: {
          'g is runnable': (s, { g }) => s.groups[g].status === 'runnable',
          'a slot is free': (s) => onSlot(s) < size.slots,
          'nobody better is runnable': (s, { g }) => !higher(s, g, 'runnable'),
          'g does not outrank a group that enters': (s, { g }) =>
            !(s.mode === 'entering' && s.owner !== null && priority[g] > priority[s.owner]),
        },
        then: (s, { g }) => {
          s.groups[g].status = 'onSlot';
          s.groups[g].saved = false;
        },
      }),
      action({
        id: 'raisePending',
        over: { g: Group },
        when: {
          'g is on slot with protected work': (s, { g }) =>
            s.groups[g].status === 'onSlot' && s.groups[g].protectedWork > 0,
          'not raised yet': (s, { g }) => !s.groups[g].pending,
          'g is not the owner': (s, { g }) => s.owner !== g,
        },
        then: (s, { g }) => {
          s.groups[g].pending = true;
        },
      }),
      action({
        id: 'startNormal',
        over: { g: Group },
        when: {
          'normal mode': (s) => s.mode === 'normal',
          'g is on slot with work': (s, { g }) => s.groups[g].status === 'onSlot' && s.groups[g].work > 0,
          'g runs nothing': (s, { g }) => !s.groups[g].running,
        },
        then: (s, { g }) => {
          s.groups[g].running = true;
        },
      }),
      action({
        id: 'finishNormal',
        over: { g: Group },
        when: { 'g runs a command': (s, { g }) => s.groups[g].running },
        then: (s, { g }) => {
          s.groups[g].running = false;
          s.groups[g].work -= 1;
          s.waited = 0;
        },
      }),
      action({
        id: 'requestEnter',
        over: { g: Group },
        when: {
          'normal mode': (s) => s.mode === 'normal',
          'g asked': (s, { g }) => s.groups[g].status === 'onSlot' && s.groups[g].pending,
          'g is the top one on slot': (s, { g }) => !higher(s, g, 'onSlot'),
          'normal work does not starve': (s) => s.waited < size.ticks || !waiting(s),
        },
        then: (s, { g }) => {
          s.mode = 'entering';
          s.owner = g;
          s.groups[g].pending = false;
        },
      }),
      action({
        id: 'runProtected',
        over: { g: Group },
        when: {
          'g is in protected mode': (s, { g }) => s.mode === 'protected' && s.owner === g,
          'no exit requested': (s) => !s.exitRequested,
          'protected work is left': (s, { g }) => s.groups[g].protectedWork > 0,
        },
        then: (s, { g }) => {
          s.groups[g].protectedWork -= 1;
        },
      }),
      action({
        id: 'requestExit',
        over: { g: Group },
        when: {
          'g is in protected mode': (s, { g }) => s.mode === 'protected' && s.owner === g,
          'no exit requested': (s) => !s.exitRequested,
          'work is done or others starve': (s, { g }) =>
            s.waited === size.ticks || s.groups[g].protectedWork === 0,
        },
        then: (s) => {
          s.exitRequested = true;
        },
      }),
      action({
        id: 'ackExit',
        over: { g: Group },
        when: { 'g leaves protected mode': (s, { g }) => s.mode === 'exiting' && s.owner === g },
        then: (s, { g }) => {
          s.mode = 'normal';
          s.exitRequested = false;
          s.owner = null;
          s.groups[g].pending = s.groups[g].protectedWork > 0;
        },
      }),
      action({
        id: 'suspend',
        over: { g: Group },
        when: {
          'g is on slot': (s, { g }) => s.groups[g].status === 'onSlot',
          'g is not the owner': (s, { g }) => s.owner !== g,
          'g runs nothing': (s, { g }) => !s.groups[g].running,
        },
        then: (s, { g }) => {
          s.groups[g].status = 'suspended';
          s.groups[g].pending = false;
          s.groups[g].saved = s.groups[g].protectedWork > 0;
        },
      }),
      action({
        id: 'resume',
        over: { g: Group },
        when: { 'g is suspended': (s, { g }) => s.groups[g].status === 'suspended' },
        then: (s, { g }) => {
          s.groups[g].status = 'runnable';
        },
      }),
      action({
        id: 'complete',
        over: { g: Group },
        when: {
          'g is on slot': (s, { g }) => s.groups[g].status === 'onSlot',
          'g is not the owner': (s, { g }) => s.owner !== g,
          'all is done': (s, { g }) => s.groups[g].work === 0 && s.groups[g].protectedWork === 0,
        },
        then: (s, { g }) => {
          s.groups[g].status = 'idle';
        },
      }),
      action({
        id: 'ackEnter',
        when: {
          'an entry was requested': (s) => s.mode === 'entering',
          'no normal command runs': (s) => size.bug === true || !anyRunning(s),
        },
        then: (s) => {
          s.mode = 'protected';
        },
      }),
      action({
        id: 'beginExit',
        when: { 'an exit was requested': (s) => s.mode === 'protected' && s.exitRequested },
        then: (s) => {
          s.mode = 'exiting';
        },
      }),
      action({
        id: 'tick',
        when: {
          'protected mode': (s) => s.mode === 'protected',
          'normal work waits': (s) => waiting(s),
          'the limit is not reached': (s) => s.waited < size.ticks,
        },
        then: (s) => {
          s.waited += 1;
        },
      }),
    ],
    rules: [
      always({ id: 'mode matches owner', then: (s) => (s.mode === 'normal') === (s.owner === null) }),
      always({
        id: 'exit is requested in protected mode only',
        given: (s) => s.exitRequested,
        then: (s) => s.mode === 'protected' || s.mode === 'exiting',
      }),
      always({ id: 'slots', then: (s) => onSlot(s) <= size.slots }),
      always({
        id: 'owner is on its slot',
        given: (s) => s.owner !== null,
        then: (s) => s.owner !== null && s.groups[s.owner].status === 'onSlot' && !s.groups[s.owner].pending,
      }),
      always({
        id: 'no normal command in protected mode',
        given: anyRunning,
        then: (s) =>
          (s.mode === 'normal' || s.mode === 'entering') &&
          every((g) => !s.groups[g].running || (s.groups[g].status === 'onSlot' && s.groups[g].work > 0)),
      }),
      always({
        id: 'saved buffer only with protected work',
        then: (s) => every((g) => !s.groups[g].saved || s.groups[g].protectedWork > 0),
      }),
      always({
        id: 'top priority at entry',
        given: (s) => s.mode === 'entering',
        then: (s) => s.owner !== null && !higher(s, s.owner, 'onSlot'),
      }),
    ],
  });
}
