import { readdirSync } from 'node:fs';
import type { Rule } from '../../model/checker/index.ts';
import type { ClauseFate, RuleVariant } from '../../model/checker/mutate-clauses.ts';
import {
  type ProtectedModeConfig,
  protectedMode,
  type State,
  type Terms,
} from '../../model/protected-mode/index.ts';
import { editsOf } from './edits.ts';
import { linked, sourceOf } from './linked.ts';

/** A rule of the model with one clause of its source text broken. */
export interface BrokenClause {
  /** Id of the rule. */
  readonly of: string;
  /** Line and column in the file of the rule, and what was done there. */
  readonly change: string;
  readonly source: string;
  /** An action is dropped from those whose steps the rule looks at. */
  readonly inOn: boolean;
}

/** A line of the table of broken clauses. */
export type ClauseRow = ClauseFate & { readonly rule: string; readonly change: string };

/** What a changed source text declares. No rule goes through a promise: it has a `then`. */
async function declarationFrom(path: string, source: string): Promise<(t: Terms) => Rule<State>> {
  const [declare] = Object.values(await linked(path, { path, source }));
  if (typeof declare !== 'function') throw new Error('a rule file exports one function');
  return declare as (t: Terms) => Rule<State>;
}

const folder = new URL('../../model/protected-mode/rules/', import.meta.url);

/** Every clause of these rules broken, in the order of the ids and of the source texts. */
export function brokenClauses(ids: readonly string[]): readonly BrokenClause[] {
  const files = readdirSync(folder);
  return ids.flatMap((of) => {
    if (!files.includes(`${of}.ts`)) throw new Error(`no file states the rule ${of}`);
    const source = sourceOf(`rules/${of}.ts`);
    return editsOf(source).map(({ what, inOn, start, end, by }) => ({
      of,
      change: what,
      source: source.slice(0, start) + by + source.slice(end),
      inOn,
    }));
  });
}

/**
 * Rules and broken rules, bound to one instance of the model. What a rule says is what it says of all steps; that it
 * looks at some actions only saves time, and is put aside unless it is what was broken.
 */
export async function variantsOf(
  clauses: readonly BrokenClause[],
  config: ProtectedModeConfig,
): Promise<readonly RuleVariant<State>[]> {
  const { model, terms } = protectedMode(config);
  const ofAllSteps = (rule: Rule<State>): Rule<State> => {
    if (rule.kind !== 'step') return rule;
    const { on: _, ...rest } = rule;
    return rest;
  };
  const wholes = new Map(model.rules.map((r) => [r.id, { asIs: r, ofAllSteps: ofAllSteps(r) }]));
  const out: RuleVariant<State>[] = [];
  for (const { of, source, inOn } of clauses) {
    const whole = wholes.get(of);
    if (whole === undefined) throw new Error(`there is no rule ${of}`);
    const broken = (await declarationFrom(`rules/${of}.ts`, source))(terms);
    out.push(inOn ? { whole: whole.asIs, broken } : { whole: whole.ofAllSteps, broken: ofAllSteps(broken) });
  }
  return out;
}
