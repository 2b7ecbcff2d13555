import { writeFileSync } from 'node:fs';
import { brokenPromises, judgePromises } from './promise-clauses.ts';

const p = brokenPromises();
console.error(p.length);
const rows = await judgePromises(p, (what, open, told) => {
  console.error(what, open, process.cpuUsage().user / 1e6);
  writeFileSync('/tmp/promises.json', JSON.stringify(told));
});
writeFileSync('/tmp/promises-all.json', JSON.stringify(rows));
