import {
  type Exploration,
  type ExploreOptions,
  type ExploreProgress,
  explore,
} from '../properties/campaign/explore.ts';
import { serveTask } from './task.ts';

/** What an exploration in a worker is given. */
export type ExploreRequest = Omit<ExploreOptions, 'shouldStop' | 'onProgress'>;

serveTask<ExploreRequest, ExploreProgress, Exploration>(({ request, shouldStop, onProgress }) =>
  explore({ ...request, shouldStop, onProgress }),
);
