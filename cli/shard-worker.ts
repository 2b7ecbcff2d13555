import type { Shard } from '../properties/campaign/shard.ts';
import type { ShardResults, VerifyProgress } from '../properties/verify-options.ts';
import { searchShard } from '../properties/verify-shard.ts';
import type { VerifyRequest } from './search.ts';
import { serveTask } from './task.ts';

serveTask<VerifyRequest & { readonly shard: Shard }, VerifyProgress, ShardResults | null>(
  ({ request, shouldStop, onProgress }) => searchShard({ ...request, shouldStop, onProgress }, request.shard),
);
