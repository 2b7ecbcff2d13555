import { verify } from '../properties/verify.ts';
import type { VerifyProgress } from '../properties/verify-options.ts';
import type { VerifyReport } from '../properties/verify-report.ts';
import { type JournalPlace, memoIn } from './journal.ts';
import type { VerifyRequest } from './search.ts';
import { serveTask } from './task.ts';

/** What a search may take, and where it keeps what it has finished. */
export interface TimedRequest extends VerifyRequest {
  /** Null: as many rounds as the budget has. */
  readonly seconds: number | null;
  readonly journal: JournalPlace | null;
}

/** The search of the model comes first, so it may not take everything. */
const MODEL_PART = 1 / 3;

serveTask<TimedRequest, VerifyProgress, VerifyReport>(({ request, shouldStop, onProgress }) => {
  const { seconds, journal, ...options } = request;
  const beginMs = performance.now();
  const passed = (): number => (performance.now() - beginMs) / 1000;
  const minutes = (s: number): string => (s < 120 ? `${Math.floor(s)} s` : `${Math.floor(s / 60)} min`);
  return verify({
    ...options,
    shouldStop,
    ...(seconds === null
      ? {}
      : { timeUp: () => passed() >= seconds, modelTimeUp: () => passed() >= seconds * MODEL_PART }),
    ...memoIn(journal),
    onProgress: (progress) =>
      onProgress(
        seconds === null
          ? progress
          : {
              ...progress,
              coverage: [progress.coverage, `${minutes(passed())} of ${minutes(seconds)}`]
                .filter((text) => text !== '')
                .join('; '),
            },
      ),
  });
});
