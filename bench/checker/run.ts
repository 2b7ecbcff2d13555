/**
 * Speed of the checker on the shared benchmark model, as a ratio against a program packed by hand in the same call.
 * Usage: npx tsx bench/checker/run.ts [medium,large] [repetitions]
 *        npx tsx bench/checker/run.ts two-phase 9
 * Each measurement runs in a process of its own, the two sides in turn; medians are taken. On a busy machine the
 * ratio of processor times says more than that of wall times.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { check } from '../../model/checker/index.ts';
import { handPacked } from './hand-packed.ts';
import { golden, protm, sizes } from './models/protm.ts';
import { twoPhase } from './models/two-phase.ts';

interface Measurement {
  readonly states: number;
  readonly transitions: number;
  readonly wallSeconds: number;
  readonly userSeconds: number;
  readonly maxRssMiB: number;
}

function measure(run: () => { states: number; transitions: number }): Measurement {
  const cpu = process.cpuUsage();
  const t0 = performance.now();
  const { states, transitions } = run();
  const wallSeconds = (performance.now() - t0) / 1000;
  const userSeconds = process.cpuUsage(cpu).user / 1e6;
  return { states, transitions, wallSeconds, userSeconds, maxRssMiB: process.resourceUsage().maxRSS / 1024 };
}

const isSize = (x: string): x is keyof typeof sizes => Object.hasOwn(sizes, x);

function one(side: string, what: string): Measurement {
  if (side === 'two-phase') return measure(() => check(twoPhase(Number(what))));
  if (!isSize(what)) throw new Error(`size is one of ${Object.keys(sizes).join(', ')}`);
  return measure(() => (side === 'hand' ? handPacked(sizes[what]) : check(protm(sizes[what]))));
}

function inOwnProcess(side: string, what: string): Measurement {
  const script = fileURLToPath(import.meta.url);
  const out = execFileSync(process.execPath, [...process.execArgv, script, '--one', side, what], {
    encoding: 'utf8',
  });
  return JSON.parse(out) as Measurement;
}

const median = (xs: readonly number[]): number => [...xs].sort((a, b) => a - b)[xs.length >> 1] ?? 0;

const [first = 'medium,large', second = '3', third = ''] = process.argv.slice(2);
if (first === '--one') console.log(JSON.stringify(one(second, third)));
else if (first === 'two-phase') console.log(inOwnProcess('two-phase', second));
else
  for (const size of first.split(',')) {
    if (!isSize(size)) throw new Error(`size is one of ${Object.keys(sizes).join(', ')}`);
    const runs = Array.from({ length: Number(second) }, () => ({
      hand: inOwnProcess('hand', size),
      ours: inOwnProcess('ours', size),
    }));
    for (const { hand, ours } of runs)
      for (const x of [hand, ours])
        if (x.states !== golden[size].states || x.transitions !== golden[size].transitions)
          throw new Error(`${size}: ${x.states} states, ${x.transitions} transitions`);
    const of = (side: 'hand' | 'ours', what: 'wallSeconds' | 'userSeconds' | 'maxRssMiB') =>
      median(runs.map((r) => r[side][what]));
    const rate = (side: 'hand' | 'ours') => (golden[size].states / of(side, 'wallSeconds') / 1e6).toFixed(2);
    const ratio = (what: 'wallSeconds' | 'userSeconds') => (of('hand', what) / of('ours', what)).toFixed(2);
    console.log(
      `${size}: ${golden[size].states} states, M states/s: hand ${rate('hand')}, checker ${rate('ours')}; ` +
        `ratio by wall time ${ratio('wallSeconds')}, by processor time ${ratio('userSeconds')}; ` +
        `checker ${of('ours', 'userSeconds').toFixed(2)} s, ${Math.round(of('ours', 'maxRssMiB'))} MiB`,
    );
  }
