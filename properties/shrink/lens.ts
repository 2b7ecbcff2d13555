import type { Pass } from './core.ts';

/** Passes over a part of a value as passes over the value. */
export function onPart<S extends object, K extends keyof S>(
  part: K,
  passes: readonly Pass<S[K]>[],
): readonly Pass<S>[] {
  return passes.map((pass) => ({
    name: pass.name,
    edits: function* (start) {
      let value = start;
      const edits = pass.edits(value[part]);
      let step = edits.next();
      while (step.done !== true) {
        const kept: S | null = yield { ...value, [part]: step.value };
        if (kept !== null) value = kept;
        step = edits.next(kept === null ? null : kept[part]);
      }
    },
  }));
}
