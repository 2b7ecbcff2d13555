import { words } from '../checker/index.ts';
import { defaultLimits, type Limits, longestSession, type ProtectedModeConfig, validate } from './config.ts';
import { type GroupId, programsOf, type QueueId, type State, stateSchema } from './state.ts';

/** The life of a protected suspend buffer, in order. */
export const bufferPhases = [
  'none',
  'allocated',
  'mapped',
  'holds a region',
  'unmapped, TLB not flushed',
  'flushed, not scrubbed',
  'ready to free',
  'freed',
] as const; // prettier-ignore
export type BufferPhase = (typeof bufferPhases)[number];

/** What the next command of a stream is; `none` when everything submitted is done. */
export type Head = 'none' | 'normal' | 'protected';

interface CommandInfo {
  readonly head: Exclude<Head, 'none'>;
  /** Number of the job that the command belongs to. */
  readonly job: number;
  /** Position of the first command of the region, or of the command itself. */
  readonly start: number;
  /** It is the last one of its region. */
  readonly endsRegion: boolean;
}

function commandsOf(program: readonly string[]): CommandInfo[] {
  const out: CommandInfo[] = [];
  for (const [job, text] of program.entries()) {
    let start = out.length;
    for (const [i, letter] of [...text].entries()) {
      if (letter === 'N' || text[i - 1] !== 'P') start = out.length;
      const endsRegion = letter === 'P' && text[i + 1] !== 'P';
      out.push({ head: letter === 'P' ? 'protected' : 'normal', job, start, endsRegion });
    }
  }
  return out;
}

/**
 * The vocabulary of one instance of the model: its ids, its schema, and the words in which guards and rules speak.
 * All words are functions of the state alone.
 */
export function termsOf(config: ProtectedModeConfig) {
  validate(config);
  const { Group, Queue, schema } = stateSchema(config);
  const limits: Limits = config.limits ?? defaultLimits;
  const groups = Group.ids;
  const queues = Queue.ids;
  const programs = programsOf(config).map((program) => ({
    jobs: program.length,
    commands: commandsOf(program),
  }));

  /** The next command of a queue, or null when all that was submitted is done. */
  const command = (s: State, g: GroupId, q: QueueId): CommandInfo | null => {
    const { program, position, submitted } = s.groups[g].queues[q];
    const next = programs[program]?.commands[position];
    return next !== undefined && next.job < submitted ? next : null;
  };
  /** A region ends with one of the commands from `from` up to, and without, `to`. */
  const endsRegionWithin = (s: State, g: GroupId, q: QueueId, from: number, to: number): boolean => {
    const commands = programs[s.groups[g].queues[q].program]?.commands;
    return commands?.slice(from, to).some((c) => c.endsRegion) === true;
  };
  const head = (s: State, g: GroupId, q: QueueId): Head => command(s, g, q)?.head ?? 'none';
  const hasJobsLeft = (s: State, g: GroupId, q: QueueId): boolean => {
    const { program, submitted } = s.groups[g].queues[q];
    return submitted < (programs[program]?.jobs ?? 0);
  };

  const anyQueue = (holds: (q: QueueId) => boolean): boolean => {
    for (const q of queues) if (holds(q)) return true;
    return false;
  };
  const anyGroup = (holds: (g: GroupId) => boolean): boolean => {
    for (const g of groups) if (holds(g)) return true;
    return false;
  };

  /** group_can_run of the driver. */
  const canRun = (s: State, g: GroupId): boolean => s.groups[g].life === 'live';
  /** The group occupies a slot. */
  const onSlot = (s: State, g: GroupId): boolean => s.groups[g].csg !== 'off';
  /** The firmware runs the CSG unless it saved it: START acknowledged, no stop acknowledged. */
  const started = (s: State, g: GroupId): boolean => {
    const { csg } = s.groups[g];
    return csg === 'active' || csg === 'suspending' || csg === 'terminating';
  };
  const slotsUsed = (s: State): number => {
    let n = 0;
    for (const g of groups) if (onSlot(s, g)) n += 1;
    return n;
  };

  /** Everything submitted to the group is done. */
  const hasNothingToDo = (s: State, g: GroupId): boolean => !anyQueue((q) => head(s, g, q) !== 'none');
  /** The driver knows of an unanswered protected-mode request. */
  const asks = (s: State, g: GroupId): boolean => anyQueue((q) => s.groups[g].queues[q].recorded);
  /** The group is pending, whether or not the driver knows it yet. */
  const pending = (s: State, g: GroupId): boolean =>
    anyQueue((q) => {
      const { event, recorded, waits } = s.groups[g].queues[q];
      return event || recorded || waits;
    });
  /** The CS counts as acknowledged at the next ENTER: it waits with equal bits (F08). */
  const letIn = (s: State, g: GroupId, q: QueueId): boolean => {
    const { waits, event } = s.groups[g].queues[q];
    return waits && !event;
  };
  /** The CS is at a region, and the firmware has not raised its request yet. */
  const isAboutToAsk = (s: State, g: GroupId, q: QueueId): boolean => {
    const { sampled, waits } = s.groups[g].queues[q];
    return (
      !sampled &&
      !waits &&
      !s.protmActive &&
      started(s, g) &&
      !s.groups[g].saved &&
      head(s, g, q) === 'protected'
    );
  };
  const holdsAcknowledgement = (s: State, g: GroupId): boolean =>
    anyQueue((q) => s.groups[g].queues[q].acknowledged);
  const inSession = (s: State, g: GroupId): boolean => anyQueue((q) => s.groups[g].queues[q].sampled);

  /** A real-time group with a request goes before all; the owner's own further requests do not count (FE-b). */
  const goesFirst = (s: State, g: GroupId): boolean =>
    s.groups[g].priority === 3 && asks(s, g) && !(s.owner === g && s.driver !== 'chosen');
  const ranksBefore = (s: State, g: GroupId, h: GroupId): boolean => {
    const a = s.groups[g];
    const b = s.groups[h];
    const lifted = Number(goesFirst(s, g)) - Number(goesFirst(s, h));
    if (lifted !== 0) return lifted > 0;
    if (a.priority !== b.priority) return a.priority > b.priority;
    return a.turn < b.turn;
  };
  /** First by rank among the groups that can run and are not reported idle; null if there is none. */
  const top = (s: State): GroupId | null => {
    let best: GroupId | null = null;
    for (const g of groups)
      if (canRun(s, g) && !s.groups[g].idle && (best === null || ranksBefore(s, g, best))) best = g;
    return best;
  };

  /** It would execute a normal-mode command if it were on slot in normal mode. */
  const wantsNormalMode = (s: State, g: GroupId): boolean =>
    canRun(s, g) && anyQueue((q) => head(s, g, q) === 'normal');
  /** FAIR-EXIT's waiting: it wants normal mode, and another group has the GPU protected. */
  const waitsForNormalMode = (s: State, g: GroupId): boolean => g !== s.owner && wantsNormalMode(s, g);
  /** The driver sent ENTER and has not answered EXIT. */
  const sessionKnown = (s: State): boolean => s.driver === 'entering' || s.driver === 'entered';
  /**
   * A group's priority beside that of the owner, from ENTER until EXIT is answered. Whom the driver has only chosen while
   * bit 7 is still set (F05) owns nothing yet: the session that others wait for was not its own.
   */
  const besideOwner = (s: State, g: GroupId): 'higher' | 'equal' | 'lower' | 'no owner' => {
    if (s.owner === null || !sessionKnown(s)) return 'no owner';
    const by = s.groups[g].priority - s.groups[s.owner].priority;
    return by > 0 ? 'higher' : by < 0 ? 'lower' : 'equal';
  };

  /**
   * From the sample until the saved CSGs are restored the firmware halts those CSs of the owner that it did not let in
   * (F11), or until EXIT is raised where that comes first; until bit 7 is clear also where EXIT came before that, and until
   * a reset where the entry never comes to its end (F04). That restoring, before EXIT, ends it is our inference ([I]):
   * B.2-10 says who is resumed, nothing says when the rest is.
   */
  const halted = (s: State, g: GroupId, q: QueueId): boolean =>
    !s.groups[g].queues[q].sampled &&
    (s.protmActive ||
      (s.owner === g &&
        (s.firmware === 'entering' ||
          s.firmware === 'hung' ||
          (s.firmware === 'leaving' && anyGroup((h) => s.groups[h].saved)))));
  /** The command at the head of the queue is being executed at this moment. */
  const executing = (s: State, g: GroupId, q: QueueId): boolean => {
    const { running, sampled } = s.groups[g].queues[q];
    if (!running || !started(s, g) || s.groups[g].saved || halted(s, g, q)) return false;
    return sampled || head(s, g, q) === 'normal';
  };
  /** Part of a region was issued, so that a suspension must save it in the protected buffer. */
  const insideRegion = (s: State, g: GroupId, q: QueueId): boolean => {
    const next = command(s, g, q);
    const { position, running } = s.groups[g].queues[q];
    return next?.head === 'protected' && (running || position > next.start);
  };

  /** From sending ENTER until the driver saw that it happened. */
  const entryInFlight = (s: State): boolean => s.driver === 'entering';
  /** A CSG request now would throw a session out that nothing else has ended. */
  const sessionUndisturbed = (s: State): boolean =>
    s.driver === 'entered' && s.forcing === 'none' && !s.exitEvent;
  /** The firmware has the GPU in protected mode and answers. */
  const inProtectedMode = (s: State): boolean => s.firmware === 'protected' || s.firmware === 'faulted';
  /** The firmware begins to leave in this step. */
  const beginsToLeave = (before: State, after: State): boolean =>
    inProtectedMode(before) && after.firmware === 'leaving';
  /** A session that the driver knows of, or sees in GPU_STATUS. */
  const sessionOn = (s: State): boolean => s.driver === 'entered' || s.protmActive;
  /** The device goes off, or on again, in this step. */
  const powersDown = (before: State, after: State): boolean =>
    before.power !== 'off' && after.power === 'off';
  const resumes = (before: State, after: State): boolean => before.power === 'off' && after.power !== 'off';
  /** The next reset kills it. */
  const isCondemned = (s: State, g: GroupId): boolean => canRun(s, g) && s.groups[g].cause !== 'none';
  /** Applies to the owner; false without one. */
  const ofOwner =
    (holds: (s: State, g: GroupId) => boolean) =>
    (s: State): boolean =>
      s.owner !== null && holds(s, s.owner);
  /** A case of a scope may have fewer groups than others; those are absent for ever. */
  const isInRun = (s: State, g: GroupId): boolean => s.groups[g].life !== 'absent' || s.groups[g].lifecycle;
  /** They take turns. */
  const arePeers = (s: State, g: GroupId, h: GroupId): boolean =>
    h !== g && s.groups[h].priority === s.groups[g].priority && isInRun(s, h);
  const hasPeers = (s: State, g: GroupId): boolean => anyGroup((h) => arePeers(s, g, h));
  /** Who gets the highest endpoint priority when `g` leaves its slot; `g` itself stands for nobody. */
  const takesOver = (s: State, g: GroupId, heir: GroupId): boolean => {
    const others = anyGroup((h) => h !== g && started(s, h));
    if (s.first !== g || !others) return heir === g;
    return heir !== g && started(s, heir);
  };
  const holdsLetIn = (s: State, g: GroupId): boolean => started(s, g) && anyQueue((q) => letIn(s, g, q));
  /** FE-d: a group of `g`'s priority or above is still owed progress. */
  const isOwedBy = (s: State, g: GroupId): boolean =>
    anyGroup((h) => h !== g && s.groups[h].owed && s.groups[h].priority >= s.groups[g].priority);

  /** Rotation put another group of the owner's priority before the owner. */
  const topIsEqual = (s: State): boolean => {
    const first = top(s);
    if (first === null || s.owner === null || first === s.owner || !canRun(s, s.owner)) return false;
    return s.groups[first].priority === s.groups[s.owner].priority;
  };
  /** Why a driver may force an exit (C.6, A.2.5, C.9). */
  const isReason = (s: State, reason: State['forcing']): boolean => {
    switch (reason) {
      case 'none':
        return false;
      case 'rank':
        return top(s) !== s.owner;
      case 'residence':
        return s.residence >= limits.residenceTicks;
      case 'vmOp':
        return s.vmOp === 'waiting';
      case 'reset':
        return s.reset === 'unrelated' || s.reset === 'forSession';
      case 'suspend':
        return s.power === 'suspending';
    }
  };
  /** The top group is pending, nobody is let in, no reset explains it. */
  const topIsUnserved = (s: State): boolean => {
    if (s.reset !== 'none' || s.power !== 'on' || s.driver === 'entering' || s.driver === 'entered')
      return false;
    const first = top(s);
    return first !== null && pending(s, first);
  };
  /** EXIT is in flight from the first of bit 7's fall and EXIT until both have happened and EXIT is answered. */
  const exitInFlight = (s: State): boolean =>
    s.exitEvent ||
    s.firmware === 'leaving' ||
    s.firmware === 'left' ||
    (s.firmware === 'normal' && s.protmActive);
  /** The host sent a CSG STATE, EP_CFG or STATUS_UPDATE request in this step, or had one answered. */
  const requestsCsg = (before: State, after: State): boolean =>
    after.reset !== 'running' &&
    anyGroup((g) => {
      const from = before.groups[g].csg;
      const to = after.groups[g].csg;
      const requested = from !== to && (to === 'starting' || to === 'suspending' || to === 'terminating');
      if (
        requested ||
        (!before.groups[g].idle && after.groups[g].idle && onSlot(before, g) && canRun(after, g))
      )
        return true;
      if (before.first === g && after.first !== g && to === 'active') return true;
      return anyQueue((q) => {
        const was = before.groups[g].queues[q];
        return !was.recorded && !was.event && after.groups[g].queues[q].recorded;
      });
    });
  /** A page-table entry of the firmware, or its TLB, is changed in this step. */
  const mapsForFirmware = (before: State, after: State): boolean =>
    anyGroup((g) => {
      const was = before.groups[g].buffer;
      const is = after.groups[g].buffer;
      return was.mapped !== is.mapped || (was.tlb && !is.tlb);
    });
  /** EXIT comes before bit 7 clears in the exit that is under way (F05). */
  const exitComesFirst = (s: State): boolean => s.exitForced && s.profile.F05 === 'EXIT, then bit 7';
  /** The exit has come so far that saved CSGs are restored (F05, F30). */
  const mayRestore = (s: State): boolean =>
    !s.protmActive &&
    (s.firmware === 'left' || (s.firmware === 'leaving' && s.profile.F30 === 'restore first'));
  /** User space submitted a job to the group in this step. */
  const wasSubmittedTo = (before: State, after: State, g: GroupId): boolean =>
    anyQueue((q) => after.groups[g].queues[q].submitted > before.groups[g].queues[q].submitted);
  /** A region of the group was interrupted, and the group may still go on with it. */
  const holdsSavedRegion = (s: State, g: GroupId): boolean =>
    canRun(s, g) && anyQueue((q) => insideRegion(s, g, q) && !s.groups[g].queues[q].sampled);
  const bufferPhase = (s: State, g: GroupId): BufferPhase => {
    const { pages, mapped, tlb, dirty } = s.groups[g].buffer;
    if (pages !== 'allocated') return pages;
    if (mapped) return dirty ? 'holds a region' : 'mapped';
    if (tlb) return 'unmapped, TLB not flushed';
    if (dirty) return 'flushed, not scrubbed';
    return s.groups[g].life === 'destroyed' ? 'ready to free' : 'allocated';
  };
  const name = (g: GroupId | null): string => (g === null ? 'no group' : `group ${Group.indexOf(g)}`);

  return {
    config,
    limits,
    longestSession: longestSession(limits),
    Group,
    Queue,
    schema,
    groups,
    queues,
    ...words(schema),
    command,
    endsRegionWithin,
    head,
    hasJobsLeft,
    anyQueue,
    anyGroup,
    canRun,
    onSlot,
    started,
    slotsUsed,
    hasNothingToDo,
    asks,
    pending,
    letIn,
    isAboutToAsk,
    holdsAcknowledgement,
    inSession,
    ranksBefore,
    top,
    wantsNormalMode,
    waitsForNormalMode,
    besideOwner,
    halted,
    executing,
    insideRegion,
    entryInFlight,
    sessionUndisturbed,
    isInRun,
    wasSubmittedTo,
    arePeers,
    hasPeers,
    name,
    takesOver,
    holdsLetIn,
    isOwedBy,
    topIsEqual,
    isReason,
    topIsUnserved,
    bufferPhase,
    exitInFlight,
    requestsCsg,
    holdsSavedRegion,
    sessionOn,
    powersDown,
    resumes,
    sessionKnown,
    isCondemned,
    inProtectedMode,
    beginsToLeave,
    exitComesFirst,
    mayRestore,
    mapsForFirmware,
    ofOwner,
  }; // prettier-ignore
}
export type Terms = ReturnType<typeof termsOf>;
