import { Worker, type WorkerOptions } from 'node:worker_threads';

/** The module beside another one, in TypeScript as it is here, or in JavaScript where the project was compiled. */
export function moduleBeside(path: string, base: string): URL {
  return new URL(`${path}${base.endsWith('.ts') ? '.ts' : '.js'}`, base);
}

/**
 * Starts a module in a worker thread. One in TypeScript is started by way of a module that registers the loader,
 * since workers do not inherit it.
 *
 * @param entry the module; finds its data in `workerData`
 */
export function startWorker(
  entry: URL,
  workerData: object,
  options: Omit<WorkerOptions, 'workerData'> = {},
): Worker {
  if (!entry.href.endsWith('.ts')) return new Worker(entry, { ...options, workerData });
  const boot = new URL('./boot.mjs', import.meta.url);
  return new Worker(boot, { ...options, workerData: { ...workerData, entry: entry.href } });
}
