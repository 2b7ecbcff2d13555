import { by, carried, type Entries, leftOut, partly } from '../entry.ts';

export const partA: Entries = {};
