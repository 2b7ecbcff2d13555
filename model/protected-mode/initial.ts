import { type Case, choiceIds, defaultProfile } from './config.ts';
import { programsOf, type State, sameProgram } from './state.ts';
import type { Terms } from './terms.ts';

function begin(t: Terms, s: State, one: Case): void {
  const { groups, slots, profile } = one;
  const programs = programsOf(t.config);
  s.slots = slots;
  const answers: Record<string, string> = s.profile;
  for (const id of choiceIds) answers[id] = profile?.[id] ?? defaultProfile[id];
  s.scope.faults = one.faults ?? false;
  s.scope.unrelatedResets = one.unrelatedResets ?? false;
  s.scope.vmOps = one.vmOps ?? false;
  s.scope.deviceSuspends = one.deviceSuspends ?? false;
  s.scope.lateHeap = one.lateHeap ?? false;
  s.scope.once = one.once ?? false;
  s.heap = !s.scope.lateHeap;
  s.section = s.heap;
  s.offered = s.heap;
  const next = [0, 0, 0, 0];
  for (const [i, g] of t.groups.entries()) {
    const config = groups[i];
    s.groups[g].idle = true;
    // A case with fewer groups than others leaves the rest absent for ever.
    if (config === undefined) continue;
    const group = s.groups[g];
    group.priority = config.priority;
    group.turn = next[config.priority] ?? 0;
    next[config.priority] = group.turn + 1;
    group.declared = config.declared ?? true;
    group.lifecycle = config.lifecycle ?? false;
    for (const [j, q] of t.queues.entries())
      group.queues[q].program = programs.findIndex((p) => sameProgram(p, config.queues[j] ?? []));
    if (group.lifecycle) continue;
    group.life = 'live';
    if (!group.declared) continue;
    group.buffer.pages = 'allocated';
    group.buffer.protectedMemory = true;
    group.buffer.kernelOwned = true;
    group.buffer.mapped = true;
    group.buffer.tlb = true;
  }
}

/** One initial state for each case: nothing submitted, nobody on a slot. */
export function initialStates(t: Terms): ((s: State) => void)[] {
  return t.config.cases.map((c) => (s) => begin(t, s, c));
}
