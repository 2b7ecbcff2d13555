import { describe, expect, it } from 'vitest';
import { PROTECTED_SECTION } from '../../../impl/firmware/parts.ts';
import { TRAP } from '../../../impl/firmware/state.ts';
import { AS_COMMAND, CS, CSG, copied, GLB, MCU_CONTROL, MCU_STATUS } from '../../../impl/interface/bits.ts';
import { lockAddr } from '../../../impl/interface/lock-region.ts';
import { type Bench, type Host, lines, runBench, type Scenario } from './bench.ts';

const region = ['RUN 500 us', 'PROT_REGION 2', 'RUN 3 ms', 'WAIT', 'RUN 200 us'];
const twoGroups = { 'a:0': [region], 'b:0': [['RUN 10 ms']] };

/** Starts a above b and lets a's first region in. */
function* letIn(h: Host) {
  yield* h.boot();
  yield* h.start(0, 'a', 15);
  yield* h.start(1, 'b', 14);
  yield* h.answer(0, 0);
  yield* h.enter();
}

const run = (scenario: Partial<Scenario> & Pick<Scenario, 'host'>): Bench => {
  const bench = runBench({ jobs: twoGroups, ...scenario });
  expect(bench.host.finished).toBe(true);
  return bench;
};

describe('address spaces', () => {
  const bad = ['RUN 1 ms', 'PAGE_FAULT', 'RUN 1 ms'];

  it('a CS that meets no translation waits, and fails once its page table is gone', () => {
    const faultOf = (tableIsGone: boolean): boolean => {
      const bench = run({
        jobs: { 'a:0': [bad] },
        host: function* (h) {
          yield* h.boot();
          yield* h.start(0, 'a', 15);
          yield* h.until('MMU fault', () => h.parts.regs.mmu.rawstat.get() === 2);
          if (tableIsGone) yield* h.asCommand(1, AS_COMMAND.UPDATE);
          yield* h.sleep(10_000);
        },
      });
      return bench.host.pending(0, 0, CS.FATAL);
    };
    expect([faultOf(false), faultOf(true)]).toEqual([false, true]);
  });

  it('one that was suspended meets it again when it is resumed', () => {
    const bench = run({
      jobs: { 'a:0': [bad] },
      host: function* (h) {
        const { mmu } = h.parts.regs;
        yield* h.boot();
        yield* h.start(0, 'a', 15);
        yield* h.until('MMU fault', () => mmu.rawstat.get() === 2);
        yield* h.request(0, CSG.SUSPEND);
        yield* mmu.clear(2);
        yield* h.start(2, 'a', 15, 'RESUME');
      },
    });
    expect(bench.host.parts.regs.mmu.rawstat.peek()).toBe(1 << 3);
  });

  it('a GPU reset takes the page tables away', () => {
    const bench = run({
      host: function* (h) {
        yield* h.boot();
        yield* h.start(0, 'a', 15);
        yield* h.asCommand(2, AS_COMMAND.LOCK);
        yield* h.reset();
      },
    });
    const [, first, second] = bench.host.parts.regs.addressSpaces;
    expect([first?.table.peek(), second?.locked.peek()]).toEqual([null, null]);
  });

  it.each([
    ['works', true],
    ['stalls until unlocked', false],
  ] as const)('with the region of its AS locked at entry a protected CS: %s (F32)', (F32, runs) => {
    const bench = run({
      profile: { F32 },
      host: function* (h) {
        yield* h.boot();
        yield* h.start(0, 'a', 15);
        yield* h.answer(0, 0);
        yield* h.asCommand(1, AS_COMMAND.LOCK);
        yield* h.enter();
        yield* h.sleep(5_000);
      },
    });
    const issued = bench.events.some((e) => e.kind === 'command' && e.op === 'issue' && e.gpuProtected);
    expect(issued).toBe(runs);
  });

  it('firmware whose own section is locked at entry serves nothing where it stalls (F32)', () => {
    const acked = (F32: string): boolean => {
      const bench = run({
        profile: { F32 },
        host: function* (h) {
          const { regs, memory } = h.parts;
          yield* h.boot();
          yield* h.start(0, 'a', 15);
          yield* h.answer(0, 0);
          yield* regs.as(0).lockaddr.write(lockAddr(memory.firmwareRegion(PROTECTED_SECTION)));
          yield* h.asCommand(0, AS_COMMAND.LOCK);
          yield* h.enter();
          yield* h.send(GLB.PING);
          yield* h.sleep(100_000);
        },
      });
      const { glb } = bench.host.parts.fwif;
      return ((glb.req.peek() ^ glb.ack.peek()) & GLB.PING) === 0;
    };
    expect([acked('works'), acked('stalls until unlocked')]).toEqual([true, false]);
  });
});

describe('a protected session, B.2', () => {
  const bench = run({
    host: function* (h) {
      yield* letIn(h);
      yield* h.answerExit();
    },
  });

  it('goes row by row: request, acknowledgement, sample, save, ack before bit 7, region, exit, restore', () => {
    expect(lines(bench.events, ['request', 'session', 'command'])).toMatchInlineSnapshot(`
      [
        "1.0 cs/0 issue a:0/1[0] RUN 500 us",
        "1.0 cs/1 issue b:0/1[0] RUN 10 ms",
        "1.5 cs/0 complete a:0/1[0] RUN 500 us",
        "1.5 cs/0 issue a:0/1[1] PROT_REGION 2",
        "1.5 cs/0 complete a:0/1[1] PROT_REGION 2",
        "1.5 cs/0 reach a:0",
        "1.5 fw raise a:0",
        "1.5 fw sample a:0",
        "1.5 fw save b:0/1[0] RUN 10 ms",
        "1.5 fw enterAcked a",
        "2.5 fw entered a",
        "2.5 cs/0 issue a:0/1[2] RUN 3 ms in region protected",
        "5.5 cs/0 complete a:0/1[2] RUN 3 ms in region protected",
        "5.5 cs/0 issue a:0/1[3] WAIT in region protected",
        "5.5 cs/0 complete a:0/1[3] WAIT in region protected",
        "6.5 fw left a regionEnd",
        "6.5 fw exitRaised a",
        "6.5 cs/1 resume b:0/1[0] RUN 10 ms",
        "6.5 cs/0 issue a:0/1[4] RUN 200 us",
        "6.7 cs/0 complete a:0/1[4] RUN 200 us",
        "16.0 cs/1 complete b:0/1[0] RUN 10 ms",
      ]
    `);
  });

  it('raises a request by three writes that are visible one after another', () => {
    const raise = bench.events.filter(
      (e) =>
        e.activity === 'fw' &&
        ((e.kind === 'word' && /CSG0_CS0_ACK|CSG0_IRQ_REQ/.test(e.word)) ||
          (e.kind === 'irq' && e.bits === 1)),
    );
    const after = raise.slice(
      raise.findIndex((e) => e.kind === 'word' && (e.after & CS.PROTM_PENDING) !== 0),
    );
    expect(lines(after.slice(0, 3), ['word', 'irq'])).toEqual([
      '1.5 fw CSG0_CS0_ACK 1 -> 8000001',
      '1.5 fw CSG0_IRQ_REQ 0 -> 1',
      '1.5 fw job raise 1',
    ]);
    expect(new Set(after.slice(0, 3).map((e) => e.step)).size).toBe(3);
  });

  it('executes no command of another CSG while GPU_STATUS bit 7 is set, and every command once', () => {
    const commands = bench.events.filter((e) => e.kind === 'command');
    const inSession = commands.filter((e) => e.gpuProtected);
    expect(inSession.length).toBe(4);
    expect(inSession.every((e) => e.group === 'a' && e.region)).toBe(true);
    const issued = commands.filter((e) => e.op === 'issue').map((e) => `${e.job}[${e.index}]`);
    expect(issued.length).toBe(new Set(issued).size);
    expect(issued.length).toBe(region.length + 1);
  });
});

describe('a forced exit, B.5', () => {
  it.each([
    ['PING', GLB.PING, 'ping'],
    ['a configuration request', GLB.CFG_ALLOC_EN, 'globalRequest'],
  ])('%s makes firmware leave before it acknowledges', (_, bit, cause) => {
    const { events } = run({
      host: function* (h) {
        yield* letIn(h);
        yield* h.sleep(1_000);
        yield* h.send(bit);
        yield* h.acked(bit);
        expect(h.parts.regs.protectedNow).toBe(false);
        expect(h.machine.look(() => h.exitRaised())).toBe(true);
      },
    });
    expect(
      events
        .filter((e) => e.kind === 'session' && e.op === 'exitForced')
        .map((e) => e.kind === 'session' && e.cause),
    ).toEqual([cause]);
  });

  it.each([
    ['STATUS_UPDATE', CSG.STATUS_UPDATE],
    ['EP_CFG', CSG.ENDPOINT_CONFIG],
  ])('%s of any CSG does so too', (_, bit) => {
    const { events } = run({
      host: function* (h) {
        yield* letIn(h);
        yield* h.sleep(1_000);
        yield* h.toggle(1, bit);
        yield* h.until('ack', () => ((h.csg(1).req.cell.get() ^ h.csg(1).ack.cell.get()) & bit) === 0);
        expect(h.parts.regs.protectedNow).toBe(false);
      },
    });
    expect(lines(events, ['session']).at(-1)).toMatch(/exitRaised a$/);
  });

  it('a region that was cut off asks again, goes on where it was and loses no time', () => {
    const { events } = run({
      host: function* (h) {
        yield* letIn(h);
        yield* h.sleep(1_000);
        yield* h.send(GLB.PING);
        yield* h.answerExit();
        yield* h.answer(0, 0);
        yield* h.enter();
        yield* h.answerExit();
        yield* h.sleep(20_000);
      },
    });
    const a = events.filter((e) => e.kind === 'command' && e.group === 'a' && e.index >= 2);
    expect(lines(a, ['command'])).toMatchInlineSnapshot(`
      [
        "2.5 cs/0 issue a:0/1[2] RUN 3 ms in region protected",
        "3.5 fw save a:0/1[2] RUN 3 ms in region protected",
        "5.5 cs/0 resume a:0/1[2] RUN 3 ms in region protected",
        "7.5 cs/0 complete a:0/1[2] RUN 3 ms in region protected",
        "7.5 cs/0 issue a:0/1[3] WAIT in region protected",
        "7.5 cs/0 complete a:0/1[3] WAIT in region protected",
        "8.5 cs/0 issue a:0/1[4] RUN 200 us",
        "8.7 cs/0 complete a:0/1[4] RUN 200 us",
      ]
    `);
  });

  it('is survived by SUSPEND and RESUME: the region lies in the protected suspend buffer', () => {
    const { events } = run({
      host: function* (h) {
        yield* letIn(h);
        yield* h.sleep(1_000);
        yield* h.request(0, CSG.SUSPEND);
        yield* h.answerExit();
        yield* h.sleep(5_000);
        yield* h.start(2, 'a', 15, 'RESUME');
        yield* h.answer(2, 0);
        yield* h.enter();
        yield* h.answerExit();
        yield* h.sleep(20_000);
      },
    });
    expect(lines(events, ['memory']).filter((l) => /access .*protm_suspend_buf/.test(l))).toEqual([
      expect.stringContaining('access a/protm_suspend_buf AS0 protected write'),
      expect.stringContaining('access a/protm_suspend_buf AS0 protected read'),
    ]);
    const issued = events.filter((e) => e.kind === 'command' && e.op === 'issue' && e.group === 'a');
    expect(issued.map((e) => e.kind === 'command' && e.index)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('hardware and firmware that fail', () => {
  it.each([
    ['AUTO', MCU_CONTROL.AUTO, [MCU_STATUS.ENABLED, 'raised']],
    ['ON', MCU_CONTROL.ON, [MCU_STATUS.DISABLED, 'none']],
  ])(
    'with MCU_CONTROL %s, what comes back from the reset that ends a session, B.2-12',
    (_, control, expected) => {
      const { events, host } = run({
        host: function* (h) {
          h.mcuControl = control;
          yield* letIn(h);
          yield* h.sleep(60_000);
        },
      });
      expect(events.some((e) => e.kind === 'session' && e.op === 'left' && e.cause === 'regionEnd')).toBe(
        true,
      );
      const exit = events.some((e) => e.kind === 'session' && e.op === 'exitRaised') ? 'raised' : 'none';
      expect([host.parts.regs.mcuStatus.peek(), exit]).toEqual(expected);
    },
  );

  it('an MCU that dies in a boot says so in MCU_STATUS, once, and raises nothing', () => {
    run({
      faults: { deadBootFromUs: 1 },
      host: function* (h) {
        const { regs, fwif } = h.parts;
        yield* h.boot();
        yield* h.sleep(1_000);
        yield* h.reset();
        const ack = fwif.glb.ack.peek();
        h.gpu.boot('loaded');
        yield* h.sleep(50_000);
        expect([regs.mcuStatus.peek(), fwif.glb.ack.peek()]).toEqual([MCU_STATUS.FATAL, ack]);
        yield* h.reset();
        expect(regs.mcuStatus.peek()).toBe(MCU_STATUS.DISABLED);
        yield* h.boot();
        expect(regs.mcuStatus.peek()).toBe(MCU_STATUS.ENABLED);
      },
    });
  });

  it('mute firmware serves nothing, and serves again after a reset and a boot', () => {
    run({
      faults: { muteFromUs: 1_200 },
      host: function* (h) {
        yield* h.boot();
        yield* h.sleep(1_000);
        yield* h.send(GLB.PING);
        yield* h.sleep(100_000);
        expect((h.parts.fwif.glb.req.peek() ^ h.parts.fwif.glb.ack.peek()) & GLB.PING).not.toBe(0);
        yield* h.reset();
        yield* h.boot();
        yield* h.send(GLB.PING);
        yield* h.acked(GLB.PING);
      },
    });
  });

  it('a reset in a session ends protected mode; groups saved at entry resume where they were', () => {
    const { events } = run({
      profile: { F07: 'never' },
      host: function* (h) {
        yield* letIn(h);
        yield* h.send(GLB.PING);
        yield* h.sleep(500_000);
        expect(h.parts.regs.protectedNow).toBe(true);
        yield* h.reset();
        expect(h.parts.regs.protectedNow).toBe(false);
        yield* h.boot();
        yield* h.start(1, 'b', 15, 'RESUME');
        yield* h.sleep(20_000);
      },
    });
    const b = events.filter((e) => e.kind === 'command' && e.group === 'b');
    expect(b.map((e) => e.kind === 'command' && e.op)).toEqual(['issue', 'save', 'resume', 'complete']);
  });

  it('a protected fault reaches the host as a level that INT_CLEAR does not clear', () => {
    run({
      faults: { protmFaultFromUs: 0 },
      host: function* (h) {
        yield* letIn(h);
        yield* h.until('PROTM_FAULT', () => (h.parts.regs.gpu.rawstat.get() & 2) !== 0);
        yield* h.parts.regs.gpu.clear(2);
        expect(h.parts.regs.gpu.rawstat.get() & 2).toBe(2);
        yield* h.reset();
        expect(h.parts.regs.gpu.rawstat.get() & 2).toBe(0);
      },
    });
  });
});

describe('idle events', () => {
  it('a CSG is reported idle 800 us after its last job; one that waits for protected mode is not', () => {
    const { events } = run({
      jobs: { 'a:0': [['PROT_REGION 1', 'RUN 1 ms']], 'b:0': [['RUN 2 ms']] },
      host: function* (h) {
        yield* h.boot();
        yield* h.start(0, 'a', 15);
        yield* h.start(1, 'b', 14);
        yield* h.sleep(10_000);
      },
    });
    const idle = events.filter(
      (e) => e.kind === 'word' && /CSG._ACK/.test(e.word) && (e.after & CSG.IDLE) !== (e.before & CSG.IDLE),
    );
    expect(lines(idle, ['word']).map((l) => l.split(' ').slice(0, 3).join(' '))).toEqual(['3.8 fw CSG1_ACK']);
  });

  it('what counts as idle is what the bits of CS_REQ say, one for each kind of wait', () => {
    const idle = (stream: readonly string[], idleOn: number): boolean =>
      run({
        jobs: { 'a:0': [stream] },
        host: function* (h) {
          yield* h.boot();
          yield* h.start(0, 'a', 15, 'START', idleOn);
          yield* h.sleep(10_000);
        },
      }).events.some((e) => e.kind === 'word' && e.word === 'CSG0_ACK' && (e.after & CSG.IDLE) !== 0);
    const each = [
      [['PROT_REGION 1', 'RUN 1 ms'], CS.IDLE_PROTM_PENDING],
      [['SYNC_WAIT never 1'], CS.IDLE_SYNC_WAIT],
      [['RUN 1 ms'], CS.IDLE_EMPTY],
      [['TILER_OOM'], CS.IDLE_RESOURCE],
    ] as const;
    for (const [stream, bit] of each) {
      for (const [, other] of each) expect(idle(stream, other), stream.join('; ')).toBe(other === bit);
    }
  });
});

describe('SUSPEND', () => {
  it('is acknowledged after SYNC_UPDATE was raised for what the group has signalled, and that comes once', () => {
    const told: boolean[] = [];
    run({
      jobs: { 'a:0': [['RUN 1 ms']] },
      host: function* (h) {
        yield* h.boot();
        yield* h.start(0, 'a', 15);
        yield* h.sleep(500);
        const csg = h.csg(0);
        yield* csg.req.update((req) => (req & ~CSG.STATE_MASK) | CSG.SUSPEND);
        // As when the job ends in this moment, before firmware has looked.
        h.parts.state.changeCs(0, 0, { traps: TRAP.SYNC });
        yield* h.ringCsg(0);
        yield* h.until('suspended', () => (csg.ack.cell.get() & CSG.STATE_MASK) === CSG.SUSPEND);
        const update = (): boolean => ((csg.req.peek() ^ csg.ack.peek()) & CSG.SYNC_UPDATE) !== 0;
        told.push(update());
        yield* csg.req.update((req) => copied(req, csg.ack.peek(), CSG.SYNC_UPDATE));
        yield* h.start(0, 'a', 15, 'RESUME');
        yield* h.sleep(100);
        told.push(update());
      },
    });
    expect(told).toEqual([true, false]);
  });
});

describe('a region that counts on behind its stream, F23a, H.4', () => {
  /** What becomes of a region that is so many instructions too long. */
  const outcome = (beyond: number, work: string, more: Partial<Scenario> = {}): readonly string[] => {
    const bench = run({
      jobs: { 'a:0': [[`PROT_REGION ${1 + beyond}`, work]] },
      host: function* (h) {
        yield* h.boot();
        yield* h.start(0, 'a', 15);
        yield* h.answer(0, 0);
        yield* h.send(GLB.PROTM_ENTER);
        yield* h.sleep(20_000);
      },
      ...more,
    });
    const ended = bench.host.parts.rings.get('a:0')?.extract.peek() === 1 ? ['the job is done'] : [];
    return [...lines(bench.events, ['session', 'memory']).flatMap(fateOf), ...ended];
  };
  const fateOf = (line: string): readonly string[] => {
    const what = line.includes('protected fault') ? 'fault' : 'left';
    return line.includes(what) ? [`${what} at ${line.split('.')[0]} ms`] : [];
  };

  it('ends among the moves and WAIT(all) of the kernel, and faults where SYNC_ADD64 writes', () => {
    for (const beyond of [1, 2, 3]) {
      expect(outcome(beyond, 'RUN 3 ms')).toEqual(['left at 6 ms', 'the job is done']);
    }
    expect(outcome(4, 'ASYNC 3 ms')).toEqual(['fault at 5 ms']);
  });

  it('ends before WAIT(all) with its work unfinished, or behind it', () => {
    const cut: Partial<Scenario> = { profile: { F26: 'protected fault' } };
    expect(outcome(2, 'ASYNC 3 ms', cut)).toEqual(['fault at 2 ms']);
    expect(outcome(3, 'ASYNC 3 ms', cut)).toEqual(['left at 6 ms', 'the job is done']);
  });

  it('of a measured job faults where STORE_STATE writes, before anything is waited for', () => {
    const measured: Partial<Scenario> = { measured: true };
    expect(outcome(1, 'RUN 3 ms', measured)).toEqual(['left at 6 ms', 'the job is done']);
    expect(outcome(4, 'ASYNC 3 ms', measured)).toEqual(['fault at 2 ms']);
    expect(outcome(2, 'ASYNC 3 ms', measured)).toEqual(['fault at 2 ms']);
  });
});
