/**
 * Looks for every seeded defect and stores what condemns it:
 *
 *   npx tsx properties/manifests/record-defects.ts [id ...] [--seeds=N] [--survivors]
 *
 * writes counterexamples/defects/<id>.<RULE>.json. What is stored is tried first, so that a change of the simulator
 * costs little; those that survive for a stated reason are looked for with --survivors only, at last in the programs that
 * ask and in what is stored of the posted revisions. Run it when stored ones are stale, then read what changed before
 * committing it.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { defects } from '../../impl/driver/defects/index.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { encodeCounterexample } from '../counterexample/format.ts';
import { pathOf } from '../counterexample/store.ts';
import { heldByReference, recordDefect } from '../detect/record.ts';
import { fileOf, filesOf, readOf } from '../detect/store.ts';
import { explainedSurvivors } from '../detect/survivors.ts';

const { positionals: wanted, values } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string', default: '1' }, survivors: { type: 'boolean', default: false } },
});
const seeds = Number(values.seeds);
const { survivors } = values;
const folder = new URL('../workloads/', import.meta.url);
const workloads = readdirSync(folder)
  .sort()
  .map((file) => decodeWorkload(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))));
const say = (text: string): boolean => process.stderr.write(`${text}\n`);

let condemned = 0;
const startMs = Date.now();
for (const defect of defects) {
  const { id } = defect;
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  if (wanted.length === 0 && !survivors && Object.hasOwn(explainedSurvivors, id)) {
    say(`${id}: survives, as explained`);
    continue;
  }
  const fromMs = Date.now();
  const { counterexample, found, runs } = recordDefect(defect, {
    workloads,
    stored: readOf(id),
    seeds,
    shrink: { maxRuns: 3_000, maxEnumeration: 3_000 },
  });
  const seconds = ((Date.now() - fromMs) / 1000).toFixed(1);
  if (counterexample === null) {
    say(`${id}: SURVIVES (${seconds} s)`);
    continue;
  }
  const { rule, schedule } = counterexample;
  const broken = heldByReference(defect, counterexample);
  if (broken.length > 0) {
    say(`${id}: the reference breaks ${broken[0]?.rule} in the same execution: not stored (${seconds} s)`);
    continue;
  }
  for (const file of filesOf(id)) rmSync(pathOf(file));
  const path = pathOf(fileOf(id, rule));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, encodeCounterexample(counterexample));
  condemned++;
  say(`${id}: ${rule}, ${found}, run ${runs}, ${schedule.length} decisions left (${seconds} s)`);
}
say(`${condemned} condemned in ${Math.round((Date.now() - startMs) / 1000)} s`);
