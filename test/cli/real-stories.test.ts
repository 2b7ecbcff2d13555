import { describe, expect, test } from 'vitest';
import { columnOf } from '../../cli/c-names.ts';
import { jsonFiles, readStored } from '../../cli/files.ts';
import { tell, tellParts } from '../../cli/report/told.ts';
import { forcingAct } from '../../cli/story/forced-exit.ts';
import { type StoryMeta, story } from '../../cli/story/story.ts';
import { shortTitle } from '../../cli/story/titles.ts';
import { readWorkload } from '../../cli/workload-file.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { stack, type Unit } from '../../impl/driver/unit.ts';
import { type Chooser, runToCompletion } from '../../impl/runtime/decision.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { checkRun } from '../../properties/check-run.ts';
import { replay } from '../../properties/counterexample/replay.ts';

const workload = readWorkload('properties/workloads/video-playback.json');
const revision = revisions['series-2026'];
const meta: StoryMeta = {
  revision: revision.name,
  units: revision.units.map((unit) => unit.name),
  stacked: [],
  needs: [],
  lateWakeUps: 0,
  faults: [],
  minimal: 'the default schedule shows it',
  replay: 'npm run replay -- FILE',
  nearest: null,
  cure: null,
};

describe('stories of a run of the posted series', () => {
  const setup = { revision, workload, profile: {}, faults: {}, horizonUs: 60_000 };
  const { run, violations } = checkRun(setup, runToCompletion);

  test('there are some to tell', () => {
    expect(violations.map((v) => v.rule)).toContain('ENTER-GATE');
  });

  test.each(violations)('$rule, $instance: fits a mail and names the place', (violation) => {
    const text = story(run.events, violation, meta);
    const lines = text.trimEnd().split('\n');
    expect(lines.filter((line) => line.length > 75)).toEqual([]);
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(text.match(/BROKEN/g)).toHaveLength(1);
    expect(text).toMatch(/panthor_\w+\.[ch] \w+\(\)/);
    expect(text).not.toMatch(/[a-z][A-Z][a-z]|undefined|null/);
    expect(story(run.events, violation, meta)).toBe(text);
  });

  test('an entry with nothing acknowledged names the patch that sends it', () => {
    const violation = violations.find((v) => v.rule === 'ENTER-GATE');
    if (violation === undefined) throw new Error('the series keeps ENTER-GATE');
    const text = story(run.events, violation, meta);
    expect(text).toContain('PROTM_ENTER sent (player.video)  BROKEN');
    expect(text).toContain('panthor_fw.c panthor_fw_protm_enter(), 7/8');
    expect(text).toContain('START slot 0 acked');
  });
});

test('a group that is not let in beside one that is idle from its making: the story tells since when each is', () => {
  const defers: Unit = {
    name: 'defers',
    on: 'P8',
    title: '',
    cite: [],
    merges: ['mayEnter'],
    functions: {
      mayEnter: () =>
        function* () {
          return false;
        },
    },
  };
  const group = (name: string, priority: string, isProtected: boolean, script: readonly unknown[]) => ({
    name,
    groups: [{ name: 'main', priority, protected: isProtected, queues: 1 }],
    script,
  });
  const setup = {
    revision: stack('deferring', [...revisions.reference.units, defers]),
    workload: decodeWorkload({
      name: 'beside an idle group',
      note: '',
      slots: 2,
      asSlots: 3,
      csPerSlot: 1,
      processes: [
        group('player', 'medium', true, [
          { submit: { queue: 'player.main:0', stream: [{ protected: ['RUN 1 ms'] }] } },
        ]),
        group('desktop', 'high', false, []),
      ],
    }),
    profile: {},
    horizonUs: 20_000,
  };
  const { run, violations } = checkRun(setup, runToCompletion, { rules: ['TIMELY'] });
  expect(violations).toHaveLength(1);
  const text = violations.map((v) => story(run.events, v, meta)).join('');
  const told = text.replaceAll(/\n +/g, ' ');
  expect(told).toMatch(
    /saw it top, pending since 1\.\d+ ms, desktop\.main idle since it was created at 1\.\d+ ms, no owner/,
  );
  expect(text).toMatch(/^ +(1\.\d+ +)?create desktop\.main$/m);
});

describe('stories of a suspend in the posted series', () => {
  const sleeping = {
    ...workload,
    system: [{ op: 'sleep', us: 5_000 }, { op: 'suspend' }, { op: 'resume' }] as const,
  };
  // The handling of firmware's events comes as late as a work item may.
  const quickSystem: Chooser = {
    pickActivity: (candidates) =>
      Math.max(
        0,
        candidates.findIndex((a) => a.path === 'system_sleep' || a.kind === 'firmware'),
      ),
    pickOption: () => 0,
  };
  const setup = { revision, workload: sleeping, profile: {}, faults: {}, horizonUs: 60_000 };
  const { run, violations } = checkRun(setup, quickSystem, { rules: ['SUSPEND-EXIT'] });

  test('tells what was suspended and halted, in the kernel functions that do it', () => {
    const violation = violations.find((v) => v.instance === 'EXIT');
    if (violation === undefined) throw new Error('the series keeps SUSPEND-EXIT');
    const text = story(run.events, violation, meta);
    expect(
      text
        .trimEnd()
        .split('\n')
        .filter((line) => line.length > 75),
    ).toEqual([]);
    expect(text).toContain('device suspend begins');
    expect(text).toContain('PROTM_EXIT raised');
    expect(text).toContain('BROKEN');
    expect(text).toContain('panthor_device.c panthor_device_suspend(), mainline');
  });
});

/** What the host does, by what the forced exit is said to be forced by. */
const acts: Readonly<Record<string, RegExp>> = {
  PING: /sends PING/,
  'CSG request': /(STATUS_UPDATE|EP_CFG|START|RESUME|SUSPEND|TERMINATE) slot \d \(/,
  doorbell: /rings CSF_DOORBELL\(\d+\)/,
  'GLB request': /GLB_REQ /,
};

describe('stories of the stored counterexamples', () => {
  const stored = jsonFiles('counterexamples/series-2026').flatMap((file) => {
    const counterexample = readStored(file);
    const replayed = replay(counterexample);
    const { checked, violation } = replayed;
    if (checked === null || violation === null) return [];
    const lines = tell(counterexample, replayed, file).trimEnd().split('\n');
    const head = lines.findIndex((line) => /^ +ms /.test(line));
    const broken = lines.findIndex((line) => line.endsWith('BROKEN'));
    const rows = lines.slice(head + 1, broken + 1);
    const place = lines.at(-1) ?? '';
    const told = tellParts(counterexample, replayed, file)?.steps ?? [];
    const { events } = checked.run;
    return [{ file, counterexample, violation, head: lines[head] ?? '', rows, told, place, events }];
  });

  test('what the rule holds against the run has a row', () => {
    const rules = new Set<string>();
    for (const { file, violation, told, events } of stored) {
      for (const seq of violation.restsOn ?? []) {
        const ground = events.find((event) => event.seq === seq);
        expect(ground, file).toBeDefined();
        // A request is told as such, and rests on the word that shows it.
        const isTold = told.some(({ event }) => event?.seq === seq || event?.step === ground?.step);
        expect(isTold, `${file}: ${seq}`).toBe(true);
        rules.add(violation.rule);
      }
    }
    const resting = ['TOP-ONLY', 'ACK-COPY', 'EXACTLY-ONCE', 'FE-a', 'FE-b', 'FE-c', 'NO-THRASH', 'SERVED'];
    expect([...rules]).toEqual(expect.arrayContaining(resting));
  });

  test.each([
    ['a group that was to be let in first is not idle', 'series-2026/TOP-ONLY.busy-after-suspend'],
    ['a group for which a session is ended is ready', 'series-2026/FE-f.enter-gate'],
    ['those who wait for each other do', 'series-2026/LOCK-LIVE.reset-holds-device'],
    ['a request is pending', 'rfc-2025/IDLE-TRUTH.series-2026'],
    ['another group is idle', 'defects/fair-exit.tickEnterProtm.TIMELY'],
    ['a page is given back and given out again', 'defects/client-buffer-unscrubbed.NO-LEAK'],
  ])('%s: %s tells since when', (_, name) => {
    const file = `counterexamples/${name}.json`;
    const counterexample = readStored(file);
    const text = tell(counterexample, replay(counterexample), file).replaceAll(/\s+/g, ' ');
    const seen: Readonly<Record<string, RegExp>> = {
      'TOP-ONLY':
        /app\.main \(real-time, on no slot\) .* app\.main not idle .* device suspend begins unbind app\.main, slot 0 .* device resumed, fast .* BROKEN/,
      'IDLE-TRUTH': /player\.second CS0 PROTM_PENDING raised .* player\.second idle BROKEN/,
      'FE-f': /loose-2\.main \(medium, on no slot\), ready since .* loose-2\.main not idle .* BROKEN/,
      'LOCK-LIVE':
        /others tick_work runtime_pm run_job .* schedule_reset: start timed out .* device suspend begins .* BROKEN .* mainline breaks it too, under this schedule/,
      TIMELY: /\w+\.\w+ idle .* BROKEN/,
      'NO-LEAK': /free a\/bo1\.film .*alloc c\/bo2\.first.* BROKEN/,
    };
    expect(text).toMatch(seen[counterexample.rule] ?? /^$/);
  });

  test('each exit that the host forced has a row before it with what forced it', () => {
    let exits = 0;
    for (const { file, rows } of stored) {
      let from = 0;
      for (const [i, row] of rows.entries()) {
        const cause = /exit forced: (.*?)(?: {2}BROKEN)?$/.exec(row)?.[1];
        const act = acts[cause ?? ''];
        if (cause === undefined || act === undefined) continue;
        exits++;
        const said = rows.slice(from, i).join('\n');
        expect(said, `${file}: ${row.trim()}`).toMatch(act);
        from = i + 1;
      }
    }
    expect(exits).toBeGreaterThanOrEqual(6);
  });

  test('what forced an exit was done after the entry was sent, and at most the entry came in between', () => {
    let exits = 0;
    for (const { file, events } of stored) {
      for (const exit of events) {
        if (exit.kind !== 'session' || exit.op !== 'exitForced' || exit.cause === 'fault') continue;
        if (exit.cause === 'needsHost') continue;
        exits++;
        const act = forcingAct(events, exit);
        expect(act, `${file}: ${exit.seq}`).not.toBeNull();
        const between = events.filter((e) => e.seq > (act?.seq ?? 0) && e.seq < exit.seq);
        const sessions = between.flatMap((e) => (e.kind === 'session' ? [e.op] : []));
        // The doorbell of ENTER itself may be what is left over: firmware saw the request by an earlier one.
        expect(sessions.join(), `${file}: ${exit.seq}`).toMatch(/^(enterAcked,)?(entered(,entrySeen)?)?$/);
      }
    }
    expect(exits).toBeGreaterThanOrEqual(10);
  });

  test('a finding that a forced exit breaks names the function of who forced it', () => {
    const places = stored
      .filter(({ rows }) => /exit forced: .* {2}BROKEN$/.test(rows.at(-1) ?? ''))
      .map(({ rows, place }) => `${/forced: (.*?) {2}/.exec(rows.at(-1) ?? '')?.[1]}: ${place}`);
    expect(new Set(places)).toContain('CSG request: noticed at panthor_sched.c tick_ctx_init(), mainline');
    expect(new Set(places)).toContain('PING: noticed at panthor_fw.c panthor_fw_ping_work(), mainline');
    expect(places.filter((place) => place.includes('protm_enter()'))).toEqual([]);
  });

  test('a late wake-up that is needed is a row', () => {
    let late = 0;
    for (const { file, counterexample, rows } of stored) {
      if (counterexample.needs.late === 0) continue;
      const told = rows.filter((row) => /(woken [\d.]+ ms late|does not run)/.test(row)).length;
      // When a delayed work's timer was due, the run does not tell.
      const untold = counterexample.schedule.filter(
        (d) => d.kind === 'value' && /^late\((tick|ping)_work\)$/.test(d.name),
      ).length;
      expect(told, file).toBeGreaterThanOrEqual(counterexample.needs.late - untold);
      expect(told, file).toBeLessThanOrEqual(counterexample.needs.late);
      late += told;
    }
    expect(late).toBeGreaterThanOrEqual(2);
  });

  test('has at most 15 lines of rows, under titles of whole words', () => {
    expect(stored.length).toBeGreaterThanOrEqual(20);
    for (const { file, head, rows, events } of stored) {
      expect(rows.length, file).toBeLessThanOrEqual(15);
      const titles = new Set(events.flatMap((e) => shortTitle(columnOf(e.activity)).split(' ')));
      const cut = head
        .trim()
        .split(/ +/)
        .filter((word) => !titles.has(word) && !/^(ms|others)$/.test(word));
      expect(cut, file).toEqual([]);
    }
  });
});
