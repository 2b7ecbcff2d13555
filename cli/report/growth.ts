import { type Growth, thingKinds } from '../../properties/campaign/growth.ts';
import { type Html, html } from '../html/html.ts';
import { count, counted } from '../progress.ts';

/** How the coverage of a revision grew: a graph of all that was met, and a small one for each kind of thing. */
export function growthFigure(revision: string, growth: Growth): Html | null {
  const { executions, things, kinds } = growth;
  const total = executions.at(-1) ?? 0;
  if (total === 0) return null;
  const rows = kinds
    .filter(({ last }) => last > 0)
    .map(
      ({ kind, things: some, last }) =>
        html`<tr><th scope="row">${thingKinds[kind]}</th><td>${spark(executions, some)}</td><td class="figure">${count(some.at(-1) ?? 0)}</td><td class="figure">${count(last)}</td></tr>\n`,
    );
  return html`<figure>
<figcaption>Coverage of ${revision}: different behaviours that executions came to, by executions in the order of the plan</figcaption>
${graph(revision, growth)}
<div class="scroll"><table><thead><tr><th scope="col">of which</th><th scope="col">growth</th><th scope="col" class="figure">in the end</th><th scope="col" class="figure">last new one by execution</th></tr></thead>
<tbody>${rows}</tbody></table></div>
<p class="soft">${counted(things.at(-1) ?? 0, 'behaviour')} in ${counted(total, 'execution')}. Where a line still rises at its end, more executions meet more.</p>
</figure>
`;
}

export const growthStyle = `
figure { margin: 1rem 0; } figcaption { font-weight: 600; } .figure { text-align: right; font-variant-numeric: tabular-nums; }
.growth { width: 100%; max-width: 44rem; height: auto; } .growth text { font-size: 11px; fill: var(--soft); } .growth .line { fill: none; stroke: var(--link); stroke-width: 2; stroke-linejoin: round; }
.growth .grid { stroke: var(--line); } .growth circle { fill: var(--link); } .spark { width: 8rem; height: 1.4rem; } .spark polyline { fill: none; stroke: var(--link); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
`;

/** The graph, in units of its view box; right and bottom leave room for the figures at the ends. */
const box = { width: 640, height: 220, left: 50, right: 20, top: 10, bottom: 34 } as const;

function graph(revision: string, { executions, things }: Growth): Html {
  const most = { x: executions.at(-1) ?? 0, y: things.at(-1) ?? 0 };
  const ticks = { x: ticksTo(most.x), y: ticksTo(most.y) };
  const top = { x: Math.max(most.x, ticks.x.at(-1) ?? 0), y: Math.max(most.y, ticks.y.at(-1) ?? 0) };
  const x = (n: number): string => place(box.left, box.width - box.right, n / top.x);
  const y = (n: number): string => place(box.height - box.bottom, box.top, n / top.y);
  const line = [0, ...executions].map((n, i) => `${x(n)},${y(i === 0 ? 0 : (things[i - 1] ?? 0))}`).join(' ');
  const [left, right, bottom] = [box.left, box.width - box.right, box.height - box.bottom];
  return html`<svg class="growth" viewBox="0 0 ${box.width} ${box.height}" role="img" aria-label="Coverage of ${revision}: ${milestones(executions, things)}">
${ticks.y.map((n) => html`<line class="grid" x1="${left}" x2="${right}" y1="${y(n)}" y2="${y(n)}"/><text x="${left - 6}" y="${y(n)}" text-anchor="end" dominant-baseline="middle">${count(n)}</text>`)}
${ticks.x.map((n) => html`<line class="grid" x1="${x(n)}" x2="${x(n)}" y1="${bottom}" y2="${bottom + 4}"/><text x="${x(n)}" y="${bottom + 15}" text-anchor="middle">${count(n)}</text>`)}
<text x="${right}" y="${box.height - 4}" text-anchor="end">executions</text>
<polyline class="line" points="${line}"/>
<circle cx="${x(most.x)}" cy="${y(most.y)}" r="3"/>
</svg>`;
}

/** What the graph shows, for who does not see it: a quarter, half and all of the executions. */
function milestones(executions: readonly number[], things: readonly number[]): string {
  const total = executions.at(-1) ?? 0;
  const parts = [0.25, 0.5, 1].map((part) => {
    const at = executions.findIndex((n) => n >= total * part);
    return `${counted(things[at] ?? 0, 'behaviour')} after ${counted(executions[at] ?? 0, 'execution')}`;
  });
  return [...new Set(parts)].join(', ');
}

/** A small graph without axes, on the scale of its own last value. */
function spark(executions: readonly number[], things: readonly number[]): Html {
  const [endX, endY] = [executions.at(-1) ?? 1, Math.max(1, things.at(-1) ?? 1)];
  const points = [0, ...executions].map(
    (n, i) => `${place(0, 100, n / endX)},${place(19, 1, i === 0 ? 0 : (things[i - 1] ?? 0) / endY)}`,
  );
  return html`<svg class="spark" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true"><polyline points="${points.join(' ')}"/></svg>`;
}

const place = (from: number, to: number, part: number): string => (from + (to - from) * part).toFixed(1);

/** Round figures from 0 up to `most`, at most six. */
function ticksTo(most: number): readonly number[] {
  const steps = [1, 2, 5]
    .flatMap((n) => Array.from({ length: 9 }, (_, i) => n * 10 ** i))
    .sort((a, b) => a - b);
  const step = steps.find((n) => most / n <= 5) ?? most;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}
