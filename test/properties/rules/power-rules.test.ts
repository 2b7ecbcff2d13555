import { describe, expect, it } from 'vitest';
import { revisionNamed, revisions } from '../../../impl/driver/revisions.ts';
import type { Revision } from '../../../impl/driver/unit.ts';
import type { Profile } from '../../../impl/profile/choices.ts';
import { type Chooser, runToCompletion } from '../../../impl/runtime/decision.ts';
import type { Workload } from '../../../impl/userspace/workload.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { runBounds } from '../../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { loadedHost, mixture } from '../../../properties/explore/strategies.ts';
import { lockRules } from '../../../properties/rules/LOCK-RULES.ts';
import { noPowerInProtm } from '../../../properties/rules/NO-POWER-IN-PROTM.ts';
import { suspendExit } from '../../../properties/rules/SUSPEND-EXIT.ts';
import { broken, kept, Story, video } from './telling.ts';

const session = (): Story =>
  new Story().onSlots(video).group('busy', video).enteredByTheBook(video, 0, video);
const over = (): Story => session().left(video, 'ping').answerExit();
const suspending = (story: Story): Story => story.by('pm_runtime_work').power('suspend');

describe('SUSPEND-EXIT', () => {
  it('keeps a suspend after the session, and the resume', () =>
    kept(suspendExit, suspending(over()).halted().power('resume').power('on', 'fast')));
  it('breaks when firmware is halted in the session', () =>
    broken(suspendExit, suspending(session()).halted(), 'session', /halted in the session of player.video/));
  it('breaks when it is halted while ENTER is in flight', () =>
    broken(
      suspendExit,
      suspending(new Story().onSlots(video).raise(video, 0).note(video).ack(video, 0).enter(video)).halted(),
      'session',
      /PROTM_ENTER for player.video is in flight/,
    ));
  it('breaks when EXIT is raised and not answered', () =>
    broken(
      suspendExit,
      suspending(session()).left(video, 'csgRequest').halted(),
      'EXIT',
      /before PROTM_EXIT/,
    ));
  it('breaks when the driver still believes in the owner', () => {
    const believing = over().believing((b) => {
      b.owner = video;
    });
    broken(suspendExit, suspending(believing).halted(), 'owner', /believes player.video is in when/);
  });
  it('breaks when the resume restores the owner', () => {
    const restored = suspending(over())
      .halted()
      .power('resume')
      .power('on', 'fast')
      .believing((b) => {
        b.owner = video;
      });
    broken(suspendExit, restored, 'owner', /believes player.video is in after the resume/);
  });
  it('keeps it when the next tick chose the owner after the resume', () => {
    const entered = suspending(over()).halted().power('resume').power('on', 'fast').by('tick_work');
    entered.ranked(video).believing((b) => {
      b.owner = video;
    });
    kept(suspendExit, entered);
  });
  it('keeps it when a soft reset took over a session that did not end, and breaks when that is believed', () => {
    const hung = (): Story => suspending(session()).bit7(false).session('left', video, 'reset').power('off');
    kept(suspendExit, hung());
    const believed = suspending(
      session().believing((b) => {
        b.mode = true;
      }),
    );
    broken(
      suspendExit,
      believed.bit7(false).session('left', video, 'reset').power('off'),
      'mode',
      /protected mode when power goes/,
    );
  });
});

describe('NO-POWER-IN-PROTM', () => {
  it('keeps a suspend in normal mode', () => kept(noPowerInProtm, suspending(over()).halted()));
  it('breaks when the MCU halts, L2 goes or the clocks stop while protected', () => {
    const halted = suspending(session())
      .by('fw')
      .write('MCU_STATUS', () => 2);
    broken(noPowerInProtm, halted, 'MCU', /halted while GPU protected/);
    broken(noPowerInProtm, suspending(session()).l2Off(), 'L2', /powered off/);
    const cut = suspending(session()).bit7(false).session('left', video, 'powerOff').power('off');
    broken(noPowerInProtm, cut, 'GPU', /powered off/);
  });
});

describe('LOCK-RULES', () => {
  it('breaks when a register is written without power', () =>
    broken(
      lockRules,
      suspending(over()).halted().by('process_fw_events_work').power('access', 'CSF_DOORBELL0'),
      'process_fw_events_work: CSF_DOORBELL0',
      /without power/,
    ));
});

describe('system sleep in runs', () => {
  const group = (name: string, marked: boolean) => ({
    name,
    priority: 'medium',
    protected: marked,
    queues: 1,
  });
  const frames = (us: number) =>
    decodeWorkload({
      name: 'sleep among frames',
      note: 'The system goes to sleep while a player and its window draw in turns.',
      slots: 1,
      asSlots: 3,
      csPerSlot: 1,
      processes: [
        {
          name: 'player',
          groups: [group('video', true), group('ui', false)],
          script: [
            {
              repeat: {
                times: 6,
                script: [
                  { submit: { queue: 'player.video:0', stream: ['RUN 1 ms', { protected: ['RUN 3 ms'] }] } },
                  { submit: { queue: 'player.ui:0', stream: ['RUN 4 ms'] } },
                  { sleep: '4 ms' },
                ],
              },
            },
          ],
        },
      ],
      system: [{ sleep: `${us} us` }, 'suspend', { sleep: '2 ms' }, 'resume'],
    });
  /** Everybody else goes first, where no time passes: a system that is slow to suspend. */
  const slowSystem: Chooser = {
    pickActivity: (candidates) =>
      Math.max(
        0,
        candidates.findIndex((a) => a.path !== 'system_sleep'),
      ),
    pickOption: () => 0,
  };
  const rulesBroken = (revision: Revision, profile: Profile, chooser: Chooser, us: number) => {
    const { violations, run } = checkRun({ revision, workload: frames(us), profile, ...runBounds }, chooser);
    expect(
      run.events.some((e) => e.kind === 'power' && e.op === 'off' && e.activity === 'system_sleep'),
    ).toBe(true);
    return new Set(violations.map((v) => v.rule));
  };
  const named = (name: string): Revision => {
    const revision = revisionNamed(name);
    if (revision === null) throw new Error(`no revision ${name}`);
    return revision;
  };
  /** The system and firmware go first: the handling of events comes as late as a work item may. */
  const quickSystem: Chooser = {
    pickActivity: (candidates) =>
      Math.max(
        0,
        candidates.findIndex((a) => a.path === 'system_sleep' || a.kind === 'firmware'),
      ),
    pickOption: () => 0,
  };

  it('the posted series powers the GPU off in a session that a tick began after all groups were suspended', () => {
    const stays = { F01: 'session that stays', F04: '0 us', F39: 'served while protected' };
    const rules = rulesBroken(revisions['series-2026'], stays, slowSystem, 3_000);
    expect([...rules]).toEqual(expect.arrayContaining(['SUSPEND-EXIT', 'NO-POWER-IN-PROTM']));
    expect(rulesBroken(revisions.reference, stays, slowSystem, 3_000)).toEqual(new Set());
  });

  it('SUSPEND-EXIT breaks in the posted series, and in the reference without its fix only', () => {
    const rulesOver = (revision: Revision): ReadonlySet<string> => {
      const times = Array.from({ length: 7 }, (_, i) => 3_000 + i * 900);
      return new Set(times.flatMap((us) => [...rulesBroken(revision, {}, quickSystem, us)]));
    };
    expect(rulesOver(revisions['series-2026'])).toContain('SUSPEND-EXIT');
    expect(rulesOver(named('reference+no-quiet-suspend'))).toContain('SUSPEND-EXIT');
    expect(rulesOver(revisions.reference)).toEqual(new Set());
  });

  it('a resume that restores the owner of before the suspend breaks SUSPEND-EXIT', () => {
    const found = [4_000, 5_000, 6_000].flatMap((us) => [
      ...rulesBroken(named('reference+M75'), {}, quickSystem, us),
    ]);
    expect(found).toContain('SUSPEND-EXIT');
  });

  it('a suspend that leaves the owner on its slot breaks NO-POWER-IN-PROTM where HALT is served in a session', () => {
    const served = { F39: 'served while protected' };
    const found = [5_000, 6_000, 7_000].flatMap((us) => [
      ...rulesBroken(named('reference+halt-only'), served, quickSystem, us),
    ]);
    expect(found).toContain('NO-POWER-IN-PROTM');
  });

  it('the posted series loses a reset that a tick schedules while the system wakes up, and LOCK-LIVE tells it', () => {
    const workload = decodeWorkload({
      name: 'no boot at a resume',
      note: 'Firmware dies as it is booted by a resume, and a tick goes on meanwhile.',
      slots: 2,
      asSlots: 2,
      csPerSlot: 1,
      processes: [
        {
          name: 'window',
          groups: [group('ui', false)],
          script: [{ submit: { queue: 'window.ui:0', stream: ['RUN 40 ms'] } }],
        },
      ],
      system: [{ sleep: '6 ms' }, 'suspend', { sleep: '1 ms' }, 'resume'],
    });
    const told = (revision: Revision): readonly string[] => {
      const setup = { revision, workload, profile: {}, ...runBounds, faults: { deadBootFromUs: 5_000 } };
      return checkRun(setup, runToCompletion, { rules: ['LOCK-LIVE'] }).violations.map(({ what }) => what);
    };
    expect(told(revisions['series-2026'])).toEqual([
      expect.stringMatching(
        /^pending for .* ms, queued by nobody: no tick runs, and window.ui:0 waits for one$/,
      ),
    ]);
    expect(told(revisions.reference)).toEqual([]);
  });

  it('a tick that comes in the sleep is lost where the device has no users, and with it a job, until the next one', () => {
    const submit = { submit: { queue: 'window.ui:0', stream: ['RUN 1 ms'] } };
    const window = (...script: readonly unknown[]) =>
      decodeWorkload({
        name: 'asleep',
        note: 'The system goes to sleep before the first tick after a job.',
        slots: 1,
        asSlots: 2,
        csPerSlot: 1,
        processes: [{ name: 'window', groups: [group('ui', false)], script }],
        system: [{ sleep: '1 ms' }, 'suspend', { sleep: '20 ms' }, 'resume'],
      });
    const lateTick: Chooser = {
      ...runToCompletion,
      pickOption: ({ name, options }) =>
        name === 'late(tick_work)' ? Math.max(0, options.indexOf('10000 us')) : 0,
    };
    const done = (revision: Revision, workload: Workload, chooser: Chooser): number => {
      const { run } = checkRun({ revision, workload, profile: {}, ...runBounds }, chooser, { rules: [] });
      return run.events.filter((e) => e.kind === 'job' && e.op === 'signal').length;
    };
    const first = [{ sleep: '500 us' }, submit, { sleep: '500 ms' }];
    for (const revision of Object.values(revisions)) {
      expect(done(revision, window(...first), runToCompletion)).toBe(1);
      expect(done(revision, window(...first), lateTick)).toBe(0);
    }
    expect(done(revisions.reference, window(...first, submit), lateTick)).toBe(2);
  });

  it('the reference keeps every rule whoever is slow', () => {
    for (const seed of [1, 2, 3, 4]) {
      const strategy = seed % 2 === 0 ? mixture : loadedHost;
      const chooser = strategy.chooser(seed, { points: 300, choices: 60 });
      expect(rulesBroken(revisions.reference, {}, chooser, 3_000 + 1_300 * seed)).toEqual(new Set());
    }
  });
});
