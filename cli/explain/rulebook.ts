import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../properties/package-root.ts';

const RULEBOOK = join(packageRoot, 'docs/rules.md');
let text: string | null = null;

/** What a rule's row in docs/rules.md says, and its column k; or its item in the list of FAIR-EXIT, which has none. */
export function rulebookRow(id: string): { readonly says: string; readonly kept: string | null } | null {
  text ??= readFileSync(RULEBOOK, 'utf8');
  const [, says, kept] =
    new RegExp(`^\\| ${id} \\| [SLB, hyper]+ \\| (.*) \\| (.*) \\|$`, 'm').exec(text) ?? [];
  if (says !== undefined) return { says, kept: kept ?? null };
  const [, item] = new RegExp(`^- ${id} \\([SLB]\\): (.*?)\\.?$`, 'm').exec(text) ?? [];
  return item === undefined ? null : { says: item, kept: null };
}

/** Whether the production driver kbase r51 keeps a rule, as read from its source; null: not known or not applicable. */
export function keptByProduction(id: string): boolean | null {
  const kept = rulebookRow(id)?.kept;
  return kept === 'y' ? true : kept === 'n' ? false : null;
}

/** The same as a sentence; none where it is not known. */
export function productionLine(id: string): readonly string[] {
  const kept = keptByProduction(id);
  if (kept === null) return [];
  return kept
    ? ['The production driver kbase r51 keeps it, as read from its source.']
    : [
        'The production driver kbase r51 does not keep it on every path or under every choice: what condemns ' +
          'a driver is the consequence that a finding shows, not the broken rule alone.',
      ];
}
