import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { svgFile, svgOf } from '../../../bench/model/picture-svg.ts';
import {
  drawingOf,
  drawings,
  mermaidOf,
  type Picture,
  pictures,
  redraw,
} from '../../../model/protected-mode/pictures.ts';

const page = readFileSync(new URL('../../../docs/model.md', import.meta.url), 'utf8');

test('the pictures in docs/ are those of the model; npx tsx bench/model/pictures.ts draws them anew', {
  timeout: 60_000,
}, async () => {
  const all = drawings();
  expect([...all.keys()]).toEqual(pictures.map(({ id }) => id));
  for (const [id, drawing] of all) {
    expect(page).toContain(`<!-- picture: ${id} -->`);
    const svg = await svgOf(drawing);
    expect(svg, id).toBe(readFileSync(svgFile(id), 'utf8'));
    // Each node and each arrow is drawn once, and the dot and the arrow from which all begins.
    expect(svg.match(/class="node"/g)).toHaveLength(drawing.nodes.length + 1);
    expect(svg.match(/class="edge"/g)).toHaveLength(drawing.arrows.length + 1);
  }
  expect(redraw(page, all)).toBe(page);
});

test('a picture has a node for all states that show the same, and the actions that lead from one to the next', () => {
  const one = { slots: 1, groups: [{ priority: 1, queues: [['N']] }] };
  const running: Picture = {
    id: 'x',
    title: 'x',
    one,
    shows: (t, s) => [t.anyGroup((g) => t.anyQueue((q) => t.executing(s, g, q))) ? 'runs' : 'rests'],
  };
  expect(mermaidOf(drawingOf(running)).split('\n')).toEqual([
    'stateDiagram-v2',
    '  s0: rests',
    '  s1: runs',
    '  [*] --> s0',
    '  s0 --> s1: firmware.ackStart, gpu.issueNormal',
    '  s1 --> s0: firmware.ackStop, gpu.finishNormal',
  ]);
});

test('a page that asks for an unknown picture is refused with the names that there are', () => {
  expect(() => redraw('<!-- picture: sesion --><!-- end -->', new Map())).toThrow(
    /no picture "sesion", only session,/,
  );
});
