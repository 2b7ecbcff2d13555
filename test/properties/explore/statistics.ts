/** Logarithms of factorials, to 2^20. */
const logFactorials: number[] = [0];
function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i++)
    logFactorials.push((logFactorials[i - 1] as number) + Math.log(i));
  return logFactorials[n] as number;
}

/**
 * The probability of at most `hits` successes in `trials` of probability `p` each: how credible it is that something
 * happens at least that often, if it was seen so seldom. Exact, by summing.
 */
export function atMost(hits: number, trials: number, p: number): number {
  let sum = 0;
  for (let k = 0; k <= hits; k++) {
    const ways = logFactorial(trials) - logFactorial(k) - logFactorial(trials - k);
    sum += Math.exp(ways + k * Math.log(p) + (trials - k) * Math.log1p(-p));
  }
  return Math.min(1, sum);
}

/** Pearson's statistic for counts that should all be equal. */
export function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  return counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
}

/**
 * The probability that Pearson's statistic is at least `x` with so many degrees of freedom, by the approximation of
 * E. B. Wilson and M. M. Hilferty, PNAS 17 (1931): its cube root is nearly normal. Good to
 * some parts in a hundred from ten degrees on.
 */
export function chiSquareTail(x: number, freedom: number): number {
  const spread = 2 / (9 * freedom);
  return normalTail(((x / freedom) ** (1 / 3) - 1 + spread) / Math.sqrt(spread));
}

/** The probability that a standard normal variable is at least `z`; Abramowitz and Stegun, 26.2.17. */
function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
