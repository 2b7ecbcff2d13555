import { workerData } from 'node:worker_threads';
import { help } from '../../model/checker/index.ts';
import { loadModel } from './source.ts';
import type { HelperData } from './threads.ts';

const { source, memory } = workerData as HelperData;
loadModel(source).then((model) => help(model, memory));
