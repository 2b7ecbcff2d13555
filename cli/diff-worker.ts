import { type CompareOptions, type Comparison, compare } from '../properties/compare/compare.ts';
import type { VerifyProgress } from '../properties/verify-options.ts';
import { serveTask } from './task.ts';

export type CompareRequest = Omit<CompareOptions, 'shouldStop' | 'onProgress'>;

serveTask<CompareRequest, VerifyProgress, Comparison>(({ request, shouldStop, onProgress }) =>
  compare({ ...request, shouldStop, onProgress }),
);
