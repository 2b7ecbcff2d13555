/** The sequence numbers that are known, of events that a violation rests on. */
export const seqsOf = (...seqs: readonly (number | null | undefined)[]): readonly number[] =>
  seqs.flatMap((seq) => seq ?? []);
