import { describe, expect, it } from 'vitest';
import { revisions } from '../../../impl/driver/revisions.ts';
import { jobId, processId } from '../../../impl/ids.ts';
import { GPU_INT } from '../../../impl/interface/bits.ts';
import { runToCompletion } from '../../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../../impl/userspace/workload-file.ts';
import { askingWorkloads } from '../../../properties/campaign/asking-workloads.ts';
import { runBounds } from '../../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { faultRearm } from '../../../properties/rules/FAULT-REARM.ts';
import { feE } from '../../../properties/rules/FE-e.ts';
import { feF } from '../../../properties/rules/FE-f.ts';
import { noLeakWrite } from '../../../properties/rules/NO-LEAK-WRITE.ts';
import { noLostWake } from '../../../properties/rules/NO-LOST-WAKE.ts';
import { noProfile } from '../../../properties/rules/NO-PROFILE.ts';
import { refSafe } from '../../../properties/rules/REF-SAFE.ts';
import { oneGroup } from '../../impl/one-group.ts';
import { broken, game, judge, kept, kicked, Story, video } from './telling.ts';

describe('FAULT-REARM', () => {
  const irq = (story: Story, op: 'clear' | 'done'): Story =>
    story.by('irq/gpu').tell({ kind: 'irq', line: 'gpu', op, bits: op === 'done' ? 0 : GPU_INT.PROTM_FAULT });
  const masked = (story: Story): Story =>
    story.believing((b) => {
      b.unmasked = false;
    });
  const unmasked = (story: Story): Story =>
    story.believing((b) => {
      b.unmasked = true;
    });
  it('keeps a fault that is masked, for which a reset is scheduled that unmasks it', () => {
    const story = irq(masked(irq(new Story(), 'clear')).reset('schedule'), 'done').reset('begin');
    kept(faultRearm, unmasked(story).reset('end'));
  });
  it('breaks when no reset is scheduled', () =>
    broken(
      faultRearm,
      irq(masked(irq(new Story(), 'clear')), 'done'),
      'PROTM_FAULT',
      /no reset is scheduled/,
    ));
  it('breaks when it is still masked after the reset', () => {
    const story = irq(masked(irq(new Story(), 'clear')).reset('schedule'), 'done').reset('begin');
    broken(faultRearm, story.reset('end'), 'PROTM_FAULT', /still masked after the reset/);
  });
  it('leaves it to the next reset, if that is scheduled before the last is over', () => {
    const before = (): Story => new Story().reset('schedule').reset('begin');
    const story = (): Story =>
      irq(masked(irq(before(), 'clear')).reset('schedule'), 'done')
        .reset('end')
        .reset('begin');
    kept(faultRearm, unmasked(story()).reset('end'));
    broken(faultRearm, story().reset('end'), 'PROTM_FAULT', /still masked after the reset/);
  });
});

describe('REF-SAFE', () => {
  const gone = (): Story => new Story().create(video).group('destroy', video);
  it('keeps a group that is freed with nothing that refers to it', () =>
    kept(refSafe, gone().group('release', video)));
  it('breaks when a list, a work or the owner refers to it', () => {
    const story = gone().believing((b) => b.refersTo.set(video, ['groups.idle[1]']));
    broken(refSafe, story.group('release', video), video, /is freed while groups.idle\[1\] refers to it/);
  });
  it('breaks when a work of it runs afterwards', () => {
    const work = `group_term_work(${video})`;
    const story = gone().group('release', video).tell({ kind: 'work', work, op: 'start' });
    broken(refSafe, story, video, /is freed, and group_term_work\(player.video\) is run/);
  });
  it('breaks when it is freed once more', () => {
    const work = `group_release_work(${video})`;
    const freed = gone().tell({ kind: 'work', work, op: 'start' }).group('release', video);
    kept(refSafe, freed.tell({ kind: 'work', work, op: 'end' }));
    broken(
      refSafe,
      freed.tell({ kind: 'work', work, op: 'start' }),
      video,
      /is freed, and group_release_work\(player.video\) is run/,
    );
  });
  it('breaks when it stays the owner', () => {
    const story = gone()
      .group('release', video)
      .believing((b) => {
        b.owner = video;
      });
    broken(refSafe, story.tick('begin'), video, /is freed and still what the driver takes for the owner/);
  });
});

const region = (story: Story): Story => story.command('issue', video, 1, { region: true });

describe('NO-LEAK-WRITE', () => {
  const inSession = (): Story =>
    new Story().onSlots(video).group('busy', video).enteredByTheBook(video, 0, video);
  it('keeps an exit once the region is done, and one that saved it', () => {
    const done = region(inSession()).command('complete', video, 1, { region: true });
    kept(noLeakWrite, done.left(video, 'regionEnd'));
    const saved = region(inSession()).command('save', video, 1, { region: true });
    kept(noLeakWrite, saved.left(video, 'ping'));
  });
  it('says nothing of power that goes: what was outstanding is gone with it', () =>
    expect(judge(noLeakWrite, region(inSession()).left(video, 'powerOff')).violations).toEqual([]));
  it('breaks when a command of the region is executed as bit 7 falls', () =>
    broken(noLeakWrite, region(inSession()).left(video, 'ping'), video, /bit 7 falls while RUN/));
  it('breaks when asynchronous work is outstanding', () => {
    const story = inSession().believing((b) => {
      b.outstanding = true;
    });
    broken(noLeakWrite, story.left(video, 'ping'), video, /asynchronous work of its region is outstanding/);
  });
});

describe('FE-f', () => {
  const sharing = (): Story =>
    new Story().onSlots(video, game).job('submit', game).job('run', game).enteredByTheBook(video, 0, video);
  it('keeps a session that executed something before it is ended for an equal', () =>
    kept(feF, region(sharing()).at(30).left(video, 'ping')));
  it('breaks when it is ended at once', () =>
    broken(feF, region(sharing()).left(video, 'ping'), video, /before it executed anything/));
});

describe('NO-LOST-WAKE', () => {
  it('keeps a job that is begun after the session', () =>
    kept(noLostWake, kicked().command('issue', game, 0)));
  it('keeps one that is done without a command, though the next one waits for its fence', () => {
    const done = kicked()
      .job('submit', game, 1)
      .write(`${game}:0/EXTRACT`, () => 1);
    kept(noLostWake, done.at(100).tick('begin'));
  });
  it('breaks when nothing comes of it', () =>
    broken(
      noLostWake,
      kicked().at(100).tick('begin'),
      `${game}:0`,
      /a doorbell in a session is not acted on/,
    ));
});

describe('FE-e', () => {
  const thrownOut = (times: number): Story => {
    let story = new Story().onSlots(video).group('busy', video);
    for (let n = 1; n <= times; n++) {
      story = region(
        story
          .raise(video, 0)
          .at(700 * n)
          .note(video)
          .ack(video, 0)
          .enter(video)
          .entered(video),
      );
      story = story.command('save', video, 1, { region: true }).left(video, 'ping').answerExit();
    }
    return story;
  };
  it('keeps a region that needs two entries', () => kept(feE, thrownOut(1)));
  it('breaks when it waits for each entry for less than a second, and for all of them for more', () =>
    broken(feE, thrownOut(3), video, /its region not finished/));

  it('asks nothing of a region that waits for what does not come, also when it was halted in that', () => {
    const stream = [{ protected: ['SYNC_WAIT never 1', 'RUN 1 ms'] }];
    const workload = decodeWorkload(
      oneGroup([{ submit: { queue: 'p.g:0', stream } }], { isProtected: true }),
    );
    const { violations, run } = checkRun(
      { revision: revisions.reference, workload, profile: {}, ...runBounds },
      runToCompletion,
    );
    const forced = run.events.filter((e) => e.kind === 'session' && e.op === 'exitForced');
    expect(forced.length).toBeGreaterThan(1);
    expect(violations.filter((v) => v.rule === 'FE-e')).toEqual([]);
  });

  it.each([
    ['a CS that faulted in its session', { F21: 'event while protected', F23b: 'CS fault' }],
    ['firmware that hangs in an exit of its own', { F07: 'never', F23c: 'session that exits at once' }],
  ])("takes no time for the driver's in which firmware keeps a region from its end: %s", (_, profile) => {
    const workload = askingWorkloads.find(({ name }) => name === 'asks of regions');
    if (workload === undefined) throw new Error('the workload is there');
    const setup = { revision: revisions.reference, workload, profile, ...runBounds };
    const { violations, given } = checkRun(setup, runToCompletion, { rules: ['FE-e'] });
    expect(given.get('FE-e')).toBeGreaterThan(0);
    expect(violations).toEqual([]);
  });
});

describe('NO-PROFILE', () => {
  const counted = (story: Story): Story =>
    (['measure', 'count'] as const).reduce(
      (told, op) =>
        told.tell({
          kind: 'usage',
          op,
          process: processId('player'),
          group: video,
          job: jobId(video, 0, 0),
          us: op === 'count' ? 3_000 : 0,
        }),
      story,
    );
  it('keeps a job in normal mode that is measured', () =>
    kept(noProfile, counted(new Story().onSlots(video).command('issue', video, 0))));
  it('breaks when the job executed in protected mode', () =>
    broken(
      noProfile,
      counted(region(new Story().onSlots(video).enteredByTheBook(video, 0, video))),
      video,
      /the usage of player counts 3 ms of player.video:0\/0, protected work and all/,
    ));

  const counters = (op: 'start' | 'stop' | 'sample') => ({ kind: 'counters', op }) as const;
  const protectedWork = (story: Story): Story => region(story.enteredByTheBook(video, 0, video));
  const counting = (): Story => new Story().onSlots(video).tell(counters('start'));
  it('keeps samples of counters that stop before a session, and count again after it', () =>
    kept(
      noProfile,
      protectedWork(counting().tell(counters('sample')).tell(counters('stop')))
        .tell(counters('sample'))
        .tell(counters('start'))
        .tell(counters('sample')),
    ));
  it('breaks when counters have counted in protected mode, whenever the sample is taken', () =>
    broken(
      noProfile,
      protectedWork(counting()).tell(counters('stop')).tell(counters('start')).tell(counters('sample')),
      video,
      /a sample of the performance counters tells of player.video:0\/0, protected work and all/,
    ));
  it('keeps counters that a boot has turned off, until they are on again', () => {
    const boot = { kind: 'device', op: 'boot', section: true, note: '' } as const;
    kept(noProfile, protectedWork(counting().tell(boot)).tell(counters('start')).tell(counters('sample')));
    kept(noProfile, protectedWork(counting()).tell(boot).tell(counters('start')).tell(counters('sample')));
  });
  it('breaks for each whose work is in a sample: a sample empties the counters', () => {
    const story = protectedWork(new Story().onSlots(video, game).tell(counters('start')))
      .tell(counters('sample'))
      .command('issue', game, 1, { region: true })
      .tell(counters('sample'));
    expect(judge(noProfile, story).violations.map((v) => v.instance)).toEqual([video, game]);
  });
});
