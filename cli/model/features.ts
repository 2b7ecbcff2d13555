import { type Case, featureNames, featuresOf } from '../../model/protected-mode/index.ts';
import { counted } from '../progress.ts';

/** What a scope of the reference model has in it. */
export interface ScopeFeatures {
  readonly cases: number;
  /** In how many of its cases each feature is on; 0 where it is off in the whole scope. */
  readonly on: Readonly<Record<string, number>>;
}

export function featuresIn(cases: readonly Case[]): ScopeFeatures {
  const on = cases.map(featuresOf);
  return {
    cases: cases.length,
    on: Object.fromEntries(featureNames.map((f) => [f, on.filter((one) => one.includes(f)).length])),
  };
}

/** The same in one line. */
export function featureWords({ cases, on }: ScopeFeatures): string {
  const all = Object.entries(on);
  const off = all.flatMap(([name, n]) => (n === 0 ? [name] : []));
  const met = all.flatMap(([name, n]) => (n === 0 ? [] : [`${name} ${n}`]));
  return `Features, by how many of ${counted(cases, 'case')} have them: ${[...met, ...off.map((name) => `${name} off`)].join(', ')}`;
}
