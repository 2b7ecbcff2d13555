import { refuseStray } from './accessors.ts';
import { unlikeCall, wrote } from './audit.ts';
import { EvaluationError } from './evaluation-error.ts';
import { ModelError } from './model.ts';
import { plain } from './plain.ts';
import { goAlong } from './retrace.ts';
import type { Search } from './search.ts';
import { printInstance } from './show.ts';

/** Numbers of a state to expand, and of a state that was found. */
export interface Place {
  readonly head: number;
  readonly states: number;
}

/**
 * The error of a search in which something went amiss, with its place. What was evaluated is repeated piece by piece; the
 * first piece is told that throws, writes what it must not, or leaves a stray (see `Accessors.stray`).
 *
 * @param e what was thrown; null: there is a stray
 * @param confirmed up to where there was no stray
 * @param expanding whether states were expanded, and not only initial ones judged
 */
export function diagnose<S>(search: Search<S>, e: unknown, confirmed: Place, expanding = true): unknown {
  if (e instanceof EvaluationError) return e;
  const { engine, accessors } = search;
  const stray = accessors.stray();
  const head = expanding ? engine.head() : Infinity;
  const from = stray === null ? { head, states: engine.states() - 1 } : confirmed;
  accessors.mend();
  let where = 'the model';
  let at = Math.min(engine.head(), engine.states() - 1);
  try {
    for (const piece of piecesFrom(search, from)) {
      ({ where, at } = piece);
      piece.run();
      refuseStray(accessors);
    }
  } catch (again) {
    accessors.mend();
    // What was thrown the first time is told where it is thrown again.
    return explained(search, stray === null ? e : again, where, at);
  }
  if (!(e instanceof ModelError)) return explained(search, e ?? stray, where, at);
  // What a function is to blame for is thrown again when it is called.
  return explained(search, new ModelError(`${e.message}; but ${unlikeCall().message}`), 'the model', at);
}

/** The error, unless calls of the functions do not lead to where it is told: then that is told. */
function explained<S>(search: Search<S>, e: unknown, where: string, at: number): unknown {
  const trace = search.traceTo(at);
  try {
    goAlong(plain(search.model), trace);
  } catch (unlike) {
    if (unlike instanceof EvaluationError) return unlike;
  }
  return search.explain(e, where, trace);
}

/** A call of one of the user's functions in the state of a number. */
interface Piece {
  readonly where: string;
  readonly at: number;
  run(): void;
}

/** The calls that expand states and judge those that are found. */
function* piecesFrom<S>(search: Search<S>, from: Place): Generator<Piece> {
  const { engine, model } = search;
  const current = search.accessors.current as S;
  const last = Math.min(engine.head(), engine.states() - 1);
  for (let at = from.head; at <= last; at++) {
    const stuck = yield* expansion(search, at);
    const run = (): void => {
      search.load(at);
      model.terminal?.(current);
    };
    if (stuck) yield { where: 'terminal', at, run };
  }
  for (let at = Math.max(0, from.states); at < engine.states(); at++)
    for (const rule of model.rules) {
      if (rule.kind !== 'always' && rule.kind !== 'sometimes') continue;
      const run = (): void => {
        search.load(at);
        if (rule.kind === 'sometimes' || (rule.given?.(current) ?? true)) rule.then(current);
        if (wrote(search)) throw new ModelError('a rule changed the state');
      };
      yield { where: `rule ${rule.id}`, at, run };
    }
}

/** Those that expand one state; returns whether it has no successor. */
function* expansion<S>(search: Search<S>, at: number): Generator<Piece, boolean> {
  const { engine, instances } = search;
  const current = search.accessors.current as S;
  const before = search.accessors.before as S;
  let stuck = true;
  for (const { action, actionIndex, params } of instances) {
    const instance = printInstance(action.id, action.over, params);
    let enabled = true;
    search.load(at);
    for (const g of action.guards) {
      const run = (): void => {
        enabled = g.holds(current, params);
        if (wrote(search)) throw new ModelError('a guard changed the state');
      };
      yield { where: `guard "${g.name}" of ${instance}`, at, run };
      if (!enabled) break;
    }
    if (!enabled) continue;
    stuck = false;
    const run = (): void => {
      action.then(current, params);
      engine.pack();
    };
    yield { where: `action ${instance}`, at, run };
    for (const rule of search.stepRules[actionIndex] ?? []) {
      const judge = (): void => {
        if (rule.given?.(before, current, action.id, params) ?? true)
          rule.then(before, current, action.id, params);
      };
      yield { where: `rule ${rule.id} after ${instance}`, at, run: judge };
    }
  }
  return stuck;
}
