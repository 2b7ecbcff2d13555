import type { Workload } from '../impl/userspace/workload.ts';
import { decodeWrittenWorkload, WorkloadError } from '../impl/userspace/workload-file.ts';
import { readJson, workloadShelf } from './files.ts';
import { UsageError } from './io.ts';

/** Reads a workload file. Throws `UsageError` naming the file, the path in it, and what was expected there. */
export function readWorkload(path: string): Workload {
  const json = readJson(path, workloadShelf);
  try {
    return decodeWrittenWorkload(json);
  } catch (error) {
    if (error instanceof WorkloadError)
      throw new UsageError(`${path}: ${error.message}; the format: docs/workloads.md`);
    throw error;
  }
}
