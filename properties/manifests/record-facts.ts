/**
 * Finds out more about stored counterexamples, and writes it into their files: the fewest fixes that must stand below
 * them, the smallest set of assumptions, each
 * smaller one searched anew, the answers of firmware that remove it, the point of no return, and what the placebo of the
 * cure comes to.
 *
 *   npx tsx properties/manifests/record-facts.ts [part of a path ...]
 *
 * Run it after record-campaign.ts, then `npm run replay -- counterexamples/ --store`, which tells the stories anew.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { decodeWorkload } from '../../impl/userspace/workload-file.ts';
import { assumptionsOf, withFewestFixes } from '../counterexample/assumptions.ts';
import { withControl } from '../counterexample/control.ts';
import type { Counterexample } from '../counterexample/counterexample.ts';
import { withFacts } from '../counterexample/facts.ts';
import { encodeCounterexample } from '../counterexample/format.ts';
import { pathOf, readCounterexample } from '../counterexample/store.ts';
import { manifestOf } from './index.ts';

const folder = new URL('../workloads/', import.meta.url);
const workloads = readdirSync(folder)
  .sort()
  .map((file) => decodeWorkload(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))));
const wanted = process.argv.slice(2);
const files = ['series-2026', 'rfc-2025'].flatMap((revision) =>
  manifestOf(revision).expected.map((e) => e.counterexample),
);
for (const file of files.filter((f) => wanted.length === 0 || wanted.some((part) => f.includes(part)))) {
  const start = process.cpuUsage().user;
  const before = readCounterexample(pathOf(file));
  const after = withControl(withFacts(withFewestFixes(before), workloads));
  writeFileSync(pathOf(file), encodeCounterexample(after));
  const seconds = ((process.cpuUsage().user - start) / 1e6).toFixed(1);
  process.stderr.write(`${file}: ${told(before, after)} (${seconds} s)\n`);
}

function told(before: Counterexample, after: Counterexample): string {
  const needs = (c: Counterexample): string => assumptionsOf(c).join(' + ') || 'nothing';
  const fewer = before.revision.units.length - after.revision.units.length;
  const below = fewer === 0 ? '' : `, on ${fewer} fewer fixes`;
  const kept = needs(before) === needs(after) ? '' : `, not ${needs(before)}`;
  const { noReturn } = after;
  const last = noReturn?.last == null ? 'no way out' : `last way out at step ${noReturn.last.step}`;
  const end = noReturn === undefined ? '' : `; ${last}, ${noReturn.label} in ${noReturn.runs}`;
  return `needs ${needs(after)}${kept}${below}${end}`;
}
