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

/** The nodes of a projection in the order in which a search finds them, and by which actions they follow each other. */
export function project(
  graph: StateGraph<State>,
  show: (s: State) => string,
): { nodes: readonly string[]; edges: ReadonlyMap<string, ReadonlySet<string>> } {
  const { edges: all } = graph;
  const nodeOf = Array.from({ length: all.states }, (_, x) => show(graph.stateOf(x)));
  const nodes = [...new Set(nodeOf)];
  const edges = new Map<string, Set<string>>();
  for (const [x, from] of nodeOf.entries())
    for (let e = all.offsets[x] ?? 0; e < (all.offsets[x + 1] ?? 0); e++) {
      const to = nodeOf[all.targets[e] ?? 0] ?? '';
      if (from === to) continue;
      const key = `s${nodes.indexOf(from)} --> s${nodes.indexOf(to)}`;
      const actions = edges.get(key) ?? new Set();
      edges.set(key, actions.add(graph.actions[all.who[e] ?? 0] ?? ''));
    }
  return { nodes, edges };
}

/** A picture as a Mermaid state diagram, computed from all reachable states of its case. */
export function draw({ one, title, shows }: Picture): string {
  const { model, terms } = protectedMode({ name: title, cases: [one] });
  const graph = stateGraph({ ...model, rules: [] }, 100_000);
  const show = (s: State): string => shows(terms, s).filter(Boolean).join('<br>');
  const { nodes, edges } = project(graph, show);
  return [
    'stateDiagram-v2',
    ...nodes.map((text, i) => `  s${i}: ${text}`),
    '  [*] --> s0',
    ...[...edges].map(([key, actions]) => `  ${key}: ${[...actions].sort().join(', ')}`),
  ].join('\n');
}

/** A document with each picture redrawn between `<!-- picture: id -->` and `<!-- end -->`. */
export function redraw(text: string): string {
  return text.replace(/<!-- picture: (\S+) -->[\s\S]*?<!-- end -->/g, (_, id: string) => {
    const picture = pictures.find((p) => p.id === id);
    if (picture === undefined)
      throw new Error(`there is no picture "${id}", only ${pictures.map((p) => p.id).join(', ')}`);
    return `<!-- picture: ${id} -->\n**${picture.title}**\n\n\`\`\`mermaid\n${draw(picture)}\n\`\`\`\n<!-- end -->`;
  });
}
