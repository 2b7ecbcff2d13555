import type { GroupId, State } from './state.ts';
import type { Terms } from './terms.ts';

/**
 * The firmware begins to leave protected mode: what is still inside a region goes to the protected suspend buffer of
 * its group (B.2-12); without a mapped buffer its progress is lost (F14).
 */
export function interrupt(t: Terms, s: State): void {
  for (const g of t.groups) {
    const group = s.groups[g];
    for (const q of t.queues) {
      const queue = group.queues[q];
      if (!queue.sampled) continue;
      queue.sampled = false;
      queue.waits = s.profile.F08b === 'waits';
      if (!t.insideRegion(s, g, q)) continue;
      if (group.buffer.mapped) group.buffer.dirty = true;
      else {
        queue.position = t.command(s, g, q)?.start ?? queue.position;
        queue.running = false;
      }
    }
  }
  s.firmware = 'leaving';
}

/** All who want normal mode, on a slot or not, are owed progress after the session that is ended for their sake. */
export function oweWaiting(t: Terms, s: State): void {
  for (const g of t.groups) if (t.waitsForNormalMode(s, g)) s.groups[g].owed = true;
}

/** A CSG runs again: a normal command that was cut off goes on, which is progress. */
export function goOn(t: Terms, s: State, g: GroupId): void {
  if (t.anyQueue((q) => s.groups[g].queues[q].running && t.head(s, g, q) === 'normal'))
    s.groups[g].owed = false;
}

/** A group that can not run any more waits for nothing. */
export function endLife(s: State, g: GroupId, life: 'killed' | 'destroyed'): void {
  const group = s.groups[g];
  group.life = life;
  group.idle = true;
  group.owed = false;
  group.waited = 0;
}
