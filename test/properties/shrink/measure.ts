/** A seed that differs between runs of the suite, unless PROTM_SEED gives one. Printed with every figure. */
export function freshSeed(): number {
  const given = process.env.PROTM_SEED;
  return given === undefined ? Date.now() >>> 0 : Number.parseInt(given, 10);
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
