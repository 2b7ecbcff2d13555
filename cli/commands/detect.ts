import { type Defect, defectNamed, defects, openRows } from '../../impl/driver/defects/index.ts';
import type { Kill } from '../../properties/detect/detect.ts';
import { searchDefect } from '../../properties/detect/record.ts';
import { explainedSurvivors } from '../../properties/detect/survivors.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { jsonFiles } from '../files.ts';
import { UsageError } from '../io.ts';
import { suggestion } from '../nearest.ts';
import { columns } from '../report/table.ts';
import { readWorkload } from '../workload-file.ts';

/** What came of the search for one defect. */
interface Row {
  readonly defect: Defect;
  readonly kill: Kill | null;
}

export const detect: Command = {
  name: 'detect',
  says: 'look for seeded defects: which rule condemns each first, by which strategy, after how many runs',
  operands: '',
  options: {
    defect: {
      type: 'string',
      value: 'ID',
      multiple: true,
      says: 'only this one; may be given more than once',
    },
    seeds: {
      type: 'string',
      value: 'N',
      says: 'random schedules of each program, at most, where the default schedules show nothing; 1 unless given',
    },
  },
  examples: [
    ['npm run detect', 'does it catch? every seeded defect, looked for anew'],
    ['npm run detect -- --defect M69', 'one of them'],
  ],
  async run(args, io) {
    const wanted = wantedOf(args);
    const seeds = args.integer('seeds', 1, 0, 1000);
    const workloads = jsonFiles('properties/workloads').map(readWorkload);
    const rows: Row[] = [];
    for (const defect of wanted) {
      const row = { defect, kill: searchDefect(defect, workloads, seeds) };
      rows.push(row);
      io.err(`${rows.length} of ${wanted.length}: ${defect.id} ${verdictOf(row)}\n`);
    }
    io.out(columns([['defect', 'rule', 'strategy', 'program', 'runs', 'verdict'], ...rows.map(cells)]));
    io.out(`\n${summary(rows)}`);
    return holesOf(rows).length === 0 ? 0 : (1 satisfies ExitCode);
  },
};

function wantedOf(args: Args): readonly Defect[] {
  const names = args.texts('defect');
  if (names.length === 0) return defects;
  return names.map((name) => {
    const defect = defectNamed(name);
    if (defect !== null) return defect;
    const known = defects.map(({ id }) => id);
    throw new UsageError(`no defect "${name}": ${suggestion(name, known, 'npm run list -- defects')}`);
  });
}

function cells({ defect, kill }: Row): readonly string[] {
  const verdict = verdictOf({ defect, kill });
  if (kill === null) return [defect.id, '', '', '', '', verdict];
  const { execution, violation, runs } = kill;
  return [defect.id, violation.rule, execution.strategy.name, execution.program, String(runs), verdict];
}

function verdictOf({ defect, kill }: Row): string {
  if (kill !== null) return 'condemned';
  const why = explainedSurvivors[defect.id];
  return why === undefined ? 'SURVIVES: a hole' : `survives: ${why}`;
}

const holesOf = (rows: readonly Row[]): readonly Row[] =>
  rows.filter(({ defect, kill }) => kill === null && explainedSurvivors[defect.id] === undefined);

function summary(rows: readonly Row[]): string {
  const condemned = rows.filter(({ kill }) => kill !== null).length;
  const holes = holesOf(rows).length;
  const explained = rows.length - condemned - holes;
  return [
    `${condemned} of ${rows.length} defects condemned, ${explained} survive with a reason, ${holes} without`,
    `not seeded: ${openRows.map(({ id, standing }) => `${id} (${standing})`).join(', ')}`,
    '',
  ].join('\n');
}
