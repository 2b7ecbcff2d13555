import type { Shard } from '../properties/campaign/shard.ts';
import { type ShardResults, searchShard, type VerifyProgress } from '../properties/verify.ts';
import type { VerifyRequest } from './search.ts';
import { serveTask } from './task.ts';

serveTask<VerifyRequest & { readonly shard: Shard }, VerifyProgress, ShardResults | null>(
  ({ request, shouldStop, onProgress }) => searchShard({ ...request, shouldStop, onProgress }, request.shard),
);
