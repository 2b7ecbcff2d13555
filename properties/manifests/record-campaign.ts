/**
 * Searches a revision as if nothing were known of it, and stores what it finds:
 *
 *   npx tsx properties/manifests/record-campaign.ts series-2026 [default|deep|smoke] [seconds]
 *
 * writes counterexamples/<revision>/*.json and properties/manifests/<revision>.ts. What was stored of another cause and
 * still replays is kept. Run it when the driver or the firmware changed so that stored counterexamples are stale, then
 * read what changed before committing it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { revisions } from '../../impl/driver/revisions.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import type { Counterexample } from '../counterexample/counterexample.ts';
import { encodeCounterexample } from '../counterexample/format.ts';
import { replay } from '../counterexample/replay.ts';
import { pathOf, readCounterexample } from '../counterexample/store.ts';
import type { RevisionName } from '../revision.ts';
import type { Budget } from '../verify-report.ts';
import { searchRevision } from '../verify-revision.ts';
import { manifestOf } from './index.ts';
import { manifestSource, record } from './record.ts';

const [name = '', budget = 'default', seconds = '3600'] = process.argv.slice(2);
if (!Object.hasOwn(revisions, name)) {
  throw new Error(`name a revision: ${Object.keys(revisions).join(', ')}`);
}
const revision = name as RevisionName;
const folder = new URL('../workloads/', import.meta.url);
const workloads = readdirSync(folder)
  .sort()
  .map((file) => decodeWorkload(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))));
const endMs = Date.now() + Number(seconds) * 1000;

const { counterexamples } = searchRevision(revision, {
  seed: 1,
  budget: budget as Budget,
  revisions: [revision],
  workloads,
  manifest: { revision, expected: [], may: [] },
  shouldStop: () => Date.now() > endMs,
  onProgress: ({ phase, done, total, findings, coverage }) =>
    process.stderr.write(`${phase}: ${done} of ${total} cells, ${findings} findings, ${coverage}\n`),
});
const kept = stillShowing(revision);
const { manifest, files } = record(revision, [...counterexamples, ...kept], manifestOf(revision));
rmSync(pathOf(revision), { recursive: true, force: true });
for (const [file, counterexample] of files) {
  const path = pathOf(file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, encodeCounterexample(counterexample));
}
writeFileSync(new URL(`./${revision}.ts`, import.meta.url), manifestSource(manifest));
for (const c of counterexamples) {
  if (c.cure === null) process.stderr.write(`not stored, no cure: ${c.rule}, ${c.instance}: ${c.what}\n`);
}
process.stderr.write(`${files.size} counterexamples stored\n`);

/** What is stored of a revision and replays as it did. */
function stillShowing(of: string): readonly Counterexample[] {
  const stored = pathOf(of);
  if (!existsSync(stored)) return [];
  const all = readdirSync(stored).map((file) => readCounterexample(pathOf(`${of}/${file}`)));
  return all.filter((counterexample) => replay(counterexample).stale === null);
}
