/**
 * Every schedule of the brief workloads with at most so many delays or preemptions, one line for each program:
 *
 *   npm run bench -- delays [--delays 1] [--preemptions 0] [--revision reference] [--program 'brief entry, default']
 *                           [--seconds 60] [--merge] [--json]
 *
 * `--merge`: of schedules that come to the same but for the order of steps that do not depend on each other, one is
 * gone on with.
 *
 * A program that is not done after `--seconds` of processor time, or by Ctrl-C, is told as such, with what was run of it:
 * then the exit code is 3, as of everything that was cut short (docs/semantics.md). Progress is on stderr.
 */
import { parseArgs } from 'node:util';
import { onInterrupt } from '../../cli/interrupt.ts';
import { processIo } from '../../cli/io.ts';
import { Progress } from '../../cli/progress.ts';
import { startTask } from '../../cli/task.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import { briefPrograms } from '../../properties/campaign/brief-workloads.ts';
import { plural } from '../../properties/plural.ts';
import type { DelaysProgress, DelaysRequest, DelaysResult } from './delays-worker.ts';

const { values } = parseArgs({
  options: {
    delays: { type: 'string' },
    preemptions: { type: 'string' },
    revision: { type: 'string', default: 'reference' },
    program: { type: 'string', multiple: true, default: [...briefPrograms] },
    seconds: { type: 'string', default: '60' },
    merge: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const known = Object.keys(revisions) as readonly (keyof typeof revisions)[];
const revision = known.find((name) => name === values.revision);
if (revision === undefined) throw new Error(`no revision is called ${values.revision}: ${known.join(', ')}`);
for (const program of values.program)
  if (!briefPrograms.includes(program))
    throw new Error(`no program is called "${program}": ${briefPrograms.join('; ')}`);

const io = processIo();
const progress = new Progress(io);
let stopped = false;
let stopTask = (): void => {};
const unwatch = onInterrupt(io, () => {
  stopped = true;
  stopTask();
  progress.end();
});
let cutShort = false;
for (const program of values.program) {
  if (stopped) break;
  const request: DelaysRequest = {
    program,
    revision,
    counting: values.preemptions === undefined ? 'delays' : 'preemptions',
    bound: Number(values.preemptions ?? values.delays ?? 1),
    merge: values.merge,
    seconds: Number(values.seconds),
  };
  const entry = new URL('./delays-worker.ts', import.meta.url);
  const task = startTask<DelaysRequest, DelaysProgress, DelaysResult>(entry, request, (state) =>
    // How many there will be is known only at the end.
    progress.update({
      phase: program,
      unit: 'schedules',
      done: state.schedules,
      total: 0,
      findings: state.broken,
      coverage: '',
    }),
  );
  stopTask = task.stop;
  const result = await task.result;
  progress.end();
  cutShort ||= !result.complete;
  io.out(`${values.json ? JSON.stringify({ ...request, ...result }) : lineOf(request, result)}\n`);
}
unwatch();
if (cutShort || stopped) process.exitCode = 3;

function lineOf({ program, counting, bound }: DelaysRequest, result: DelaysResult): string {
  const { complete, schedules, byCost, seconds, broken } = result;
  const what = complete ? 'every schedule' : `unknown (truncated): cut off after ${schedules} schedules`;
  const rules = Object.entries(broken).map(([rule, times]) => `${rule} in ${times}`);
  return `${program}: ${what} with at most ${plural(bound, counting.slice(0, -1))} (${byCost.join(' + ')}), ${seconds} s: ${rules.join(', ') || 'no rule breaks'}`;
}
