import type { Secrets } from '../../impl/simulate.ts';
import type { Edits, Pass } from './core.ts';

interface WithSecrets {
  readonly secrets?: Secrets;
}

/**
 * Passes over the protected content in which the two runs of a pair differ. The pair shrinks as one value: each
 * candidate runs the program twice, with the same decisions.
 */
export const secretPasses = <S extends WithSecrets>(): readonly Pass<S>[] => [
  { name: 'plain content', edits: plainer },
  { name: 'smaller content', edits: smaller },
];

function* plainer<S extends WithSecrets>(start: S): Edits<S> {
  let value = start;
  for (const process of Object.keys(value.secrets ?? {})) {
    const { [process]: _, ...others } = value.secrets ?? {};
    const kept: S | null = yield withSecrets(value, others);
    if (kept !== null) value = kept;
  }
}

/** Each of the two values nearer to zero, by halves and then by one. */
function* smaller<S extends WithSecrets>(start: S): Edits<S> {
  let value = start;
  for (const process of Object.keys(value.secrets ?? {})) {
    for (const side of [0, 1] as const) {
      for (let again = true; again; ) {
        again = false;
        const pair = value.secrets?.[process] ?? [0, 0];
        const now = pair[side];
        for (const next of new Set([Math.floor(now / 2), now - 1])) {
          const changed = side === 0 ? ([next, pair[1]] as const) : ([pair[0], next] as const);
          if (next < 0 || next === now || changed[0] === changed[1]) continue;
          const kept: S | null = yield withSecrets(value, { ...value.secrets, [process]: changed });
          if (kept === null) continue;
          value = kept;
          again = true;
          break;
        }
      }
    }
  }
}

function withSecrets<S extends WithSecrets>(value: S, secrets: Secrets): S {
  const { secrets: _, ...rest } = value;
  return (Object.keys(secrets).length === 0 ? rest : { ...rest, secrets }) as S;
}
