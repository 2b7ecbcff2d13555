import type { Io } from './io.ts';

/** A second Ctrl-C sooner than this after the first is the same one, sent on by npm. */
const SAME_SIGNAL_MS = 500;
const INTERRUPTED_TWICE = 130;

/**
 * While something long runs: Ctrl-C once asks it to stop, twice ends the process.
 *
 * @param stop called once, on the first signal
 * @returns ends the watch
 */
export function onInterrupt(io: Io, stop: () => void): () => void {
  let askedMs: number | null = null;
  const onSignal = (): void => {
    if (askedMs === null) {
      askedMs = io.clockMs();
      stop();
      io.err('stopping; Ctrl-C again to end at once\n');
    } else if (io.clockMs() - askedMs > SAME_SIGNAL_MS) process.exit(INTERRUPTED_TWICE);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return () => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
}
