import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../impl/events.ts';
import type { GroupId } from '../../../impl/ids.ts';
import { CS, CSG, GLB, GPU_INT } from '../../../impl/interface/bits.ts';
import { catalogue, ruleIds } from '../../../properties/catalogue.ts';
import { notApplicable } from '../../../properties/manifests/not-applicable.ts';
import { blame } from '../../../properties/rules/BLAME.ts';
import { boundedResidence } from '../../../properties/rules/BOUNDED-RESIDENCE.ts';
import { createTime } from '../../../properties/rules/CREATE-TIME.ts';
import { eventOnce } from '../../../properties/rules/EVENT-ONCE.ts';
import { feA } from '../../../properties/rules/FE-a.ts';
import { feB } from '../../../properties/rules/FE-b.ts';
import { feC } from '../../../properties/rules/FE-c.ts';
import { feD } from '../../../properties/rules/FE-d.ts';
import { idleTruth } from '../../../properties/rules/IDLE-TRUTH.ts';
import { innocentSafe } from '../../../properties/rules/INNOCENT-SAFE.ts';
import { rules } from '../../../properties/rules/index.ts';
import { lockLive } from '../../../properties/rules/LOCK-LIVE.ts';
import { lockRules } from '../../../properties/rules/LOCK-RULES.ts';
import { noStalePending } from '../../../properties/rules/NO-STALE-PENDING.ts';
import { noThrash } from '../../../properties/rules/NO-THRASH.ts';
import { pingSafe } from '../../../properties/rules/PING-SAFE.ts';
import { resetClean } from '../../../properties/rules/RESET-CLEAN.ts';
import { served } from '../../../properties/rules/SERVED.ts';
import { timely } from '../../../properties/rules/TIMELY.ts';
import { protectedBufferName } from '../../../properties/rules/views.ts';
import {
  type Belief,
  broken,
  desktop,
  game,
  type JudgeOptions,
  judge,
  kept,
  Story,
  video,
} from './telling.ts';

const nothing = (story: Story): Story => story.tell({ kind: 'log', text: 'time passes' });
const ended = (
  observedUntilUs: number,
  quiet = false,
  standsAt: ReadonlyMap<string, string> = new Map(),
): JudgeOptions => ({ end: { observedUntilUs, quiet, standsAt } });
const slots = (): Story => new Story().onSlots(video, desktop).group('busy', video);
const session = (): Story =>
  slots().enteredByTheBook(video, 0, video).command('issue', video, 1, { region: true });

describe('FE-a', () => {
  it('keeps when the session ends in time for a higher group', () =>
    kept(feA, session().at(10).job('submit', desktop).at(400).left(video, 'ping')));
  it('breaks when it goes on', () =>
    broken(feA, nothing(session().at(10).job('submit', desktop).at(800)), desktop, /not within 531 ms/));
  it('counts from the answer to what a CS was halted at', () => {
    const halted = (): Story => session().at(10).job('submit', desktop).halt(1, CS.FAULT).at(700);
    kept(feA, nothing(halted().answerHalt(1, CS.FAULT).at(1200)).at(1230).left(video, 'ping'));
    broken(feA, nothing(halted().answerHalt(1, CS.FAULT).at(1240)), desktop, /not within 531 ms/);
  });
  it('says nothing of a job that had nothing to execute', () => {
    const story = nothing(session().at(10).job('submit', desktop).job('signal', desktop).at(800));
    expect(judge(feA, story).violations).toEqual([]);
  });
  it('breaks when the run is observed past the bound', () =>
    broken(feA, session().at(10).job('submit', desktop), desktop, /not ended/, ended(2_000_000)));
  it('counts a reset as an end', () =>
    kept(
      feA,
      nothing(session().at(10).job('submit', desktop).at(400).reset('schedule').reset('begin').at(9000)),
    ));
  it('counts the end of the device as one', () => {
    const story = session().at(10).job('submit', desktop).at(400);
    kept(feA, nothing(story.tell({ kind: 'device', op: 'unplug', section: false, note: '' }).at(9000)));
  });
  it('says nothing of a group that waits for protected mode itself', () => {
    const story = session().at(10).job('submit', desktop).command('issue', desktop, 0).raise(desktop, 1);
    expect(judge(feA, nothing(story.at(2000))).violations).toEqual([]);
  });
  it('counts what is owed once, however long it is owed', () => {
    const late = nothing(nothing(session().at(10).job('submit', desktop).at(800)).at(900)).at(1000);
    const { given, largestUs } = judge(feA, late.left(video, 'ping'));
    expect({ given, largestUs }).toEqual({ given: 1, largestUs: 990_000 });
  });
  it('counts what is owed to two groups twice', () => {
    const two = session().create(game).bind(game, 2).at(10).job('submit', desktop).job('submit', game);
    expect(judge(feA, nothing(two.at(800))).given).toBe(1);
    expect(judge(feB, nothing(two.at(900))).given).toBe(1);
  });
  it('counts a second session that is not ended as another', () => {
    const first = nothing(session().at(10).job('submit', desktop).at(800)).left(video, 'ping').answerExit();
    const second = first.raise(video, 0).ack(video, 0).enter(video).entered(video);
    expect(judge(feA, nothing(second.at(1600))).given).toBe(2);
  });
  it('says nothing of a group whose job is done without being written to its ring', () => {
    const empty = session().at(10).job('submit', desktop).job('signal', desktop);
    kept(feA, nothing(empty.at(2000)));
    // The next one is.
    broken(feA, nothing(empty.job('submit', desktop, 1).at(9000)), desktop, /not within 531 ms/);
  });
});

describe('FE-b', () => {
  const beside = (): Story => session().create(game).bind(game, 2).at(10).job('submit', game);
  it('keeps when the session ends within a tick more', () => kept(feB, beside().at(540).left(video, 'ping')));
  it('breaks when it goes on', () => broken(feB, nothing(beside().at(600)), game, /not within 541 ms/));
  it('goes by the priority and the queues that a group was created with', () => {
    const other = session().declare(game, { priority: 2, queues: 2, declaredProtected: false });
    const story = nothing(other.create(game).bind(game, 2).at(10).job('submit', game, 0, 1).at(600));
    expect(judge(feB, story).given).toBe(0);
    broken(feA, story, game, /not within 531 ms/);
  });
});

describe('FE-c', () => {
  const low = (): Story =>
    new Story()
      .onSlots(video, desktop)
      .group('busy', desktop)
      .enteredByTheBook(desktop, 1, desktop)
      .at(10)
      .job('submit', video);
  it('lets a lower group wait for the residence limit', () =>
    kept(feC, low().at(2300).left(desktop, 'ping')));
  it('breaks when it waits longer', () => broken(feC, nothing(low().at(2700)), video, /not within 2541 ms/));
});

describe('FE-d', () => {
  const forced = (): Story =>
    session()
      .at(10)
      .job('submit', desktop)
      .job('run', desktop)
      .at(20)
      .left(video, 'ping')
      .answerExit()
      .at(30);
  it('keeps when the waiting group ran first', () =>
    kept(feD, forced().command('issue', desktop, 0).raise(video, 0).ack(video, 0).enter(video)));
  it('breaks when the lower group enters before it', () =>
    broken(
      feD,
      forced().raise(video, 0).ack(video, 0).enter(video),
      desktop,
      /enters again before compositor/,
    ));
  it('asks nothing of a session that ended by itself', () => {
    const story = session().at(10).job('submit', desktop).left(video, 'regionEnd').answerExit().enter(video);
    expect(judge(feD, story).violations).toEqual([]);
  });

  const runs = (): Story =>
    session().at(10).job('submit', desktop).job('run', desktop).command('issue', desktop, 0);
  const again = (story: Story): Story =>
    story.left(video, 'ping').answerExit().raise(video, 0).ack(video, 0).enter(video);
  const pageFault = (story: Story): Story =>
    story.by('cs').tell({ kind: 'memory', op: 'fault', buffer: '', who: 'AS2', note: '' }).by('tick_work');

  it.each(['FATAL', 'FAULT', 'TILER_OOM'] as const)('owes nothing to a CS halted at %s', (event) => {
    const bit = CS[event];
    expect(judge(feD, again(runs().halt(1, bit).at(20))).given).toBe(0);
    const answered = again(runs().halt(1, bit).at(15).answerHalt(1, bit).at(20));
    broken(feD, answered, desktop, /enters again before compositor/);
  });
  it('owes nothing to a CS halted at a page fault', () => {
    const reported = pageFault(runs())
      .by('fw')
      .write('CSG1_CS0_STATUS_WAIT', () => 0);
    expect(judge(feD, again(reported.by('tick_work').at(20))).given).toBe(0);
    broken(feD, again(runs().at(20)), desktop, /enters again before compositor/);
  });
  it('owes nothing more to a group that stood halted on its slot in between', () => {
    const between = (change: (story: Story) => Story): Story => {
      const left = runs().at(20).left(video, 'ping').answerExit();
      return change(left).group('unbind', desktop).raise(video, 0).ack(video, 0).enter(video);
    };
    kept(
      feD,
      between((story) => story.halt(1, CS.TILER_OOM)),
    );
    broken(
      feD,
      between((story) => story),
      desktop,
      /enters again before compositor/,
    );
  });
  it('is not misled by what an earlier group of the slot left unanswered', () => {
    const left = session()
      .halt(1, CS.TILER_OOM)
      .group('unbind', desktop)
      .create(game)
      .bind(game, 1)
      .at(10)
      .job('submit', game);
    const story = left.job('run', game).raise(game, 1).ack(game, 1).command('issue', game, 0).at(40);
    broken(feD, again(story), game, /enters again before game/);
  });
  const blockedThenTold = (): Story =>
    session()
      .at(5)
      .job('submit', desktop)
      .job('run', desktop)
      .command('issue', desktop, 0, { text: 'SYNC_WAIT frame 1' })
      .at(10)
      .tell({ kind: 'word', word: 'sync/frame', before: 0, after: 1 });
  it('gives the host the time to learn of a sync object that moved', () => {
    expect(judge(feD, again(blockedThenTold().at(40))).given).toBe(0);
    broken(feD, again(blockedThenTold().at(42)), desktop, /enters again before compositor/);
    // sync_upd_work came, and the driver counts the group as busy from then on.
    broken(
      feD,
      again(blockedThenTold().group('busy', desktop).at(21)),
      desktop,
      /enters again before compositor/,
    );
  });
  it('does not take a group for one that the host knows to wait because another queue of it is busy', () => {
    const moved = (): Story =>
      session()
        .declare(game, { priority: 1, queues: 2, declaredProtected: true })
        .create(game)
        .bind(game, 2)
        .at(5)
        .job('submit', game)
        .job('run', game)
        .job('submit', game, 0, 1)
        .job('run', game, 0, 1)
        .raise(game, 2, 1)
        .command('issue', game, 0, { text: 'SYNC_WAIT frame 1' })
        .at(10)
        .tell({ kind: 'word', word: 'sync/frame', before: 0, after: 1 });
    expect(judge(feD, again(moved().group('busy', game).at(30))).given).toBe(0);
    expect(judge(feD, again(moved().at(42))).given).toBe(1);
  });
  it('owes nothing more to one that the host has to learn of anew', () => {
    const between = (op: 'idle' | 'busy'): Story =>
      blockedThenTold().group('busy', desktop).at(21).left(video, 'ping').answerExit().group(op, desktop);
    kept(feD, between('idle').raise(video, 0).ack(video, 0).enter(video));
    broken(feD, between('busy').raise(video, 0).ack(video, 0).enter(video), desktop, /enters again/);
  });
});

describe('SERVED', () => {
  it('keeps a request that leads to an entry', () => kept(served, session()));
  it('breaks when it is left lying', () =>
    broken(served, slots().raise(video, 0), video, /for 2000 ms without an entry/, ended(2_000_000)));
  it('does not count time in which a higher group is busy', () =>
    kept(served, slots().group('busy', desktop).raise(video, 0), ended(2_000_000)));
  it('accepts a kill for cause, not the job timeout', () => {
    kept(served, slots().raise(video, 0).at(900).kill(video, 'protmFault'), ended(9_000_000));
    broken(
      served,
      slots().raise(video, 0).at(900).kill(video, 'jobTimeout'),
      video,
      /ran into the job timeout/,
    );
  });
  it('breaks when ENTER ends in a reset again and again', () => {
    const story = slots().raise(video, 0);
    for (let i = 0; i < 4; i++) story.enter(video).reset('schedule').reset('begin').reset('end');
    broken(served, story, video, /4 ENTERs ended in a reset/);
  });
});

describe('TIMELY', () => {
  const seen = (): Story => slots().raise(video, 0).note(video);
  it('keeps a tick that enters', () => kept(timely, session()));
  it('breaks when the tick ends without ENTER', () =>
    broken(timely, seen().tick('begin').ranked(video).tick('end'), video, /ends without ENTER/));
  it('says since when it is pending, who could be before it, and since when those are idle', () => {
    const late = (story: Story): Story => story.at(5).raise(video, 0).note(video);
    const ends = (story: Story): Story => story.at(8).tick('begin').ranked(video).tick('end');
    broken(
      timely,
      ends(late(slots())),
      video,
      /since 5 ms, compositor.desktop idle since it was created at 0 ms, no/,
    );
    const made = judge(timely, ends(late(slots()))).violations[0]?.restsOn ?? [];
    expect(made.map((seq) => slots().rows[seq]?.event)).toMatchObject([{ op: 'create', group: desktop }]);
    const anew = slots().group('busy', desktop).at(3).group('idle', desktop);
    broken(timely, ends(late(anew)), video, /since 5 ms, compositor.desktop idle since 3 ms, no owner/);
    const gone = slots().group('destroy', desktop);
    broken(timely, ends(late(gone)), video, /since 5 ms, no owner/);
  });
  it('breaks when no tick begins', () =>
    broken(timely, nothing(seen().at(60)), video, /no tick begins: not within 41 ms/));
  it('says nothing of a request that the driver does not know yet', () => {
    const story = slots().raise(video, 0).tick('begin').ranked(video).tick('end');
    expect(judge(timely, story).violations).toEqual([]);
  });
});

describe('BOUNDED-RESIDENCE', () => {
  it('keeps a session of 2 s', () => kept(boundedResidence, session().at(2200).left(video, 'ping')));
  it('breaks after the limit and the time to act on it', () =>
    broken(boundedResidence, nothing(session().at(2600)), video, /not within 2541 ms/));
  it('counts a session once, and measures it to its end', () => {
    const over = nothing(nothing(session().at(2600)).at(2700))
      .at(2800)
      .left(video, 'ping');
    const { given, largestUs } = judge(boundedResidence, over);
    expect({ given, largestUs }).toEqual({ given: 1, largestUs: 2_800_000 });
  });
  it('measures one that is not ended to the end of the run', () => {
    const open = nothing(session().at(2600));
    expect(judge(boundedResidence, open, ended(3_000_000)).largestUs).toBe(3_000_000);
  });
});

describe('NO-THRASH', () => {
  it('keeps an exit forced for a higher group', () => {
    const story = session().at(10).group('busy', desktop).left(video, 'csgRequest').answerExit();
    kept(noThrash, story);
  });
  it('breaks when the top group is thrown out for nothing', () =>
    broken(noThrash, session().at(10).left(video, 'csgRequest'), video, /forced by csgRequest after 10 ms/));
  it('breaks when sessions go by without progress', () => {
    const story = slots().group('busy', desktop);
    for (let i = 0; i < 4; i++)
      story.raise(video, 0).ack(video, 0).enter(video).entered(video).left(video, 'ping').answerExit();
    broken(noThrash, story, `${video} cycle`, /4 sessions in a row/);
  });
});

describe('IDLE-TRUTH', () => {
  it('breaks when a pending group is classed idle', () => {
    const story = slots().raise(video, 0).report(0);
    broken(idleTruth, story.group('idle', video), video, /request of queue 0/);
  });
  it('keeps when the request came after the report', () => {
    const story = slots().report(0).raise(video, 0).group('idle', video);
    kept(idleTruth, story);
  });
  it('breaks when a group that was kicked during a session is classed idle', () => {
    const story = session().job('submit', desktop).job('run', desktop).report(1);
    broken(idleTruth, story.group('idle', desktop), desktop, /kicked during a session/);
  });
  it('keeps when what it was kicked for is done, and what comes next is not in its ring yet', () => {
    const kicked = (): Story =>
      session().job('submit', desktop).job('submit', desktop, 1).job('run', desktop);
    const done = (): Story => kicked().write(`${desktop}:0/EXTRACT`, () => 1);
    kept(idleTruth, done().report(1).group('idle', desktop));
    const again = done().job('run', desktop, 1).report(1);
    broken(idleTruth, again.group('idle', desktop), desktop, /kicked during a session/);
  });
});

describe('NO-STALE-PENDING', () => {
  const unbound = (bits: number): Story =>
    slots()
      .raise(video, 0)
      .note(video)
      .believing((b) => b.recorded.set(video, bits))
      .group('unbind', video);
  it('keeps when the record is gone', () => kept(noStalePending, unbound(0)));
  it('breaks when it survives the unbind', () =>
    broken(noStalePending, unbound(0b1101), video, /PROTM_PENDING of CS0, CS2 and CS3 is still noted/));
  it("breaks when an earlier group's request is taken for the present one's", () => {
    const story = slots().create(game).raise(video, 0).group('unbind', video).bind(game, 0).note(game);
    broken(noStalePending, story, `${game}:0`, /this group did not raise/);
  });
});

describe('INNOCENT-SAFE', () => {
  const exited = (): Story => session().reset('schedule').reset('begin').left(video, 'ping');
  const timedOut = (story: Story): Story =>
    story.tell({ kind: 'wait', op: 'timeout', what: 'CSG 1', limitUs: 100_000 });
  it('keeps when the owner pays for its fault', () =>
    kept(innocentSafe, session().kill(video, 'protmFault')));
  it('breaks when somebody else pays', () =>
    broken(innocentSafe, session().kill(desktop, 'protmFault'), desktop, /fault of player.video/));
  it('breaks when a group that firmware saved dies in the reset', () => {
    const story = session().reset('schedule').reset('begin').kill(desktop, 'suspendTimeout');
    broken(innocentSafe, story, desktop, /ended the session of player.video; firmware had saved it at entry/);
  });
  it('keeps when firmware restored the group at the exit that the reset asked for, and fell silent then', () => {
    kept(innocentSafe, timedOut(exited().at(200)).kill(desktop, 'suspendTimeout'));
    // EXIT raised before bit 7 clears, F05.
    const early = session().reset('schedule').reset('begin').by('fw').raiseExit(video);
    const late = early.bit7(false).session('left', video, 'ping').by('tick_work');
    kept(innocentSafe, timedOut(late.at(200)).kill(desktop, 'suspendTimeout'));
  });
  it('breaks when nobody waited for it, or not for as long as firmware may take, or it did answer', () => {
    const what = /firmware had saved it at entry/;
    broken(innocentSafe, exited().at(200).kill(desktop, 'suspendTimeout'), desktop, what);
    broken(innocentSafe, timedOut(exited()).kill(desktop, 'suspendTimeout'), desktop, what);
    const pinged = (story: Story): Story => story.by('fw').write('GLB_ACK', (ack) => ack ^ GLB.PING);
    const then = pinged(exited().at(190)).at(200);
    broken(innocentSafe, timedOut(then).kill(desktop, 'suspendTimeout'), desktop, what);
    const after = pinged(timedOut(exited().at(200)));
    broken(innocentSafe, after.kill(desktop, 'suspendTimeout'), desktop, what);
    const half = session().reset('schedule').reset('begin').by('fw').raiseExit(video).at(200);
    broken(innocentSafe, timedOut(half).kill(desktop, 'suspendTimeout'), desktop, what);
  });
  it('calls an entry that never became a session what it is', () => {
    const entry = slots().enter(video).session('enterAcked', video);
    const story = entry.reset('schedule').reset('begin').kill(desktop, 'suspendTimeout');
    broken(innocentSafe, story, desktop, /ended the entry of player.video, which never became a session$/);
  });
  it('keeps when ENTER was not acknowledged: nothing tells that firmware saved anybody', () =>
    kept(
      innocentSafe,
      slots().enter(video).reset('schedule').reset('begin').kill(desktop, 'suspendTimeout'),
    ));
  it('keeps when the clock of a group runs out that stands where it may never enter', () => {
    const story = session().raise(desktop, 0).at(4800).left(video, 'ping').answerExit();
    kept(innocentSafe, story.at(5000).kill(desktop, 'jobTimeout'));
  });
  it("breaks when sessions of others eat a job's clock", () => {
    const story = session().at(4800).left(video, 'ping').answerExit().at(5000).kill(desktop, 'jobTimeout');
    broken(innocentSafe, story, desktop, /4800 of the last 5000 ms/);
    kept(
      innocentSafe,
      session().at(800).left(video, 'ping').answerExit().at(5000).kill(desktop, 'jobTimeout'),
    );
  });
  describe('does not blame sessions of others', () => {
    /** A session of 5 s, and then the clock of somebody else runs out. */
    const runOut = (before: Story): Story =>
      before
        .at(5000)
        .enteredByTheBook(video, 0, video)
        .at(9999)
        .left(video, 'ping')
        .answerExit()
        .at(10_000)
        .kill(desktop, 'jobTimeout');
    const offSlot = (now: 'idle' | 'busy'): Story =>
      slots().job('run', desktop).group(now, desktop).group('unbind', desktop);
    it('when a job had the whole clock beside them on slot, and no less', () => {
      kept(innocentSafe, runOut(slots().job('run', desktop)));
      broken(innocentSafe, runOut(slots().at(100).job('run', desktop)), desktop, /4999 of the last 5000 ms/);
    });
    it('when it had that blocked off slot, where a clock runs on, and not where it stands', () => {
      kept(innocentSafe, runOut(offSlot('idle')));
      broken(innocentSafe, runOut(offSlot('busy')), desktop, /4999 of the last 5000 ms/);
    });
    it('when a second clock runs out of a group that the first had killed', () => {
      const first = runOut(slots().job('run', desktop));
      kept(innocentSafe, first.job('signal', desktop).at(10_001).kill(desktop, 'jobTimeout'));
    });
  });
});

describe('BLAME', () => {
  const fault = (): Story =>
    session()
      .by('fw')
      .tell({ kind: 'irq', line: 'gpu', op: 'raise', bits: GPU_INT.PROTM_FAULT })
      .by('reset_work');
  it('keeps when the owner is reported faulty', () =>
    kept(blame, fault().reset('schedule').reset('begin').kill(video, 'protmFault').reset('end')));
  it('breaks when it is not', () =>
    broken(blame, fault().reset('schedule').reset('begin').reset('end'), video, /not reported faulty/));
  it('breaks when its interrupt is handled over and over and no reset comes', () => {
    const clear = { kind: 'irq', line: 'gpu', op: 'clear', bits: GPU_INT.PROTM_FAULT } as const;
    const times = (n: number, story: Story): Story =>
      Array.from({ length: n }).reduce<Story>((s) => s.tell({ ...clear }), story);
    kept(blame, times(9, fault()));
    broken(blame, times(20, fault()), video, /no reset is scheduled/);
    kept(blame, times(20, fault().reset('schedule')));
  });
  it('breaks when another is', () =>
    broken(blame, fault().kill(desktop, 'protmFault'), desktop, /owner was player/));
  it('breaks when the owner had finished', () =>
    broken(blame, session().left(video, 'regionEnd').kill(video, 'protmFault'), video, /it had finished/));
  it('breaks when only the reset ended the session and nobody is blamed', () => {
    const story = session().reset('schedule').reset('begin').bit7(false).session('left', video, 'reset');
    broken(blame, story.reset('end'), video, /without an exit/);
  });
  it('leaves to the next reset what failed before the work of the last was over', () => {
    const next = (): Story => fault().reset('schedule').reset('begin').kill(video, 'protmFault');
    const again = (story: Story): Story => story.reset('schedule').reset('end').reset('begin');
    kept(blame, again(fault().reset('schedule').reset('begin')).kill(video, 'protmFault').reset('end'));
    broken(blame, again(fault().reset('schedule').reset('begin')).reset('end'), video, /not reported faulty/);
    // Nor is the one of before forgotten for it.
    const other = (story: Story): Story =>
      again(
        story.enteredByTheBook(desktop, 1, desktop).tell({
          kind: 'irq',
          line: 'gpu',
          op: 'raise',
          bits: GPU_INT.PROTM_FAULT,
        }),
      ).kill(desktop, 'protmFault');
    kept(blame, other(next()).reset('end'));
    const forgotten = fault().reset('schedule').reset('begin').bit7(false);
    broken(blame, other(forgotten).reset('end'), video, /not reported faulty/);
  });
  it('counts an exit that the reset asked for, from when it did', () => {
    const taken = (): Story => session().reset('schedule').reset('begin').kill(video, 'protmFault');
    const asked = (): Story => taken().write('GLB_REQ', (w) => w ^ 0x100);
    const over = (story: Story, atMs: number): Story =>
      story.at(atMs).bit7(false).session('left', video, 'reset').reset('end');
    kept(blame, over(asked(), 600));
    broken(blame, over(asked(), 200), video, /after an exit was asked for/);
    broken(blame, over(taken(), 600), video, /nobody asked for/);
  });
});

describe('RESET-CLEAN', () => {
  const reset = (): Story => session().reset('schedule').reset('begin').bit7(false).group('unbind', video);
  it('keeps a clean one', () => kept(resetClean, reset().reset('end')));
  it.each<[string, (b: Belief) => void]>([
    [
      'owner',
      (b) => {
        b.owner = video;
      },
    ],
    [
      'mode',
      (b) => {
        b.mode = true;
      },
    ],
    [
      'PROTM_FAULT',
      (b) => {
        b.unmasked = false;
      },
    ],
    [video, (b) => b.recorded.set(video, 1)],
  ])('breaks for what is left: %s', (instance, leave) =>
    broken(resetClean, reset().believing(leave).reset('end'), instance, /./),
  );
  it('breaks when bit 7 stays set', () =>
    broken(resetClean, session().reset('begin').reset('end'), 'GPU_STATUS', /bit 7 is 1/));
});

describe('CREATE-TIME', () => {
  it('keeps when undeclared use kills the group', () =>
    kept(createTime, slots().raise(desktop, 1).at(5).kill(desktop, 'undeclaredUse'), ended(9_000_000)));
  it('breaks when nothing happens to it', () =>
    broken(createTime, slots().raise(desktop, 1), desktop, /does not kill/, ended(9_000_000)));
  it('breaks when a declared group is killed for it', () =>
    broken(createTime, slots().raise(video, 0).kill(video, 'undeclaredUse'), video, /had declared it/));
  describe('of a group that its process creates otherwise than the workload says', () => {
    const declared = (group: GroupId, declaredProtected: boolean): Story =>
      new Story().by('any').declare(group, { priority: 1, queues: 1, declaredProtected }).by('tick_work');
    const bound = (story: Story): Story => story.group('create', video).bind(video, 0).group('busy', video);
    it('keeps when undeclared use kills it, and nobody else', () => {
      kept(createTime, bound(declared(video, false)).raise(video, 0).kill(video, 'undeclaredUse'));
      const killed = bound(declared(video, true)).raise(video, 0).kill(video, 'undeclaredUse');
      broken(createTime, killed, video, /had declared it/);
    });
    it('breaks when it is given a protected suspend buffer that it did not declare', () => {
      const buffer = protectedBufferName(video);
      const alloc: EventBody = { kind: 'memory', op: 'alloc', buffer, who: 'kernel', note: '' };
      broken(createTime, declared(video, false).tell(alloc), `${video} buffer`, /did not declare/);
      expect(judge(createTime, declared(desktop, true).create(desktop)).violations).toEqual([]);
    });
    it('says nothing of a name that is taken: the call is refused', () => {
      const taken = bound(new Story()).declare(video, { priority: 3, queues: 2, declaredProtected: false });
      broken(createTime, taken.raise(video, 0).kill(video, 'undeclaredUse'), video, /had declared it/);
    });
  });
  it('breaks when it is let in', () =>
    broken(createTime, slots().raise(desktop, 1).enter(desktop), `${desktop} entry`, /did not declare/));
});

describe('PING-SAFE', () => {
  const ping = (story: Story): Story =>
    story
      .by('ping_work')
      .tell({ kind: 'work', work: 'ping_work', op: 'start' })
      .next()
      .write('GLB_REQ', (w) => w ^ 0x100);
  it('keeps a watchdog that is quiet', () =>
    kept(pingSafe, ping(slots()).by('tick_work').enteredByTheBook(video, 0, video).left(video, 'regionEnd')));
  it('breaks when its PING ends the session', () =>
    broken(pingSafe, ping(session()).left(video, 'ping'), video, /throws the session out/));
  it('breaks when it resets because of a slow exit', () => {
    const story = ping(session()).by('ping_work').reset('schedule');
    broken(pingSafe, story, `reset of ${video}`, /while the exit/);
  });
});

describe('LOCK-LIVE', () => {
  it('keeps and measures how long the scheduler lock is held', () => {
    const story = slots().lock('acquire', 'sched.lock').at(120).lock('release', 'sched.lock');
    kept(lockLive, story);
    expect(judge(lockLive, story).largestUs).toBe(120_000);
  });
  it('breaks when it is held beyond all limits', () =>
    broken(
      lockLive,
      slots().lock('acquire', 'sched.lock').at(7000).lock('release', 'sched.lock'),
      'sched.lock in tick_work',
      /held for 7000 ms/,
    ));
  it('breaks when somebody waits for ever', () => {
    const story = slots().by('player').lock('acquire', 'protm.lock');
    const standsAt = new Map([['tick_work', 'down_write protm.lock']]);
    broken(
      lockLive,
      story.by('tick_work').lock('blocked', 'protm.lock', 'player'),
      'tick_work on protm.lock',
      /waits for ever: tick_work waits for protm.lock, held by player$/,
      ended(Number.POSITIVE_INFINITY, true, standsAt),
    );
  });
  it('breaks when a work item has not ended and nothing can happen any more', () => {
    const begun = slots().tell({ kind: 'work', work: 'reset_work', op: 'start' });
    kept(lockLive, begun.lock('acquire', 'sched.lock').lock('release', 'sched.lock'));
    const standsAt = new Map([['reset_work', 'wait for tick_work to end']]);
    const end = ended(Number.POSITIVE_INFINITY, true, standsAt);
    broken(lockLive, begun, 'reset_work', /never ends: reset_work waits for tick_work to end/, end);
    const over = begun.tell({ kind: 'work', work: 'reset_work', op: 'end' });
    kept(lockLive, over, ended(Number.POSITIVE_INFINITY, true));
  });

  describe('on a reset that is scheduled', () => {
    const forEver = ended(Number.POSITIVE_INFINITY, true);
    const work = (story: Story, op: 'queued' | 'start' | 'end' | 'cancelled'): Story =>
      story.by('reset_work').tell({ kind: 'work', work: 'reset_work', op });
    /** A job is in its ring, and a reset is scheduled. */
    const scheduled = (): Story =>
      new Story().create(game).job('submit', game).job('run', game).by('irq/gpu').reset('schedule');

    it('breaks when nobody queues it, and a job that is not on a slot waits for a tick', () => {
      const what = /^pending for endless ms, queued by nobody: no tick runs, and game.main:0 waits for one$/;
      broken(lockLive, scheduled(), 'reset', what, forEver);
    });
    it('breaks when its work ran, and did nothing', () => {
      const left = (): Story => work(work(work(scheduled(), 'queued'), 'start'), 'end');
      broken(lockLive, left().at(60).reset('begin'), 'reset', /^pending for 60 ms/);
      kept(lockLive, left().at(30).reset('begin'), forEver);
    });
    it('breaks when the device is suspended, and only a job to come would resume it', () => {
      const suspended = (): Story => scheduled().by('pm_runtime_work').power('suspend').power('off');
      broken(lockLive, suspended(), 'reset', /waits for one/, forEver);
      kept(lockLive, suspended().power('resume').reset('begin').at(90).reset('end').power('on'), forEver);
    });
    it('keeps one that is queued, that runs, or that nobody waits behind', () => {
      kept(lockLive, work(scheduled(), 'queued'), forEver);
      kept(lockLive, work(work(scheduled(), 'queued'), 'start').at(90).reset('begin'), ended(90_000));
      kept(lockLive, slots().by('irq/gpu').reset('schedule'), forEver);
    });
    it('keeps one of a system that sleeps, and of a device that is taken away or does not come up', () => {
      const asleep = (): Story => scheduled().by('system_sleep').power('suspend').power('off');
      kept(lockLive, asleep(), forEver);
      kept(lockLive, asleep().power('resume').power('off'), forEver);
      const gone = { kind: 'device', op: 'unplug', section: false, note: '' } as const;
      kept(lockLive, scheduled().tell(gone), forEver);
    });
  });
});

describe('LOCK-RULES', () => {
  it('keeps order and breaks on a breach', () => {
    kept(lockRules, slots().lock('acquire', 'sched.lock'));
    const note = 'takes sched.lock while it holds protm.lock';
    broken(lockRules, slots().lock('breach', 'sched.lock', note), `tick_work: ${note}`, /takes sched.lock/);
  });
});

describe('EVENT-ONCE', () => {
  const read = (): Story =>
    slots()
      .raise(video, 0)
      .lock('acquire', 'sched.lock')
      .write('CSG0_IRQ_ACK', (w) => w ^ 1);
  it('keeps when the visible request is noted', () =>
    kept(eventOnce, read().note(video).lock('release', 'sched.lock')));
  it('breaks when it is passed over', () =>
    broken(eventOnce, read().lock('release', 'sched.lock'), `${video}:0`, /passed over/));
  const exited = (): Story => session().at(10).left(video, 'ping');
  it('breaks when an EXIT stands for longer than the host may take', () =>
    broken(eventOnce, nothing(exited().at(900)), 'PROTM_EXIT', /stands unanswered/));
  it('says nothing of an EXIT when power is gone', () =>
    kept(eventOnce, exited().power('suspend').power('off').at(900), ended(Number.POSITIVE_INFINITY, true)));
  it('asks for a tick after an IDLE, but of a device that goes and of an emptied slot', () => {
    const idle = (story: Story): Story =>
      story
        .lock('acquire', 'sched.lock')
        .write('CSG0_REQ', (w) => w ^ CSG.IDLE)
        .lock('release', 'sched.lock');
    broken(eventOnce, idle(slots()), 'IDLE of slot 0', /no tick is asked for/);
    const going = slots().tell({ kind: 'device', op: 'unplug', section: false, note: '' });
    expect(judge(eventOnce, idle(going)).violations).toEqual([]);
    expect(judge(eventOnce, idle(slots().group('unbind', video))).violations).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('carries exactly the rules that there are monitors for, and REFINES', () => {
    const carried = ruleIds.filter((id) => catalogue[id].status === 'carried').sort();
    expect([...rules.map((r) => r.id), 'REFINES', 'NO-LEAK'].sort()).toEqual(carried);
  });
  it('declares nothing not applicable but for mainline and the RFC', () => {
    expect(notApplicable('series-2026').size).toBe(0);
    expect(notApplicable('reference').size).toBe(0);
    expect([...notApplicable('rfc-2025').keys()]).toEqual([
      'FLAG-TRUTH',
      'FAULT-REARM',
      'BOOT-GEN',
      'CREATE-TIME',
      'PING-SAFE',
    ]);
    expect(notApplicable('mainline').has('ENTER-GATE')).toBe(true);
    expect(notApplicable('mainline').has('EXACTLY-ONCE')).toBe(false);
  });
});
