/**
 * Histories of runs that are told apart up to the order of independent steps, so that what follows one of them is explored
 * once.
 * M. Musuvathi, S. Qadeer: Partial-Order Reduction for Context-Bounded State Exploration. MSR-TR-2007-12, and M. Musuvathi,
 * S. Qadeer, T. Ball, G. Basler, P. Nainar, I. Neamtiu: Finding and Reproducing Heisenbugs in Concurrent Programs. OSDI 2008,
 * where a state stands for its happens-before graph.
 *
 * Departures: the graph is told by a sum of hashes, not stored; who stands in line in which order is told beside it, since
 * the default schedule, from which delays are counted, depends on it.
 */
import type { Activity } from '../../../impl/runtime/activity.ts';
import type { Chooser } from '../../../impl/runtime/decision.ts';
import type { Machine, StepRecord } from '../../../impl/runtime/machine.ts';
import { hashText, mix } from '../../../impl/runtime/value.ts';
import { Touches } from './touches.ts';
import { touchedBy } from './trace.ts';

/** Two hashes of 32 bits: one is too few for a million of histories. */
type Hash = readonly [number, number];

interface CellHistory {
  written: Hash;
  /** Sum of those that read it since. */
  reads: Hash;
}

const nothing: Hash = [0, 0];
const seeds: Hash = [0x51ed270b, 0x2545f491];

/**
 * What a run has come to: a text that two runs of one program have in common where they did the same steps in the
 * same order but for steps that do not depend on each other, the same stand in line in the same order, and the same
 * activity is in the midst of the same step. From there the same decisions make them do the same.
 *
 * The text is a hash of 64 bits of each step with those that it depends on. Two of a million histories that differ
 * have the same with a probability below one in ten million.
 */
export class History {
  private readonly touches: Touches;
  private readonly cells = new Map<string, CellHistory>();
  private readonly last = new Map<string, Hash>();
  private readonly names = new Map<string, Hash>();
  private options: string[] = [];
  private sum: Hash = nothing;
  /** The sum when time last moved: all that comes depends on all that came. */
  private before: Hash = nothing;
  private nowUs: number;
  /** Who goes next unless somebody decides otherwise. */
  private first = '';
  /** Who took the last step. */
  private latest = '';
  /** How many activities there were at the beginning; the order in which others were started is told. */
  private readonly known: number;

  constructor(private readonly machine: Machine) {
    this.known = machine.activities.length;
    this.touches = new Touches(machine);
    this.nowUs = machine.nowUs;
  }

  /** A choice of data was made within the present step. */
  chose(option: number): void {
    this.options.push(`${option}`);
  }

  /** The step was done. */
  stepped(step: StepRecord): void {
    const { path } = step.activity;
    const touched = touchedBy(this.touches.of(step));
    let needs: Hash = nothing;
    for (const [cell, writes] of touched) {
      const history = this.cells.get(cell);
      if (history === undefined) continue;
      const came = mixed(history.written, writes ? history.reads : nothing);
      needs = added(needs, mixed(came, this.hashOf(cell)));
    }
    const own = mixed(this.hashOf(`${path} ${this.options.join(' ')}`), this.last.get(path) ?? nothing);
    const hash = mixed(mixed(own, needs), this.before);
    this.options = [];
    this.latest = path;
    this.last.set(path, hash);
    for (const [cell, writes] of touched) {
      const reads = this.cells.get(cell)?.reads ?? nothing;
      const written = this.cells.get(cell)?.written ?? nothing;
      this.cells.set(
        cell,
        writes ? { written: hash, reads: nothing } : { written, reads: added(reads, hash) },
      );
    }
    this.sum = added(this.sum, hash);
  }

  /** To be asked where a decision is due. */
  text(): string {
    const { machine, sum } = this;
    const line = machine.line.map((a) => a.index).join();
    const late = machine.activities.slice(this.known).map((a) => a.path);
    const step = `${machine.currentPath} ${this.options.join(' ')}`;
    const goesOn = this.first === this.latest;
    return `${sum[0]} ${sum[1]} ${machine.nowUs} ${line} ${this.first} ${goesOn} ${late.join()} ${step}`;
  }

  /** Before each operation, with those that can do theirs. */
  attend(candidates: readonly Activity[]): void {
    this.first = candidates[0]?.path ?? '';
    const { nowUs } = this.machine;
    if (nowUs === this.nowUs) return;
    this.nowUs = nowUs;
    this.before = mixed(this.sum, [nowUs, nowUs]);
  }

  private hashOf(name: string): Hash {
    let hash = this.names.get(name);
    if (hash === undefined) {
      hash = [hashText(name), hashText(`${name} again`)];
      this.names.set(name, hash);
    }
    return hash;
  }
}

/** A chooser that tells the history of the present run of its choices of data. */
export function telling(chooser: Chooser, history: () => History | null): Chooser {
  return {
    pickActivity: (candidates, last) => chooser.pickActivity(candidates, last),
    pickOption: (choice) => {
      const option = chooser.pickOption(choice);
      history()?.chose(option);
      return option;
    },
  };
}

function mixed(a: Hash, b: Hash): Hash {
  return [mix(mix(seeds[0], a[0]), b[0]), mix(mix(seeds[1], a[1]), b[1])];
}

function added(a: Hash, b: Hash): Hash {
  return [(a[0] + b[0]) >>> 0, (a[1] + b[1]) >>> 0];
}
