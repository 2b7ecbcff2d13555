import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictures } from '../../model/protected-mode/pictures.ts';
import { packageRoot } from '../../properties/package-root.ts';
import { Html, html } from '../html/html.ts';

/**
 * The pictures of the reference model: all reachable states of a small case each, computed from the model and laid out
 * beforehand (docs/model.md), so that a report needs neither Graphviz nor a network.
 */
export function modelPictures(): readonly Html[] {
  return pictures.flatMap(({ id, title }, i) => {
    const file = join(packageRoot, 'docs', 'pictures', `${id}.svg`);
    if (!existsSync(file)) return [];
    // Within a page its namespace goes without saying.
    const svg = readFileSync(file, 'utf8').replace(/ xmlns="[^"]*"/, ' aria-hidden="true"');
    return [
      html`<details class="picture" id="picture-${id}"${i === 0 ? new Html(' open="open"') : null}><summary>${title}</summary>
<div class="scroll" tabindex="0" role="img" aria-label="${title}">${new Html(svg.trimEnd())}</div>
<details><summary>The same as a list</summary><ul>${arrowsIn(svg).map((arrow) => html`<li>${arrow}</li>`)}</ul></details></details>
`,
    ];
  });
}

/** `off to starting: driver.start`, for who cannot see the drawing. */
function arrowsIn(svg: string): readonly Html[] {
  const groups = svg.match(/<g class="edge">[\s\S]*?<\/g>/g) ?? [];
  return groups.map((group) => {
    const [, title = ''] = /<title>([\s\S]*?)<\/title>/.exec(group) ?? [];
    const labels = [...group.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, label]) => label);
    // What stands in the file is markup already.
    return new Html(labels.length === 0 ? title : `${title}: ${labels.join(', ')}`);
  });
}

export const pictureStyle = `
.picture svg { max-width: 100%; height: auto; } .picture text { font-family: ui-monospace, monospace; fill: var(--ink); }
.picture path { stroke: var(--soft); } .picture polygon, .picture ellipse { stroke: var(--soft); fill: var(--soft); } details.picture > summary { padding: .2rem 0; }
`;
