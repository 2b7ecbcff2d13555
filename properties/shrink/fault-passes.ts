import type { Faults } from '../../impl/firmware/parts.ts';
import { type HostDelays, usualHostDelays } from '../../impl/host-delays.ts';
import type { Edits, Pass } from './core.ts';
import { fieldRemoval } from './record-passes.ts';

/** Passes that make what goes wrong in a run less, come at an earlier and rounder time, or take less long. */
export const faultPasses: readonly Pass<Faults>[] = [
  fieldRemoval('remove a fault') as Pass<Faults>,
  { name: 'earlier fault', edits: earlier },
  { name: 'halve a delay of the host', edits: sooner },
];

const times = ['muteFromUs', 'deadBootFromUs', 'protmFaultFromUs', 'spuriousIrqAtUs'] as const;

function* earlier(start: Faults): Edits<Faults> {
  let faults = start;
  for (const time of times) {
    for (const us of earlierThan(faults[time] ?? 0)) {
      const kept: Faults | null = yield { ...faults, [time]: us };
      if (kept === null) continue;
      faults = kept;
      break;
    }
  }
}

const delays = Object.keys(usualHostDelays) as (keyof HostDelays)[];

/** No further than to what needs no assumption. */
function* sooner(start: Faults): Edits<Faults> {
  let faults = start;
  for (const delay of delays) {
    for (;;) {
      const us = Math.floor((faults[delay] ?? 0) / 2);
      if (us <= usualHostDelays[delay]) break;
      const kept: Faults | null = yield { ...faults, [delay]: us };
      if (kept === null) break;
      faults = kept;
    }
  }
}

/** Times that are tried in the place of a later one: round ones first. */
function earlierThan(us: number): readonly number[] {
  const wholeMs = Math.floor(us / 1_000) * 1_000;
  const tried = [0, 1_000, 5_000, 20_000, 100_000, wholeMs, Math.floor(us / 2)];
  return [...new Set(tried)].filter((n) => n < us);
}
