/**
 * Speed of the checker beside SPIN, rumur and a program packed by hand, on the same models in the same call.
 * Usage: npm run bench -- checker [--json] [--runs 3] [--only protm/medium,two-phase/9] [--leave-out rumur]
 * Engines take turns, so that a busy moment of the machine hits all of them; medians are printed, and the spread.
 * Processor time is told beside wall time, because it says something on a busy machine too.
 * A search of ours keeps predecessors, counts every action and checks every invariant; one thread.
 */
import { parseArgs } from 'node:util';
import { engines, type Measurement, type Task } from './engines.ts';
import { golden } from './models/protm.ts';

const tasks: readonly (Task & { readonly states: number })[] = [
  { model: 'protm', setting: 'small', states: golden.small.states },
  { model: 'protm', setting: 'medium', states: golden.medium.states },
  { model: 'protm', setting: 'large', states: golden.large.states },
  { model: 'two-phase', setting: '8', states: 1_745_408 },
  { model: 'two-phase-liveness', setting: '8', states: 1_745_408 },
  { model: 'two-phase', setting: '9', states: 10_340_352 },
  { model: 'two-phase-symmetry', setting: '7', states: 920 },
  { model: 'two-phase-symmetry', setting: '20', states: 54_922 },
];
interface Row {
  readonly model: string;
  readonly setting: string;
  readonly engine: string;
  readonly states: number;
  readonly transitions: number | null;
  /** Median. */
  readonly seconds: number;
  readonly statesPerSecond: number;
  readonly peakMiB: number;
  /** Median. */
  readonly cpuSeconds: number;
  readonly fastest: number;
  readonly slowest: number;
}
const keyOf = (t: { readonly model: string; readonly setting: string }) => `${t.model}/${t.setting}`;
const median = (xs: readonly number[]): number => [...xs].sort((a, b) => a - b)[xs.length >> 1] ?? 0;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
    'leave-out': { type: 'string', default: '' },
  },
});
const runs = Number(values.runs);
const only = values.only?.split(',');
const unknown = only?.find((x) => !tasks.some((t) => keyOf(t) === x));
if (unknown !== undefined || !Number.isInteger(runs) || runs < 1) {
  console.error(`--only takes ${tasks.map(keyOf).join(', ')}; --runs a number from 1`);
  process.exit(2);
}

const present = engines.filter((e) => {
  const missing = values['leave-out'].split(',').includes(e.name) ? 'as asked' : e.missing();
  if (missing !== null) console.error(`${e.name} is left out: ${missing}`);
  return missing === null;
});
const rows: Row[] = [];
for (const task of tasks) {
  if (only !== undefined && !only.includes(keyOf(task))) continue;
  const able = present.filter((e) => e.does(task));
  const measured = new Map<string, Measurement[]>(able.map((e) => [e.name, []]));
  for (let i = 0; i < runs; i++)
    for (const e of able) {
      const m = await e.measure(task);
      if (m.states !== task.states) throw new Error(`${e.name}, ${keyOf(task)}: ${m.states} states`);
      measured.get(e.name)?.push(m);
    }
  for (const e of able) {
    const list = measured.get(e.name) ?? [];
    const times = list.map((m) => m.seconds);
    const seconds = median(times);
    rows.push({
      model: task.model,
      setting: task.setting,
      engine: e.name,
      states: task.states,
      transitions: list[0]?.transitions ?? null,
      seconds: Number(seconds.toFixed(3)),
      statesPerSecond: Math.round(task.states / seconds),
      peakMiB: Math.round(Math.max(...list.map((m) => m.peakMiB))),
      cpuSeconds: Number(median(list.map((m) => m.cpuSeconds)).toFixed(3)),
      fastest: Number(Math.min(...times).toFixed(3)),
      slowest: Number(Math.max(...times).toFixed(3)),
    });
  }
}
for (const e of engines) e.dispose();

/** The targets, as ratios within this call. */
function* ratios(): Generator<string> {
  const least = (key: string, engine: RegExp, of: 'seconds' | 'cpuSeconds') =>
    Math.min(...rows.filter((r) => keyOf(r) === key && engine.test(r.engine)).map((r) => r[of]));
  /** How many times as long one takes as the other, in wall and in processor time; null if one was left out. */
  const ratio = (a: readonly [string, RegExp], b: readonly [string, RegExp]): string | null => {
    const [wall, cpu] = (['seconds', 'cpuSeconds'] as const).map((of) => least(...a, of) / least(...b, of));
    return wall === undefined || cpu === undefined || !(wall > 0 && wall < Infinity)
      ? null
      : `${wall.toFixed(2)} (by processor time ${cpu.toFixed(2)})`;
  };
  const ours = /^checker$/;
  for (const key of new Set(rows.map(keyOf)))
    for (const [name, engine] of [
      ['the best of SPIN', /^SPIN/],
      ['rumur', /^rumur/],
      ['the hand-packed program', /^hand/],
    ] as const) {
      const faster = ratio([key, engine], [key, ours]);
      if (faster !== null) yield `${key}: ${faster} times as fast as ${name}`;
    }
  const slower = ratio(['two-phase-liveness/8', ours], ['two-phase/8', ours]);
  if (slower !== null) yield `liveness on 1.7 million states: ${slower} times its safety search`;
}

if (values.json) console.log(JSON.stringify(rows, null, 2));
else {
  console.log(
    'model                setting engine       states      transitions  seconds (spread)      M/s    CPU   MiB',
  );
  for (const r of rows)
    console.log(
      `${r.model.padEnd(21)}${r.setting.padEnd(8)}${r.engine.padEnd(12)}${String(r.states).padStart(10)} ${String(r.transitions ?? '').padStart(13)} ` +
        `${r.seconds.toFixed(2).padStart(8)} (${r.fastest.toFixed(2)} to ${r.slowest.toFixed(2)})`.padEnd(
          25,
        ) +
        `${(r.statesPerSecond / 1e6).toFixed(2).padStart(7)} ${r.cpuSeconds.toFixed(2).padStart(6)} ${String(r.peakMiB).padStart(5)}`,
    );
  for (const line of ratios()) console.log(line);
}
