import { describe, expect, it } from 'vitest';
import { AS_COMMAND, CS, CSG, copied, GLB } from '../../../impl/interface/bits.ts';
import type { ChoiceId } from '../../../impl/profile/choices.ts';
import { choiceIds, openChoices, optionsOf } from '../../../impl/profile/choices.ts';
import type { Act } from '../../../impl/runtime/activity.ts';
import { type Host, lines, runBench, type Scenario } from './bench.ts';

const KINDS = ['word', 'irq', 'session', 'request', 'command', 'memory', 'csg'] as const;

const jobs = {
  'a:0': [['PROT_REGION 2', 'RUN 3 ms', 'WAIT', 'RUN 200 us']],
  'b:0': [['RUN 10 ms'], ['RUN 1 ms']],
};

function* twoStarted(h: Host): Act {
  yield* h.boot();
  yield* h.start(0, 'a', 15);
  yield* h.start(1, 'b', 14);
}

function* letIn(h: Host): Act {
  yield* twoStarted(h);
  yield* h.answer(0, 0);
  yield* h.enter();
}

function* throughASession(h: Host): Act {
  yield* letIn(h);
  yield* h.answerExit();
}

/** A session that a PING cuts off after one millisecond. */
function* cutOff(h: Host): Act {
  yield* letIn(h);
  yield* h.sleep(1_000);
  yield* h.send(GLB.PING);
  yield* h.sleep(50_000);
}

/** Two CSs of one group let in, with regions of different length. */
const severalRegions: Scenario = {
  jobs: {
    'a:0': [['PROT_REGION 1', 'RUN 1 ms', 'PROT_REGION 1', 'RUN 1 ms']],
    'a:1': [['PROT_REGION 1', 'RUN 3 ms']],
  },
  host: function* (h) {
    yield* h.boot();
    yield* h.start(0, 'a', 15);
    yield* h.answer(0, 0);
    yield* h.answer(0, 1);
    yield* h.enter();
    yield* h.answerExit();
    yield* h.sleep(5_000);
  },
};

/** The second CS is acknowledged `afterUs` after ENTER was sent. */
const lateAcknowledgement = (afterUs: number): Scenario => ({
  jobs: { 'a:0': [['PROT_REGION 1', 'RUN 5 ms']], 'a:1': [['PROT_REGION 1', 'RUN 1 ms']] },
  host: function* (h) {
    yield* h.boot();
    yield* h.start(0, 'a', 15);
    yield* h.answer(0, 0);
    yield* h.until('second request', () => h.pending(0, 1));
    yield* h.send(GLB.PROTM_ENTER);
    yield* h.acked(GLB.PROTM_ENTER);
    yield* h.sleep(afterUs);
    yield* h.answer(0, 1);
    yield* h.answerExit();
    yield* h.sleep(5_000);
  },
});

const alone = (stream: readonly string[], host: (h: Host) => Act): Scenario => ({
  jobs: { 'a:0': [stream] },
  host: function* (h) {
    yield* h.boot();
    yield* h.start(0, 'a', 15);
    yield* host(h);
  },
});

/** Lets the only CS in and looks what becomes of it. */
const inRegion = (...stream: readonly string[]): Scenario =>
  alone(stream, function* (h) {
    yield* h.answer(0, 0);
    yield* h.send(GLB.PROTM_ENTER);
    yield* h.sleep(20_000);
  });

/** Waits for the first request, does something, and resumes the group in another slot. */
const resumed = (between: (h: Host) => Act): Scenario => ({
  jobs,
  host: function* (h) {
    yield* letIn(h);
    yield* between(h);
    yield* h.start(2, 'a', 15, 'RESUME');
    yield* h.sleep(20_000);
  },
});

/** Two CSs acknowledged, and those in `stopped` stopped by the host before it sends ENTER. */
function acknowledgedAndStopped(...stopped: readonly number[]): Scenario {
  return {
    jobs: { 'a:0': [['PROT_REGION 1', 'RUN 1 ms']], 'a:1': [['PROT_REGION 1', 'RUN 2 ms']] },
    host: function* (h) {
      yield* h.boot();
      yield* h.start(0, 'a', 15);
      yield* h.answer(0, 0);
      yield* h.answer(0, 1);
      for (const index of stopped) {
        yield* h.csg(0).cs[index]?.req.update((req) => copied(req, CS.STOP, CS.STATE_MASK)) ?? h.sleep(0);
        yield* h.kick(0, index);
        yield* h.sleep(100);
      }
      yield* h.send(GLB.PROTM_ENTER);
      yield* h.sleep(20_000);
    },
  };
}

/** A session of `a` while `b` executes, with progress timers of about `us`. */
function* sessionWithTimer(h: Host, us: number): Act {
  yield* h.boot();
  h.parts.fwif.glb.progressTimer.set(Math.ceil((us * 500) / 1024));
  yield* h.send(GLB.CFG_PROGRESS_TIMER);
  yield* h.start(0, 'a', 15);
  yield* h.start(1, 'b', 14);
  yield* h.answer(0, 0);
  yield* h.enter();
  yield* h.answerExit();
  yield* h.sleep(20_000);
}

/** For each choice something that consults it. */
const scenarios: Partial<Record<ChoiceId, Scenario>> = {
  F01: alone(['RUN 5 ms'], function* (h) {
    yield* h.send(GLB.PROTM_ENTER);
    yield* h.sleep(20_000);
  }),
  F02: {
    jobs,
    host: function* (h) {
      yield* letIn(h);
      yield* h.send(GLB.PROTM_ENTER);
      yield* h.sleep(1_000);
      yield* h.answerExit();
      yield* h.sleep(20_000);
    },
  },
  F03: {
    jobs: { 'a:0': [['RUN 1 ms'], ['RUN 1 ms']] },
    host: function* (h) {
      yield* h.boot();
      yield* h.start(0, 'a', 15);
      yield* h.sleep(5_000);
    },
  },
  F04: { jobs, host: (h) => sessionFor(h, 500_000) },
  F05: { jobs, host: cutOff },
  F06: {
    jobs,
    host: function* (h) {
      yield* letIn(h);
      yield* h.sleep(1_000);
      yield* h.kick(0, 0);
      yield* h.sleep(200);
      yield* h.parts.regs.ring(1);
      yield* h.sleep(200);
      yield* h.parts.regs.ring(0);
      yield* h.sleep(20_000);
    },
  },
  F07: { jobs, host: cutOff, horizonUs: 1_000_000 },
  F08a: resumed(function* (h) {
    yield* h.request(0, CSG.SUSPEND);
  }),
  F08b: { jobs, host: cutOff },
  F08c: lateAcknowledgement(2_000),
  F08d: {
    jobs: { ...jobs, 'b:0': [['PROT_REGION 1', 'RUN 1 ms']] },
    profile: { F12: 'the acknowledged one' },
    host: function* (h) {
      // b waits with an unanswered request when a's session saves it.
      yield* h.boot();
      yield* h.start(0, 'b', 15);
      yield* h.start(1, 'a', 14);
      yield* h.answer(1, 0);
      yield* h.enter();
      yield* h.reset();
      yield* h.boot();
      yield* h.start(0, 'b', 15, 'RESUME');
      yield* h.sleep(20_000);
    },
  },
  F09a: {
    jobs,
    host: function* (h) {
      yield* h.boot();
      yield* h.csg(0).cs[0]?.req.write(CS.PROTM_PENDING | CS.FAULT) ?? h.sleep(0);
      yield* h.start(0, 'b', 15);
    },
  },
  F09b: {
    jobs,
    host: function* (h) {
      yield* twoStarted(h);
      yield* h.reset();
      yield* h.boot();
      yield* h.sleep(5_000);
    },
  },
  F10: lateAcknowledgement(500),
  F11: {
    jobs: { 'a:0': [['PROT_REGION 1', 'RUN 3 ms']], 'a:1': [['RUN 5 ms']] },
    host: function* (h) {
      yield* h.boot();
      yield* h.start(0, 'a', 15);
      yield* h.answer(0, 0);
      yield* h.enter();
      yield* h.answerExit();
    },
  },
  F12: {
    jobs,
    host: function* (h) {
      yield* h.boot();
      yield* h.start(0, 'a', 14);
      yield* h.start(1, 'b', 15);
      yield* h.answer(0, 0);
      yield* h.enter();
      yield* h.answerExit();
    },
  },
  F13a: { jobs, host: throughASession },
  F13b: {
    jobs,
    host: function* (h) {
      yield* letIn(h);
      yield* h.sleep(1_000);
      yield* h.reset();
      yield* h.boot();
      yield* h.start(1, 'b', 15, 'RESUME');
      yield* h.sleep(20_000);
    },
  },
  F14: { jobs, host: cutOff, withoutProtmBuf: ['a'] },
  F15: {
    jobs: { ...jobs, 'b:0': [['RUN 100 us']] },
    host: function* (h) {
      yield* letIn(h);
      yield* h.sleep(1_000);
      yield* ringB(h);
      yield* h.answerExit();
      yield* h.sleep(5_000);
    },
  },
  F16: {
    jobs,
    host: function* (h) {
      yield* twoStarted(h);
      yield* h.answer(0, 0);
      yield* h.send(GLB.PROTM_ENTER);
      yield* h.acked(GLB.PROTM_ENTER);
      yield* h.asCommand(2, AS_COMMAND.LOCK);
      yield* h.answerExit();
      yield* h.sleep(5_000);
    },
  },
  F17: {
    jobs,
    host: function* (h) {
      yield* letIn(h);
      yield* h.machine.step('GPU_CMD FLUSH_CACHES');
      h.gpu.flushCaches();
      yield* h.sleep(1_000);
    },
  },
  F18a: { jobs, host: (h) => clearFault(h), faults: { protmFaultFromUs: 0 } },
  F18b: { jobs, host: cutOff, faults: { protmFaultFromUs: 0 } },
  F19: {
    jobs,
    faults: { noProtectedSection: true },
    host: function* (h) {
      yield* twoStarted(h);
      yield* h.answer(0, 0);
      yield* h.send(GLB.PROTM_ENTER);
      yield* h.sleep(5_000);
    },
  },
  F20: { jobs, host: (h) => sessionWithTimer(h, 4_000) },
  F21: inRegion('PROT_REGION 3', 'RUN 1 ms', 'TILER_OOM', 'RUN 1 ms'),
  F22: {
    jobs: { ...jobs, 'b:0': [['RUN 100 us']] },
    host: function* (h) {
      yield* letIn(h);
      // The interrupt of the request is still in RAWSTAT; a doorbell of b is latched.
      yield* ringB(h);
      yield* h.answerExit();
      yield* h.sleep(5_000);
    },
  },
  F23a: inRegion('PROT_REGION 5', 'RUN 1 ms'),
  F23b: inRegion('PROT_REGION 3', 'RUN 1 ms', 'PROT_REGION 1', 'RUN 1 ms'),
  F23c: inRegion('PROT_REGION 0', 'PROT_REGION 1', 'RUN 1 ms'),
  F24: acknowledgedAndStopped(0),
  F25: inRegion('PROT_REGION 2', 'READ', 'RUN 1 ms'),
  F26: inRegion('PROT_REGION 1', 'ASYNC 5 ms', 'RUN 1 ms'),
  F27: { jobs, host: (h) => sessionFor(h, 20_000) },
  F28: { jobs, host: cutOff },
  F29: {
    jobs,
    host: function* (h) {
      yield* letIn(h);
      yield* h.reset();
    },
  },
  F30: { jobs, host: throughASession },
  F31: { jobs, host: throughASession },
  F32: {
    jobs,
    host: function* (h) {
      yield* twoStarted(h);
      yield* h.answer(0, 0);
      yield* h.asCommand(1, AS_COMMAND.LOCK);
      yield* h.enter();
      yield* h.sleep(20_000);
    },
  },
  F33: {
    jobs: { ...jobs, 'b:0': [['SYNC_WAIT gone 1']] },
    host: throughASession,
  },
  F34: { jobs, host: (h) => sessionWithTimer(h, 2_000) },
  F35: severalRegions,
  F36: inRegion('PROT_REGION 2', 'SYNC_WAIT gone 1', 'RUN 1 ms'),
  F37: {
    jobs: {
      'a:0': [['PROT_REGION 2', 'RUN 100 us', 'SYNC_WAIT gone 1']],
      'b:0': [['RUN 100 us']],
    },
    host: function* (h) {
      yield* twoStarted(h);
      yield* h.sleep(100);
      yield* h.answer(0, 0);
      yield* h.enter();
      yield* h.sleep(20_000);
    },
  },
  F38: {
    jobs: { 'a:0': [['PROT_REGION 1', 'RUN 5 ms']], 'a:1': [['RUN 50 us', 'PROT_REGION 1', 'RUN 1 ms']] },
    profile: { F11: 'yes' },
    host: function* (h) {
      yield* h.boot();
      yield* h.start(0, 'a', 15);
      yield* h.answer(0, 0);
      yield* h.enter();
      yield* h.answerExit();
      yield* h.sleep(5_000);
    },
  },
  F39: {
    jobs,
    host: function* (h) {
      yield* letIn(h);
      yield* h.send(GLB.CFG_ALLOC_EN);
      yield* h.sleep(20_000);
    },
  },
};

function* sessionFor(h: Host, us: number): Act {
  yield* twoStarted(h);
  yield* h.answer(0, 0);
  yield* h.send(GLB.PROTM_ENTER);
  yield* h.sleep(us);
}

function* ringB(h: Host): Act {
  const ring = h.parts.rings.get('b:0');
  if (ring === undefined) throw new Error('b has a ring');
  const again = ring.at(0);
  if (again === null) throw new Error('b has a job');
  yield* h.machine.step('write the ring');
  ring.push({ ...again, job: `${again.job.slice(0, -1)}2` as typeof again.job, syncSeqno: 2 });
  yield* ring.insert.write(2);
  yield* h.parts.regs.ring(2);
}

function* clearFault(h: Host): Act {
  yield* letIn(h);
  const { gpu } = h.parts.regs;
  yield* h.until('PROTM_FAULT', () => (gpu.rawstat.get() & 2) !== 0);
  yield* gpu.clear(2);
  const cs = h.csg(0).cs[0];
  // Whether the line is still asserted shows in what the host does next.
  if ((gpu.rawstat.get() & 2) !== 0 && cs !== undefined) yield* cs.req.write(copied(cs.req.peek(), 0, 0));
}

describe('each open choice that the firmware carries makes a difference', () => {
  for (const id of choiceIds) {
    const row = openChoices[id];
    if (!row.carried) continue;
    const scenario = scenarios[id];
    const run = (option: string) => {
      if (scenario === undefined) throw new Error(`no scenario consults ${id}`);
      const bench = runBench({ ...scenario, profile: { ...scenario.profile, [id]: option } });
      expect(bench.consulted, `${id} is consulted`).toContain(id);
      return lines(bench.events, KINDS).join('\n');
    };
    const others = optionsOf(row).filter((option) => option !== row.default);
    it.each(others)(`${id} ${row.question}: ${row.default} or %s`, (option) => {
      expect(run(option)).not.toBe(run(row.default));
    });
  }

  it('and those that it does not carry have no scenario', () => {
    const without = choiceIds.filter((id) => scenarios[id] === undefined);
    expect(without).toEqual(choiceIds.filter((id) => !openChoices[id].carried));
  });
});

describe('what a choice leaves to be seen', () => {
  const events = (scenario: Scenario, profile: Readonly<Record<string, string>>): readonly string[] =>
    lines(runBench({ ...scenario, profile: { ...scenario.profile, ...profile } }).events, KINDS);

  it('F10, until the switch: an acknowledgement in the gap makes a session of an ENTER that had none', () => {
    const late: Scenario = {
      jobs: { 'a:0': [['PROT_REGION 1', 'RUN 3 ms']] },
      host: function* (h) {
        yield* h.boot();
        yield* h.start(0, 'a', 15);
        yield* h.until('a request', () => h.pending(0, 0));
        yield* h.send(GLB.PROTM_ENTER);
        yield* h.acked(GLB.PROTM_ENTER);
        yield* h.sleep(500);
        yield* h.answer(0, 0);
        yield* h.sleep(20_000);
      },
    };
    const ran = (l: readonly string[]): boolean => l.some((line) => /issue a.*RUN 3 ms/.test(line));
    expect(ran(events(late, { F10: 'until the switch' }))).toBe(true);
    expect(ran(events(late, {}))).toBe(false);
  });

  it('F24: the other acknowledged CS runs; without one it is an ENTER without acknowledgement, F01', () => {
    const stream = (scenario: Scenario): string =>
      events(scenario, {})
        .flatMap((line) => / (entered|left a \w+|issue \S+ RUN \d+ ms)/.exec(line)?.[1] ?? [])
        .join('; ');
    expect(runBench(acknowledgedAndStopped(0)).consulted).toContain('F24');
    expect(runBench(acknowledgedAndStopped(0)).consulted).not.toContain('F01');
    expect(runBench(acknowledgedAndStopped(0, 1)).consulted).toContain('F01');
    expect(runBench(acknowledgedAndStopped()).consulted).not.toContain('F24');
    expect(stream(acknowledgedAndStopped(0))).toMatchInlineSnapshot(
      `"entered; issue a:1/1[1] RUN 2 ms; left a regionEnd"`,
    );
    expect(stream(acknowledgedAndStopped(0, 1))).toMatchInlineSnapshot(`"entered; left a empty"`);
  });

  it('F20 and F34: a progress timer that runs out tells the host once, in the session or when it has run on after it', () => {
    const fired = (us: number, profile: Readonly<Record<string, string>>): readonly string[] => {
      let inSession = false;
      return runBench({ jobs, profile, host: (h) => sessionWithTimer(h, us) }).events.flatMap((e) => {
        if (e.kind === 'session' && (e.op === 'entered' || e.op === 'left')) inSession = e.op === 'entered';
        if (e.kind !== 'word' || !/^CSG\d_ACK$/.test(e.word)) return [];
        if (((e.before ^ e.after) & CSG.PROGRESS_TIMER) === 0) return [];
        return [`${e.word} ${Math.round(e.tUs / 1000)} ms${inSession ? ' in session' : ''}`];
      });
    };
    expect(fired(4_000, {})).toMatchInlineSnapshot(`
      [
        "CSG1_ACK 10 ms",
      ]
    `);
    expect(fired(4_000, { F20: 'runs' })).toMatchInlineSnapshot(`
      [
        "CSG1_ACK 6 ms",
      ]
    `);
    expect(fired(2_000, {})).toMatchInlineSnapshot(`
      [
        "CSG0_ACK 4 ms in session",
        "CSG1_ACK 8 ms",
      ]
    `);
    expect(fired(2_000, { F34: 'paused' })).toMatchInlineSnapshot(`
      [
        "CSG1_ACK 8 ms",
      ]
    `);
    expect(fired(20_000, { F20: 'runs' })).toEqual([]);
  });

  it('F37, for any: GLB IDLE comes in the session when all are idle, else after it', () => {
    const allIdle: Scenario = {
      jobs: { 'a:0': [['RUN 100 us']] },
      profile: { F01: 'session that stays' },
      host: function* (h) {
        yield* h.boot();
        yield* h.start(0, 'a', 15);
        yield* h.sleep(500);
        yield* h.send(GLB.PROTM_ENTER);
        yield* h.sleep(10_000);
        yield* h.send(GLB.PING);
        yield* h.sleep(10_000);
      },
    };
    const order = (profile: Readonly<Record<string, string>>): string =>
      events(allIdle, profile)
        .flatMap((line) => {
          const ack = /GLB_ACK (\w+) -> (\w+)/.exec(line);
          const changed = Number(`0x${ack?.[1] ?? 0}`) ^ Number(`0x${ack?.[2] ?? 0}`);
          if (ack !== null) return (changed & GLB.IDLE) !== 0 ? ['IDLE'] : [];
          return / (entered|left)\b/.exec(line)?.[1] ?? [];
        })
        .join(' ');
    expect(order({})).toBe('entered left IDLE');
    expect(order({ F37: 'for any' })).toBe('entered IDLE left');
  });
});
