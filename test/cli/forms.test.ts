import { Window } from 'happy-dom';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { cName } from '../../cli/c-names.ts';
import { replay as replayCommand } from '../../cli/commands/replay.ts';
import { storedFiles } from '../../cli/explain/stored.ts';
import { jsonFiles, readStored } from '../../cli/files.ts';
import { differences } from '../../cli/forms/difference.ts';
import { orderedNs, type Telling } from '../../cli/forms/form.ts';
import { valueText } from '../../cli/forms/html.ts';
import { holdingSchedule } from '../../cli/forms/html-holds.ts';
import { forms, tellingOf } from '../../cli/forms/index.ts';
import { SHIVIZ_PARSER } from '../../cli/forms/shiviz.ts';
import { timelineOf } from '../../cli/forms/timeline.ts';
import { run } from '../../cli/run.ts';
import { words } from '../../cli/story/words.ts';
import { decisionText } from '../../impl/runtime/decision.ts';
import { setupOf } from '../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../properties/check-run.ts';
import { scenarioOf } from '../../properties/counterexample/counterexample.ts';
import { replay } from '../../properties/counterexample/replay.ts';
import { StrictReplay } from '../../properties/explore/replay.ts';
import { FakeIo } from './fake-io.ts';
import { faultsOf, parsePage, textOf } from './parse-html.ts';
import { parseVcd } from './parse-vcd.ts';

/** The first stored counterexample of each rule that shows, of drivers that somebody wrote. */
let tellings: readonly Telling[] = [];
beforeAll(() => {
  const rules = new Set<string>();
  tellings = jsonFiles('counterexamples/series-2026').flatMap((file) => {
    const counterexample = readStored(file);
    if (rules.has(counterexample.rule)) return [];
    rules.add(counterexample.rule);
    return tellingOf(counterexample, replay(counterexample), file) ?? [];
  });
  expect(tellings.length).toBeGreaterThan(10);
}, 120_000);

/** The shortest run of those that take a decision. */
function one(): Telling {
  const [telling] = tellings
    .filter(({ counterexample }) => counterexample.schedule.length > 0)
    .sort((a, b) => a.events.length - b.events.length);
  if (telling === undefined) throw new Error('no stored counterexample takes a decision');
  return telling;
}

describe('the timeline', () => {
  test('the mode is that of GPU_STATUS, and every lock that is taken is held by somebody until it is released', () => {
    let protectedSpans = 0;
    for (const { events } of tellings) {
      const { bars, modes, waves } = timelineOf(events);
      expect(modes[0]?.from).toBe(0);
      for (const [i, { from, to }] of modes.entries())
        expect(modes[i + 1]?.from ?? events.length).toBe(Math.max(to, from));
      const status = waves.find(({ name }) => name === 'GPU_STATUS');
      const rises = status?.changes.filter(({ value }) => (value & 0x80) !== 0) ?? [];
      const spans = modes.filter(({ mode }) => mode === 'protected');
      protectedSpans += spans.length;
      // The event that tells it is one of the same step as the write.
      expect(spans.map(({ from }) => events[from]?.step)).toEqual(rises.map(({ at }) => events[at]?.step));
      const taken = events.filter((e) => e.kind === 'lock' && e.op === 'acquire').length;
      expect(bars.filter(({ kind }) => kind === 'held')).toHaveLength(taken);
    }
    expect(protectedSpans).toBeGreaterThan(10);
  });

  test('ordered nanoseconds are in the microsecond of their event and keep the order', () => {
    const many = Array.from({ length: 2_500 }, () => ({ tUs: 7 })) as unknown as Telling['events'];
    for (const events of [...tellings.map((telling) => telling.events), many]) {
      const ns = orderedNs(events);
      expect(ns.every((n, i) => Math.floor(n / 1_000) === events[i]?.tUs)).toBe(true);
      expect(ns.every((n, i) => i === 0 || n >= (ns[i - 1] ?? 0))).toBe(true);
    }
  });
});

describe('markdown', () => {
  let parse: (diagram: string) => Promise<unknown>;
  beforeAll(async () => {
    // Mermaid looks for a document when it is loaded.
    const window = new Window();
    vi.stubGlobal('window', window);
    vi.stubGlobal('document', window.document);
    const { default: mermaid } = await import('mermaid');
    parse = (diagram) => mermaid.parse(diagram);
  }, 120_000);
  afterAll(() => vi.unstubAllGlobals());

  const diagramOf = (page: string): string => /```mermaid\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

  test('its diagram is one that Mermaid draws, with all that the story tells and the breaking step marked', async () => {
    let arrows = 0;
    for (const telling of tellings) {
      const diagram = diagramOf(forms.markdown(telling));
      await expect(parse(diagram)).resolves.toMatchObject({ diagramType: 'sequence' });
      const rows = diagram.split('\n').filter((row) => /^ {4}(Note over p\d+|p\d+->>p\d+): /.test(row));
      expect(rows).toHaveLength(telling.parts.steps.length + 1);
      expect(rows.filter((row) => row.endsWith(': BROKEN'))).toHaveLength(1);
      arrows += rows.filter((row) => row.includes('->>')).length;
    }
    expect(arrows).toBeGreaterThan(tellings.length);
    await expect(parse('sequenceDiagram\n  p0->>p1 no colon')).rejects.toThrow();
  });

  test('who waits for a lock is no cause of what its holder does', () => {
    const file = 'counterexamples/series-2026/NO-MMU-IN-ENTRY.clean-unplug.json';
    const counterexample = readStored(file);
    const telling = tellingOf(counterexample, replay(counterexample), file);
    if (telling === null) throw new Error(`${file} shows`);
    const diagram = diagramOf(forms.markdown(telling));
    const [, waiter = ''] = /(p\d+) as process_fw_events_work/.exec(diagram) ?? [];
    expect(diagram).toMatch(new RegExp(`Note over ${waiter}: .*mutex_lock\\(sched\\.lock\\): blocked`));
    expect(diagram).not.toContain(`${waiter}->>`);
  });

  test('a text cannot end the line or the diagram', async () => {
    const telling = one();
    const [first, ...rest] = telling.parts.steps;
    if (first === undefined) throw new Error('a story has steps');
    const nasty = { ...first, text: 'a; end\n<b> #1 {x} %% "q"' };
    const diagram = diagramOf(
      forms.markdown({ ...telling, parts: { ...telling.parts, steps: [nasty, ...rest] } }),
    );
    await expect(parse(diagram)).resolves.toBeTruthy();
    expect(diagram).toContain('a#59; end #60;b#62;');
  });
});

describe('perfetto', () => {
  interface TraceEvent {
    readonly ph: string;
    readonly name: string;
    readonly ts?: number;
    readonly dur?: number;
    readonly id?: number;
    readonly tid?: number;
    readonly args?: { readonly value?: number; readonly name?: string };
  }
  const eventsOf = (telling: Telling): readonly TraceEvent[] =>
    JSON.parse(forms.perfetto(telling)).traceEvents;

  test('has every event in its order, on a track with a name; spans end, those of a track do not overlap', () => {
    for (const telling of tellings) {
      const trace = eventsOf(telling);
      const instants = trace.filter(({ ph }) => ph === 'i');
      expect(instants).toHaveLength(telling.events.length);
      const stamps = instants.map(({ ts = -1 }) => ts);
      expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
      expect(instants.filter(({ name }) => name.startsWith('BROKEN: '))).toHaveLength(1);
      const tracks = new Set(trace.filter(({ name }) => name === 'thread_name').map(({ tid }) => tid));
      expect(trace.every(({ tid }) => tid === undefined || tracks.has(tid))).toBe(true);
      const begun = trace.filter(({ ph }) => ph === 'b');
      const ended = new Map(trace.filter(({ ph }) => ph === 'e').map((end) => [end.id, end]));
      expect(begun.map(({ id }) => id)).toEqual([...ended.keys()]);
      expect(begun.every(({ id, ts = 0 }) => (ended.get(id)?.ts ?? -1) >= ts)).toBe(true);
      const spans = trace.filter(({ ph }) => ph === 'X');
      for (const [i, { ts = 0 }] of spans.entries()) {
        const { ts: before = 0, dur = 0 } = spans[i - 1] ?? {};
        if (i > 0) expect(ts).toBeCloseTo(before + dur, 6);
      }
    }
  });
});

describe('vcd', () => {
  test('has the last value of every word, and says where the rule breaks', () => {
    let changes = 0;
    for (const telling of tellings) {
      const { timescale, signals, endTime } = parseVcd(forms.vcd(telling));
      expect(timescale).toBe('1ns');
      const last = new Map<string, number>();
      for (const event of telling.events) if (event.kind === 'word') last.set(event.word, event.after >>> 0);
      for (const [word, value] of last) {
        const signal = signals.get(`interface.${word.replaceAll(/[^\w.$]/g, '_')}`);
        expect([word, signal?.values.at(-1)?.[1]]).toEqual([word, value]);
        changes += signal?.values.length ?? 0;
      }
      const broken = signals.get('gpu.broken')?.values.at(-1);
      expect(broken?.[1]).toBe(1);
      expect(Math.floor((broken?.[0] ?? 0) / 1_000)).toBe(telling.events.at(-1)?.tUs);
      expect(endTime).toBe(orderedNs(telling.events).at(-1));
    }
    expect(changes).toBeGreaterThan(1_000);
  });
});

describe('shiviz', () => {
  test('is read by the expression that it names, and the clocks are vector clocks', () => {
    let crossing = 0;
    for (const telling of tellings) {
      const log = forms.shiviz(telling);
      const rows = [...log.matchAll(new RegExp(SHIVIZ_PARSER, 'gm'))];
      expect(rows).toHaveLength(telling.events.length);
      const seen = new Map<string, number>();
      for (const { groups } of rows) {
        const { host = '', clock = '{}' } = groups ?? {};
        const times = JSON.parse(clock) as Readonly<Record<string, number>>;
        expect(times[host]).toBe((seen.get(host) ?? 0) + 1);
        for (const [other, time] of Object.entries(times)) {
          if (other !== host) expect(time).toBeLessThanOrEqual(seen.get(other) ?? 0);
        }
        seen.set(host, times[host] ?? 0);
        if (Object.keys(times).length > 1) crossing++;
      }
      expect(rows.filter(({ groups }) => groups?.event?.endsWith(' BROKEN'))).toHaveLength(1);
    }
    expect(crossing).toBeGreaterThan(1_000);
  });
});

describe('html', () => {
  test('is one well-formed page that needs nothing else', () => {
    const shortest = [...tellings].sort((a, b) => a.events.length - b.events.length).slice(0, 5);
    for (const telling of [...shortest, one()]) expect(faultsOf(forms.html(telling))).toEqual([]);
  });

  test('has a lane for each activity, the locks, the words with their bits, and the story', () => {
    const telling = one();
    const page = parsePage(forms.html(telling));
    const titles = page.elements.filter(({ tagName }) => tagName === 'li').map(textOf);
    expect(titles).toEqual(
      expect.arrayContaining(['GPU mode', 'FW/GPU', 'tick_work', 'sched.lock', 'GLB_REQ', '.PROTM_ENTER']),
    );
    const shown = page.elements
      .filter(
        ({ attrs, tagName }) =>
          attrs.some(({ name, value }) => name === 'class' && value === 'plain') && tagName === 'button',
      )
      .map(textOf);
    const told = telling.parts.steps.flatMap(({ event, text }) => (event === null ? [] : [text]));
    expect(shown).toEqual(told);
    expect(page.elements.filter(({ tagName }) => tagName === 'pre').map(textOf)).toEqual([
      telling.text.trimEnd(),
    ]);
  });

  test('keys and buttons step through it and show the state that each step changed', () => {
    const telling = one();
    const window = new Window({
      settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true },
    });
    try {
      // The policy of the page is for a browser; this window has none.
      window.document.write(forms.html(telling).replace(/<meta http-equiv[^>]*>/, ''));
      const { document } = window;
      const where = (): string => document.getElementById('where')?.textContent ?? '';
      const press = (key: string): void => {
        document.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true }));
      };
      expect(where()).toMatch(/^Step (\d+) of \1, .*BROKEN$/);
      press('Home');
      expect(where()).toMatch(/^Step 1 of /);
      press('ArrowLeft');
      expect(where()).toMatch(/^Step 1 of /);
      press('ArrowRight');
      press('ArrowRight');
      expect(where()).toMatch(/^Step 3 of /);
      press('n');
      const current = document.querySelector('[aria-current="true"]')?.textContent;
      expect(telling.parts.steps.map(({ text }) => text)).toContain(current);
      const event = telling.parts.steps.find(({ text }) => text === current)?.event;
      expect([...document.querySelectorAll('#events li')].map((li) => li.textContent)).toContain(
        event && words(event),
      );
      press('b');
      expect(where()).toContain('BROKEN');
      const { changes } = telling.counterexample.breaking;
      const rows = [...document.querySelectorAll('#changes tr')].map((row) =>
        [...row.children].map((c) => c.textContent),
      );
      // Of each cell that the step changed the parts that differ, and only those. One that it made differs from nothing.
      const changed = changes.filter(({ before }) => before !== '');
      expect(rows).toEqual(
        changed.flatMap(({ cell, before, after }) =>
          differences(before, after).map((d) => [
            `${cName(cell)}${d.part}`,
            valueText(cell, d.before),
            valueText(cell, d.after),
          ]),
        ),
      );
      expect(rows.length).toBeGreaterThan(0);
      (document.querySelector('[data-move="first"]') as unknown as { click(): void }).click();
      expect(where()).toMatch(/^Step 1 of /);
    } finally {
      window.close();
    }
  });
});

test('words and registers are told by their bits, the rest as it is', () => {
  expect(valueText('GPU_STATUS', '128')).toBe('0x80');
  expect(valueText('JOB_INT_MASK', '-1')).toBe('0xffffffff');
  expect(valueText('CSG0_CS0_REQ', null)).toBe('-');
  expect(valueText('tick_work.seq', '128')).toBe('128');
  expect(valueText('GLB_REQ', '"x"')).toBe('"x"');
});

test('of a changed cell the parts that differ are shown', () => {
  expect(differences('{"a":1,"b":{"c":[1,2],"d":"x"}}', '{"a":1,"b":{"c":[1,3,4],"d":"y"}}')).toEqual([
    { part: '.b.c[1]', before: '2', after: '3' },
    { part: '.b.c[2]', before: null, after: '4' },
    { part: '.b.d', before: '"x"', after: '"y"' },
  ]);
  expect(differences('null', '{"a":1}')).toEqual([{ part: '', before: 'null', after: '{"a":1}' }]);
  expect(differences('[1]', '{"0":1}')).toEqual([{ part: '', before: '[1]', after: '{"0":1}' }]);
  expect(differences('{"a":[]}', '{"a":[]}')).toEqual([]);
});

describe('the decisions that matter, on the page', () => {
  /** The shortest stored story that takes two decisions, and of which it is known when it was too late. */
  const scheduled = (): Telling => {
    const [found] = storedFiles()
      .map(({ file }) => ({ file, counterexample: readStored(file) }))
      .filter(
        ({ counterexample: { schedule, nearest, noReturn } }) =>
          schedule.length > 1 && nearest !== null && (noReturn?.last ?? null) !== null,
      )
      .sort((a, b) => a.counterexample.breaking.step - b.counterexample.breaking.step);
    if (found === undefined) throw new Error('one is stored');
    const { file, counterexample } = found;
    const telling = tellingOf(counterexample, replay(counterexample), file);
    if (telling === null) throw new Error(`${file} shows`);
    return telling;
  };

  test('each is marked at its step, and so is the point of no return; the keys d and r go there', () => {
    const telling = scheduled();
    const { schedule, noReturn } = telling.counterexample;
    const text = forms.html(telling);
    expect(schedule.length).toBeGreaterThan(1);
    expect(text.match(/class="decided"/g)?.length).toBeGreaterThan(0);
    expect(text.match(/class="chance"/g)).toHaveLength(1);
    const window = new Window({
      settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true },
    });
    try {
      window.document.write(text.replace(/<meta http-equiv[^>]*>/, ''));
      const { document } = window;
      const where = (): string => document.getElementById('where')?.textContent ?? '';
      const press = (key: string): void => {
        document.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true }));
      };
      press('Home');
      const met = new Set<string | null>();
      for (const _ of schedule) {
        press('d');
        for (const li of document.querySelectorAll('#events li')) met.add(li.textContent);
      }
      for (const decision of schedule) expect(met).toContain(`decision: ${cName(decisionText(decision))}`);
      press('r');
      // By what happened there, not by its number: that changes with each step that is simulated.
      expect(where()).toContain(`${(noReturn?.last?.tUs ?? 0) / 1000} ms, `);
      expect(where()).toContain('POINT OF NO RETURN');
      // Paper gets the rows in which something happens near that step; afterwards all is as before.
      const all = document.querySelectorAll('.titles > li').length;
      const shown = (): number =>
        [...document.querySelectorAll('.titles > li')].filter(
          (li) => li.getAttribute('style') !== 'display: none;',
        ).length;
      const box = (): string => document.getElementById('picture')?.getAttribute('viewBox') ?? '';
      const before = box();
      window.dispatchEvent(new window.Event('beforeprint'));
      expect(shown()).toBeGreaterThan(5);
      expect(shown()).toBeLessThan(all / 2);
      expect(box()).toMatch(new RegExp(`^\\d+ 0 576 ${26 + 20 * shown()}$`));
      window.dispatchEvent(new window.Event('afterprint'));
      expect([shown(), box()]).toEqual([all, before]);
    } finally {
      window.close();
    }
  });

  test('beside the run stands the nearest schedule that holds: it does hold, and what differs is marked', () => {
    const telling = scheduled();
    const schedule = holdingSchedule(telling.counterexample);
    if (schedule === null) throw new Error('it has one');
    const { counterexample: c } = telling;
    const setup = setupOf(c.revision.units, scenarioOf(c));
    expect(checkRun(setup, new StrictReplay(schedule), { rules: [c.rule] }).violations).toEqual([]);
    const page = parsePage(forms.html(telling));
    const [here = [], there = []] = page.elements
      .filter(({ attrs }) => attrs.some(({ value }) => value === 'breaks' || value === 'holds'))
      .filter(({ tagName }) => tagName === 'section')
      .map((section) => section.childNodes.flatMap((node) => ('childNodes' in node ? node.childNodes : [])))
      .map((nodes) =>
        nodes.flatMap((node) => ('tagName' in node && node.tagName === 'li' ? [textOf(node)] : [])),
      );
    expect(here.at(-1)).toContain('BROKEN');
    expect(there.join()).not.toContain('BROKEN');
    expect(there.length).toBeGreaterThan(0);
    expect(there).not.toEqual(here);
    const marked = page.elements
      .filter(({ attrs }) => attrs.some(({ value }) => value === 'only'))
      .map(textOf);
    // A row of one that is, with its moment, in the other too is not marked; each that is not is.
    const [onlyHere, onlyThere] = [here, there].map((rows, i) =>
      rows.filter((row) => !(i === 0 ? there : here).includes(row)),
    );
    expect(marked.length).toBeGreaterThanOrEqual((onlyHere?.length ?? 0) + (onlyThere?.length ?? 0));
    expect(marked.length).toBeGreaterThan(0);
  });

  test('every stored schedule that is told to hold does', () => {
    const schedules = storedFiles().flatMap(({ file }) => {
      const c = readStored(file);
      const schedule = holdingSchedule(c);
      return schedule === null || c.rule === 'REFINES' ? [] : [{ file, c, schedule }];
    });
    expect(schedules.length).toBeGreaterThan(40);
    // Each takes a run: a few of them here, with DEEP=1 all.
    const every = process.env['DEEP'] === undefined ? 12 : 1;
    for (const { file, c, schedule } of schedules.filter((_, i) => i % every === 0)) {
      const setup = setupOf(c.revision.units, scenarioOf(c));
      const { violations } = checkRun(setup, new StrictReplay(schedule), { rules: [c.rule] });
      expect(
        violations.filter(({ rule }) => rule === c.rule),
        file,
      ).toEqual([]);
    }
  });

  test('a way out that fits no run any more is left out, and the page is whole', () => {
    const telling = tellings.find(({ counterexample: c }) => holdingSchedule(c) === c.noReturn?.last?.wayOut);
    const { counterexample: c } = telling ?? scheduled();
    const { noReturn } = c;
    if (telling === undefined || !noReturn?.last) throw new Error('one has one');
    const { last } = noReturn;
    const wayOut = [...last.wayOut, ...last.wayOut];
    const page = parsePage(
      forms.html({
        ...telling,
        counterexample: { ...c, noReturn: { ...noReturn, last: { ...last, wayOut } } },
      }),
    );
    const ids = page.elements.flatMap(({ attrs }) => attrs.map(({ value }) => value));
    const whole = parsePage(forms.html(telling)).elements.flatMap(({ attrs }) =>
      attrs.map(({ value }) => value),
    );
    expect(whole).toContain('holds');
    expect(ids).not.toContain('holds');
    expect(ids.length).toBeGreaterThan(1_000);
  });
});

describe('replay --format', () => {
  const told = async (...argv: string[]): Promise<{ code: number; out: string; err: string }> => {
    const io = new FakeIo();
    const code = await run(['replay', ...argv], [replayCommand], io);
    return { code, out: io.outText, err: io.errText };
  };

  test.each(Object.keys(forms))('%s: the same bytes each time, and nothing else on stdout', async (form) => {
    const file = 'counterexamples/series-2026/ENTER-GATE.enter-gate.json';
    const { code, out } = await told(file, '--format', form);
    const counterexample = readStored(file);
    const telling = tellingOf(counterexample, replay(counterexample), file);
    expect([code, out]).toEqual([0, telling && forms[form as keyof typeof forms](telling)]);
  });

  test('one file at a time, and a form that there is', async () => {
    expect(await told('counterexamples', '--format', 'html')).toMatchObject({
      code: 2,
      err: expect.stringContaining('name one file'),
    });
    expect((await told('counterexamples', '--format', 'htm')).err).toContain('did you mean "html"?');
  });
});
