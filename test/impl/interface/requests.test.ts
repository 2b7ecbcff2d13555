/** How host and firmware share a word, A.1.2. */
import { describe, expect, test } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { copied, GLB, toggled } from '../../../impl/interface/bits.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { drive } from '../driver/answering-firmware.ts';

const { mainline } = revisions;

describe('req and ack of an interface, A.1.2', () => {
  test('a read-modify-write of req is one step: two activities that change it in turn lose nothing', () => {
    let turn = 0;
    const alternate = {
      ...runToCompletion,
      pickActivity: (all: readonly unknown[]) => (turn++ % 2 === 0 ? 0 : all.length - 1),
    };
    const { driver } = drive(
      mainline,
      function* (d) {
        const { req } = d.csg(0);
        for (const bits of [0x0f00, 0xf000]) {
          d.machine.spawn(`writer ${bits}`, 'process', function* () {
            for (let bit = 1; bit <= 0x8000; bit <<= 1) {
              if ((bits & bit) !== 0) yield* d.fn.panthorFwUpdateReqs(d.csg(0), bit, bit);
            }
          });
        }
        yield* d.machine.until('both have written', () => (req.cell.get() & 0xff00) === 0xff00);
      },
      { chooser: alternate, horizonUs: 5_000 },
    );
    expect(turn).toBeGreaterThan(8);
    expect(driver.csg(0).req.peek() & 0xff00).toBe(0xff00);
  });

  test('a request that is sent while it is outstanding changes nothing: two coalesce, one answer serves both', () => {
    const { context } = drive(
      mainline,
      function* (d) {
        const { glb } = d.fwif;
        // Nobody rings the doorbell, so this firmware sees no request until the end.
        yield* d.fn.panthorFwToggleReqs(glb, GLB.PING);
        yield* d.fn.panthorFwToggleReqs(glb, GLB.PING);
        yield* d.regs.ring(0);
        yield* d.fn.panthorFwWaitAcks(glb, GLB.PING, 100_000, 'GLB PING');
        yield* d.fn.panthorFwToggleReqs(glb, GLB.PING);
      },
      { horizonUs: 5_000 },
    );
    const pings = context.events.flatMap((e) => {
      if (e.kind !== 'word' || !/^GLB_(REQ|ACK)$/.test(e.word) || ((e.before ^ e.after) & GLB.PING) === 0)
        return [];
      return [`${e.word} PING = ${(e.after & GLB.PING) === 0 ? 0 : 1}`];
    });
    expect(pings).toEqual(['GLB_REQ PING = 1', 'GLB_ACK PING = 1', 'GLB_REQ PING = 0']);
  });

  test('sent: req := NOT ack; outstanding: they differ; answered: req := ack', () => {
    for (const ack of [0, GLB.PING, -1]) {
      const sent = toggled(0x55, ack, GLB.PING);
      expect((sent ^ ack) & GLB.PING).toBe(GLB.PING);
      expect(toggled(sent, ack, GLB.PING)).toBe(sent);
      expect((copied(sent, ack, GLB.PING) ^ ack) & GLB.PING).toBe(0);
      expect([sent & ~GLB.PING, copied(sent, ack, GLB.PING) & ~GLB.PING]).toEqual([0x55, 0x55]);
    }
  });
});

describe('which bits raise a JOB interrupt, H.2', () => {
  const maskOf = (name: keyof typeof revisions, protectedHeap = true): readonly string[] => {
    const { driver } = drive(revisions[name], function* () {}, { protectedHeap });
    const mask = driver.fwif.glb.ackIrqMask.peek();
    return Object.entries(GLB).flatMap(([bit, value]) => ((mask & value) !== 0 ? [bit] : []));
  };
  const base = ['CFG_PROGRESS_TIMER', 'CFG_ALLOC_EN', 'CFG_POWEROFF_TIMER', 'PING', 'IDLE_EN', 'IDLE'];

  test('of mainline: configuration, PING, IDLE_EN and IDLE', () => {
    expect(maskOf('mainline').toSorted()).toEqual(base.toSorted());
  });

  test('of 7/8: PROTM_ENTER and PROTM_EXIT too, with a heap or without', () => {
    const wanted = [...base, 'PROTM_ENTER', 'PROTM_EXIT'].toSorted();
    expect([maskOf('series-2026').toSorted(), maskOf('series-2026', false).toSorted()]).toEqual([
      wanted,
      wanted,
    ]);
  });
});
