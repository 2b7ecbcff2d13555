/**
 * Draws the pictures of docs/model.md and of the report anew, from the reachable states of the model.
 * Usage: npx tsx bench/model/pictures.ts
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { drawings, redraw } from '../../model/protected-mode/pictures.ts';
import { svgFile, svgOf } from './picture-svg.ts';

const all = drawings();
const page = new URL('../../docs/model.md', import.meta.url);
write(page, redraw(readFileSync(page, 'utf8'), all));
mkdirSync(new URL('.', svgFile('')), { recursive: true });
for (const [id, drawing] of all) write(svgFile(id), await svgOf(drawing));

function write(file: URL, text: string): void {
  const same = existsSync(file) && readFileSync(file, 'utf8') === text;
  if (!same) writeFileSync(file, text);
  console.log(`${file.pathname.split('/docs/')[1]}: ${same ? 'as it was' : 'drawn anew'}`);
}
