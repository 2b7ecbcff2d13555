import { alternatives, choiceIds, defaultProfile, type Profile } from './config.ts';
import type { State } from './state.ts';
import type { Terms } from './terms.ts';

/** One value for each thing that a run does not change. */
interface Setting {
  readonly slots: number;
  readonly profile: Profile;
  readonly priorities: readonly number[];
  /** Per group and queue the number of the program. */
  readonly programs: readonly (readonly number[])[];
}

function product<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((all, list) => all.flatMap((head) => list.map((x) => [...head, x])), [[]]);
}

function settingsOf(t: Terms): Setting[] {
  const { config } = t;
  const profiles = (config.profiles ?? [{}]).map((p) => ({ ...defaultProfile, ...p }));
  const priorities = product(config.groups.map((g) => alternatives(g.priority)));
  const programs = product(config.groups.map((g) => product(g.queues.map((list) => list.map((_, i) => i)))));
  return alternatives(config.slots).flatMap((slots) =>
    profiles.flatMap((profile) =>
      priorities.flatMap((p) => programs.map((q) => ({ slots, profile, priorities: p, programs: q }))),
    ),
  );
}

function apply(t: Terms, s: State, setting: Setting): void {
  s.slots = setting.slots;
  const profile: Record<string, string> = s.profile;
  for (const id of choiceIds) profile[id] = setting.profile[id];
  const next = [0, 0, 0, 0];
  for (const [i, g] of t.groups.entries()) {
    const group = s.groups[g];
    const config = t.config.groups[i];
    const priority = setting.priorities[i] ?? 0;
    group.priority = priority;
    group.turn = next[priority] ?? 0;
    next[priority] = group.turn + 1;
    group.declared = config?.declared ?? true;
    for (const [j, q] of t.queues.entries()) group.queues[q].program = setting.programs[i]?.[j] ?? 0;
    if (config?.lifecycle === true) continue;
    group.life = 'live';
    group.idle = true;
    if (!group.declared) continue;
    group.buffer.pages = 'allocated';
    group.buffer.protectedMemory = true;
    group.buffer.kernelOwned = true;
    group.buffer.mapped = true;
    group.buffer.tlb = true;
  }
}

/** One initial state for each combination of slots, profile, priorities and programs in scope. */
export function initialStates(t: Terms): ((s: State) => void)[] {
  return settingsOf(t).map((setting) => (s) => apply(t, s, setting));
}
