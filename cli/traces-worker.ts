import { revisionNamed } from '../impl/driver/revisions.ts';
import type { Profile } from '../impl/profile/choices.ts';
import type { Workload } from '../impl/userspace/workload.ts';
import { runBounds } from '../properties/campaign/simulator-subject.ts';
import { type TraceScope, type TraceVerdict, verifyTraces } from '../properties/verify-traces.ts';
import { serveTask } from './task.ts';

/** What a search of every trace in a worker is given. */
export interface TracesRequest extends Pick<TraceScope, 'fromUs' | 'untilUs' | 'rules'> {
  readonly revision: string;
  readonly workload: Workload;
  readonly profile: Profile;
  readonly maxExecutions: number;
}

export interface TracesProgress {
  readonly executions: number;
  readonly broken: number;
}

serveTask<TracesRequest, TracesProgress, TraceVerdict>(({ request, shouldStop, onProgress }) => {
  const { workload, profile, maxExecutions, ...scope } = request;
  const revision = revisionNamed(request.revision);
  if (revision === null) throw new Error(`no revision is called ${request.revision}`);
  const setup = { revision, workload, profile, maxSteps: runBounds.maxSteps };
  return verifyTraces({ ...scope, setup }, { maxExecutions, shouldStop }, onProgress);
});
