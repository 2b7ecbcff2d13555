import type { GroupId, ProcessId } from '../../impl/ids.ts';
import { DEFAULT_HEAP, type HeapSpec } from '../../impl/memory/dma-heap.ts';
import { type Ioctl, VM_BIND_ASYNC } from '../../impl/userspace/ioctl.ts';
import type { Command, Stream } from '../../impl/userspace/stream.ts';
import type { GroupSpec, ProcessSpec, Step, SystemStep, Workload } from '../../impl/userspace/workload.ts';
import type { Edits, Pass } from './core.ts';
import { deletions, withoutPositions } from './deletions.ts';

/** Passes that make a workload smaller: a thing goes with all that refers to it. */
export const workloadPasses: readonly Pass<Workload>[] = [
  {
    name: 'remove a process',
    edits: (start) =>
      deletions(
        start,
        (w) => w.processes.length,
        (w, positions) => {
          const rest = consistent({ ...w, processes: withoutPositions(w.processes, positions) });
          return hasGroup(rest) ? rest : w;
        },
      ),
  },
  {
    name: 'remove a group',
    edits: (start) =>
      deletions(
        start,
        (w) => w.processes.flatMap((p) => p.groups).length,
        (w, positions) => {
          const gone = new Set(
            w.processes.flatMap((p) => p.groups.map((g) => g.group)).filter((_, i) => positions.has(i)),
          );
          const processes = w.processes.map((p) => ({
            ...p,
            groups: p.groups.filter((g) => !gone.has(g.group)),
          }));
          const rest = consistent({ ...w, processes });
          return hasGroup(rest) ? rest : w;
        },
      ),
  },
  {
    name: 'remove a step',
    edits: (start) =>
      deletions(start, countSteps, (w, positions) => {
        let at = 0;
        const keep = (script: readonly Step[]): readonly Step[] =>
          script.flatMap((step) => {
            const mine = at++;
            const inner = step.op === 'repeat' ? { ...step, script: keep(step.script) } : step;
            return positions.has(mine) ? [] : [inner];
          });
        return tidy({ ...w, processes: w.processes.map((p) => ({ ...p, script: keep(p.script) })) });
      }),
  },
  {
    name: 'remove a step of the system',
    edits: (start) =>
      deletions(
        start,
        (w) => w.system?.length ?? 0,
        (w, positions) => withSystem(w, withoutPairs(w.system ?? [], positions)),
      ),
  },
  { name: 'shorten a sleep of the system', edits: shorterSystem },
  {
    name: 'remove a sync object',
    edits: (start) =>
      deletions(
        start,
        (w) => syncObjectsOf(w).length,
        (w, positions) => withoutSyncObjects(w, withPositions(syncObjectsOf(w), positions)),
      ),
  },
  { name: 'fewer sync operations', edits: (start) => eachStep(start, fewerSyncOps) },
  { name: 'repeat less', edits: (start) => eachStep(start, lessRepeated) },
  {
    name: 'remove a command',
    edits: (start) =>
      deletions(start, countCommands, (w, positions) => {
        let at = 0;
        return mapStreams(w, (stream) => {
          const from = at;
          at += stream.length;
          const rest = withoutCommands(stream, new Set([...positions].map((p) => p - from)));
          return rest.length > 0 || stream.length === 0 ? rest : [{ op: 'RUN', us: 1_000 }];
        });
      }),
  },
  { name: 'plainer command', edits: (start) => eachStep(start, plainerCommands) },
  { name: 'true size', edits: (start) => eachStep(start, trueSize) },
  { name: 'shorten', edits: (start) => eachStep(start, shorter) },
  { name: 'plainer group', edits: plainerGroups },
  { name: 'fewer slots', edits: fewerSlots },
  { name: 'plainer heap', edits: plainerHeap },
  { name: 'no measuring', edits: unmeasured },
];

/** Removes commands; a region shrinks by those of its commands that go, and goes alone without them. */
export function withoutCommands(stream: Stream, positions: ReadonlySet<number>): Stream {
  return stream.flatMap((command, i): readonly Command[] => {
    if (positions.has(i)) return [];
    if (command.op !== 'PROT_REGION' && command.op !== 'CALL') return [command];
    let size = command.size;
    for (let j = i + 1; j <= i + command.size; j++) if (positions.has(j)) size--;
    return size === 0 && command.size > 0 ? [] : [{ op: command.op, size }];
  });
}

/** The model that runs are followed on needs one. */
const hasGroup = (w: Workload): boolean => w.processes.some((p) => p.groups.length > 0);

/** Takes away steps whose group does not exist any more, and what is empty. */
function consistent(w: Workload): Workload {
  const groups = new Set(w.processes.flatMap((p) => p.groups.map((g) => g.group)));
  const keep = (script: readonly Step[]): readonly Step[] =>
    script.flatMap((step): readonly Step[] => {
      if (step.op === 'repeat') return [{ ...step, script: keep(step.script) }];
      const named = step.op === 'ioctl' ? step.ioctl : step;
      return 'group' in named && !groups.has(named.group) ? [] : [step];
    });
  return tidy({ ...w, processes: w.processes.map((p) => ({ ...p, script: keep(p.script) })) });
}

/** Takes away empty repeats. */
function tidy(w: Workload): Workload {
  const keep = (script: readonly Step[]): readonly Step[] =>
    script.flatMap((step): readonly Step[] => {
      if (step.op !== 'repeat') return [step];
      const inner = keep(step.script);
      return inner.length === 0 ? [] : [{ ...step, script: inner }];
    });
  return { ...w, processes: w.processes.map((p) => ({ ...p, script: keep(p.script) })) };
}

/** A sync object by its process, `player drawn`. */
const syncObject = (process: ProcessId, name: string): string => `${process} ${name}`;

const withPositions = (names: readonly string[], positions: ReadonlySet<number>): ReadonlySet<string> =>
  new Set(names.filter((_, i) => positions.has(i)));

/** All that are named in calls, submits and binds, also those that were never made. */
function syncObjectsOf(w: Workload): readonly string[] {
  const named = (step: Step): readonly string[] => {
    if (step.op === 'repeat') return step.script.flatMap(named);
    const call = step.op === 'ioctl' ? step.ioctl : step;
    if ('syncobj' in call) return [call.syncobj];
    return hasSyncOps(call) ? [call.after, call.signals].flatMap((name) => name ?? []) : [];
  };
  const all = w.processes.flatMap(({ process, script }) =>
    script.flatMap(named).map((name) => syncObject(process, name)),
  );
  return [...new Set(all)];
}

function withoutSyncObjects(w: Workload, gone: ReadonlySet<string>): Workload {
  const processes = w.processes.map((p) => {
    const goes = (name: string): boolean => gone.has(syncObject(p.process, name));
    const keep = (script: readonly Step[]): readonly Step[] =>
      script.flatMap((step): readonly Step[] => {
        if (step.op === 'repeat') return [{ ...step, script: keep(step.script) }];
        if (step.op === 'ioctl' && 'syncobj' in step.ioctl && goes(step.ioctl.syncobj)) return [];
        return [withoutSyncOps(step, (_, name) => goes(name))];
      });
    return { ...p, script: keep(p.script) };
  });
  return tidy({ ...w, processes });
}

const syncOps = ['after', 'signals'] as const;
type SyncOp = (typeof syncOps)[number];
type WithSyncOps = { readonly [op in SyncOp]?: string };

/** Submits and asynchronous binds; a synchronous one that names sync objects is refused. */
const hasSyncOps = (call: Step | Ioctl): call is Extract<Step | Ioctl, WithSyncOps> =>
  syncOps.some((op) => op in call);

function withoutSyncOps(step: Step, goes: (op: SyncOp, name: string) => boolean): Step {
  const strip = <T extends object>(call: T): T => {
    const kept = Object.entries(call).filter(
      ([field, value]) => !syncOps.some((op) => op === field && goes(op, String(value))),
    );
    // What goes may be absent.
    return Object.fromEntries(kept) as T;
  };
  if (step.op === 'ioctl' && hasSyncOps(step.ioctl)) return { ...step, ioctl: strip(step.ioctl) };
  return hasSyncOps(step) ? strip(step) : step;
}

/** One sync operation less; a bind that nobody waits for made synchronous. */
function fewerSyncOps(step: Step): readonly (readonly Step[])[] {
  const call = step.op === 'ioctl' ? step.ioctl : step;
  const fewer = syncOps.filter((op) => op in call).map((op) => [withoutSyncOps(step, (one) => one === op)]);
  if (step.op !== 'ioctl' || step.ioctl.call !== 'VM_BIND' || step.ioctl.flags !== VM_BIND_ASYNC)
    return fewer;
  return [...fewer, [withoutSyncOps({ ...step, ioctl: { ...step.ioctl, flags: 0 } }, () => true)]];
}

function withSystem(w: Workload, system: readonly SystemStep[]): Workload {
  const { system: _, ...rest } = w;
  return system.length === 0 ? rest : { ...rest, system };
}

/** A suspend goes with the resume that ends it. */
function withoutPairs(script: readonly SystemStep[], positions: ReadonlySet<number>): readonly SystemStep[] {
  const gone = new Set(positions);
  let suspendedAt = -1;
  for (const [i, { op }] of script.entries()) {
    if (op === 'suspend') suspendedAt = i;
    else if (op === 'resume' && suspendedAt >= 0) {
      if (gone.has(i) || gone.has(suspendedAt)) gone.add(i).add(suspendedAt);
      suspendedAt = -1;
    }
  }
  return withoutPositions(script, gone);
}

function* shorterSystem(start: Workload): Edits<Workload> {
  let w = start;
  for (let at = 0; at < (w.system?.length ?? 0); at++) {
    const step = w.system?.[at];
    for (const us of step?.op === 'sleep' ? shorterThan(step.us) : []) {
      const kept: Workload | null = yield withSystem(w, (w.system ?? []).with(at, { op: 'sleep', us }));
      if (kept === null) continue;
      w = kept;
      break;
    }
  }
}

function countSteps(w: Workload): number {
  const count = (script: readonly Step[]): number =>
    script.reduce((sum, step) => sum + 1 + (step.op === 'repeat' ? count(step.script) : 0), 0);
  return w.processes.reduce((sum, p) => sum + count(p.script), 0);
}

function countCommands(w: Workload): number {
  let count = 0;
  mapStreams(w, (stream) => {
    count += stream.length;
    return stream;
  });
  return count;
}

function mapStreams(w: Workload, change: (stream: Stream) => Stream): Workload {
  const mapScript = (script: readonly Step[]): readonly Step[] =>
    script.map((step) => {
      if (step.op === 'repeat') return { ...step, script: mapScript(step.script) };
      return step.op === 'submit' ? { ...step, stream: change(step.stream) } : step;
    });
  return { ...w, processes: w.processes.map((p) => ({ ...p, script: mapScript(p.script) })) };
}

/** Proposes, for each step in turn, what may stand in its place. */
function* eachStep(start: Workload, instead: (step: Step) => readonly (readonly Step[])[]): Edits<Workload> {
  let w = start;
  for (let at = 0; at < countSteps(w); at++) {
    for (const steps of instead(stepAt(w, at))) {
      const kept: Workload | null = yield replaceStep(w, at, steps);
      if (kept !== null) {
        w = kept;
        break;
      }
    }
  }
}

function stepAt(w: Workload, position: number): Step {
  const steps: Step[] = [];
  const list = (script: readonly Step[]): void => {
    for (const step of script) {
      steps.push(step);
      if (step.op === 'repeat') list(step.script);
    }
  };
  for (const p of w.processes) list(p.script);
  return steps[position] as Step;
}

function replaceStep(w: Workload, position: number, instead: readonly Step[]): Workload {
  let at = 0;
  const replace = (script: readonly Step[]): readonly Step[] =>
    script.flatMap((step): readonly Step[] => {
      const mine = at++;
      const inner = step.op === 'repeat' ? { ...step, script: replace(step.script) } : step;
      return mine === position ? instead : [inner];
    });
  return { ...w, processes: w.processes.map((p) => ({ ...p, script: replace(p.script) })) };
}

function lessRepeated(step: Step): readonly (readonly Step[])[] {
  if (step.op !== 'repeat') return [];
  const times = [2, Math.floor(step.times / 2), step.times - 1].filter((n) => n >= 2 && n < step.times);
  return [step.script, ...[...new Set(times)].sort((a, b) => a - b).map((n) => [{ ...step, times: n }])];
}

/** Durations that are tried in the place of a longer one: round ones first. */
function shorterThan(us: number): readonly number[] {
  return [1_000, 5_000, 20_000, 100_000, Math.floor(us / 2)].filter((n) => n >= 1_000 && n < us);
}

/** Plain work in the place of anything else but a region. */
function plainerCommands(step: Step): readonly (readonly Step[])[] {
  if (step.op !== 'submit') return [];
  return step.stream.flatMap((command, i) =>
    command.op === 'RUN' || command.op === 'PROT_REGION'
      ? []
      : [[{ ...step, stream: step.stream.with(i, { op: 'RUN', us: 1_000 }) }]],
  );
}

/** The stream's own size in the place of one that is said. */
function trueSize(step: Step): readonly (readonly Step[])[] {
  if (step.op !== 'submit' || step.bytes === undefined) return [];
  const { bytes: _, ...rest } = step;
  return [[rest]];
}

function shorter(step: Step): readonly (readonly Step[])[] {
  switch (step.op) {
    case 'sleep':
      return shorterThan(step.us).map((us) => [{ ...step, us }]);
    case 'submit':
      return step.stream.flatMap((command, i) =>
        command.op === 'RUN' || command.op === 'ASYNC' || command.op === 'BRANCH'
          ? shorterThan(command.us).map((us) => [
              { ...step, stream: step.stream.with(i, { op: command.op, us }) },
            ])
          : [],
      );
    case 'bind':
      return step.pages > 1 ? [[{ ...step, pages: 1 }]] : [];
    case 'bindAsync':
      return [[{ op: 'bind', pages: step.pages }], ...(step.pages > 1 ? [[{ ...step, pages: 1 }]] : [])];
    case 'bindAfter':
      return [[{ op: 'bindAsync', pages: step.pages }]];
    default:
      return [];
  }
}

function* plainerGroups(start: Workload): Edits<Workload> {
  let w = start;
  for (const { group } of w.processes.flatMap((p) => p.groups)) {
    for (const plainer of [declaredAsUsed, ofMediumPriority, withFewerQueues]) {
      const changed = changeGroup(w, group, plainer);
      if (changed === null) continue;
      const kept: Workload | null = yield changed;
      if (kept !== null) w = kept;
    }
  }
}

type GroupChange = (spec: GroupSpec, w: Workload) => GroupSpec | null;
/** Protected use that is declared is plainer than use that is not, and than a declaration without use. */
const declaredAsUsed: GroupChange = (spec, w) => {
  const uses = (script: readonly Step[]): boolean =>
    script.some((step) =>
      step.op === 'repeat'
        ? uses(step.script)
        : step.op === 'submit' &&
          step.group === spec.group &&
          step.stream.some((command) => command.op === 'PROT_REGION'),
    );
  const used = w.processes.some((p) => uses(p.script));
  return used === spec.protected ? null : { ...spec, protected: used };
};
const ofMediumPriority: GroupChange = (spec) =>
  spec.priority === 'medium' ? null : { ...spec, priority: 'medium' };
const withFewerQueues: GroupChange = (spec, w) => {
  const used = (script: readonly Step[]): number =>
    script.reduce((most, step) => {
      if (step.op === 'repeat') return Math.max(most, used(step.script));
      const mine = 'queue' in step && step.group === spec.group;
      return mine ? Math.max(most, step.queue + 1) : most;
    }, 1);
  const queues = Math.max(...w.processes.map((p) => used(p.script)));
  return queues < spec.queues ? { ...spec, queues } : null;
};

function changeGroup(w: Workload, group: GroupId, change: GroupChange): Workload | null {
  let changed = false;
  const processes = w.processes.map((p: ProcessSpec) => ({
    ...p,
    groups: p.groups.map((spec) => {
      const plainer = spec.group === group ? change(spec, w) : null;
      changed ||= plainer !== null;
      return plainer ?? spec;
    }),
  }));
  return changed ? { ...w, processes } : null;
}

/** The usual heap, or one that differs from it in less. */
function* plainerHeap(start: Workload): Edits<Workload> {
  let w = start;
  const { heap: _, ...usual } = w;
  if (w.heap === undefined || (yield usual) !== null) return;
  for (const [field, value] of Object.entries(DEFAULT_HEAP)) {
    const { heap } = w;
    if (heap === undefined || heap[field as keyof HeapSpec] === value) continue;
    const kept: Workload | null = yield { ...w, heap: { ...heap, [field]: value } };
    if (kept !== null) w = kept;
  }
}

function* unmeasured({ profiling, ...plain }: Workload): Edits<Workload> {
  if (profiling !== undefined) yield plain;
}

function* fewerSlots(start: Workload): Edits<Workload> {
  let w = start;
  const queues = Math.max(1, ...w.processes.flatMap((p) => p.groups.map((g) => g.queues)));
  for (const [part, least] of [
    ['slots', 1],
    ['csPerSlot', queues],
  ] as const) {
    for (let n = least; n < w[part]; n++) {
      const kept: Workload | null = yield { ...w, [part]: n };
      if (kept !== null) w = kept;
    }
  }
}
