import type { SimEvent } from '../../impl/events.ts';
import type { GroupId } from '../../impl/ids.ts';
import { CS, GLB, GPU_INT } from '../../impl/interface/bits.ts';
import type {
  GroupState,
  KillCause,
  GroupId as ModelGroup,
  QueueState,
  State,
} from '../../model/protected-mode/index.ts';
import type { GroupView, QueueView, Ranking } from '../rules/views.ts';
import { protectedBufferName } from '../rules/views.ts';
import type { Vocabulary } from '../rules/vocabulary.ts';
import { DeviceFacts } from './device.ts';
import type { ModelInstance } from './instance.ts';
import { type Asking, Tracker } from './tracker.ts';

/** Causes of a reset that the reference driver gives when a session failed. */
const sessionFailures: ReadonlySet<string> = new Set([
  'PROTM_FAULT',
  'PROTM_ENTER not acknowledged',
  'not protected after PROTM_ENTER',
  'no exit from protected mode',
  'still protected after PROTM_EXIT',
]);

/**
 * From a run of the simulator to the model's state. What the machine shows is taken from events and interface
 * words; history variables of the model are filled with what the run's past makes most likely, and the
 * refinement checker does not compare them.
 */
export class Abstraction {
  private readonly tracker = new Tracker();
  readonly device = new DeviceFacts();
  private readonly modelGroups = new Map<GroupId, ModelGroup>();
  private readonly bufferNames = new Map<GroupId, string>();
  private readonly initial: State;
  private readonly lent: State;
  private resetForSession = false;
  private faultRaised = false;
  /** The rotation order of the last ranking. */
  private rotation: {
    readonly ranking: Ranking | null;
    readonly turns: ReadonlyMap<GroupId, number>;
  } | null = null;

  constructor(
    private readonly instance: ModelInstance,
    private readonly v: Vocabulary,
  ) {
    const [initial] = instance.plain.initial();
    if (initial === undefined) throw new Error('the model has no initial state');
    this.initial = initial;
    this.lent = instance.plain.clone(initial);
    for (const [i, group] of instance.groups.entries()) {
      this.modelGroups.set(group, instance.terms.Group.at(i));
      this.bufferNames.set(group, protectedBufferName(group));
    }
  }

  /** To be called with each event, after the vocabulary took it in. */
  observe(event: SimEvent): void {
    this.tracker.observe(event);
    this.device.observe(event);
    if (event.kind === 'reset') {
      if (event.op === 'schedule') this.resetForSession = sessionFailures.has(event.cause);
      else if (event.op === 'end') this.faultRaised = false;
    } else if (event.kind === 'irq' && event.op === 'raise' && event.line === 'gpu') {
      this.faultRaised ||= (event.bits & GPU_INT.PROTM_FAULT) !== 0;
    }
  }

  /** The state of the model that the run is in. It is lent: the next call changes it, so `clone` what is kept. */
  state(): State {
    const { instance, v } = this;
    const { plain, terms } = instance;
    const s = this.lent;
    plain.copy(this.initial, s);
    this.session(s);
    s.reset = v.reset !== 'scheduled' ? v.reset : this.resetForSession ? 'forSession' : 'unrelated';
    s.faultIrq = this.faultRaised ? 'raised' : 'armed';
    s.enterRequest = ((v.glbReq ^ v.glbAck) & GLB.PROTM_ENTER) !== 0;
    s.protmActive = v.gpuProtected;
    s.exitEvent = v.exitUnanswered;
    s.first = this.model(this.tracker.first(v));
    s.power = this.device.power;
    s.heap = this.device.heap;
    s.section = this.device.section;
    s.offered = this.device.offered;
    s.vmOp = v.addressSpaces.anyLocked() ? 'locked' : v.memoryOpInFlight ? 'waiting' : 'none';
    const turns = this.turns();
    for (const [id, g] of this.modelGroups) {
      const view = v.group(id);
      this.group(s.groups[g], view, turns.get(id) ?? 0);
      for (const [i, q] of terms.queues.entries()) {
        const queue = view.queues[i];
        if (queue === undefined) continue;
        this.queue(s.groups[g].queues[q], queue, view, s);
        // Firmware notices the end of a region later than the model; the CS that ended it stands still until the exit.
        const { completed, letInAt } = this.tracker.progress(id, i);
        if (terms.endsRegionWithin(s, g, q, letInAt, completed)) s.groups[g].queues[q].sampled = false;
      }
    }
    return s;
  }

  private model(group: GroupId | null): ModelGroup | null {
    return group === null ? null : (this.modelGroups.get(group) ?? null);
  }

  /** Where the driver and the firmware are in a session. */
  private session(s: State): void {
    const { v } = this;
    const { session } = v;
    if (session === null) {
      const acknowledged = [...v.groups.values()].find((g) => g.queues.some((q) => q.acknowledged));
      s.owner = this.model(acknowledged?.facts.id ?? v.chosenByTick);
      s.driver = s.owner === null ? 'none' : 'chosen';
      s.firmware = v.gpuProtected ? 'protected' : 'normal';
      return;
    }
    s.owner = this.model(session.group);
    s.driver = session.seen ? 'entered' : 'entering';
    s.progressed = session.progress;
    const pinged = ((v.glbReq ^ v.glbAck) & GLB.PING) !== 0;
    s.forcing = pinged ? 'rank' : 'none';
    if (session.exitRaised) s.firmware = v.gpuProtected ? 'left' : 'normal';
    else if (session.leftUs !== null) s.firmware = 'leaving';
    else if (v.gpuProtected) s.firmware = this.faultRaised ? 'faulted' : 'protected';
    else s.firmware = session.acked ? 'entering' : 'normal';
    const cause = session.exitCause;
    const leaves = s.firmware === 'leaving' || s.firmware === 'left';
    s.exitForced = leaves && cause !== null && cause !== 'regionEnd' && cause !== 'empty';
  }

  private group(to: GroupState, view: GroupView, turn: number): void {
    const { id } = view.facts;
    to.life = lifeOf(view);
    to.cause = causeOf(view);
    to.csg = this.tracker.csg(id);
    const { session, gpuProtected } = this.v;
    to.saved = gpuProtected && session !== null && session.group !== id && to.csg === 'active';
    to.idle = view.idle;
    to.turn = turn;
    const bufferName = this.bufferNames.get(id) ?? '';
    const buffer = this.tracker.buffer(bufferName);
    // To the model whatever is mapped may be in the TLB.
    if (buffer !== null) Object.assign(to.buffer, buffer, { tlb: buffer.mapped || buffer.tlb });
    for (const { kind, who, buffer: name } of this.v.peek?.mappings() ?? []) {
      if (name !== bufferName) continue;
      if (kind === 'cpu') to.buffer.cpuMapped = true;
      else if (kind === 'handle' || kind === 'mmapOffset') to.buffer.handle = true;
      else if (kind === 'dmaBuf') to.buffer.exported = true;
      else if (who !== 'AS0') to.buffer.vmBound = true;
    }
  }

  private queue(to: QueueState, view: QueueView, group: GroupView, { profile }: State): void {
    const { submitted, issued, completed, asking } = this.tracker.progress(view.group, view.index);
    to.submitted = submitted;
    to.position = completed;
    to.issued = issued;
    to.running = issued > completed;
    const words = this.v.csWords(view);
    const bound = group.slot !== null && this.tracker.csg(view.group) !== 'off';
    to.event = bound && words !== null && ((words.req ^ words.ack) & CS.PROTM_PENDING) !== 0;
    to.waits = view.waitingSinceUs !== null && hasAsked(asking, profile);
    to.recorded = view.noted;
    const { session } = this.v;
    const sampled = view.letIn && session?.leftUs === null && session.acked;
    to.sampled = sampled && view.head === 'region';
    to.acknowledged = view.acknowledged && !sampled;
  }

  /** The rotation order of the last ranking, by priority; groups that it did not pick come behind. */
  private turns(): ReadonlyMap<GroupId, number> {
    const { ranking, groups } = this.v;
    if (this.rotation?.ranking === ranking) return this.rotation.turns;
    const turns = new Map<GroupId, number>();
    const next = [0, 0, 0, 0];
    const place = (g: GroupView): number => {
      const at = ranking?.picked.indexOf(g.facts.id) ?? -1;
      return at < 0 ? Number.MAX_SAFE_INTEGER : at;
    };
    for (const g of [...groups.values()].sort((a, b) => place(a) - place(b))) {
      const { id, priority } = g.facts;
      turns.set(id, next[priority] ?? 0);
      next[priority] = (next[priority] ?? 0) + 1;
    }
    this.rotation = { ranking, turns };
    return turns;
  }
}

function lifeOf({ life, killed }: GroupView): GroupState['life'] {
  switch (life) {
    case 'none':
      return 'absent';
    case 'live':
      return killed === null ? 'live' : 'killed';
    case 'destroyed':
    case 'released':
      return 'destroyed';
    default:
      return life satisfies never;
  }
}

/**
 * Whether the model's firmware has asked for a region that the CS stands at. To reach a region and to raise the request
 * are one step there and two in a run, where a session may come between: until it is raised it was not asked.
 */
function hasAsked(asking: Asking | null, { F08a, F08b, F08d }: State['profile']): boolean {
  switch (asking) {
    case 'reached':
      return false;
    case 'cut':
      return F08b === 'waits';
    case 'stopped':
      return F08a === 'waits';
    case 'reset':
      return F08d === 'waits';
    case 'raised':
    case 'letIn':
    case null:
      return true;
    default:
      return asking satisfies never;
  }
}

/** The causes that the model knows; what has nothing to do with protected mode is `none` to it. */
function causeOf({ killed }: GroupView): KillCause {
  if (killed === 'undeclaredUse') return 'undeclared';
  return killed === 'protmFault' ? 'fault' : 'none';
}
