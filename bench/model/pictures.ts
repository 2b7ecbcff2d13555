/**
 * Draws the pictures of docs/model.md anew, from the reachable states of the model.
 * Usage: npx tsx bench/model/pictures.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { redraw } from '../../model/protected-mode/pictures.ts';

const page = new URL('../../docs/model.md', import.meta.url);
const before = readFileSync(page, 'utf8');
const after = redraw(before);
writeFileSync(page, after);
console.log(
  before === after ? 'docs/model.md: the pictures are as they were' : 'docs/model.md: pictures redrawn',
);
