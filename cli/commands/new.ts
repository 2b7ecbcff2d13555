import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defects } from '../../impl/driver/defects/index.ts';
import { fixes } from '../../impl/driver/revisions.ts';
import { ruleIds } from '../../properties/catalogue.ts';
import { packageRoot } from '../../properties/package-root.ts';
import type { Args } from '../args.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../io.ts';
import { revisionNames } from '../named.ts';
import { suggestion } from '../nearest.ts';
import { type Edited, worked, write } from '../new/edit.ts';
import {
  type Base,
  baseNames,
  type Made,
  newDefect,
  newRevision,
  newRule,
  newWorkload,
} from '../new/templates.ts';
import { columns } from '../report/table.ts';

/** What can be made: what its names look like, what is taken, and how it is made. */
const kinds = {
  revision: {
    form: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    like: 'my-fix',
    taken: () => [...revisionNames, ...fixes.map((fix) => fix.unit.name)],
    make: (name: string, on: Base) => newRevision(name, on),
  },
  workload: {
    form: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    like: 'two-players',
    taken: () => [],
    make: (name: string) => newWorkload(name),
  },
  rule: {
    form: /^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$/,
    like: 'NO-SURPRISE',
    taken: () => ruleIds,
    make: (name: string) => newRule(name),
  },
  defect: {
    form: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    like: 'endless-session',
    taken: () => defects.flatMap(({ id, name }) => [id, name]),
    make: (name: string) => newDefect(name),
  },
} as const satisfies Record<
  string,
  {
    readonly form: RegExp;
    readonly like: string;
    readonly taken: () => readonly string[];
    readonly make: (name: string, on: Base) => Made;
  }
>;
type Kind = keyof typeof kinds;
const kindNames = Object.keys(kinds) as readonly Kind[];

/** @param root the folder in which files are made: that of the clone from which the command runs */
export function newIn(root: string): Command {
  return {
    name: 'new',
    says: 'begin a revision, a workload, a rule or a defect of your own: a commented file in its place that runs',
    operands: `${kindNames.join('|')} NAME`,
    options: {
      on: {
        type: 'string',
        value: baseNames.join('|'),
        says: 'what a new revision stands on; reference unless given',
      },
      'dry-run': { type: 'boolean', says: 'print what would be written, and write nothing' },
      json: { type: 'boolean', says: 'the files and what is new in them, as JSON' },
    },
    examples: [
      ['npm run new -- revision my-fix --on series-2026', 'a unit on the posted series, to be changed'],
      ['npm run new -- workload two-players', 'a program of userspace'],
      ['npm run new -- rule NO-SURPRISE --dry-run', 'what a rule needs, and where'],
      ['npm run new -- defect endless-session', 'a mistake that the suite must find'],
    ],
    async run(args, io) {
      const { kind, name, made } = madeOf(args);
      if (!existsSync(join(root, 'impl/driver/own/index.ts'))) {
        throw new UsageError(
          'new writes into a clone of protm-check; in a project of yours units, workloads and strategies are values: docs/library.md',
        );
      }
      const edited = worked(made.edits, root);
      const dry = args.flag('dry-run');
      if (!dry) {
        write(edited, root);
        format(edited, root);
      }
      if (args.flag('json')) {
        const files = edited.map(({ path, isNew, added }) => ({ path, isNew, added }));
        io.out(
          `${JSON.stringify({ kind, name, written: !dry, files, next: made.next.map(([line]) => line) })}\n`,
        );
        return 0;
      }
      if (dry) io.out(edited.map(shown).join('\n'));
      else io.out(edited.map(({ path, isNew }) => `${isNew ? 'new    ' : 'changed'} ${path}\n`).join(''));
      const [next] = made.next;
      io.out(`\n${columns(made.next, '  ')}\n`);
      io.out(dry ? 'Nothing was written: leave out --dry-run\n' : `Next: ${next?.[0] ?? ''}\n`);
      return 0;
    },
  };
}

export const newCommand: Command = newIn(packageRoot);

function madeOf(args: Args): { readonly kind: Kind; readonly name: string; readonly made: Made } {
  const [word, name, ...rest] = args.operands;
  if (word === undefined) throw new UsageError(`new what? ${suggestion('', kindNames)}`);
  const kind = kindNames.find((known) => known === word);
  if (kind === undefined) throw new UsageError(`new knows no "${word}": ${suggestion(word, kindNames)}`);
  const { form, like, taken, make } = kinds[kind];
  if (name === undefined)
    throw new UsageError(`a new ${kind} needs a name: \`npm run new -- ${kind} ${like}\``);
  if (rest.length > 0) throw new UsageError(`new takes one name, not also "${rest[0]}"`);
  if (!form.test(name)) throw new UsageError(`a ${kind} is called like ${like}, not "${name}"`);
  if (taken().some((other) => other === name)) {
    throw new UsageError(
      `there is a ${kind} called ${name}: \`npm run explain -- ${name}\`; choose another name`,
    );
  }
  if (kind !== 'revision' && args.text('on') !== null)
    throw new UsageError(`a ${kind} stands on nothing: no --on`);
  return { kind, name, made: make(name, args.oneOf('on', baseNames, 'reference')) };
}

/** The project's formatter, where it is there: imports then stand in their order. */
function format(edited: readonly Edited[], root: string): void {
  const biome = join(root, 'node_modules/.bin/biome');
  const sources = edited.map(({ path }) => path).filter((path) => /\.(ts|json)$/.test(path));
  if (existsSync(biome)) spawnSync(biome, ['check', '--write', ...sources], { cwd: root, stdio: 'ignore' });
}

function shown({ path, isNew, added }: Edited): string {
  const lines = added.flatMap((text) => text.trimEnd().replace(/^\n/, '').split('\n'));
  return `${isNew ? 'new' : 'into'} ${path}\n${lines.map((line) => `+ ${line}`.trimEnd()).join('\n')}\n`;
}
