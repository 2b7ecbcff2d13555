import { openRows, untestedRules } from '../../impl/driver/defects/index.ts';
import { ruleIds } from '../../properties/catalogue.ts';
import { containedRules, type MatrixRow } from '../../properties/detect/matrix.ts';
import { survivalReason } from '../../properties/detect/survivors.ts';
import { strategyNames } from '../../properties/explore/strategies.ts';

/** How the page was made: it says so at its top. */
export interface Provenance {
  readonly command: string;
  readonly commit: string;
  readonly series: number;
  readonly maxRuns: number;
}

/** docs/detection.md: what condemns each seeded defect, and how soon. */
export function detectionPage(rows: readonly MatrixRow[], made: Provenance): string {
  const killed = rows.filter(({ kill }) => kill !== null);
  const survivors = rows.filter(({ kill }) => kill === null);
  const holes = survivors.filter(({ defect }) => survivalReason(defect.id) === null);
  const rowsOfList = killed.filter(({ defect }) => /^M\d/.test(defect.id)).length;
  return [
    '# Does it catch?',
    '',
    `Made by \`${made.command}\` at commit ${made.commit}; do not edit. The search is deterministic: its seeds are 1, 2, 3 and so on.`,
    '',
    `${killed.length} of ${rows.length} seeded defects are condemned, ${rowsOfList} of them historical ones; ` +
      `${survivors.length - holes.length} survive for a stated reason, ${holes.length} without one. What condemns each is ` +
      'stored in `counterexamples/defects/` and replayed by the tests, on the defect, where it must break the rule, and on ' +
      '`reference`, which must keep every rule in the same execution. `npm run explain -- M69` says what is wrong in one.',
    '',
    '## By defect',
    '',
    'The rule that condemned it first, the other rules that the same execution breaks, and on which program by which strategy.',
    '',
    '| defect | first | also | program | strategy | runs |',
    '|---|---|---|---|---|---|',
    ...killed.map(killRow),
    '',
    '## By strategy',
    '',
    `Runs to the first detection on the same program, medians of ${made.series} series of ${made.maxRuns} runs; -: not within them.`,
    'Only defects that need a schedule of their own are listed; the default schedule shows the others on the program above.',
    '',
    `| defect | ${strategyNames.join(' | ')} |`,
    `|---|${strategyNames.map(() => '---|').join('')}`,
    ...killed.filter(needsSchedule).map(strategyRow),
    '',
    '## What survives',
    '',
    'Looked for anew with `npm run detect -- --survivors`.',
    '',
    ...survivors.map(
      ({ defect }) => `- \`${defect.id}\` ${survivalReason(defect.id) ?? 'HOLE: nobody knows why'}`,
    ),
    '',
    '## Not seeded',
    '',
    ...openRows.map(
      ({ id, name, standing, why, twin }) =>
        `- ${id} ${name}: ${standing === 'waits' ? `waits for ${why}` : `no counterpart: ${why}; the nearest is \`${twin}\``}`,
    ),
    '',
    'Rules that no defect can break yet:',
    '',
    ...Object.entries(untestedRules).map(([rule, why]) => `- ${rule}: ${why}`),
    '',
    '## By rule',
    '',
    'How many defects each rule condemns in these executions, alone or with others.',
    '',
    ...ruleLines(rows),
    '',
    'Rules whose kills another has too (a rule may still be the one that tells best what is wrong):',
    '',
    ...containedRules(rows).map(({ rule, within, kills }) => `- ${rule} (${kills}) within ${within}`),
    '',
  ].join('\n');
}

function killRow({ defect, kill, rules }: MatrixRow): string {
  if (kill === null) throw new Error(`${defect.id} was not condemned`);
  const { execution, violation, runs } = kill;
  const also = rules.filter((rule) => rule !== violation.rule).join(', ');
  return `| \`${defect.id}\` | ${violation.rule} | ${also} | ${execution.program} | ${execution.strategy.name} | ${runs} |`;
}

const needsSchedule = ({ medians }: MatrixRow): boolean => medians.size > 0;

function strategyRow({ defect, medians }: MatrixRow): string {
  return `| \`${defect.id}\` | ${strategyNames.map((name) => medians.get(name) ?? '-').join(' | ')} |`;
}

function ruleLines(rows: readonly MatrixRow[]): readonly string[] {
  return ruleIds.flatMap((rule) => {
    const all = rows.filter((row) => row.rules.includes(rule));
    if (all.length === 0) return [];
    const alone = all.filter((row) => row.rules.length === 1).length;
    return [`- ${rule}: ${all.length}${alone === 0 ? '' : `, ${alone} of them alone`}`];
  });
}
