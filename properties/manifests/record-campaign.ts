/**
 * Searches a revision from one seed after the other and stores what it finds, each cause once:
 *
 *   npx tsx properties/manifests/record-campaign.ts series-2026 [--seeds 1-12] [--budget default] [--more]
 *       [--threads 2] [--seconds 3600]
 *
 * writes counterexamples/<revision>/*.json and properties/manifests/<revision>.ts after each seed. The first seed is
 * searched as if nothing were known, the others for what is new; `--more` looks only for what is new. At last the
 * programs of everything stored are searched (known-programs.ts). What was stored of another cause and still replays is
 * kept, under the cause that it has near its schedule: with `--more --seconds 0` that is all that is done. Run it when
 * the driver or the firmware changed so that stored counterexamples are stale, then read what changed before committing it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { revisions } from '../../impl/driver/revisions.ts';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { sameCause } from '../campaign/verdicts.ts';
import { withCause } from '../counterexample/control.ts';
import type { Counterexample } from '../counterexample/counterexample.ts';
import { encodeCounterexample } from '../counterexample/format.ts';
import { replay } from '../counterexample/replay.ts';
import { pathOf, readCounterexample } from '../counterexample/store.ts';
import type { RevisionName } from '../revision.ts';
import type { Budget } from '../verify-report.ts';
import { searchRevision } from '../verify-revision.ts';
import { writeSource } from '../write-source.ts';
import { manifestOf } from './index.ts';
import { knownPrograms, searchKnownPrograms } from './known-programs.ts';
import type { Manifest } from './manifest.ts';
import { manifestSource, record } from './record.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '1' },
    budget: { type: 'string', default: 'default' },
    more: { type: 'boolean', default: false },
    threads: { type: 'string', default: '2' },
    seconds: { type: 'string', default: '36000' },
  },
});
const [name = ''] = positionals;
if (positionals.length !== 1 || !Object.hasOwn(revisions, name)) {
  throw new Error(`name one revision: ${Object.keys(revisions).join(', ')}`);
}
const revision = name as RevisionName;
const folder = new URL('../workloads/', import.meta.url);
const workloads = readdirSync(folder)
  .sort()
  .map((file) => decodeWorkload(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))));
const endMs = Date.now() + Number(values.seconds) * 1000;

/** The cause of what is stored, found out once. */
const causes = new Map<string, Counterexample>();
let known: Manifest = values.more ? manifestOf(revision) : { ...manifestOf(revision), expected: [] };
let found: readonly Counterexample[] = [];
const [first = 1, last = first] = values.seeds.split('-').map(Number);
for (let seed = first; seed <= last && Date.now() < endMs; seed++) {
  const { counterexamples } = searchRevision(revision, {
    seed,
    budget: values.budget as Budget,
    revisions: [revision],
    workloads,
    manifest: known,
    workers: Number(values.threads),
    shouldStop: () => Date.now() > endMs,
    onProgress: ({ phase, done, total, findings, coverage }) =>
      process.stderr.write(
        `seed ${seed}, ${phase}: ${done} of ${total} cells, ${findings} findings, ${coverage}\n`,
      ),
  });
  keep(`seed ${seed}`, counterexamples);
}
keep(
  'known programs',
  searchKnownPrograms(revision, {
    known: known.expected,
    programs: knownPrograms((name) => (name === revision ? known : manifestOf(name))),
    shouldStop: () => Date.now() > endMs,
    say: (what) => process.stderr.write(`${what}\n`),
  }),
);

/** Stores what was found beside what is stored and still shows. */
function keep(where: string, all: readonly Counterexample[]): void {
  const isKnown = ({ rule, cure }: Counterexample): boolean =>
    known.expected.some((e) => e.rule === rule && sameCause(e, { cure: cure?.fixes ?? null }));
  const more = all.filter((c) => !isKnown(c));
  found = [...found, ...more];
  known = store(values.more ? [...stillShowing(), ...found] : [...found, ...stillShowing()]);
  for (const c of more) {
    const cure = c.cure === null ? 'not stored, no cure' : `cured by ${c.cure.fixes.join(' + ')}`;
    process.stderr.write(`${where}: ${c.rule}, ${c.instance}: ${c.what}; ${cure}\n`);
  }
}

/** Stores counterexamples, of each cause the first, and nothing else of the revision; what is known then. */
function store(counterexamples: readonly Counterexample[]): Manifest {
  const { manifest, files } = record(revision, counterexamples, manifestOf(revision));
  rmSync(pathOf(revision), { recursive: true, force: true });
  for (const [file, counterexample] of files) {
    const path = pathOf(file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, encodeCounterexample(counterexample));
  }
  writeSource(new URL(`./${revision}.ts`, import.meta.url), manifestSource(manifest));
  process.stderr.write(`${files.size} counterexamples stored\n`);
  return manifest;
}

/** What is stored of the revision and replays as it did, by the cause that it has near its schedule too. */
function stillShowing(): readonly Counterexample[] {
  const stored = pathOf(revision);
  if (!existsSync(stored)) return [];
  const inOrder = known.expected.map((e) => e.counterexample);
  const others = readdirSync(stored).map((file) => `${revision}/${file}`);
  const all = [...new Set([...inOrder, ...others])].map((file) => readCounterexample(pathOf(file)));
  const shown = all.filter((counterexample) => replay(counterexample).stale === null);
  const isMoved = (c: Counterexample): boolean => causeOf(c).cure?.fixes.join() !== c.cure?.fixes.join();
  // Of those of one cause the one that was stored under it tells it.
  const inTurn = [...shown.filter((c) => !isMoved(c)), ...shown.filter(isMoved)];
  return inTurn.map(causeOf).filter(({ cure }) => cure !== null);
}

function causeOf(counterexample: Counterexample): Counterexample {
  const key = encodeCounterexample(counterexample);
  const cause = causes.get(key) ?? withCause(counterexample) ?? { ...counterexample, cure: null };
  causes.set(key, cause);
  causes.set(encodeCounterexample(cause), cause);
  return cause;
}
