import type { Entries } from '../entry.ts';
import { partA } from './a.ts';
import { partB } from './b.ts';
import { partD } from './d.ts';
import { partE } from './e.ts';
import { partF } from './f.ts';
import { partH } from './h.ts';

/** How each statement of docs/protocol.md is kept. */
export const entries: Entries = { ...partA, ...partB, ...partD, ...partE, ...partF, ...partH };
