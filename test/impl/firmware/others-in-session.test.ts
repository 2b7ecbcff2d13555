/** The CSGs that no session is of, B.3. */
import { describe, expect, it } from 'vitest';
import { CSG } from '../../../impl/interface/bits.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { type Bench, type Host, lines, runBench } from './bench.ts';

const region = ['PROT_REGION 2', 'RUN 3 ms', 'WAIT', 'RUN 200 us'];

/** a is let in at 2 ms; something happens to b a millisecond into the session. */
function inSession(bStream: readonly string[], happens: (h: Host) => Act): Bench {
  const bench = runBench({
    jobs: { 'a:0': [region], 'b:0': [bStream] },
    host: function* (h) {
      yield* h.boot();
      yield* h.start(0, 'a', 15);
      yield* h.start(1, 'b', 14);
      yield* h.sleep(1_000);
      yield* h.answer(0, 0);
      yield* h.enter();
      yield* h.sleep(1_000);
      yield* happens(h);
      yield* h.answerExit();
      yield* h.sleep(5_000);
    },
  });
  expect(bench.host.finished).toBe(true);
  return bench;
}

const told = (bench: Bench, pattern: RegExp): readonly string[] =>
  lines(bench.events, ['session', 'command']).flatMap((line) => pattern.exec(line)?.[1] ?? []);

describe('while another CSG is in protected mode, B.3', () => {
  it('a sync object that is signalled is not looked at by firmware before the exit', () => {
    const waits = ['RUN 100 us', 'SYNC_WAIT frame 1', 'RUN 1 ms'];
    const bench = inSession(waits, function* (h) {
      yield* h.machine.step('signal frame');
      h.parts.syncObjects.get('frame').store(1);
    });
    expect(told(bench, /(entered|left a \w+|issue b:0\/1\[2\].*)/)).toEqual([
      'entered',
      'left a regionEnd',
      'issue b:0/1[2] RUN 1 ms',
    ]);
  });

  it('it executes nothing, keeps its slot and its address space, and goes on where it was', () => {
    const bench = inSession(['RUN 10 ms'], function* () {});
    const { state, regs } = bench.host.parts;
    expect(told(bench, /((?:save|resume) b\S+)/)).toEqual(['save b:0/1[0]', 'resume b:0/1[0]']);
    expect([state.csg(1).peek().active, regs.as(2).table.peek()]).toEqual([true, 'VM of b']);
    const words = bench.events.filter(
      (e) => e.kind === 'word' && e.word === 'CSG1_ACK' && ((e.before ^ e.after) & CSG.STATE_MASK) !== 0,
    );
    // START, and nothing since
    expect(words).toHaveLength(1);
    const ran = bench.events.filter((e) => e.kind === 'command' && e.group === 'b' && e.gpuProtected);
    expect(ran).toEqual([]);
  });
});
