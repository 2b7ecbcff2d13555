/**
 * Plays the game of every answer to part F that the model knows: driver free and all-seeing, firmware, GPU and user
 * space against it. Prints whether some driver keeps all rules, and where none does, the rules that stand against each
 * other and a losing line for each.
 * Usage: npx tsx bench/model/game.ts [--choice F05] [--game "two queues"] [--patience 0,1,2] [--json]
 * Each choice takes about half a minute, the rules that stand against each other a minute; the free driver's guards are
 * found first.
 */
import { parseArgs } from 'node:util';
import { losingLine } from '../../model/checker/game.ts';
import { printInstance } from '../../model/checker/index.ts';
import { explore } from '../../model/checker/mutate-kills.ts';
import {
  arenaOf,
  conflicting,
  type GameOptions,
  gameCases,
  limitsFor,
  normativeGuards,
  type Outcome,
  play,
} from '../../model/protected-mode/game.ts';
import {
  type Case,
  choiceIds,
  choices,
  defaultProfile,
  protectedMode,
  small,
} from '../../model/protected-mode/index.ts';

const { values } = parseArgs({
  options: {
    choice: { type: 'string' },
    game: { type: 'string' },
    patience: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
});

interface Row {
  readonly choice: string;
  readonly value: string;
  readonly game: string;
  /** Periods that a handshake may take; the bounds are the smallest that some driver can keep (bounds.ts). */
  readonly patience: number;
  readonly states: number;
  readonly moves: number;
  readonly driver: Outcome['driver'];
  /** The graph is another than with the default answer. */
  readonly consulted: boolean;
  /** Rules without any one of which the driver would win, each with a line on which it breaks. */
  readonly conflict: Readonly<Record<string, readonly string[]>>;
}

const free = normativeGuards(explore(protectedMode(small).model));
const defaults = new Map<string, string>();
const rows: Row[] = [];

function judge(choice: string, value: string, name: string, one: Case, options: GameOptions): void {
  const { patience = 0 } = options;
  const config = { name, cases: [one], limits: limitsFor(patience) };
  const arena = arenaOf(config, free);
  const outcome = play(arena, options);
  const { driver, states, moves, game: graph, ranks } = outcome;
  const size = `${states} ${moves}`;
  if (choice === 'default') defaults.set(`${name} ${patience}`, size);
  const conflict: Record<string, readonly string[]> = {};
  if (driver === 'loses') {
    const { actions } = protectedMode(config).model;
    for (const rule of conflicting(arena, options, outcome)) {
      const from = graph.initial.find((x) => ranks[x] !== 0) ?? 0;
      const line = losingLine(graph, ranks, from, (e) => graph.breaks.get(e) === rule) ?? [];
      conflict[rule] = line.map((e) => {
        const { action, params } = graph.stepOf(e);
        return action === null
          ? ''
          : printInstance(action, actions.find((a) => a.id === action)?.over ?? {}, params);
      });
    }
  }
  const row = {
    choice,
    value,
    game: name,
    patience,
    states,
    moves,
    driver,
    consulted: defaults.get(`${name} ${patience}`) !== size,
    conflict,
  };
  rows.push(row);
  if (values.json) return;
  const unused = choice === 'default' || row.consulted ? '' : ' (as with the default)';
  console.log(
    `${choice} ${value}; ${name}; patience ${patience}: the driver ${driver}; ${states} states, ${moves} moves${unused}`,
  );
  for (const [rule, line] of Object.entries(conflict))
    console.log(`  not with ${rule}, on:\n${line.map((l) => `    ${l}`).join('\n')}`);
}

const wanted = (choice: string): boolean => values.choice === undefined || values.choice === choice;
const games = Object.entries(gameCases).filter(([name]) => values.game === undefined || values.game === name);
for (const patience of values.patience.split(',').map(Number)) {
  for (const [name, one] of games) {
    if (values.choice !== 'F36') judge('default', '', name, one, { patience });
    for (const choice of choiceIds)
      for (const value of choices[choice])
        if (wanted(choice) && value !== defaultProfile[choice])
          judge(choice, value, name, { ...one, profile: { [choice]: value } }, { patience });
  }
  // F36 is no choice of the model, whose owners go on when they can; here they need not.
  if (wanted('F36'))
    for (const [name, one] of games) judge('F36', 'session stays', name, one, { pace: 'idles', patience });
}
if (values.json) console.log(JSON.stringify(rows, null, 1));
