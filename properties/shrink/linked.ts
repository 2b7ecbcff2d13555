/** Names that an item of a list introduces and names that it refers to. */
export interface Links {
  readonly introduces: readonly string[];
  readonly refersTo: readonly string[];
}

/**
 * The items without those at `positions` and without everything that refers, directly or through others, to a
 * name that goes away with them. A name stays as long as one item that introduces it does.
 */
export function withoutDependants<T>(
  items: readonly T[],
  positions: ReadonlySet<number>,
  links: (item: T) => Links,
): readonly T[] {
  let rest = items.filter((_, i) => !positions.has(i));
  for (;;) {
    const known = new Set(rest.flatMap((item) => links(item).introduces));
    const next = rest.filter((item) => links(item).refersTo.every((name) => known.has(name)));
    if (next.length === rest.length) return rest;
    rest = next;
  }
}
