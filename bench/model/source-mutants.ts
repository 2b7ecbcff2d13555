import { readdirSync } from 'node:fs';
import { EvaluationError } from '../../model/checker/evaluation-error.ts';
import { check, type Model, type Rule } from '../../model/checker/index.ts';
import { ModelError } from '../../model/checker/model.ts';
import { judgeVariants, type RuleVariant } from '../../model/checker/mutate-clauses.ts';
import {
  type Deviations,
  type Explored,
  eachFirstDeviation,
  explore,
  type Fate,
  judgeStep,
  mutationsOf,
  sameGraph,
} from '../../model/checker/mutate-kills.ts';
import {
  live,
  type ProtectedModeConfig,
  type protectedMode,
  type State,
} from '../../model/protected-mode/index.ts';
import type { checkLiveness } from '../../model/protected-mode/liveness/index.ts';
import { type Edit, editsOf } from './edits.ts';
import { linked, sourceOf } from './linked.ts';

/** A file of the model with one clause or statement of its source text broken. */
export interface SourceMutant {
  readonly file: string;
  /** Line and column, and what was done there. */
  readonly change: string;
  readonly source: string;
  /** Whose text may say something else now: actions and rules, by id. */
  readonly actions: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

/** A line of the table. */
export interface SourceRow {
  readonly file: string;
  readonly change: string;
  /**
   * `killed` by a rule, a range or a deadlock; `dead`, only the reports of a search tell; `told`, the model's graph is
   * the same, and a rule that is made of the word is told from the whole one; `same`, nothing is different in the scope
   * that was compared; `hole`.
   */
  readonly fate: 'killed' | 'dead' | 'told' | 'same' | 'hole' | 'unknown';
  /** The rules that notice, or what tells. */
  readonly by: readonly string[];
  /** `first step`, or the scope that was searched or compared. */
  readonly seen: string;
}

/** A named piece of the source texts: a word, what several actions do alike, an action, a rule. */
interface Piece {
  readonly kind: 'word' | 'action' | 'rule';
  readonly name: string;
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** For people, pictures and tests only; and what reads a configuration. */
const notOfTheModel = ['name', 'bufferPhase', 'bufferPhases', 'termsOf', 'commandsOf', 'programs'];

/** The pieces that begin, in a text, where `pattern` matches, each up to the next one or to `until`. */
function piecesOf(kind: Piece['kind'], file: string, pattern: RegExp, until?: RegExp): readonly Piece[] {
  const source = sourceOf(file);
  const stop = until === undefined ? source.length : source.search(until);
  const starts = [...source.matchAll(pattern)].filter((m) => m.index < stop);
  return starts.map((m, i) => {
    const end = starts[i + 1]?.index ?? stop;
    return { kind, name: m[1] ?? '', file, start: m.index, end, text: source.slice(m.index, end) };
  });
}

function allPieces(): readonly Piece[] {
  const folder = new URL('../../model/protected-mode/', import.meta.url);
  const filesIn = (name: string) => readdirSync(new URL(name, folder)).map((f) => `${name}${f}`);
  const actionFiles = filesIn('actions/');
  return [
    ...piecesOf('word', 'terms.ts', /^(?: {2}const|function) (\w+)(?= =\s|\()/gm, /^ {2}return \{/m),
    ...piecesOf('word', 'effects.ts', /^export function (\w+)/gm),
    // What actions of a file share is a word of theirs.
    ...actionFiles.flatMap((f) => piecesOf('word', f, /^ {2}const (\w+) =\s/gm, /^ {2}return \[/m)),
    ...actionFiles.flatMap((f) => piecesOf('action', f, /action\(\{\s*(?:\/\/.*\s*)*id: '([\w.]+)'/g)),
    ...filesIn('rules/')
      .filter((f) => /\/[A-Z]/.test(f))
      .map((file): Piece => {
        const text = sourceOf(file);
        return { kind: 'rule', name: file.slice(6, -3), file, start: 0, end: text.length, text };
      }),
  ];
}

/** All that may say something else where one piece does: what mentions it, what mentions that, and so on. */
function usersOf(piece: Piece, pieces: readonly Piece[]): ReadonlySet<Piece> {
  const users = new Set([piece]);
  // The set grows while it is walked.
  for (const { kind, name } of users) {
    if (kind !== 'word') continue;
    const mention = new RegExp(`\\b${name}\\b`);
    for (const p of pieces) if (mention.test(p.text)) users.add(p);
  }
  return users;
}

/** Every clause and statement of actions, effects and shared words broken, in the order of the files. */
export function sourceMutants(): readonly SourceMutant[] {
  const pieces = allPieces();
  const files = [...new Set(pieces.filter((p) => p.kind !== 'rule').map((p) => p.file))].sort();
  const users = new Map(pieces.map((p) => [p, usersOf(p, pieces)]));
  return files.flatMap((file) => {
    const source = sourceOf(file);
    return editsOf(source, { statements: true }).flatMap(({ what, start, end, by }: Edit): SourceMutant[] => {
      const piece = pieces.find((p) => p.file === file && p.start <= start && end <= p.end);
      if (piece === undefined || notOfTheModel.includes(piece.name)) return [];
      const named = (kind: Piece['kind']) =>
        new Set([...(users.get(piece) ?? [])].filter((p) => p.kind === kind).map((p) => p.name));
      const changed = source.slice(0, start) + by + source.slice(end);
      return [{ file, change: what, source: changed, actions: named('action'), rules: named('rule') }];
    });
  });
}

/** The model of a configuration with one source text changed. */
async function builtFrom(
  { file, source }: Pick<SourceMutant, 'file' | 'source'>,
  config: ProtectedModeConfig,
): Promise<Model<State>> {
  const exports = await linked('index.ts', { path: file, source });
  const declare = exports.protectedMode as typeof protectedMode;
  return declare(config).model;
}

/** The model with one source text changed; what can not say anything else is the original's. */
export async function modelOf(
  { file, source, actions, rules }: SourceMutant,
  base: Model<State>,
  config: ProtectedModeConfig,
): Promise<Model<State>> {
  const model = await builtFrom({ file, source }, config);
  const ofBase = new Map(base.actions.map((a) => [a.id, a]));
  const broken = new Map(model.rules.map((r) => [r.id, r]));
  return {
    ...base,
    actions: model.actions.map((a) => (actions.has(a.id) ? a : (ofBase.get(a.id) ?? a))),
    // What must stay possible is asked in the original's words.
    rules: base.rules.map((r) => (rules.has(r.id) ? (broken.get(r.id) ?? r) : r)),
  };
}

/** A scope in which mutants are judged; it is explored when it is needed. */
export interface Scope {
  readonly config: ProtectedModeConfig;
  readonly base: () => Explored<State>;
}

/**
 * Judges a mutant: at its first deviations in the first scope; where nothing deviates, in the second scope; else by
 * searches of the scopes one after another. Without a second scope, what does not deviate is the `same` in the first.
 * @param quick looks at first steps and at single cases only: what takes a whole search is left `unknown`
 */
export async function judgeSource(
  mutant: SourceMutant,
  small: Scope,
  medium: Scope | null,
  { quick = false }: { readonly quick?: boolean } = {},
): Promise<SourceRow> {
  const row = rowOf(mutant);
  const same = (): SourceRow | Promise<SourceRow> =>
    medium === null ? row('same', [], small.config.name) : judgeSame(mutant, medium);
  const broken = await tryTo(() => modelOf(mutant, small.base().model, small.config));
  if (broken === null) return row('killed', ['it throws'], 'first step');
  const first = isWide(mutant, small.base().model, broken)
    ? { by: null, deviates: true, onlyLess: false, cases: [], gone: [], stuck: false }
    : firstNoticed(small.base(), broken);
  if (first.by !== null) return row('killed', [first.by], 'first step');
  // What only happens less often breaks no rule of safety.
  if (first.onlyLess && first.stuck) return row('killed', ['deadlock'], small.config.name);
  if (first.onlyLess && first.gone.length > 0) return row('dead', first.gone, small.config.name);
  if (!first.deviates) return same();
  let fate = fateByCases(small.base(), broken, { first: first.cases, most: quick ? 3 : undefined });
  if (fate.fate === 'unknown') return row('unknown', [], small.config.name);
  let seen = small.config.name;
  if (fate.fate === 'hole' && medium !== null) {
    fate = fateByCases(medium.base(), await modelOf(mutant, medium.base().model, medium.config));
    seen = medium.config.name;
  }
  if (fate.fate === 'killed' || fate.fate === 'dead') return row(fate.fate, [fate.by], seen);
  if (fate.fate === 'same graph') return same();
  const promise = await brokenPromise(mutant);
  if (promise !== null) return row('killed', [promise], live.name);
  return row(fate.fate === 'unknown' ? 'unknown' : 'hole', [], seen);
}

type MakeRow = (fate: SourceRow['fate'], by: readonly string[], seen: string) => SourceRow;

const rowOf =
  ({ file, change }: SourceMutant): MakeRow =>
  (fate, by, seen) => ({ file, change, fate, by, seen });

/** What is the same in one scope may be another in a larger one. */
export async function judgeSame(mutant: SourceMutant, { config, base }: Scope): Promise<SourceRow> {
  const row = rowOf(mutant);
  const { name } = config;
  // What no action is made of changes no step.
  if (mutant.actions.size === 0) return row('same', [], name);
  const larger = await modelOf(mutant, base().model, config);
  if (!isWide(mutant, base().model, larger)) {
    const { by, deviates } = firstNoticed(base(), larger);
    if (by !== null) return row('killed', [by], name);
    if (!deviates) return row('same', [], name);
  }
  const fate = fateByCases(base(), larger);
  if (fate.fate === 'same graph') return row('same', [], name);
  const noticed = fate.fate === 'killed' || fate.fate === 'dead';
  return row(noticed ? fate.fate : 'hole', noticed ? [fate.by] : [], name);
}

/** Where all is to be looked at, a search costs less than a walk over the graph, which sees no other parameters. */
const isWide = ({ actions }: SourceMutant, base: Model<State>, broken: Model<State>): boolean =>
  actions.size > 6 || otherInstances(base, broken);

async function tryTo<T>(what: () => Promise<T>): Promise<T | null> {
  try {
    return await what();
  } catch {
    return null;
  }
}

/** A rule of liveness that a fair driver does not keep any more. */
async function brokenPromise({ file, source }: SourceMutant): Promise<string | null> {
  const exports = await linked('liveness/index.ts', { path: file, source });
  const decide = exports.checkLiveness as typeof checkLiveness;
  for (const one of live.cases) {
    const broken = decide(one).rules.find((r) => r.broken.length > 0);
    if (broken !== undefined) return `${broken.id} in the end`;
  }
  return null;
}

/** Actions that have other parameters, or other values of them, than the original's. */
function otherInstances(base: Model<State>, broken: Model<State>): boolean {
  const valuesOf = ({ actions }: Model<State>) =>
    JSON.stringify(actions.map((a) => Object.entries(a.over).filter(([, domain]) => Array.isArray(domain))));
  return valuesOf(base) !== valuesOf(broken);
}

/** Of each state, the number of the case that it belongs to: cases differ in constants, so they share no states. */
const casesOf = new WeakMap<Explored<State>, Uint8Array>();
function caseOf(base: Explored<State>, state: number): number {
  let of = casesOf.get(base);
  if (of === undefined) {
    const { graph, initialStates } = base;
    of = new Uint8Array(graph.states);
    for (let x = 0; x < graph.states; x++) {
      if (x < initialStates) of[x] = x;
      for (let e = graph.offsets[x] ?? 0; e < (graph.offsets[x + 1] ?? 0); e++)
        of[graph.targets[e] ?? 0] = of[x] ?? 0;
    }
    casesOf.set(base, of);
  }
  return of[state] ?? 0;
}

/** A case of a scope: its number of states; its graph, and which actions and rules speak in it, found when needed. */
interface OneCase {
  readonly one: number;
  readonly states: number;
  readonly explored: () => Explored<State>;
  readonly spoken: () => readonly string[];
}
const singleCases = new WeakMap<Explored<State>, readonly OneCase[]>();
const onlyCase = (model: Model<State>, one: number): Model<State> => ({
  ...model,
  initial: model.initial.slice(one, one + 1),
});
/** Actions that fire in a model, and rules that have an occasion. */
function spokenIn(model: Model<State>): readonly string[] {
  const { perAction, perRule } = check(model);
  return [
    ...perAction.flatMap(({ id, fired }) => (fired > 0 ? [id] : [])),
    ...perRule.flatMap(({ id, givenCount }) => (givenCount > 0 ? [id] : [])),
  ];
}
/** A search without rules shows that a case is the same for a fraction of what one with rules costs. */
function sameAs(whole: Explored<State>, model: Model<State>): boolean {
  try {
    // One state more is another graph. The accessors are shared with the original's search, whose states are copies.
    return sameGraph(whole, explore(model, whole.graph.states + 1));
  } catch (e) {
    if (e instanceof ModelError) return false;
    throw e;
  }
}
/** The cases of a scope, the smallest first. */
function singleCasesOf(base: Explored<State>): readonly OneCase[] {
  const known = singleCases.get(base);
  if (known !== undefined) return known;
  const states = base.model.initial.map(() => 0);
  for (let x = 0; x < base.graph.states; x++) {
    const one = caseOf(base, x);
    states[one] = (states[one] ?? 0) + 1;
  }
  const found = states
    .map((n, one): OneCase => {
      const model = onlyCase(base.model, one);
      let explored: Explored<State> | null = null;
      let spoken: readonly string[] | null = null;
      return {
        one,
        states: n,
        explored: () => (explored ??= explore(model)),
        spoken: () => (spoken ??= spokenIn(model)),
      };
    })
    .sort((a, b) => a.states - b.states);
  singleCases.set(base, found);
  return found;
}

interface ByCases {
  /** Cases to be searched before the others. */
  readonly first?: readonly number[];
  /** How many are searched; `unknown` if nothing notices by then. */
  readonly most?: number | undefined;
}

/**
 * What becomes of a mutant in a scope, its cases searched one after another until something notices: they have no state
 * in common, so that what all of them say the whole scope says.
 */
function fateByCases(base: Explored<State>, broken: Model<State>, { first = [], most }: ByCases = {}): Fate {
  const cases = singleCasesOf(base);
  const order = [
    ...first.flatMap((one) => cases.find((c) => c.one === one) ?? []),
    ...cases.filter((c) => !first.includes(c.one)),
  ];
  const silent = new Set<string>();
  for (const { id } of [...broken.actions, ...broken.rules])
    if (!broken.notApplicable.has(id)) silent.add(id);
  let states = 0;
  let same = true;
  for (const { one, explored, spoken } of order.slice(0, most)) {
    const model = onlyCase(broken, one);
    try {
      const isSame = sameAs(explored(), model);
      same &&= isSame;
      // Rules that are whole say of the same steps what they said of the original's.
      const rules = isSame ? model.rules.filter((r) => !base.model.rules.includes(r)) : model.rules;
      if (isSame) for (const id of spoken()) silent.delete(id);
      if (isSame && rules.length === 0) continue;
      const result = check({ ...model, rules }, { maxStates: 4_000_000, stopAtFirst: true });
      const rule = result.perRule.find((r) => r.violations > 0);
      if (rule !== undefined) return { fate: 'killed', by: rule.id };
      if (result.deadlocks.count > 0) return { fate: 'killed', by: 'deadlock' };
      states += result.states;
      if (result.truncatedBy !== undefined) return { fate: 'unknown', states };
      for (const { id, fired } of result.perAction) if (fired > 0) silent.delete(id);
      for (const { id, givenCount } of result.perRule) if (givenCount > 0) silent.delete(id);
    } catch (e) {
      if (!(e instanceof EvaluationError)) throw e;
      return { fate: 'killed', by: e.field === undefined ? 'it throws' : `range of ${e.field}` };
    }
  }
  if (order.length > (most ?? order.length)) return { fate: 'unknown', states };
  const [dead] = silent;
  if (dead !== undefined) return { fate: 'dead', by: dead };
  return same ? { fate: 'same graph' } : { fate: 'hole', states };
}

interface Noticed extends Pick<Deviations, 'stuck'> {
  /** Actions that never happen, and steps that must stay possible and are not, where steps are only missing. */
  readonly gone: readonly string[];
  readonly by: string | null;
  readonly deviates: boolean;
  /** Steps of the original are missing, and there are no others. */
  readonly onlyLess: boolean;
  /** Some of the cases in which it deviates. */
  readonly cases: readonly number[];
}

/** Whether anything is different, where, and what notices a first such step. */
function firstNoticed(base: Explored<State>, broken: Model<State>): Noticed {
  let by: string | null = null;
  const cases = new Set<number>();
  const { ids, marks } = occasionsOf(base);
  const { looked, lost, stuck, marked, dead } = eachFirstDeviation(
    base,
    broken,
    2_000,
    (action, params, fault, from) => {
      cases.add(caseOf(base, from));
      by = fault ?? broken.rules.find((r) => breaks(base, r, action, params))?.id ?? null;
      return by === null;
    },
    marks,
  );
  const deviates = looked + lost > 0;
  const gone = [...dead, ...ids.filter((_, i) => (((marked[i >>> 5] ?? 0) >>> (i & 31)) & 1) === 0)];
  return { by, deviates, onlyLess: deviates && looked === 0, gone, stuck, cases: [...cases].slice(0, 3) };
}

/** The steps that must stay possible: of each step of a graph, the bits of those that it is one of. */
interface Occasions {
  readonly ids: readonly string[];
  /** 32 of them each. */
  readonly marks: readonly Uint32Array[];
}
const occasions = new WeakMap<Explored<State>, Occasions>();
function occasionsOf(base: Explored<State>): Occasions {
  const known = occasions.get(base);
  if (known !== undefined) return known;
  const { graph, words, search } = base;
  const { engine, accessors, instances } = search;
  const rules = base.model.rules.filter((r) => r.id.startsWith('POSSIBLE'));
  const sets = Math.ceil(rules.length / 32);
  const marks = Array.from({ length: sets }, () => new Uint32Array(graph.targets.length));
  for (let x = 0; x < graph.states && rules.length > 0; x++)
    for (let e = graph.offsets[x] ?? 0; e < (graph.offsets[x + 1] ?? 0); e++) {
      const instance = instances[graph.who[e] ?? 0];
      if (instance === undefined) continue;
      engine.put(words, x * accessors.layout.words);
      instance.action.then(accessors.current as State, instance.params);
      engine.pack();
      for (const [i, rule] of rules.entries()) {
        const set = marks[i >>> 5];
        if (set !== undefined && judgeStep(search, rule, instance.action.id, instance.params).speaks)
          set[e] = (set[e] ?? 0) | (1 << (i & 31));
      }
    }
  const found = { ids: rules.map((r) => r.id), marks };
  occasions.set(base, found);
  return found;
}

/** A rule that throws notices, too. */
function breaks(
  base: Explored<State>,
  rule: Rule<State>,
  ...step: [action: string, params: Parameters<typeof judgeStep>[3]]
): boolean {
  try {
    return judgeStep(base.search, rule, ...step).broken;
  } catch {
    return true;
  }
}

/**
 * Of mutants that the small scope does not tell, the rows of those of which some rule says something else: where the graph
 * is the same, a word that only rules are made of is judged as a rule with a clause broken is, all at once.
 */
export async function toldByRules(
  mutants: readonly SourceMutant[],
  small: Scope,
): Promise<readonly SourceRow[]> {
  const base = small.base();
  const variants: (RuleVariant<State> & { readonly mutant: SourceMutant })[] = [];
  for (const mutant of mutants) {
    const broken = await modelOf(mutant, base.model, small.config);
    for (const [i, rule] of broken.rules.entries()) {
      const whole = base.model.rules[i];
      if (whole !== undefined && whole !== rule) variants.push({ whole, broken: rule, mutant });
    }
  }
  const rows = new Map<SourceMutant, SourceRow>();
  for (const [i, fate] of judgeVariants(base, variants, mutationsOf(base)).entries()) {
    const { mutant, whole } = variants[i] ?? {};
    if (mutant === undefined || whole === undefined || rows.has(mutant) || fate.fate === 'says the same')
      continue;
    const { fate: how, ...by } = fate;
    const { file, change } = mutant;
    rows.set(mutant, {
      file,
      change,
      fate: 'told',
      by: [whole.id, how, ...Object.values(by)],
      seen: small.config.name,
    });
  }
  return [...rows.values()];
}
