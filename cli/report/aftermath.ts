import type { RuleId } from '../../properties/catalogue.ts';
import type { Replayed } from '../../properties/counterexample/replay.ts';
import { keptByProduction } from '../explain/rulebook.ts';

/** What else the run of a finding shows. */
export interface Aftermath {
  /** Other rules that it breaks. */
  readonly rules: readonly RuleId[];
  /** Groups killed and resets begun by the time it ends, as phrases, from the violation on. */
  readonly seen: readonly string[];
}

export function aftermath({ checked, violation }: Replayed): Aftermath {
  if (checked === null || violation === null) return { rules: [], seen: [] };
  const broken = checked.violations.map(({ rule }) => rule).filter((rule) => rule !== violation.rule);
  const seen = checked.run.events
    .filter((event) => event.seq >= violation.seq)
    .flatMap((event) => {
      if (event.kind === 'reset' && event.op === 'schedule') return [`a reset (${event.cause})`];
      if (event.kind === 'group' && event.op === 'kill') return [`${event.group} killed`];
      return [];
    });
  return { rules: [...new Set(broken)].sort(), seen: [...new Set(seen)] };
}

/**
 * For a rule that the mature driver breaks too, what came of it: there the broken rule alone condemns nobody
 * (docs/rules.md, column k). Nothing for other rules.
 */
export function aftermathLines(rule: RuleId, { rules, seen }: Aftermath): readonly string[] {
  if (keptByProduction(rule) !== false) return [];
  const kept = rules.filter((other) => keptByProduction(other) === true);
  const shown = [
    ...(kept.length > 0
      ? [`the same run also breaks ${kept.join(', ')}, which kbase keeps`]
      : [
          rules.length > 0
            ? `the same run also breaks ${rules.join(', ')}`
            : 'the same run breaks no other rule',
        ]),
    seen.length > 0 ? `then ${seen.slice(0, 3).join(', ')}` : 'nobody is killed and nothing reset after it',
  ];
  return [`kbase r51 breaks ${rule} too on some path, so the consequence counts: ${shown.join('; ')}`];
}
