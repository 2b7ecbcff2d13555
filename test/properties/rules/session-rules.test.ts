import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../impl/events.ts';
import { AS_COMMAND, CS, GLB } from '../../../impl/interface/bits.ts';
import { ackBefore } from '../../../properties/rules/ACK-BEFORE.ts';
import { ackCopy } from '../../../properties/rules/ACK-COPY.ts';
import { enterConfirmed } from '../../../properties/rules/ENTER-CONFIRMED.ts';
import { enterGate } from '../../../properties/rules/ENTER-GATE.ts';
import { exactlyOnce } from '../../../properties/rules/EXACTLY-ONCE.ts';
import { flagTruth } from '../../../properties/rules/FLAG-TRUTH.ts';
import { noMmuInEntry } from '../../../properties/rules/NO-MMU-IN-ENTRY.ts';
import { noOverlap } from '../../../properties/rules/NO-OVERLAP.ts';
import { oneGroup } from '../../../properties/rules/ONE-GROUP.ts';
import { owner } from '../../../properties/rules/OWNER.ts';
import { topOnly } from '../../../properties/rules/TOP-ONLY.ts';
import { broken, desktop, game, judge, kept, Story, video } from './telling.ts';

const twoGroups = (): Story => new Story().onSlots(video, desktop).group('busy', video);
const session = (): Story => twoGroups().enteredByTheBook(video, 0, video);
const over = (): Story => session().left(video, 'regionEnd').answerExit();

describe('ENTER-GATE', () => {
  it('keeps an entry by the book', () => kept(enterGate, session()));
  it('breaks when nothing was acknowledged', () =>
    broken(enterGate, twoGroups().raise(video, 0).enter(video), video, /no CS was acknowledged/));
  it('breaks when the acknowledgement was of an earlier session', () =>
    broken(enterGate, over().enter(video), video, /no CS was acknowledged since the last EXIT/));
  it('breaks when another group was acknowledged', () =>
    broken(
      enterGate,
      twoGroups().raise(video, 0).ack(video, 0).enter(desktop),
      desktop,
      /acknowledged was player/,
    ));
  it('breaks when a stop was requested in between', () =>
    broken(
      enterGate,
      twoGroups().raise(video, 0).ack(video, 0).csg('request', 0, video, 'SUSPEND').enter(video),
      video,
      /a stop was requested/,
    ));
  it('breaks without the protected buffer', () => {
    const story = twoGroups().raise(video, 0).ack(video, 0);
    story.tell({ kind: 'memory', op: 'unmap', buffer: `${video}/protm_suspend_buf`, who: 'AS0', note: '' });
    broken(enterGate, story.enter(video), video, /buffer of player.video is unmapped/);
  });
  it('accepts a CS that waits with bit 29 and equal bits', () => {
    const story = session().left(video, 'ping').answerExit();
    story.by('fw').tell({ kind: 'request', op: 'forget', group: video, queue: 0 });
    story.command('save', video, 1, { region: true });
    story
      .by('fw')
      .write('CSG0_CS0_STATUS_WAIT', (w) => w | (1 << 29))
      .by('tick_work');
    kept(enterGate, story.enter(video));
  });
});

describe('OWNER', () => {
  it('keeps a session of a group that leaves its slot after EXIT', () =>
    kept(owner, over().group('unbind', video)));
  it('breaks when nobody is let in', () =>
    broken(owner, twoGroups().enter(null), 'no group', /nobody is let in/));
  it('breaks when the owner is off slot', () =>
    broken(owner, twoGroups().group('unbind', video).enter(video), video, /is on no slot/));
  it('breaks when the owner is unbound before EXIT', () =>
    broken(owner, session().group('unbind', video), video, /taken off its slot/));
  it('keeps it when a reset took over', () =>
    kept(owner, session().reset('schedule').reset('begin').group('unbind', video)));
  it('breaks when a second owner is let in', () =>
    broken(owner, session().enter(desktop), desktop, /player.video is still the owner/));
});

describe('FLAG-TRUTH', () => {
  const told = (): Story =>
    session().believing((b) => {
      b.mode = true;
      b.owner = video;
    });
  it('keeps when belief and GPU_STATUS agree', () => kept(flagTruth, told()));
  it('says nothing while EXIT is in flight', () => {
    const { violations } = judge(flagTruth, told().left(video, 'regionEnd'));
    expect(violations).toEqual([]);
  });
  it('breaks when the flag stays set', () => {
    const { violations } = judge(flagTruth, told().left(video, 'regionEnd').answerExit().next());
    expect(violations.map((v) => v.instance)).toEqual(['mode', 'owner']);
  });
  it('says nothing while the scheduler lock is held', () => {
    const story = told().lock('acquire', 'sched.lock').left(video, 'regionEnd').answerExit();
    story.believing((b) => {
      b.mode = false;
      b.owner = null;
    });
    kept(flagTruth, story.lock('release', 'sched.lock'));
  });
  it('breaks when the owner is another group', () => {
    const story = session().believing((b) => {
      b.mode = true;
      b.owner = desktop;
    });
    broken(flagTruth, story, 'owner', /believes compositor.desktop is in, it let in player.video/);
  });
});

describe('ACK-COPY', () => {
  it('keeps a copied acknowledgement', () => kept(ackCopy, session()));
  it('breaks when 1 is written while ACK is 0', () => {
    const story = over().raise(video, 0).ack(video, 0);
    // The second raise made ACK 0; a constant 1 differs from it.
    story.write('CSG0_CS0_REQ', (w) => w | CS.PROTM_PENDING);
    broken(ackCopy, story, `${video}:0`, /written as 1, ACK is 0/);
  });
  it('breaks when programming hides a request', () => {
    const story = twoGroups().raise(video, 0);
    story.write('CSG0_CS0_REQ', () => story.value('CSG0_CS0_ACK'));
    broken(ackCopy, story.tick('end'), `${video}:0`, /hidden/);
  });
  it('says nothing of words that are written anew while the MCU is off', () => {
    const loaded = (mcuStatus: number): Story => {
      const story = session().write('MCU_STATUS', () => mcuStatus);
      return story.write('CSG0_CS0_REQ', () => 0);
    };
    kept(ackCopy, loaded(0));
    broken(ackCopy, loaded(1), `${video}:0`, /written as 0, ACK is 1/);
  });
  it('breaks when a stale request greets the next group', () => {
    const story = twoGroups().create(game).raise(video, 0).group('unbind', video).bind(game, 0);
    broken(ackCopy, story, `${game}:0`, /request of an earlier group/);
  });
});

describe('ACK-BEFORE', () => {
  it('keeps acknowledgements before ENTER and after EXIT', () =>
    kept(ackBefore, over().raise(video, 0).ack(video, 0)));
  it('breaks during the session', () =>
    broken(
      ackBefore,
      session().raise(desktop, 1).ack(desktop, 1),
      `${desktop}:0`,
      /after ENTER for player.video/,
    ));
  it('exempts an emptied slot', () => {
    const story = session().raise(desktop, 1).group('unbind', desktop).ack(desktop, 1);
    kept(ackBefore, story);
  });
  it('exempts the work of a reset, and no tick that is under way as one begins or comes before one is over', () => {
    const during = (): Story =>
      session().reset('schedule').reset('begin').enter(video).raise(desktop, 1).by('reset_work');
    kept(ackBefore, over().raise(video, 0).ack(video, 0).reset('schedule').reset('begin'));
    expect(judge(ackBefore, during().ack(desktop, 1)).violations).toEqual([]);
    broken(
      ackBefore,
      during().by('tick_work').ack(desktop, 1),
      `${desktop}:0`,
      /after ENTER for player.video/,
    );
    const boot: EventBody = { kind: 'device', op: 'boot', section: true, note: '' };
    const booted = session().reset('schedule').reset('begin').tell(boot).raise(video, 0).ack(video, 0);
    const anew = booted.enter(video).raise(desktop, 1).by('process_fw_events_work').ack(desktop, 1);
    broken(ackBefore, anew, `${desktop}:0`, /after ENTER for player.video/);
  });
  it('exempts a suspend that stands for a reset that is due, D.6, and no tick that is under way', () => {
    const asleep = (by: string): Story => {
      const suspending: EventBody = { kind: 'power', op: 'suspend', note: '' };
      return session().raise(desktop, 1).tell(suspending).reset('schedule').by(by).ack(desktop, 1);
    };
    expect(judge(ackBefore, asleep('system_sleep')).violations).toEqual([]);
    broken(ackBefore, asleep('tick_work'), `${desktop}:0`, /after ENTER for player.video/);
    const before = session().raise(desktop, 1).reset('schedule').by('system_sleep').ack(desktop, 1);
    broken(ackBefore, before, `${desktop}:0`, /after ENTER for player.video/);
  });
  it('exempts who takes the device away, as it does a reset, and no tick that is under way', () => {
    const going = (): Story =>
      session().raise(desktop, 1).tell({ kind: 'device', op: 'unplug', section: false, note: '' });
    kept(ackBefore, going().by('system_unplug').ack(desktop, 1));
    broken(
      ackBefore,
      going().by('tick_work').ack(desktop, 1),
      `${desktop}:0`,
      /after ENTER for player.video/,
    );
  });
});

describe('ONE-GROUP', () => {
  const run = { region: true };
  it("keeps the owner's acknowledged CS", () => kept(oneGroup, session().command('issue', video, 1, run)));
  it('breaks for another group', () =>
    broken(
      oneGroup,
      session().command('issue', desktop, 0, { gpuProtected: true }),
      `${desktop}:0`,
      /while the owner is player.video/,
    ));
  it('keeps what the GPU goes on with until a reset comes to it, and only that', () => {
    const reset = (): Story => session().reset('schedule').reset('begin');
    kept(oneGroup, reset().command('issue', video, 1, run));
    const other = reset().command('issue', desktop, 0, { gpuProtected: true });
    broken(oneGroup, other, `${desktop}:0`, /while the owner is player.video/);
  });
  it('breaks for a CS that was not acknowledged', () =>
    broken(
      oneGroup,
      twoGroups().raise(video, 0).enter(video).entered(video).command('issue', video, 1, run),
      `${video}:0`,
      /without being acknowledged/,
    ));
});

describe('TOP-ONLY', () => {
  it('keeps when the higher group is idle', () => kept(topOnly, session()));
  it('breaks when a higher group is not idle', () => {
    const story = twoGroups().group('busy', desktop).enteredByTheBook(video, 0, video);
    broken(
      topOnly,
      story,
      video,
      /compositor.desktop \(high, on slot 1\) was not idle and ranks before the owner, .* \(medium, on slot \d\)/,
    );
  });
  it('breaks when an equal one stands before it in the rotation', () => {
    const story = twoGroups().create(game).bind(game, 2).group('busy', game);
    broken(topOnly, story.enteredByTheBook(video, 0, game, video), video, /game.main/);
  });
  it('keeps when an equal one stands behind it or was not picked', () => {
    const story = twoGroups().create(game).bind(game, 2).group('busy', game);
    kept(topOnly, story.enteredByTheBook(video, 0, video));
  });
  it('judges by what the driver knew when it ranked', () => {
    const story = twoGroups().raise(video, 0).note(video).ranked(video).group('busy', desktop);
    kept(topOnly, story.ack(video, 0).enter(video));
  });
});

describe('NO-OVERLAP', () => {
  it('keeps when EXIT was answered', () =>
    kept(noOverlap, over().raise(video, 0).ack(video, 0).enter(video)));
  it('breaks when EXIT is unanswered', () =>
    broken(noOverlap, session().left(video, 'regionEnd').enter(video), video, /PROTM_EXIT unanswered/));
  it('breaks during the session', () =>
    broken(noOverlap, session().enter(video), video, /session of player.video is not over/));
});

describe('ENTER-CONFIRMED', () => {
  const entering = (): Story =>
    twoGroups().lock('acquire', 'protm.lock').raise(video, 0).ack(video, 0).enter(video);
  it('keeps a lock that is held until bit 7', () =>
    kept(enterConfirmed, entering().entered(video).lock('release', 'protm.lock')));
  it('breaks when the lock is released in the gap', () =>
    broken(
      enterConfirmed,
      entering().at(3).lock('release', 'protm.lock'),
      video,
      /released 3 ms after ENTER/,
    ));
  it('breaks when a CSG request is sent in the gap', () =>
    broken(enterConfirmed, entering().csg('request', 1, desktop, 'STATUS_UPDATE'), video, /STATUS_UPDATE/));
  it('keeps when EXIT came first, or a reset is scheduled', () => {
    kept(enterConfirmed, entering().raiseExit(video).lock('release', 'protm.lock'));
    kept(enterConfirmed, entering().reset('schedule').lock('release', 'protm.lock'));
  });
  it('breaks when an EXIT of before ENTER is taken for its own', () => {
    const story = session().left(video, 'regionEnd').lock('acquire', 'protm.lock').ack(video, 0).enter(video);
    broken(enterConfirmed, story.lock('release', 'protm.lock'), video, /entry lock is released/);
    expect(story.value('GLB_ACK') & GLB.PROTM_EXIT).not.toBe(0);
  });
});

describe('EXACTLY-ONCE', () => {
  const first = (): Story => twoGroups().command('issue', video, 0).command('complete', video, 0);
  it('keeps a stream with a region that is cut off and resumed', () => {
    const run = { region: true };
    const story = first().command('issue', video, 1, run).command('save', video, 1, run);
    kept(exactlyOnce, story.command('resume', video, 1, run).command('complete', video, 1, run));
  });
  it('breaks when a command is issued again', () =>
    broken(exactlyOnce, first().command('issue', video, 0), `${video}:0`, /a second time/));
  it('breaks when one is left out', () =>
    broken(exactlyOnce, first().command('issue', video, 2), `${video}:0`, /left out/));
  it('breaks when an earlier job comes back', () => {
    const story = new Story().onSlots(video).command('issue', video, 0, { nth: 1 });
    broken(exactlyOnce, story.command('issue', video, 0), `${video}:0`, /after player.video:0\/1/);
  });
  it('breaks when a region runs in normal mode, and the other way round', () => {
    const inRegion = { region: true, gpuProtected: false };
    broken(exactlyOnce, first().command('issue', video, 1, inRegion), `${video}:0 mode`, /in normal mode/);
    const outside = { gpuProtected: true };
    broken(exactlyOnce, first().command('issue', video, 1, outside), `${video}:0 mode`, /in protected mode/);
  });
});

describe('NO-MMU-IN-ENTRY and AS commands', () => {
  const entering = (): Story => twoGroups().raise(video, 0).ack(video, 0).enter(video);
  const command = (story: Story, name: keyof typeof AS_COMMAND): Story =>
    story
      .by('mail')
      .write('AS1_COMMAND', () => AS_COMMAND[name])
      .write('AS1_STATUS', () => 1);
  const done = (story: Story): Story => story.by('mmu').write('AS1_STATUS', () => 0);
  const locked = (): Story => done(command(twoGroups(), 'LOCK'));
  const entry = (story: Story): Story => story.by('tick_work').enteredByTheBook(video, 0, video);
  const gaveUp = (story: Story): Story =>
    story.by('mail').tell({ kind: 'wait', op: 'timeout', what: 'AS1 AS_ACTIVE', limitUs: 100_000 }).next();

  it('keeps an entry after the region was unlocked', () =>
    kept(noMmuInEntry, entry(done(command(locked(), 'UNLOCK')))));
  it('breaks with a region locked', () =>
    broken(noMmuInEntry, entry(locked()), 'AS1', /a region is locked when/));
  it('breaks with a command in flight, and names who gave it', () =>
    broken(noMmuInEntry, entry(command(twoGroups(), 'UPDATE')), 'AS1', /UPDATE of mail is in flight/));
  it('keeps an entry after a GPU reset took the lock away', () => {
    const story = locked()
      .by('gpu')
      .write('AS1_COMMAND', () => AS_COMMAND.NOP);
    kept(noMmuInEntry, entry(story));
  });
  it('keeps a command in a session that its issuer waits for until the end', () => {
    const story = done(command(session(), 'UNLOCK').left(video, 'regionEnd'));
    kept(noMmuInEntry, gaveUp(story));
  });
  it('breaks when its issuer gives up before', () =>
    broken(noMmuInEntry, gaveUp(command(session(), 'UNLOCK')), 'AS1', /no exit for 100 ms/));

  it('ENTER-CONFIRMED breaks for a command between ENTER and bit 7, and only there', () => {
    broken(enterConfirmed, command(entering(), 'UPDATE'), video, /AS UPDATE is issued 0 ms after ENTER/);
    kept(enterConfirmed, command(session(), 'UPDATE'));
    kept(enterConfirmed, done(entering()));
  });
});
