/**
 * Re-runs what is stored of the posted series with the fixes of the reference, finds the smallest set of fixes that
 * is enough and searches the series with it:
 *
 *   npx tsx properties/manifests/record-cures.ts
 *
 * writes properties/manifests/cures.ts. Run it when stored counterexamples or fixes changed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { pathOf, readCounterexample } from '../counterexample/store.ts';
import { filesOf } from '../detect/store.ts';
import { writeSource } from '../write-source.ts';
import { cureTable, type Filed } from './cure-table.ts';
import { manifestOf } from './index.ts';

const folder = new URL('../workloads/', import.meta.url);
const workloads = readdirSync(folder)
  .sort()
  .map((file) => decodeWorkload(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))));
const filed = (file: string): Filed => ({ file, counterexample: readCounterexample(pathOf(file)) });
const findings = manifestOf('series-2026').expected.map((e) => filed(e.counterexample));
const say = (what: string): void => {
  const seconds = (process.cpuUsage().user / 1e6).toFixed(0);
  process.stderr.write(`${what}: done, ${seconds} s of processor time\n`);
};
const table = cureTable(findings, filesOf().map(filed), workloads, say);
say('the search of the chosen set');
writeSource(
  new URL('./cures.ts', import.meta.url),
  `import type { CureTable } from './cure-table.ts';

/** Written by record-cures.ts. */
export const cures: CureTable = ${JSON.stringify(table, null, 2)};
`,
);
