/** One protected session, B.2, row by row: what firmware and GPU do, and in which order it can be seen. */
import { describe, expect, it } from 'vitest';
import type { SimEvent } from '../../../impl/events.ts';
import { CS, GLB, JOB_INT_GLOBAL_IF } from '../../../impl/interface/bits.ts';
import { runBench } from './bench.ts';

const region = ['RUN 500 us', 'PROT_REGION 2', 'RUN 3 ms', 'WAIT', 'RUN 200 us'];

/** a asks with both queues, the host lets the first one in only; b is another group on a slot. */
const { events } = runBench({
  jobs: { 'a:0': [region], 'a:1': [region], 'b:0': [['RUN 10 ms']] },
  host: function* (h) {
    yield* h.boot();
    yield* h.start(0, 'a', 15);
    yield* h.start(1, 'b', 14);
    yield* h.until('both ask', () => h.pending(0, 0) && h.pending(0, 1));
    yield* h.answer(0, 0);
    yield* h.enter();
    // Too late for this session.
    yield* h.answer(0, 1);
    yield* h.answerExit();
    yield* h.sleep(2_000);
  },
});

type Kind = SimEvent['kind'];
type Of<K extends Kind> = Extract<SimEvent, { kind: K }>;

/** The first event of a kind that is so, at or after another one. */
function find<K extends Kind>(kind: K, is: (e: Of<K>) => boolean, from = 0): Of<K> {
  const found = events.find((e): e is Of<K> => e.seq >= from && e.kind === kind && is(e as Of<K>));
  if (found === undefined) throw new Error(`no such ${kind} event after ${from}`);
  return found;
}

const sets =
  (word: string, bit: number) =>
  (e: Of<'word'>): boolean =>
    e.word === word && ((e.before ^ e.after) & bit) !== 0;
const commandsOf = (queue: number): readonly Of<'command'>[] =>
  events.filter((e): e is Of<'command'> => e.kind === 'command' && e.group === 'a' && e.queue === queue);

const request = find('word', sets('CSG0_CS0_ACK', CS.PROTM_PENDING));
const enter = find('word', sets('GLB_REQ', GLB.PROTM_ENTER));
const sampled = find('request', (e) => e.op === 'sample');
const saved = find('command', (e) => e.op === 'save' && e.group === 'b');
const enterAck = find('word', sets('GLB_ACK', GLB.PROTM_ENTER));
const active = find('word', (e) => e.word === 'GPU_STATUS' && (e.after & 0x80) !== 0);
const inactive = find('word', (e) => e.word === 'GPU_STATUS' && (e.after & 0x80) === 0, active.seq);
const restored = find('command', (e) => e.op === 'resume' && e.group === 'b');
const exit = find('word', sets('GLB_ACK', GLB.PROTM_EXIT));

describe('B.2', () => {
  it('1: PROT_REGION halts the CS', () => {
    const [reached] = commandsOf(0).filter((e) => e.text.startsWith('PROT_REGION'));
    const next = commandsOf(0).find((e) => e.index === 2 && e.op === 'issue');
    expect(reached?.tUs).toBe(1_500);
    expect(next?.seq).toBeGreaterThan(active.seq);
  });

  it('2: CS_ACK := NOT CS_REQ, then the CSG interrupt word, then JOB_IRQ of the slot', () => {
    expect(request.after & CS.PROTM_PENDING).toBe(CS.PROTM_PENDING);
    const word = find('word', (e) => e.word === 'CSG0_IRQ_REQ', request.seq);
    const irq = find('irq', (e) => e.line === 'job' && e.op === 'raise' && e.bits === 1, request.seq);
    expect([request.seq < word.seq, word.seq < irq.seq]).toEqual([true, true]);
  });

  it('4 and 5: the host copies ACK into REQ, then sends ENTER', () => {
    const answer = find('word', sets('CSG0_CS0_REQ', CS.PROTM_PENDING));
    expect(answer.after & CS.PROTM_PENDING).toBe(request.after & CS.PROTM_PENDING);
    expect(answer.seq).toBeLessThan(enter.seq);
  });

  it('6: acknowledgements are sampled at ENTER; a later one is not seen in this session', () => {
    expect(sampled).toMatchObject({ group: 'a', queue: 0 });
    expect(sampled.seq).toBeGreaterThan(enter.seq);
    const late = find('word', sets('CSG0_CS1_REQ', CS.PROTM_PENDING));
    expect(late.seq).toBeGreaterThan(sampled.seq);
    expect(events.filter((e) => e.kind === 'request' && e.op === 'sample' && e.seq < exit.seq)).toEqual([
      sampled,
    ]);
  });

  it('7: every other CSG on slot is saved; for the host it stays on slot', () => {
    expect(saved.seq).toBeGreaterThan(sampled.seq);
    const states = events.filter((e) => e.kind === 'word' && e.word === 'CSG1_ACK' && e.seq > enter.seq);
    expect(states.filter((e) => e.seq < exit.seq)).toEqual([]);
  });

  it('8 and 9: ENTER is acknowledged, with an interrupt, before PROTECTED_MODE_ACTIVE rises', () => {
    expect(saved.seq).toBeLessThan(enterAck.seq);
    find('irq', (e) => e.line === 'job' && e.op === 'raise' && e.bits === JOB_INT_GLOBAL_IF, enterAck.seq);
    expect(active.tUs - enterAck.tUs).toBe(1_000);
  });

  it('10: only the sampled CSs are resumed', () => {
    const inSession = events.filter(
      (e) => e.seq > active.seq && e.seq < inactive.seq && e.kind === 'command',
    );
    expect(inSession.length).toBeGreaterThan(3);
    expect(inSession.every((e) => e.kind === 'command' && e.group === 'a' && e.queue === 0)).toBe(true);
  });

  it('11: the region runs in protected mode, and nothing else of its stream does', () => {
    for (const e of commandsOf(0).filter(({ op }) => op === 'issue')) {
      expect(e.gpuProtected, e.text).toBe(e.index === 2 || e.index === 3);
    }
  });

  it('12 to 14: it leaves at the end of the region, restores the others, then raises EXIT with an interrupt', () => {
    const ended = commandsOf(0).find((e) => e.index === 3 && e.op === 'complete');
    expect(ended?.seq).toBeLessThan(inactive.seq);
    expect(inactive.tUs - (ended?.tUs ?? 0)).toBe(1_000);
    expect(exit.seq).toBeGreaterThan(inactive.seq);
    expect(restored.tUs).toBe(exit.tUs);
    find('irq', (e) => e.line === 'job' && e.op === 'raise' && e.bits === JOB_INT_GLOBAL_IF, exit.seq);
    const rest = commandsOf(0).find((e) => e.index === 4 && e.op === 'issue');
    expect(rest?.seq).toBeGreaterThan(inactive.seq);
  });

  it('15: the host answers with REQ := ACK', () => {
    const answer = find('word', sets('GLB_REQ', GLB.PROTM_EXIT));
    expect(answer.after & GLB.PROTM_EXIT).toBe(exit.after & GLB.PROTM_EXIT);
    expect(answer.seq).toBeGreaterThan(exit.seq);
  });
});
