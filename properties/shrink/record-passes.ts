import type { Pass } from './core.ts';
import { deletions } from './deletions.ts';

/** Removes fields of a record, so that what stays is needed, each by itself and all together. */
export function fieldRemoval<V>(name: string): Pass<{ readonly [key: string]: V }> {
  return {
    name,
    edits: (start) =>
      deletions(
        start,
        (record) => Object.keys(record).length,
        (record, positions) => Object.fromEntries(Object.entries(record).filter((_, i) => !positions.has(i))),
      ),
  };
}
