import { byNearness, nearest } from '../impl/nearest.ts';

/** As many names as are read in one look. */
const FEW = 12;

/**
 * `did you mean "replay"?`; where no name is near, all of them, or where they are many the nearest three.
 *
 * @param lists the command that lists them all, `npm run list -- rules`
 */
export function suggestion(word: string, names: readonly string[], lists?: string): string {
  const name = nearest(word, names);
  if (name !== null) return `did you mean "${name}"?`;
  if (names.length === 0) return 'there are none';
  if (names.length <= FEW) return `there are: ${names.join(', ')}`;
  const all = lists === undefined ? '' : `; \`${lists}\` shows all`;
  return `nearest: ${byNearness(word, [...new Set(names)])
    .slice(0, 3)
    .join(', ')}${all}`;
}
