import type { SimEvent } from '../../impl/events.ts';
import type { GroupId } from '../../impl/ids.ts';
import { watching } from '../rule.ts';
import { DestroyedVms } from './destroyed-vms.ts';

/** Calls that give something back. */
const GIVES_BACK = /^(GROUP_DESTROY|VM_DESTROY|GEM_CLOSE|SYNCOBJ_DESTROY|TILER_HEAP_DESTROY|munmap|close)\b/;

/** What a client may be told: there is no such thing any more, or no device; else it was given back. */
const HARMLESS: ReadonlySet<string> = new Set(['ok', 'EINVAL', 'ENOENT', 'ENODEV']);

/**
 * Closing a handle, destroying a group or VM and closing the device always succeed, in any state: no such call is
 * refused for another reason than that there is nothing to give back, each returns, a destroyed group is released,
 * and nothing is mapped in a destroyed VM.
 */
export const unmapAlways = watching(
  { id: 'UNMAP-ALWAYS', cite: ['A.2.2-3', 'A.2.1-6', 'D.6', 'G.1'], on: ['ioctl', 'group', 'memory', 'vm'] },
  (verdicts) => {
    const destroyed = new Map<GroupId, SimEvent>();
    const vms = new DestroyedVms(verdicts);
    return {
      observe(e, v) {
        if (e.kind === 'ioctl') {
          if (!GIVES_BACK.test(e.call)) return;
          verdicts.given++;
          if (!HARMLESS.has(e.result))
            verdicts.violated(e, `${e.process} ${e.call}`, `refused with ${e.result}`);
        } else if (e.kind === 'group') {
          if (e.op === 'destroy') destroyed.set(e.group, e);
          else if (e.op === 'release') destroyed.delete(e.group);
        } else if (e.kind === 'memory' && e.op === 'leak') {
          verdicts.given++;
          verdicts.violated(e, e.buffer, 'it could not be unmapped, and stays where it is');
        } else if (e.kind === 'vm') vms.observe(e, v);
      },
      finish(end) {
        if (!end.quiet) return;
        for (const [group, since] of destroyed) {
          verdicts.given++;
          verdicts.violated(since, group, 'destroyed, and never released');
        }
      },
    };
  },
);
