import type { SimEvent } from '../../impl/events.ts';
import type { Verdicts } from '../rule.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * What was destroyed and is mapped into afterwards was not given back: nobody has a handle to unmap it by. Judged when the VM
 * has no operation left that was queued, since one of those may undo another.
 */
export class DestroyedVms {
  private readonly destroyed = new Map<string, SimEvent>();
  /** By VM: operations that are not signalled yet, and where each was queued. */
  private readonly queued = new Map<string, readonly SimEvent[]>();
  /** By VM: where what ran last was queued. */
  private readonly ran = new Map<string, SimEvent>();

  constructor(private readonly verdicts: Verdicts) {}

  observe(e: SimEvent & { readonly kind: 'vm' }, v: Vocabulary): void {
    const queue = this.queued.get(e.vm) ?? [];
    if (e.op === 'bindQueued') this.queued.set(e.vm, [...queue, e]);
    else if (e.op === 'bindSignalled') {
      const [first, ...rest] = queue;
      this.queued.set(e.vm, rest);
      if (first !== undefined) this.ran.set(e.vm, first);
      this.judge(e, v);
    } else if (e.op === 'destroyed') {
      this.destroyed.set(e.vm, e);
      this.judge(e, v);
    }
  }

  private judge(at: SimEvent & { readonly kind: 'vm' }, v: Vocabulary): void {
    const since = this.destroyed.get(at.vm);
    if (since === undefined || (this.queued.get(at.vm) ?? []).length > 0) return;
    this.verdicts.given++;
    const [mapped] = v.peek?.mappedIn(at.vm) ?? [];
    if (mapped === undefined) return;
    const restsOn = [this.ran.get(at.vm), since].flatMap((e) => (e === undefined ? [] : [e.seq]));
    this.verdicts.violated(at, `VM of ${at.vm}`, `${mapped} is mapped in it, and it was destroyed`, restsOn);
  }
}
