import { expect } from 'vitest';
import type { Declaration, EventBody, SimEvent } from '../../../impl/events.ts';
import { type GroupId, groupId, jobId, processId } from '../../../impl/ids.ts';
import { CS, CSG, GLB, GPU_STATUS_PROTM_ACTIVE, MCU_STATUS } from '../../../impl/interface/bits.ts';
import type { MappingView, Peek } from '../../../properties/peek.ts';
import { type Rule, type RunEndView, Verdicts, type Violation } from '../../../properties/rule.ts';
import { type GroupFacts, protectedBufferName } from '../../../properties/rules/views.ts';
import { Vocabulary } from '../../../properties/rules/vocabulary.ts';

export const video = groupId('player.video');
export const desktop = groupId('compositor.desktop');
export const game = groupId('game.main');

/** Three groups: `video` MEDIUM and protected, `desktop` HIGH, `game` MEDIUM. */
export const facts: readonly GroupFacts[] = [
  { id: video, process: processId('player'), priority: 1, queues: 1, declaredProtected: true },
  { id: desktop, process: processId('compositor'), priority: 2, queues: 1, declaredProtected: false },
  { id: game, process: processId('game'), priority: 1, queues: 1, declaredProtected: true },
];

/** What the driver believes, to be changed while a story is told. */
export class Belief implements Peek {
  mode: boolean | null = null;
  owner: GroupId | null = null;
  recorded = new Map<GroupId, number>();
  reach: readonly MappingView[] = [];
  /** What clients have mapped in any VM. */
  mapped: readonly string[] = [];
  unmasked = true;
  believesProtected(): boolean | null {
    return this.mode;
  }
  believedOwner(): GroupId | null {
    return this.owner;
  }
  recordedRequests(group: GroupId): number {
    return this.recorded.get(group) ?? 0;
  }
  mappings(): readonly MappingView[] {
    return this.reach;
  }
  mappedIn(): readonly string[] {
    return this.mapped;
  }
  /** What refers to a group, by its name. */
  readonly refersTo = new Map<string, readonly string[]>();
  outstanding = false;
  references(group: string): readonly string[] {
    return this.refersTo.get(group) ?? [];
  }
  worksOutstanding(): boolean {
    return this.outstanding;
  }
  inside: readonly string[] = [];
  insideDevice(): readonly string[] {
    return this.inside;
  }
  protmFaultUnmasked(): boolean {
    return this.unmasked;
  }
}

type Row = { readonly event: SimEvent; readonly believe?: (b: Belief) => void };

/**
 * A run told by hand, one method for each thing that happens. Words are kept, so that each write says what
 * was there before.
 */
export class Story {
  readonly rows: Row[] = [];
  private tUs = 0;
  private step = 0;
  private readonly words = new Map<string, number>();
  private who = 'tick_work';

  /** Moves time, milliseconds. */
  at(ms: number): this {
    this.tUs = ms * 1000;
    return this;
  }

  /** Who does what follows. */
  by(activity: string): this {
    this.who = activity;
    return this;
  }

  tell(body: EventBody, believe?: (b: Belief) => void): this {
    const event = {
      ...body,
      seq: this.rows.length,
      tUs: this.tUs,
      activity: this.who,
      step: this.step,
    } as SimEvent;
    this.rows.push(believe === undefined ? { event } : { event, believe });
    return this;
  }

  /** Ends the machine's step: what follows belongs to the next one. */
  next(): this {
    this.step++;
    return this;
  }

  write(word: string, change: (before: number) => number): this {
    const before = this.words.get(word) ?? 0;
    const after = change(before);
    this.words.set(word, after);
    return this.tell({ kind: 'word', word, before, after }).next();
  }

  value(word: string): number {
    return this.words.get(word) ?? 0;
  }

  /** Creates groups with their protected buffers mapped, binds them to slots 0, 1, ... and starts them. */
  onSlots(...groups: readonly GroupId[]): this {
    for (const group of groups) this.create(group);
    for (const [slot, group] of groups.entries()) this.bind(group, slot);
    return this;
  }

  create(group: GroupId): this {
    this.group('create', group);
    if (!facts.some(({ id, declaredProtected }) => id === group && declaredProtected)) return this;
    const buffer = protectedBufferName(group);
    this.tell({ kind: 'memory', op: 'alloc', buffer, who: 'kernel', note: 'protected heap' });
    return this.tell({ kind: 'memory', op: 'map', buffer, who: 'AS0', note: '' }).next();
  }

  /** A process calls GROUP_CREATE otherwise than the workload says. */
  declare(group: GroupId, declares: Declaration): this {
    return this.tell({ kind: 'group', op: 'declare', group, slot: null, cause: null, declares }).next();
  }

  bind(group: GroupId, slot: number): this {
    this.tell({ kind: 'group', op: 'bind', group, slot, cause: null }).next();
    this.csg('request', slot, group, 'START');
    return this.by('fw').csg('ack', slot, group, 'START').by('tick_work');
  }

  group(op: 'create' | 'unbind' | 'idle' | 'busy' | 'destroy' | 'release', group: GroupId): this {
    return this.tell({ kind: 'group', op, group, slot: null, cause: null }).next();
  }

  kill(group: GroupId, cause: 'jobTimeout' | 'protmFault' | 'suspendTimeout' | 'undeclaredUse'): this {
    return this.tell({ kind: 'group', op: 'kill', group, slot: null, cause }).next();
  }

  /** Firmware publishes status words and acknowledges STATUS_UPDATE. */
  report(slot: number): this {
    return this.by('fw')
      .write(`CSG${slot}_ACK`, (ack) => ack ^ CSG.STATUS_UPDATE)
      .by('tick_work');
  }

  csg(
    op: 'request' | 'ack',
    slot: number,
    group: GroupId,
    request: 'START' | 'SUSPEND' | 'STATUS_UPDATE' | 'TERMINATE',
  ): this {
    return this.tell({ kind: 'csg', op, slot, group, request }).next();
  }

  /** A CS reaches its region and firmware raises PROTM_PENDING: three writes. */
  raise(group: GroupId, slot: number, cs = 0): this {
    this.by('fw').tell({ kind: 'request', op: 'reach', group, queue: cs }).next();
    const req = this.value(`CSG${slot}_CS${cs}_REQ`);
    this.write(`CSG${slot}_CS${cs}_ACK`, (ack) => (ack & ~CS.PROTM_PENDING) | (~req & CS.PROTM_PENDING));
    this.tell({ kind: 'request', op: 'raise', group, queue: cs }).next();
    this.write(`CSG${slot}_IRQ_REQ`, (w) => w ^ (1 << cs));
    return this.by('tick_work');
  }

  note(group: GroupId, queue = 0): this {
    return this.tell({ kind: 'request', op: 'note', group, queue }).next();
  }

  /** Firmware raises an event at which a CS halts, and the host answers it. */
  halt(slot: number, bit: number, cs = 0): this {
    const req = this.value(`CSG${slot}_CS${cs}_REQ`);
    return this.by('fw')
      .write(`CSG${slot}_CS${cs}_ACK`, (ack) => (ack & ~bit) | (~req & bit))
      .by('tick_work');
  }
  answerHalt(slot: number, bit: number, cs = 0): this {
    const ack = this.value(`CSG${slot}_CS${cs}_ACK`);
    return this.write(`CSG${slot}_CS${cs}_REQ`, (req) => (req & ~bit) | (ack & bit));
  }

  /** The driver copies ACK into REQ and says so. */
  ack(group: GroupId, slot: number, cs = 0): this {
    const ack = this.value(`CSG${slot}_CS${cs}_ACK`);
    const before = this.value(`CSG${slot}_CS${cs}_REQ`);
    const after = (before & ~CS.PROTM_PENDING) | (ack & CS.PROTM_PENDING);
    this.words.set(`CSG${slot}_CS${cs}_REQ`, after);
    this.tell({ kind: 'word', word: `CSG${slot}_CS${cs}_REQ`, before, after });
    return this.tell({ kind: 'request', op: 'ack', group, queue: cs }).next();
  }

  ranked(...picked: readonly GroupId[]): this {
    return this.tell({
      kind: 'tick',
      op: 'ranked',
      full: true,
      picked,
      protmGroup: picked[0] ?? null,
    }).next();
  }

  tick(op: 'begin' | 'end'): this {
    return this.tell({ kind: 'tick', op, full: true, picked: [], protmGroup: null }).next();
  }

  enter(group: GroupId | null): this {
    this.write('GLB_REQ', (req) => (req & ~GLB.PROTM_ENTER) | (~this.value('GLB_ACK') & GLB.PROTM_ENTER));
    return this.session('enterSent', group);
  }

  session(
    op:
      | 'enterSent'
      | 'enterAcked'
      | 'entered'
      | 'entrySeen'
      | 'exitForced'
      | 'left'
      | 'exitRaised'
      | 'exitAnswered',
    group: GroupId | null,
    cause: 'ping' | 'regionEnd' | 'csgRequest' | 'reset' | 'powerOff' | null = null,
  ): this {
    return this.tell({ kind: 'session', op, group, cause }).next();
  }

  /** Firmware acknowledges ENTER and bit 7 rises. */
  entered(group: GroupId): this {
    this.by('fw');
    this.write('GLB_ACK', (ack) => (ack & ~GLB.PROTM_ENTER) | (this.value('GLB_REQ') & GLB.PROTM_ENTER));
    this.session('enterAcked', group);
    return this.bit7(true).session('entered', group).by('tick_work').session('entrySeen', group);
  }

  bit7(on: boolean): this {
    return this.write('GPU_STATUS', (w) => (on ? w | GPU_STATUS_PROTM_ACTIVE : w & ~GPU_STATUS_PROTM_ACTIVE));
  }

  /** Bit 7 clears and EXIT is raised. */
  left(group: GroupId, cause: 'ping' | 'regionEnd' | 'csgRequest' | 'powerOff'): this {
    this.by('fw');
    if (cause !== 'regionEnd') this.session('exitForced', group, cause);
    this.bit7(false).session('left', group, cause);
    return this.raiseExit(group).by('tick_work');
  }

  raiseExit(group: GroupId): this {
    this.write('GLB_ACK', (ack) => (ack & ~GLB.PROTM_EXIT) | (~this.value('GLB_REQ') & GLB.PROTM_EXIT));
    return this.session('exitRaised', group);
  }

  answerExit(): this {
    this.write('GLB_REQ', (req) => (req & ~GLB.PROTM_EXIT) | (this.value('GLB_ACK') & GLB.PROTM_EXIT));
    return this.session('exitAnswered', null);
  }

  /** A whole entry by the book: raised, noted, ranked, acknowledged, ENTER, protected. */
  enteredByTheBook(group: GroupId, slot: number, ...ranked: readonly GroupId[]): this {
    this.raise(group, slot).note(group);
    return this.tick('begin')
      .ranked(...ranked)
      .ack(group, slot)
      .enter(group)
      .entered(group)
      .tick('end');
  }

  job(op: 'submit' | 'run' | 'signal', group: GroupId, nth = 0, queue = 0): this {
    return this.tell({ kind: 'job', op, job: jobId(group, queue, nth), group, error: null }).next();
  }

  command(
    op: 'issue' | 'complete' | 'resume' | 'save',
    group: GroupId,
    index: number,
    mode: { region?: boolean; gpuProtected?: boolean; nth?: number; text?: string } = {},
  ): this {
    const { region = false, gpuProtected = region, nth = 0, text = 'RUN 1 ms' } = mode;
    const job = jobId(group, 0, nth);
    return this.by('cs')
      .tell({ kind: 'command', op, group, queue: 0, job, index, text, region, gpuProtected })
      .next()
      .by('tick_work');
  }

  lock(op: 'acquire' | 'release' | 'blocked' | 'breach', lock: string, note = ''): this {
    const mode = lock === 'protm.lock' ? 'write' : 'exclusive';
    return this.tell({ kind: 'lock', op, lock, mode, note }).next();
  }

  power(op: 'suspend' | 'off' | 'resume' | 'on' | 'access', note = ''): this {
    return this.tell({ kind: 'power', op, note }).next();
  }

  /** The firmware halts, L2 and clocks go. */
  halted(): this {
    this.by('fw').write('MCU_STATUS', () => MCU_STATUS.HALT);
    return this.by('gpu').l2Off().by('pm_runtime_work').power('off');
  }

  l2Off(): this {
    return this.write('L2_READY', () => 0);
  }

  reset(op: 'schedule' | 'begin' | 'end'): this {
    return this.tell({ kind: 'reset', op, cause: 'told' }).next();
  }

  /** From here on the driver believes so. */
  believing(change: (b: Belief) => void): this {
    return this.tell({ kind: 'log', text: 'belief' }, change).next();
  }
}

/** When the story ends, of how many slots it tells, and how late its host may be. */
/** `game` gets a job in a session of `video`, which is over now. */
export const kicked = (): Story =>
  new Story()
    .onSlots(video, game)
    .enteredByTheBook(video, 0, video)
    .job('submit', game)
    .job('run', game)
    .at(20)
    .left(video, 'ping')
    .answerExit();

export type JudgeOptions = {
  readonly end?: RunEndView;
  readonly slots?: number;
  readonly hostDelayUs?: number;
};

/** Runs one rule over a story. */
export function judge(
  rule: Rule,
  story: Story,
  options: JudgeOptions = {},
): { given: number; violations: readonly Violation[]; largestUs: number | null } {
  const belief = new Belief();
  const vocabulary = new Vocabulary(facts, options.slots ?? 3, belief, options.hostDelayUs);
  const verdicts = new Verdicts(rule.id);
  const monitor = rule.monitor(verdicts);
  for (const { event, believe } of story.rows) {
    vocabulary.apply(event);
    believe?.(belief);
    if (rule.on === 'all' || rule.on.includes(event.kind)) monitor.observe(event, vocabulary);
    monitor.afterStep?.(vocabulary);
  }
  const end = options.end ?? { observedUntilUs: vocabulary.nowUs, quiet: false, standsAt: new Map() };
  monitor.finish?.(end, vocabulary);
  return verdicts;
}

/** The rule says something in the story, and holds. */
export function kept(rule: Rule, story: Story, options: JudgeOptions = {}): void {
  const { given, violations } = judge(rule, story, options);
  expect(violations).toEqual([]);
  expect(given).toBeGreaterThan(0);
}

/** The rule is broken once, for this instance, with these words. */
export function broken(
  rule: Rule,
  story: Story,
  instance: string,
  what: RegExp,
  options: JudgeOptions = {},
): void {
  const { violations } = judge(rule, story, options);
  expect(violations.map((v) => v.instance)).toEqual([instance]);
  expect(violations[0]?.what).toMatch(what);
}
