import { type RuleId, ruleIds } from '../catalogue.ts';

/** Rules that speak of things that `mainline` has too: streams and locks. */
const withoutProtectedMode: readonly RuleId[] = ['EXACTLY-ONCE', 'FENCE-PATH', 'LOCK-LIVE', 'LOCK-RULES'];

const byRevision: Readonly<Record<string, Readonly<Partial<Record<RuleId, string>>>>> = {
  mainline: Object.fromEntries(
    ruleIds
      .filter((id) => !withoutProtectedMode.includes(id))
      .map((id) => [id, 'it has no protected mode, D.5']),
  ),
  'rfc-2025': {
    'FLAG-TRUTH': 'it keeps neither owner nor mode, so that it believes nothing, E.1',
    'PING-SAFE':
      'its watchdog is that of mainline, and no run comes to the ping at 12 s: with work the driver is caught in entries that nobody asked for (ENTER-GATE), without any the device is suspended',
    'FAULT-REARM': 'it does not handle PROTM_FAULT, and so never masks it, E.1',
    'BOOT-GEN': 'it offers protected mode to nobody: no query and no flag of GROUP_CREATE tell of it, E.1',
    'CREATE-TIME':
      'a policy of the 2026 uAPI: its groups declare nothing and all get a protected suspend buffer, E.1',
  },
};

/** Rules that a revision declares not applicable, each with the reason. */
export function notApplicable(revision: string): ReadonlyMap<RuleId, string> {
  const reasons = byRevision[revision] ?? {};
  return new Map(ruleIds.flatMap((id) => (reasons[id] === undefined ? [] : [[id, reasons[id]] as const])));
}
