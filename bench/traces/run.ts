/**
 * Every trace of small programs on the simulator: which end, with how many traces, in what processor time.
 *
 * Usage: npm run bench -- traces [--executions 5000] [--only NAME] [--revision NAME]
 */
import { parseArgs } from 'node:util';
import { revisions } from '../../impl/driver/revisions.ts';
import { runBounds } from '../../properties/campaign/simulator-subject.ts';
import { rules } from '../../properties/rules/index.ts';
import { verifyTraces } from '../../properties/verify-traces.ts';
import { programs } from './programs.ts';

const { values } = parseArgs({
  options: {
    executions: { type: 'string', default: '5000' },
    only: { type: 'string' },
    revision: { type: 'string' },
  },
});
const maxExecutions = Number(values.executions);

console.log('| program | revision | traces | given up | verdict | processor time |');
console.log('|---|---|---|---|---|---|');
for (const { workload, faults, times } of programs) {
  if (values.only !== undefined && workload.name !== values.only) continue;
  for (const name of ['series-2026', 'reference'] as const) {
    if (values.revision !== undefined && name !== values.revision) continue;
    const revision = revisions[name];
    for (const [fromUs, untilUs] of times[name]) {
      const before = process.cpuUsage();
      const { search, broken } = verifyTraces(
        {
          setup: { revision, workload, faults, profile: {}, maxSteps: runBounds.maxSteps },
          fromUs,
          untilUs,
          rules: rules.map((rule) => rule.id),
        },
        { maxExecutions },
      );
      const { user, system } = process.cpuUsage(before);
      const breaks = broken.map((b) => `breaks ${b.rule}`).join(', ') || 'no rule breaks';
      const verdict = `${search.complete ? 'each trace' : 'not all'}: ${breaks}`;
      const seconds = ((user + system) / 1e6).toFixed(1);
      console.log(
        `| ${workload.name}, ${fromUs} to ${untilUs} us | ${name} | ${search.traces} | ${search.blocked} | ${verdict} | ${seconds} s |`,
      );
    }
  }
}
