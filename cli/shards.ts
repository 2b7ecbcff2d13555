import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeWorkload, encodeWorkload } from '../impl/userspace/workload-file.ts';
import type { Shard } from '../properties/campaign/shard.ts';
import type { ShardResults } from '../properties/verify-options.ts';
import { jsonFiles, readJson } from './files.ts';
import { UsageError } from './io.ts';
import type { VerifyRequest } from './search.ts';

/** What a shard leaves behind, for `merge`. */
export interface ShardFile {
  readonly shard: Shard;
  readonly request: Omit<VerifyRequest, 'given'>;
  /** What was asked for beside seed and budget, as it stands on a command line. */
  readonly asked: readonly string[];
  readonly results: ShardResults;
}

const FORMAT = 'protm-check shard';
const VERSION = 1;

/** A shard as it is written on a command line, `2/8`. Throws `UsageError` on anything else. */
export function parseShard(text: string): Shard {
  const [, index = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > count) {
    throw new UsageError(`--shard takes the number of a shard and how many there are, as 2/8, not "${text}"`);
  }
  return { index, count };
}

export function shardFileName({ index, count }: Shard): string {
  return `shard-${index}-of-${count}.json`;
}

export function encodeShard({ shard, request, asked, results }: ShardFile): string {
  const workloads = request.workloads.map(encodeWorkload);
  const file = { format: FORMAT, version: VERSION, sources: sourcesDigest(), shard, asked };
  return `${JSON.stringify({ ...file, request: { ...request, workloads }, results })}\n`;
}

/** A file of this project is trusted once its format, its version and the sources it was made by are the same. */
function decodeShard(path: string): ShardFile {
  const value = readJson(path, { folder: 'report/shards', lists: 'ls report/shards' });
  const file = value as ShardFile & { format?: unknown; version?: unknown; sources?: unknown };
  if (typeof value !== 'object' || value === null || file.format !== FORMAT || file.version !== VERSION) {
    throw new UsageError(
      `${path} is no "${FORMAT}" of version ${VERSION}: \`verify --shard 1/2\` writes one`,
    );
  }
  if (file.sources !== sourcesDigest()) {
    throw new UsageError(
      `${path} was made by other sources than these: search it again from the same commit`,
    );
  }
  const workloads = file.request.workloads.map((workload) => decodeWorkload(workload));
  const { shard, asked, results } = file;
  return { shard, asked, results, request: { ...file.request, workloads } };
}

/** All shards of one search, as one. */
export interface MergedShards {
  readonly request: VerifyRequest;
  readonly asked: readonly string[];
  readonly count: number;
}

/**
 * Reads the files of all shards of a search.
 *
 * @param paths files, or folders that hold them
 * @throws UsageError when one is missing, there twice, of another search or of other sources
 */
export function readShards(paths: readonly string[]): MergedShards {
  const files = paths.flatMap((path) => (path.endsWith('.json') ? [path] : jsonFiles(path)));
  const [first, ...others] = files.map((path) => ({ path, ...decodeShard(path) }));
  if (first === undefined) {
    throw new UsageError(`no shards in ${paths.join(', ')}: \`verify --shard 1/2\` writes the first of two`);
  }
  const searched = ({ request, asked, shard }: ShardFile): string =>
    JSON.stringify([request, asked, shard.count]);
  for (const other of others) {
    if (searched(other) !== searched(first)) {
      throw new UsageError(`${other.path} is of another search than ${first.path}: give each its own folder`);
    }
  }
  const all = [first, ...others].sort((a, b) => a.shard.index - b.shard.index);
  const { count } = first.shard;
  for (let index = 1; index <= count; index++) {
    const these = all.filter(({ shard }) => shard.index === index);
    const [one, two] = these;
    if (one === undefined) throw new UsageError(`shard ${index}/${count} is missing in ${paths.join(', ')}`);
    if (two !== undefined)
      throw new UsageError(`${one.path} and ${two.path} are both shard ${index}/${count}`);
  }
  const given: ShardResults = {
    model: all.flatMap(({ results }) => results.model),
    stacks: all.flatMap(({ results }) => results.stacks),
  };
  return { request: { ...first.request, given }, asked: first.asked, count };
}

let digest: string | null = null;

/** A digest of the sources on which results depend: shards of other sources cannot be merged. */
export function sourcesDigest(): string {
  if (digest !== null) return digest;
  const hash = createHash('sha256');
  // The code that runs, compiled or not.
  const root = fileURLToPath(new URL('../', import.meta.url));
  for (const folder of ['model', 'impl', 'properties']) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => /\.[jt]s$/.test(name)).sort()) {
      hash.update(`${folder}/${file}\n`).update(readFileSync(join(root, folder, file)));
    }
  }
  digest = hash.digest('hex').slice(0, 16);
  return digest;
}
