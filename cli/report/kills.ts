import { defects } from '../../impl/driver/defects/index.ts';
import type { RuleId } from '../../properties/catalogue.ts';
import { survivalReason } from '../../properties/detect/survivors.ts';
import { storedOfDefect } from '../explain/stored.ts';

/** A seeded defect and the stored executions that condemn it, which every test run replays. */
export interface StoredKill {
  readonly defect: string;
  /** What is wrong, a sentence. */
  readonly wrong: string;
  /** Rules that condemn it, each with its counterexample. */
  readonly condemned: readonly { readonly rule: RuleId; readonly file: string }[];
  /** Why nothing condemns it; null: something does, or nobody knows. */
  readonly survives: string | null;
}

let kills: readonly StoredKill[] | null = null;

/** Does it catch? Every seeded defect, as it is stored; read once. */
export function storedKills(): readonly StoredKill[] {
  kills ??= defects.map(({ id, wrong }) => ({
    defect: id,
    wrong,
    condemned: storedOfDefect(id).map(({ file, counterexample }) => ({ rule: counterexample.rule, file })),
    survives: survivalReason(id),
  }));
  return kills;
}
