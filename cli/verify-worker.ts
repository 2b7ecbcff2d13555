import { type VerifyProgress, verify } from '../properties/verify.ts';
import type { VerifyReport } from '../properties/verify-report.ts';
import type { VerifyRequest } from './search.ts';
import { serveTask } from './task.ts';

serveTask<VerifyRequest, VerifyProgress, VerifyReport>(({ request, shouldStop, onProgress }) =>
  verify({ ...request, shouldStop, onProgress }),
);
