/** Global requests of A.1.2 and B.1 that no driver here sends: performance counters, FWCFG_UPDATE, SLEEP. */
import { describe, expect, it } from 'vitest';
import { groupId, processId } from '../../../impl/ids.ts';
import { GLB, JOB_INT_GLOBAL_IF, MCU_STATUS, PRFCNT_STATUS } from '../../../impl/interface/bits.ts';
import type { Profile } from '../../../impl/profile/choices.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { Verdicts } from '../../../properties/rule.ts';
import { noPowerInProtm } from '../../../properties/rules/NO-POWER-IN-PROTM.ts';
import { noProfile } from '../../../properties/rules/NO-PROFILE.ts';
import { Vocabulary } from '../../../properties/rules/vocabulary.ts';
import { Belief } from '../../properties/rules/telling.ts';
import { type Bench, type Host, runBench } from './bench.ts';

const region = ['RUN 500 us', 'PROT_REGION 2', 'RUN 3 ms', 'WAIT', 'RUN 200 us'];
const jobs = { 'a:0': [region], 'b:0': [['RUN 10 ms']] };

const run = (host: (h: Host) => Act, profile: Profile = {}): Bench => {
  const bench = runBench({ jobs, host, profile });
  expect(bench.host.finished).toBe(true);
  return bench;
};

const differ = (h: Host, bit: number): boolean => {
  const { req, ack } = h.parts.fwif.glb;
  return ((req.peek() ^ ack.peek()) & bit) !== 0;
};

/** Sends a request and waits for the acknowledgement. */
function* ask(h: Host, bit: number): Act {
  yield* h.send(bit);
  yield* h.acked(bit);
}

/** Turns the counters on, with a ring of so many samples. */
function* countersOn(h: Host, size: number): Act {
  yield* h.parts.fwif.glb.prfcntConfig.write(size);
  yield* ask(h, GLB.PERFCNT_EN);
}

/** What became of the words of the counters and of these bits of GLB_ACK, in order. */
const written = ({ events }: Bench, bits: number): readonly string[] =>
  events.flatMap((e) => {
    if (e.kind !== 'word' || e.activity !== 'fw') return [];
    if (/^GLB_PRFCNT/.test(e.word)) return [`${e.word} ${e.after}`];
    const changed = (e.before ^ e.after) & bits;
    return e.word === 'GLB_ACK' && changed !== 0 ? [`GLB_ACK b${31 - Math.clz32(changed)}`] : [];
  });

const groups = ['a', 'b'].map((name) => ({
  id: groupId(name),
  process: processId(name),
  priority: 1,
  queues: 1,
  declaredProtected: name === 'a',
}));
const judged = (rule: typeof noProfile, bench: Bench): Verdicts => {
  const verdicts = new Verdicts(rule.id);
  const monitor = rule.monitor(verdicts);
  const vocabulary = new Vocabulary(groups, 3, new Belief());
  for (const event of bench.events) {
    vocabulary.apply(event);
    if (rule.on.includes(event.kind)) monitor.observe(event, vocabulary);
  }
  return verdicts;
};

describe('each is served when it is toggled, and only then', () => {
  it.each([
    ['PERFCNT_EN', GLB.PERFCNT_EN],
    ['PERFCNT_SAMPLE', GLB.PERFCNT_SAMPLE],
    ['COUNTER_EN', GLB.COUNTER_EN],
    ['FWCFG_UPDATE', GLB.FWCFG_UPDATE],
    ['SLEEP', GLB.SLEEP],
  ])('%s', (_, bit) => {
    const acks = (times: number): number => {
      const bench = run(function* (h) {
        yield* h.boot();
        for (let i = 0; i < times; i++) {
          yield* ask(h, bit);
          // It wakes from sleep, and is asked nothing.
          yield* h.parts.regs.ring(0);
          yield* h.sleep(100);
        }
      });
      return written(bench, bit).filter((line) => line.startsWith('GLB_ACK')).length;
    };
    expect([0, 1, 2].map(acks)).toEqual([0, 1, 2]);
  });
});

describe('performance counters', () => {
  it('a sample is in the ring, and its status is known, when it is acknowledged', () => {
    const bench = run(function* (h) {
      yield* h.boot();
      yield* countersOn(h, 4);
      yield* ask(h, GLB.PERFCNT_SAMPLE);
    });
    expect(written(bench, GLB.PERFCNT_EN | GLB.PERFCNT_SAMPLE)).toEqual([
      'GLB_PRFCNT_INSERT 0',
      'GLB_ACK b5',
      'GLB_PRFCNT_STATUS 0',
      'GLB_PRFCNT_INSERT 1',
      'GLB_ACK b6',
    ]);
  });

  it('counters that are off have nothing to sample', () => {
    const bench = run(function* (h) {
      yield* h.boot();
      yield* countersOn(h, 4);
      yield* ask(h, GLB.PERFCNT_EN);
      yield* ask(h, GLB.PERFCNT_SAMPLE);
    });
    expect(bench.events.flatMap((e) => (e.kind === 'counters' ? [e.op] : []))).toEqual(['start', 'stop']);
    expect(bench.host.parts.fwif.glb.prfcntInsert.peek()).toBe(0);
  });

  it('half a ring raises THRESHOLD; a full one raises OVERFLOW, and the sample waits until the host has read', () => {
    const seen: string[] = [];
    const bench = run(function* (h) {
      const { glb } = h.parts.fwif;
      const see = (): void => {
        const bits = (['PERFCNT_SAMPLE', 'PERFCNT_THRESHOLD', 'PERFCNT_OVERFLOW'] as const).filter((name) =>
          differ(h, GLB[name]),
        );
        seen.push([glb.prfcntInsert.peek(), ...bits].join(' '));
      };
      yield* h.boot();
      yield* countersOn(h, 4);
      for (let i = 0; i < 5; i++) {
        yield* h.send(GLB.PERFCNT_SAMPLE);
        yield* h.sleep(100);
        see();
      }
      yield* glb.prfcntExtract.write(4);
      yield* h.parts.regs.ring(0);
      yield* h.sleep(100);
      see();
    });
    expect(seen).toEqual([
      '1',
      '2 PERFCNT_THRESHOLD',
      '3 PERFCNT_THRESHOLD',
      '4 PERFCNT_THRESHOLD',
      '4 PERFCNT_SAMPLE PERFCNT_THRESHOLD PERFCNT_OVERFLOW',
      '5 PERFCNT_THRESHOLD PERFCNT_OVERFLOW',
    ]);
    expect(judged(noProfile, bench).given).toBe(5);
  });

  it.each([
    [GLB.PERFCNT_THRESHOLD, 1],
    [0, 0],
  ])('an event interrupts when GLB_ACK_IRQ_MASK has its bit (%i)', (mask, interrupts) => {
    let from = 0;
    const bench = run(function* (h) {
      yield* h.boot();
      yield* countersOn(h, 2);
      yield* h.parts.fwif.glb.ackIrqMask.write(mask);
      from = h.machine.nowUs + 1;
      yield* h.sleep(10);
      yield* ask(h, GLB.PERFCNT_SAMPLE);
      yield* h.sleep(10);
    });
    const raised = bench.events.filter(
      (e) => e.kind === 'irq' && e.op === 'raise' && e.tUs >= from && (e.bits & JOB_INT_GLOBAL_IF) !== 0,
    );
    expect(raised).toHaveLength(interrupts);
  });
});

/** Counters that count, and a session. */
function* counting(h: Host): Act {
  yield* h.boot();
  yield* countersOn(h, 8);
  yield* h.start(0, 'a', 15);
  yield* h.answer(0, 0);
  yield* h.enter();
}

/** a is let in with the counters on; the host asks for `bit` in the session, and for a sample after it. */
const inSession = (
  F39: 'force an exit' | 'served while protected',
  bit: number,
): Bench & { status: number } => {
  let status = -1;
  const bench = run(
    function* (h) {
      const { glb } = h.parts.fwif;
      yield* h.boot();
      yield* countersOn(h, 8);
      yield* h.start(0, 'a', 15);
      yield* h.start(1, 'b', 14);
      yield* h.answer(0, 0);
      yield* h.enter();
      yield* h.sleep(1_000);
      yield* ask(h, bit);
      status = glb.prfcntStatus.peek();
      yield* h.sleep(100);
      yield* h.parts.regs.ring(0);
      yield* h.answerExit();
      yield* h.sleep(10_000);
      yield* ask(h, GLB.PERFCNT_SAMPLE);
      expect(glb.prfcntStatus.peek()).toBe(0);
    },
    { F39 },
  );
  return { ...bench, status };
};

describe('in a protected session', () => {
  const order = (bench: Bench): readonly string[] =>
    bench.events.flatMap((e) => {
      if (e.kind === 'counters') return [e.op];
      if (e.kind === 'session' && /^(enterAcked|entered|left)$/.test(e.op)) return [e.op];
      return [];
    });

  it('firmware samples by itself before it enters, and counts nothing until it has left (B.9)', () => {
    const bench = inSession('served while protected', GLB.PERFCNT_SAMPLE);
    expect(order(bench)).toEqual([
      ...['start', 'sample', 'stop', 'enterAcked', 'entered'],
      ...['sample', 'left', 'start', 'sample'],
    ]);
    const { given, violations } = judged(noProfile, bench);
    expect([given, violations]).toEqual([3, []]);
  });

  it('counters that are turned off and on in it count from its end (F39: served while protected)', () => {
    const bench = run(
      function* (h) {
        yield* counting(h);
        yield* ask(h, GLB.PERFCNT_EN);
        yield* ask(h, GLB.PERFCNT_EN);
        yield* h.answerExit();
        yield* ask(h, GLB.PERFCNT_SAMPLE);
      },
      { F39: 'served while protected' },
    );
    expect(order(bench)).toEqual([
      ...['start', 'sample', 'stop', 'enterAcked', 'entered'],
      ...['left', 'start', 'sample'],
    ]);
    expect(judged(noProfile, bench).violations).toEqual([]);
  });

  it('a HALT in it and a fast boot leave the counters on, and they count again', () => {
    const bench = run(
      function* (h) {
        yield* counting(h);
        yield* ask(h, GLB.HALT);
        yield* h.machine.step('MCU off and on');
        h.gpu.stop();
        h.gpu.boot('kept');
        yield* h.sleep(1_000);
        yield* ask(h, GLB.PERFCNT_SAMPLE);
      },
      { F39: 'served while protected' },
    );
    expect(order(bench).slice(-3)).toEqual(['entered', 'start', 'sample']);
  });

  it.each([
    ['served while protected', PRFCNT_STATUS.PROTECTED_SESSION],
    ['force an exit', 0],
  ] as const)('a sample that the host asks for: %s (F39), and GLB_PRFCNT_STATUS says %i', (F39, expected) => {
    const bench = inSession(F39, GLB.PERFCNT_SAMPLE);
    expect(bench.status).toBe(expected);
    const forced = bench.events.filter((e) => e.kind === 'session' && e.op === 'exitForced');
    expect(forced.map((e) => e.kind === 'session' && e.cause)).toEqual(
      expected === 0 ? ['globalRequest'] : [],
    );
    expect(judged(noProfile, bench).violations).toEqual([]);
  });

  it.each([
    ['force an exit', 0],
    ['served while protected', 1],
  ] as const)('SLEEP: %s (F39), which breaks NO-POWER-IN-PROTM %i times', (F39, times) => {
    const bench = inSession(F39, GLB.SLEEP);
    const { given, violations } = judged(noPowerInProtm, bench);
    expect([given, violations.length]).toEqual([1, times]);
    // Whom the session keeps off stays off when firmware wakes.
    const b = bench.events.filter((e) => e.kind === 'command' && e.group === 'b');
    expect(b.length).toBeGreaterThan(2);
    expect(b.filter((e) => e.kind === 'command' && e.gpuProtected)).toEqual([]);
  });

  it('FWCFG_UPDATE is a request like the others', () => {
    const left = (F39: 'force an exit' | 'served while protected'): readonly unknown[] =>
      inSession(F39, GLB.FWCFG_UPDATE).events.flatMap((e) =>
        e.kind === 'session' && e.op === 'left' ? [e.cause] : [],
      );
    expect([left('force an exit')[0], left('served while protected')[0]]).toEqual([
      'globalRequest',
      'regionEnd',
    ]);
  });
});

it('SLEEP halts the MCU and what executes; CSGs stay on their slots, and the doorbell wakes it', () => {
  const bench = run(function* (h) {
    const { regs, state } = h.parts;
    yield* h.boot();
    yield* h.start(1, 'b', 15);
    yield* h.sleep(1_000);
    yield* ask(h, GLB.SLEEP);
    yield* h.until('MCU_STATUS', () => regs.mcuStatus.cell.get() === MCU_STATUS.HALT);
    yield* h.sleep(50_000);
    expect([regs.mcuStatus.peek(), state.csg(1).peek().active]).toEqual([MCU_STATUS.HALT, true]);
    yield* ask(h, GLB.PING);
    expect(regs.mcuStatus.peek()).toBe(MCU_STATUS.ENABLED);
    yield* h.sleep(20_000);
  });
  const told = bench.events.flatMap((e) =>
    e.kind === 'command' ? [`${e.op} ${Math.floor(e.tUs / 1000)} ms`] : [],
  );
  // 9 ms of the 10 are left when it goes to sleep at 2 ms.
  expect(told).toEqual(['issue 1 ms', 'save 2 ms', 'resume 52 ms', 'complete 61 ms']);
});
