import { defects, openRows, untestedRules } from '../../impl/driver/defects/index.ts';
import { catalogue, ruleIds } from '../../properties/catalogue.ts';
import { condemnedBy, containedRules, drawnSeries, type MatrixRow } from '../../properties/detect/matrix.ts';
import type { Medians } from '../../properties/detect/soonest.ts';
import { survivalReason } from '../../properties/detect/survivors.ts';
import { searchStrategies } from '../../properties/explore/strategies.ts';

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
  const holes = survivors.filter(({ id }) => survivalReason(id) === null);
  const rowsOfList = killed.filter(({ id }) => /^M\d/.test(id)).length;
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
    'Programs were written for defects like these, and the search tries first what `properties/detect/hints.ts` names: `runs` says',
    'how soon it looks in the right place, not how soon one would who does not know what is wrong. That says `drawn`: runs until the',
    `mixture breaks a rule on generated programs, the median of ${drawnSeries(made.series)} series of ${made.maxRuns} runs; -: not within them.`,
    '',
    '| defect | first | also | program | strategy | runs | drawn |',
    '|---|---|---|---|---|---|---|',
    ...killed.map(killRow),
    ...drawnSummary(killed),
    '',
    '## By strategy',
    '',
    `Runs until a strategy breaks a rule, medians of ${made.series} series of ${made.maxRuns} runs; -: not within them. All strategies`,
    'run a program that was chosen for the defect, so that this compares strategies, and a number is no bound on other programs. It is',
    'the program above, unless another is named, on which the defect breaks what its name promises; `any`: whichever rule is first, where none alone is',
    'as soon. The defects that need a schedule of their own come first; the others the default schedule shows.',
    '',
    `| defect | by | ${searchStrategies.join(' | ')} |`,
    `|---|---|${searchStrategies.map(() => '---|').join('')}`,
    ...strategyRows(killed),
    ...strategySummary(killed),
    '',
    ...elsewhereLines(killed),
    '## What survives',
    '',
    'Looked for anew with `npm run detect -- --survivors`.',
    '',
    ...survivors.map(({ id }) => `- \`${id}\` ${survivalReason(id) ?? 'HOLE: nobody knows why'}`),
    '',
    '## Not seeded',
    '',
    ...openRows.map(
      ({ id, name, standing, why, twin }) =>
        `- ${id} ${name}: ${standing === 'waits' ? `waits for ${why}` : `no counterpart: ${why}; the nearest is \`${twin}\``}`,
    ),
    '',
    ...untested(),
    '## By rule',
    '',
    'How many defects each rule condemns in these executions, alone or with others. Where it is none, the rule is broken by what',
    'is stored of the defect named: a test asks that each rule is.',
    '',
    ...ruleLines(rows),
    '',
    'Rules whose kills another has too (a rule may still be the one that tells best what is wrong):',
    '',
    ...containedRules(rows).map(({ rule, within, kills }) => `- ${rule} (${kills}) within ${within}`),
    '',
  ].join('\n');
}

function killRow({ id, kill, rules, drawn }: MatrixRow): string {
  if (kill === null) throw new Error(`${id} was not condemned`);
  const also = rules.filter((rule) => rule !== kill.rule).join(', ');
  return `| \`${id}\` | ${kill.rule} | ${also} | ${kill.program} | ${kill.strategy} | ${kill.runs} | ${drawn ?? '-'} |`;
}

/** How many of the defects show on drawn programs within the limit. */
function drawnSummary(killed: readonly MatrixRow[]): readonly string[] {
  const rows = killed.filter(({ medians }) => Object.keys(medians).length > 0);
  if (rows.length === 0) return [];
  return [`| found, of ${rows.length} | | | | | | ${rows.filter(({ drawn }) => drawn !== null).length} |`];
}

/** Those that need a schedule first. */
function strategyRows(killed: readonly MatrixRow[]): readonly string[] {
  const byDefault = ({ kill }: MatrixRow): number => (kill?.strategy === 'run to completion' ? 1 : 0);
  return killed
    .filter(({ medians }) => Object.keys(medians).length > 0)
    .toSorted((a, b) => byDefault(a) - byDefault(b))
    .flatMap(linesOf);
}

/** A line for each rule, and before them one for whichever it is, if no rule alone says that. */
function linesOf({ id, kill, medians, byRule }: MatrixRow): readonly string[] {
  const line = (by: string, each: Medians): string =>
    `| \`${id}\` | ${by} | ${searchStrategies.map((name) => each[name] ?? '-').join(' | ')} |`;
  const same = (each: Medians): boolean => searchStrategies.every((name) => each[name] === medians[name]);
  return [
    ...(byRule.some((row) => same(row.medians)) ? [] : [line('any', medians)]),
    ...byRule.map(({ rule, program, medians: each }) =>
      line(program === kill?.program ? rule : `${rule}, on ${program}`, each),
    ),
  ];
}

/** How many of the defects each strategy finds within the limit. */
function strategySummary(killed: readonly MatrixRow[]): readonly string[] {
  const rows = killed.filter(({ medians }) => Object.keys(medians).length > 0);
  if (rows.length === 0) return [];
  const found = searchStrategies.map((name) => rows.filter(({ medians }) => medians[name] != null).length);
  return [`| found, of ${rows.length} | any | ${found.join(' | ')} |`];
}

/** Where a strategy that does not find a defect on the program of the table does, if there are any. */
function elsewhereLines(killed: readonly MatrixRow[]): readonly string[] {
  const lines = killed.flatMap(({ id, elsewhere }) =>
    elsewhere.map(({ strategy, program, runs }) => `- \`${id}\`, ${strategy}: ${runs} on ${program}`),
  );
  if (lines.length === 0) return [];
  return ['What a strategy does not find there, and does on another program:', '', ...lines, ''];
}

/** Rules that runs are not judged by, if there are any. */
function untested(): readonly string[] {
  const rules = Object.entries(untestedRules).map(([rule, why]) => `- ${rule}: ${why}`);
  return rules.length === 0 ? [] : ['Rules that no defect can break yet:', '', ...rules, ''];
}

function ruleLines(rows: readonly MatrixRow[]): readonly string[] {
  return ruleIds.flatMap((rule) => {
    if (catalogue[rule].status !== 'carried') return [];
    const all = rows.filter((row) => condemnedBy(row).includes(rule));
    if (all.length === 0) {
      const meant = defects.filter(({ breaks }) => breaks.includes(rule)).map(({ id }) => `\`${id}\``);
      return [`- ${rule}: none, ${meant.join(', ')}`];
    }
    const alone = all.filter((row) => condemnedBy(row).length === 1).length;
    return [`- ${rule}: ${all.length}${alone === 0 ? '' : `, ${alone} of them alone`}`];
  });
}
