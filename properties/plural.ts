/**
 * `1 execution`, `20 executions`, `2 fixes`.
 *
 * @param shown the number as it is to be written
 */
export const plural = (n: number, thing: string, shown = String(n)): string =>
  `${shown} ${thing}${n === 1 ? '' : thing.endsWith('x') ? 'es' : 's'}`;
