/**
 * One measured search through the public API, in a process of its own, as JSON on one line.
 * Usage: npx tsx bench/checker/one.ts protm medium | two-phase 9 | two-phase-liveness 8 | two-phase-symmetry 20
 */
import { check, idTypesOf, type Model } from '../../model/checker/index.ts';
import { protm, sizes } from './models/protm.ts';
import { twoPhase } from './models/two-phase.ts';

const isSize = (x: string): x is keyof typeof sizes => Object.hasOwn(sizes, x);

function modelOf(name: string, setting: string): Model<never> {
  if (name === 'protm' && isSize(setting)) return protm(sizes[setting]);
  if (name === 'two-phase' || name === 'two-phase-symmetry') return twoPhase(Number(setting));
  if (name === 'two-phase-liveness') return twoPhase(Number(setting), { liveness: true });
  throw new Error(`no model ${name} ${setting}`);
}

const [name = '', setting = ''] = process.argv.slice(2);
const model = modelOf(name, setting);
const c0 = process.cpuUsage();
const t0 = performance.now();
const { states, transitions, verdict } = check(
  model,
  name === 'two-phase-symmetry' ? { symmetry: idTypesOf(model) } : {},
);
const seconds = (performance.now() - t0) / 1000;
const { user, system } = process.cpuUsage(c0);
const cpuSeconds = (user + system) / 1e6;
if (verdict !== 'holds (exhaustive)') throw new Error(`${name} ${setting}: ${verdict}`);
console.log(JSON.stringify({ states, transitions, seconds, cpuSeconds }));
