import { instancesOf, type Model, ModelError } from './model.ts';
import type { CheckOptions, Progress, Search } from './search.ts';
import { print } from './show.ts';

/** All of a search but its states: small, and plain JSON. */
export interface SavedSearch {
  /** What was searched, part by part, so that a difference can be named. */
  readonly of: Readonly<Record<string, string>>;
  readonly states: number;
  readonly head: number;
  /** States of each level; the last is the one that is being expanded. */
  readonly levels: readonly number[];
  readonly deadlocks: { readonly count: number; readonly first: number };
  readonly counters: Readonly<Record<Counter, readonly number[]>>;
}

const counters = ['enabled', 'fired', 'found', 'given', 'broken', 'firstState', 'firstInstance'] as const;
type Counter = (typeof counters)[number];

/** States as the search stores them. A state never changes and is never moved once it has its number. */
export interface StateColumns {
  readonly words: Int32Array;
  readonly predecessors: Uint32Array;
  readonly arrivals: Uint16Array | Uint32Array;
}

/** Where a search keeps itself, so that it can go on when its process has died. The checker does no input or output. */
export interface CheckpointStore {
  /** What was saved last; null if nothing was. Throws if that is damaged. */
  read(): { readonly saved: SavedSearch; readonly columns: StateColumns } | null;
  /** Whether it is time to save. */
  due(progress: Progress): boolean;
  /**
   * Saves the search, all of it or nothing, whatever happens meanwhile. `added` are the states from number `from` on;
   * those before were given in earlier calls, or came from `read`.
   */
  write(saved: SavedSearch, added: StateColumns, from: number): void;
}

/** A checkpoint that cannot be gone on from. */
export class CheckpointError extends ModelError {
  override readonly name = 'CheckpointError';
}

/** Saves a search into a store, only what is new of its states. */
export class Keeper<S> {
  readonly #search: Search<S>;
  readonly #store: CheckpointStore;
  readonly #of: SavedSearch['of'];
  #savedStates = 0;
  #noted: SavedSearch | null = null;
  constructor(search: Search<S>, store: CheckpointStore, options: CheckOptions) {
    this.#search = search;
    this.#store = store;
    this.#of = identity(search.model, options);
  }

  /**
   * Puts a fresh search where the store left it; false if the store holds nothing.
   * @throws CheckpointError for a checkpoint of something else, or one that is beyond the limits of this run
   */
  resume(options: CheckOptions): boolean {
    const read = this.#store.read();
    if (read === null) return false;
    const { saved, columns } = read;
    refuseOthers(this.#search.model, saved.of, this.#of);
    const beyond =
      saved.states > (options.maxStates ?? Infinity)
        ? `it has ${saved.states} states, maxStates is ${options.maxStates}`
        : levelsExpanded(saved) > (options.maxDepth ?? Infinity)
          ? `it is at depth ${levelsExpanded(saved)}, maxDepth is ${options.maxDepth}`
          : null;
    if (beyond !== null) throw new CheckpointError(`the checkpoint goes beyond this run: ${beyond}`);
    this.#refuseOtherBeginning(saved, columns);
    this.#fill(saved, columns);
    confirm(this.#search);
    for (const name of counters) this.#search.engine[name].set(saved.counters[name]);
    this.#search.levels.push(...saved.levels);
    this.#savedStates = saved.states;
    return true;
  }

  /**
   * To be called between two blocks of states: notes where the search stands, and saves that if the store says that it
   * is time. What a limit has stopped in the midst of a state is not noted.
   */
  keep(progress: Progress): void {
    const { engine, levels } = this.#search;
    if (engine.stopReason() !== 0) return;
    const list = (name: Counter): readonly number[] => [...engine[name]];
    this.#noted = {
      of: this.#of,
      states: engine.states(),
      head: engine.head(),
      levels: [...levels],
      deadlocks: engine.deadlocks(),
      counters: {
        enabled: list('enabled'),
        fired: list('fired'),
        found: list('found'),
        given: list('given'),
        broken: list('broken'),
        firstState: list('firstState'),
        firstInstance: list('firstInstance'),
      },
    };
    if (this.#store.due(progress)) this.save();
  }

  /** Saves what was noted last, unless it is saved already. */
  save(): void {
    const { engine, accessors } = this.#search;
    const noted = this.#noted;
    if (noted === null) return;
    const from = this.#savedStates;
    const n = accessors.layout.words;
    // States that were found since are not in it: they will be found again.
    const added: StateColumns = {
      words: engine.words().subarray(from * n, noted.states * n),
      predecessors: engine.predecessors().subarray(from, noted.states),
      arrivals: engine.arrivals().subarray(from, noted.states),
    };
    this.#store.write(noted, added, from);
    this.#savedStates = noted.states;
    this.#noted = null;
  }

  #refuseOtherBeginning({ levels }: SavedSearch, { words }: StateColumns): void {
    const { engine, accessors, model } = this.#search;
    this.#search.seed();
    this.#search.levels.length = 0;
    const own = engine.words().subarray(0, engine.states() * accessors.layout.words);
    if (engine.states() !== levels[0] || own.some((word, i) => word !== words[i]))
      throw otherVersion(model, 'it has other initial states');
  }

  #fill(saved: SavedSearch, { words, predecessors, arrivals }: StateColumns): void {
    const { engine, accessors } = this.#search;
    const { states } = saved;
    const fits =
      words.length === states * accessors.layout.words &&
      predecessors.length === states &&
      arrivals.length === states &&
      counters.every((name) => saved.counters[name].length === engine[name].length);
    if (!fits) throw new CheckpointError('the checkpoint is damaged: its parts are of different sizes');
    if (!engine.reserve(states))
      throw new CheckpointError(`the checkpoint has ${states} states, too many for maxMemoryBytes`);
    engine.words().set(words);
    engine.predecessors().set(predecessors);
    engine.arrivals().set(arrivals);
    engine.resume(states, saved.head, saved.deadlocks.count, saved.deadlocks.first);
  }
}

/** Levels that have been expanded, the one that is begun included. */
function levelsExpanded({ levels, head }: SavedSearch): number {
  const before = levels.slice(0, -1);
  return head > before.reduce((n, x) => n + x, 0) ? levels.length : before.length;
}

/** Short and the same for the same text: for telling versions apart, not for storing states. FNV-1a, two of them. */
function digest(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(text.length - 1 - i), 0x01000193);
  }
  return `${(a >>> 0).toString(16)}-${(b >>> 0).toString(16)}`;
}

/** What a checkpoint is of. The text of functions tells versions apart, as far as it goes: see `confirm`. */
function identity<S>(model: Model<S>, options: CheckOptions): SavedSearch['of'] {
  const of: Record<string, string> = {
    model: model.name,
    'the state': digest(JSON.stringify(model.schema)),
    'the initial states': digest(model.initial.map(String).join()),
    'terminal states': digest(String(model.terminal)),
    'the fairness of families': digest(JSON.stringify(model.fairness)),
    'the option stopAtFirst': String(options.stopAtFirst ?? false),
    'the option symmetry': (options.symmetry ?? []).map((t) => t.name).join(),
  };
  for (const [i, a] of model.actions.entries()) {
    const guards = a.guards.map((g) => [g.name, String(g.holds)]);
    const params = instancesOf(a.over).map((p) => JSON.stringify(p));
    of[`action ${a.id}`] = `${i} ${digest(JSON.stringify([params, guards, String(a.then), a.fairness]))}`;
  }
  for (const [i, r] of model.rules.entries()) {
    const given = 'given' in r ? String(r.given) : '';
    const on = r.kind === 'step' ? r.on : undefined;
    of[`rule ${r.id}`] = `${i} ${digest(JSON.stringify([r.kind, given, String(r.then), on]))}`;
  }
  return of;
}

function refuseOthers<S>(model: Model<S>, saved: SavedSearch['of'], own: SavedSearch['of']): void {
  if (saved.model !== own.model)
    throw new CheckpointError(`the checkpoint is of "${saved.model}", this run of "${model.name}"`);
  for (const part of new Set([...Object.keys(own), ...Object.keys(saved)]))
    if (saved[part] !== own[part]) {
      const how = saved[part] === undefined ? 'is new' : own[part] === undefined ? 'is gone' : 'differs';
      throw otherVersion(model, `${part} ${how}`);
    }
}

const otherVersion = <S>(model: Model<S>, what: string): CheckpointError =>
  new CheckpointError(`the checkpoint is of another version of "${model.name}": ${what}`);

/** How many states are looked at again. */
const confirmed = 1000;

/**
 * Looks whether the model still makes the states of a checkpoint: the text of a function does not show what it calls.
 * Of states taken evenly from all, their successors and how they were found. Spoils the counters of the engine.
 */
function confirm<S>(search: Search<S>): void {
  const { engine } = search;
  const states = engine.states();
  const stride = Math.max(1, Math.floor(states / confirmed));
  for (let y = 0; y < states; y += stride) {
    const x = engine.predecessors()[y] ?? 0;
    if (x >= states) continue; // an initial state
    const n = engine.expand(x);
    const at = engine.successors
      .subarray(0, n)
      .findIndex((to, i) => to === y && engine.who[i] === engine.arrivals()[y]);
    if (at < 0 || engine.successors.subarray(0, n).includes(-1))
      throw otherVersion(
        search.model,
        `it has other successors of the state\n${print(search.model.schema, search.stateOf(x))}`,
      );
  }
  if (engine.stopReason() !== 0) throw otherVersion(search.model, 'a rule is broken that was not');
}
