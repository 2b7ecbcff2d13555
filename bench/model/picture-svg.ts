import { instance } from '@viz-js/viz';
import { type Drawing, dotOf } from '../../model/protected-mode/pictures.ts';

/** Where the drawing of a picture is kept, for the report's entry page. */
export const svgFile = (id: string): URL => new URL(`../../docs/pictures/${id}.svg`, import.meta.url);

/**
 * A picture laid out by Graphviz, as an element that may stand in a page: without ids, which several pictures would
 * share, and without colours of its own where the page's style says them.
 */
export async function svgOf(drawing: Drawing): Promise<string> {
  const viz = await instance();
  const svg = viz.renderString(dotOf(drawing), { format: 'svg' });
  return svg
    .slice(svg.indexOf('<svg'))
    .replaceAll(/<!--[\s\S]*?-->\n?/g, '')
    .replaceAll(/ (?:id|xmlns:xlink)="[^"]*"/g, '')
    .replaceAll('&#45;&gt;', ' to ');
}
