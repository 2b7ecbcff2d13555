import { type StateGraph, stateGraph } from '../checker/export-graph.ts';
import type { Case } from './config.ts';
import { protectedMode } from './index.ts';
import type { State } from './state.ts';
import type { Terms } from './terms.ts';

/** A state diagram of the model: all reachable states that show the same are one node. */
export interface Picture {
  readonly id: string;
  readonly title: string;
  readonly one: Case;
  /** What a node shows, a line each. */
  readonly shows: (t: Terms, s: State) => readonly string[];
}

const owner = { priority: 1, queues: [['P']] };
const waiting = { priority: 1, queues: [['N']], declared: false };
const bit7 = (s: State): string => `bit 7 ${s.protmActive ? 'set' : 'clear'}`;
const first = (t: Terms): Terms['groups'][number] => t.Group.at(0);

export const pictures: readonly Picture[] = [
  {
    id: 'session',
    title: 'A session as driver, firmware and GPU_STATUS have it (an owner, an equal group that waits)',
    one: { slots: 1, groups: [owner, waiting] },
    shows: (_, s) => [`driver ${s.driver}`, `firmware ${s.firmware}`, bit7(s)],
  },
  {
    id: 'failure',
    title: 'The same where the GPU faults and the firmware still answers: firmware, PROTM_FAULT, reset',
    one: { slots: 1, faults: true, groups: [owner] },
    shows: (_, s) => [`firmware ${s.firmware}`, `PROTM_FAULT ${s.faultIrq}`, `reset ${s.reset}`],
  },
  {
    id: 'power',
    title: 'Device suspend against driver and firmware',
    one: { slots: 1, deviceSuspends: true, groups: [owner] },
    shows: (_, s) => [
      `device ${s.power}`,
      `driver ${s.driver === 'none' ? 'without owner' : 'with owner'}`,
      `firmware ${s.firmware === 'normal' ? 'normal' : 'in a session'}`,
    ],
  },
  {
    id: 'heap',
    title: 'Heap, firmware section and what is offered, over resets',
    one: {
      slots: 1,
      vmOps: true,
      lateHeap: true,
      unrelatedResets: true,
      groups: [{ ...owner, lifecycle: true }],
    },
    shows: (_, s) => [
      s.heap ? 'heap' : 'no heap',
      s.section ? 'section in place' : 'no section',
      s.offered ? 'offered' : 'not offered',
      s.reset === 'running' ? 'reset runs' : '',
    ],
  },
  {
    id: 'slot',
    title: 'A group and its slot (one that is killed, for use that it did not declare)',
    one: { slots: 1, groups: [{ ...owner, declared: false }] },
    shows: (t, s) => [s.groups[first(t)].csg],
  },
  {
    id: 'buffer',
    title: 'The life of a protected suspend buffer',
    one: { slots: 1, vmOps: true, groups: [{ ...owner, lifecycle: true }] },
    shows: (t, s) => [t.bufferPhase(s, first(t))],
  },
];

/** What a picture shows: its nodes, of which the first is where all begins, and the arrows between them. */
export interface Drawing {
  readonly nodes: readonly string[];
  readonly arrows: readonly {
    readonly from: number;
    readonly to: number;
    readonly actions: readonly string[];
  }[];
}

/** All reachable states of a picture's case; those that show the same are one node, in the order in which they are found. */
export function drawingOf({ one, title, shows }: Picture): Drawing {
  const { model, terms } = protectedMode({ name: title, cases: [one] });
  const graph: StateGraph<State> = stateGraph({ ...model, rules: [] }, 100_000);
  const { edges: all } = graph;
  const nodeOf = Array.from({ length: all.states }, (_, x) =>
    shows(terms, graph.stateOf(x)).filter(Boolean).join('\n'),
  );
  const nodes = [...new Set(nodeOf)];
  const arrows = new Map<string, { from: number; to: number; actions: Set<string> }>();
  for (const [x, shown] of nodeOf.entries())
    for (let e = all.offsets[x] ?? 0; e < (all.offsets[x + 1] ?? 0); e++) {
      const from = nodes.indexOf(shown);
      const to = nodes.indexOf(nodeOf[all.targets[e] ?? 0] ?? '');
      if (from === to) continue;
      const arrow = arrows.get(`${from} ${to}`) ?? { from, to, actions: new Set() };
      arrow.actions.add(graph.actions[all.who[e] ?? 0] ?? '');
      arrows.set(`${from} ${to}`, arrow);
    }
  return {
    nodes,
    arrows: [...arrows.values()].map(({ from, to, actions }) => ({ from, to, actions: [...actions].sort() })),
  };
}

/** A picture as a Mermaid state diagram, for pages that are read on a forge. */
export function mermaidOf({ nodes, arrows }: Drawing): string {
  return [
    'stateDiagram-v2',
    ...nodes.map((text, i) => `  s${i}: ${text.replaceAll('\n', '<br>')}`),
    '  [*] --> s0',
    ...arrows.map(({ from, to, actions }) => `  s${from} --> s${to}: ${actions.join(', ')}`),
  ].join('\n');
}

/** A picture in the language of Graphviz; in letters of one width, which every browser has alike. */
export function dotOf({ nodes, arrows }: Drawing): string {
  // A node is called what it shows, since the name is what a reader of the drawing is told when pointing at it.
  const name = (i: number): string => JSON.stringify((nodes[i] ?? '').replaceAll('\n', ', '));
  return [
    'digraph {',
    '  bgcolor=transparent; nodesep=0.35; ranksep=0.45;',
    '  node [shape=box, style=rounded, fontname="Courier", fontsize=10, margin="0.12,0.06"];',
    '  edge [fontname="Courier", fontsize=9, arrowsize=0.7];',
    '  "start" [shape=point, width=0.12];',
    ...nodes.map((text, i) => `  ${name(i)} [label=${JSON.stringify(text)}];`),
    `  "start" -> ${name(0)};`,
    ...arrows.map(
      ({ from, to, actions }) =>
        `  ${name(from)} -> ${name(to)} [label=${JSON.stringify(actions.join('\n'))}];`,
    ),
    '}\n',
  ].join('\n');
}

/** A document with each picture redrawn between `<!-- picture: id -->` and `<!-- end -->`. */
export function redraw(text: string, drawings: ReadonlyMap<string, Drawing>): string {
  return text.replace(/<!-- picture: (\S+) -->[\s\S]*?<!-- end -->/g, (_, id: string) => {
    const picture = pictures.find((p) => p.id === id);
    const drawing = drawings.get(id);
    if (picture === undefined || drawing === undefined)
      throw new Error(`there is no picture "${id}", only ${pictures.map((p) => p.id).join(', ')}`);
    return `<!-- picture: ${id} -->\n**${picture.title}**\n\n\`\`\`mermaid\n${mermaidOf(drawing)}\n\`\`\`\n<!-- end -->`;
  });
}

/** All pictures as they are computed now, by id. */
export function drawings(): ReadonlyMap<string, Drawing> {
  return new Map(pictures.map((picture) => [picture.id, drawingOf(picture)]));
}
