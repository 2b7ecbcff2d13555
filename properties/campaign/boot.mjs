// Node 20 runs no TypeScript in workers by itself: register the loader, then go on in TypeScript.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.entry);
