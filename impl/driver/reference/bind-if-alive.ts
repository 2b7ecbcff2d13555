import { inOneGo } from '../vm.ts';
import type { Fix } from './fix.ts';

const nothing = inOneGo(() => 0);

/**
 * A VM_BIND that is still queued when its VM is destroyed maps nothing any more: nobody could unmap it. One that unmaps
 * finds nothing there, which is no failure.
 * Whoever destroys the VM says so before it unmaps all, which it does under vm.op_lock. Under that lock an operation either
 * comes before and is undone, or comes after and sees it.
 */
export const bindIfAlive: Fix = {
  changes: 'a VM_BIND that was queued maps nothing in a VM that is destroyed',
  forcedBy: ['UNMAP-ALWAYS'],
  unit: {
    name: 'bind-if-alive',
    on: 'P8',
    title: 'drm/panthor: map nothing by a VM_BIND job in a VM that is destroyed',
    cite: ['A.1.4', 'D.6'],
    functions: {
      panthorVmExecOp: (_d, below) =>
        function* (vm, region, what, body, queued) {
          let isLate = false;
          // No generator function of its own: one made in each call costs a run dearly (docs/decisions/0052).
          const unlessLate: typeof body = () => {
            isLate = queued === 'map' && vm.destroyed.get();
            return isLate ? nothing() : body();
          };
          const error = yield* below(vm, region, what, unlessLate, queued);
          // It is no failure that leaves the VM in a state that nobody knows.
          return isLate ? 'EINVAL' : error;
        },
    },
  },
};
