import type { SimEvent } from '../../impl/events.ts';
import { watching } from '../rule.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * No owner pointer, work item or list refers to a freed group: none does when it is freed, and no work of it runs nor is
 * it made the owner after that.
 */
export const refSafe = watching(
  { id: 'REF-SAFE', cite: ['A.1.3', 'A.2.2-3', 'C.8'], on: ['group', 'work', 'session', 'tick'] },
  (verdicts) => {
    const freed = new Set<string>();
    const look = (at: SimEvent, v: Vocabulary): void => {
      const owner = v.peek?.believedOwner() ?? null;
      if (owner === null || !freed.has(owner)) return;
      verdicts.violated(at, owner, 'is freed and still what the driver takes for the owner');
    };
    return {
      observe(e, v) {
        if (e.kind === 'group' && e.op === 'release') {
          verdicts.given++;
          freed.add(e.group);
          for (const what of v.peek?.references(e.group) ?? []) {
            verdicts.violated(e, e.group, `is freed while ${what} refers to it`);
          }
        } else if (e.kind === 'group' && e.op === 'create') freed.delete(e.group);
        else if (e.kind === 'work' && (e.op === 'start' || e.op === 'queued')) {
          const group = groupOfWork(e.work);
          if (group !== null && freed.has(group)) {
            verdicts.violated(e, group, `is freed, and ${e.work} is ${e.op === 'start' ? 'run' : 'queued'}`);
          }
        }
        look(e, v);
      },
    };
  },
);

/**
 * The group in the name of a work of its own, `group_term_work(player.video)`. The work that frees it is one: who takes a
 * reference when the last one is gone makes it run again.
 */
function groupOfWork(work: string): string | null {
  return /^group_(?:term|sync_upd|tiler_oom|release)_work\((.+)\)$/.exec(work)?.[1] ?? null;
}
