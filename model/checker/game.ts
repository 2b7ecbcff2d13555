/**
 * Who makes a move. What is not the system's is the environment's: an answer is what it owes and time waits for, the
 * passing of time is the aim of both, anything else it may do or leave.
 */
export type Mover = 'system' | 'environment' | 'answer' | 'time';

/** A finite game: edges of state x are numbers `offsets[x]` to `offsets[x + 1]`. */
export interface Game {
  readonly states: number;
  readonly offsets: ArrayLike<number>;
  /** The state that an edge leads to, or `lost`: the system has broken what it is to keep. */
  readonly targets: ArrayLike<number>;
  readonly movers: readonly Mover[];
}

/** Stands for a broken rule among the targets of edges. */
export const lost = -1;

/**
 * How fast the system is against the environment. `first`: it makes as many moves as it likes before the environment
 * makes one, so that what it cannot win thus it cannot win at all. `late`: the environment may come before each of its
 * moves, so that what it wins thus it always wins. Time passes in neither before the system has had its say.
 */
export type Speed = 'first' | 'late';

/** 0 where the system wins; elsewhere the round in which the state was found lost, the earlier the nearer the end. */
export type Ranks = Uint32Array;

/**
 * Solves the game in which the system must never lose, and time must go on: it loses as well if it keeps time away for
 * ever, by moves of its own or by making the environment answer again and again; if the environment does that by other
 * moves, it does not. A state is won if the system, whatever is answered, comes to one at which it can rest, because
 * whatever else happens there leads to a won state. The greatest such set is found by removing what does not belong to
 * it: safety and recurrence in a nested fixed point (Graedel, Thomas and Wilke, "Automata, logics, and infinite
 * games", chapter 2; the blame for stopping time as in de Alfaro et al., "The element of surprise in timed games").
 */
export function solve(game: Game, speed: Speed): Ranks {
  const { states, offsets, targets, movers } = game;
  const rank = new Uint32Array(states);
  const won = (x: number): boolean => x !== lost && rank[x] === 0;
  const moves = predecessors(game, 'system');
  const answers = predecessors(game, 'answer');
  const queue = new Uint32Array(states);
  for (let round = 1; ; round++) {
    /** What else can happen leads to won states: anything, or anything but time. */
    const rests = new Uint8Array(states);
    const unhurt = new Uint8Array(states);
    const open = new Uint32Array(states);
    const hasMove = new Uint8Array(states);
    const reaches = new Uint8Array(states);
    let end = 0;
    const settle = (x: number): void => {
      if (reaches[x] === 1 || !won(x)) return;
      const byRest = rests[x] === 1 && open[x] === 0;
      const byMove = hasMove[x] === 1 && (speed === 'first' || (unhurt[x] === 1 && open[x] === 0));
      if (!byRest && !byMove) return;
      reaches[x] = 1;
      queue[end++] = x;
    };
    for (let x = 0; x < states; x++) {
      if (!won(x)) continue;
      let goesOn = false;
      rests[x] = 1;
      unhurt[x] = 1;
      for (let e = offsets[x] ?? 0; e < (offsets[x + 1] ?? 0); e++) {
        const mover = movers[e];
        if (mover === 'system') continue;
        if (mover === 'answer') open[x] = (open[x] ?? 0) + 1;
        if (mover !== 'environment') goesOn = true;
        if (won(targets[e] ?? lost)) continue;
        rests[x] = 0;
        if (mover !== 'time') unhurt[x] = 0;
      }
      if (!goesOn) rests[x] = 0;
    }
    for (let x = 0; x < states; x++) settle(x);
    for (let at = 0; at < end; at++) {
      const y = queue[at] ?? 0;
      for (let k = moves.offsets[y] ?? 0; k < (moves.offsets[y + 1] ?? 0); k++) {
        const x = moves.sources[k] ?? 0;
        hasMove[x] = 1;
        settle(x);
      }
      for (let k = answers.offsets[y] ?? 0; k < (answers.offsets[y + 1] ?? 0); k++) {
        const x = answers.sources[k] ?? 0;
        open[x] = (open[x] ?? 0) - 1;
        settle(x);
      }
    }
    let removed = 0;
    for (let x = 0; x < states; x++)
      if (won(x) && reaches[x] === 0) {
        rank[x] = round;
        removed += 1;
      }
    if (removed === 0) return rank;
  }
}

/** Where the edges of one mover come from, by the state that they lead to. */
function predecessors({ states, offsets, targets, movers }: Game, mover: Mover) {
  const starts = new Uint32Array(states + 1);
  for (let e = 0; e < movers.length; e++) {
    const y = targets[e] ?? lost;
    if (movers[e] === mover && y !== lost) starts[y + 1] = (starts[y + 1] ?? 0) + 1;
  }
  for (let y = 0; y < states; y++) starts[y + 1] = (starts[y + 1] ?? 0) + (starts[y] ?? 0);
  const sources = new Uint32Array(starts[states] ?? 0);
  const next = starts.slice();
  for (let x = 0; x < states; x++)
    for (let e = offsets[x] ?? 0; e < (offsets[x + 1] ?? 0); e++) {
      const y = targets[e] ?? lost;
      if (movers[e] !== mover || y === lost) continue;
      const at = next[y] ?? 0;
      sources[at] = x;
      next[y] = at + 1;
    }
  return { offsets: starts, sources };
}

/**
 * The edges of a shortest way from a lost state to an edge that is wanted, through lost states only: whatever the
 * system does on the way instead, it loses as well. Null if there is none.
 */
export function losingLine(
  game: Game,
  ranks: Ranks,
  from: number,
  wanted: (edge: number) => boolean,
): readonly number[] | null {
  const { offsets, targets } = game;
  if (ranks[from] === 0) return null;
  const cameBy = new Map<number, { edge: number; before: number } | null>([[from, null]]);
  // The map grows while it is walked.
  for (const x of cameBy.keys())
    for (let e = offsets[x] ?? 0; e < (offsets[x + 1] ?? 0); e++) {
      const y = targets[e] ?? lost;
      if (wanted(e)) {
        const line = [e];
        for (let step = cameBy.get(x); step; step = cameBy.get(step.before)) line.unshift(step.edge);
        return line;
      }
      if (y !== lost && ranks[y] !== 0 && !cameBy.has(y)) cameBy.set(y, { edge: e, before: x });
    }
  return null;
}
