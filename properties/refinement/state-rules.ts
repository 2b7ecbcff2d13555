import type { AlwaysRule } from '../../model/checker/index.ts';
import type { State } from '../../model/protected-mode/index.ts';
import type { ModelInstance } from '../abstraction/instance.ts';
import { type RuleId, ruleIds } from '../catalogue.ts';

/**
 * Rules of the model over states whose words a run shows without the model's help: who has which buffer and who
 * can reach it. They are judged by the very predicates that the model search uses.
 */
const shown: readonly RuleId[] = ['PROT-MEM-ONLY', 'NO-CPU-MAP', 'NO-GPU-MAP', 'NO-HANDLE', 'KERNEL-OWNED'];

/** A state rule of the model under its id in the catalogue. */
export interface StateRule {
  readonly id: RuleId;
  readonly rule: AlwaysRule<State>;
}

/** The state rules of an instance that are judged on runs. */
export function stateRulesOf({ rules }: ModelInstance): readonly StateRule[] {
  return rules.flatMap((rule) => {
    const id = ruleIds.find((known) => known === rule.id);
    if (id === undefined || rule.kind !== 'always' || !shown.includes(id)) return [];
    return [{ id, rule }];
  });
}
