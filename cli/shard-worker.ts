import type { Shard } from '../properties/campaign/shard.ts';
import type { ShardResults, VerifyProgress } from '../properties/verify-options.ts';
import { searchShard } from '../properties/verify-shard.ts';
import { type JournalPlace, memoIn } from './journal.ts';
import type { VerifyRequest } from './search.ts';
import { serveTask } from './task.ts';

/** The part of a search that falls to a shard, and where it keeps what it has finished. */
export interface ShardRequest extends VerifyRequest {
  readonly shard: Shard;
  readonly journal: JournalPlace | null;
}

serveTask<ShardRequest, VerifyProgress, ShardResults | null>(({ request, shouldStop, onProgress }) => {
  const { shard, journal, ...options } = request;
  return searchShard({ ...options, ...memoIn(journal), shouldStop, onProgress }, shard);
});
