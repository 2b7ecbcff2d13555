import type { Errno } from '../errno.ts';
import { bindId, type FenceId, type GroupId, type JobId, type ProcessId } from '../ids.ts';
import type { Act } from '../runtime/activity.ts';
import {
  DEFAULT_VM,
  type Ioctl,
  type IoctlArgs,
  type IoctlName,
  ioctlText,
  NOT_OF_THE_DEVICE,
} from '../userspace/ioctl.ts';
import type { Driver } from './driver.ts';
import { type GroupCreateArgs, type GroupSubmitArgs, NO_SYNC_OPS, type SyncOps } from './functions.ts';
import { dispatch } from './ioctls.ts';
import { vmOf } from './mainline/objects.ts';

/** What a process can ask of the driver. */
export class Uapi {
  constructor(private readonly driver: Driver) {}

  /** Probe of the device, in the activity that calls it. One that is deferred is tried again when a provider comes. */
  *probe(): Act<Errno | 0> {
    const { driver } = this;
    const { heap } = driver.hw;
    for (;;) {
      const seen = heap.registrationCount;
      const error = yield* driver.fn.panthorDeviceInit();
      if (error !== 'EPROBE_DEFER') {
        driver.noteDevice(error === 0 ? 'ready' : 'failed', error === 0 ? '' : error);
        return error;
      }
      driver.noteDevice('deferred');
      yield* driver.machine.until('deferred probe', () => heap.registrationCount !== seen, { head: true });
    }
  }

  /** Unbinds the driver from the device, in the activity that calls it. */
  *unplug(): Act {
    yield* this.driver.fn.panthorDeviceUnplug();
  }

  /** DRM_IOCTL_PANTHOR_GROUP_CREATE. */
  *groupCreate(process: ProcessId, args: GroupCreateArgs): Act<Errno | 0> {
    return yield* this.ioctl(process, 'GROUP_CREATE', `GROUP_CREATE ${args.group}`, () =>
      this.driver.fn.groupCreate(process, args),
    );
  }

  /** A call with everything that can be wrong in it. */
  *call(process: ProcessId, ioctl: Ioctl): Act<Errno | 0> {
    const text = ioctlText(ioctl);
    if (ioctl.call === 'GROUP_CREATE') yield* this.nameIsFree(ioctl.group);
    if (ioctl.call === 'DEV_QUERY') return yield* this.devQuery(process, ioctl, text);
    const body = () => dispatch(this.driver.fn, process, ioctl);
    const said = (): string =>
      ['ok', ...(ioctl.call === 'GROUP_GET_STATE' ? this.driver.fn.groupStateFlags(ioctl.group) : [])].join(
        ', ',
      );
    if (!NOT_OF_THE_DEVICE.has(ioctl.call)) return yield* this.ioctl(process, ioctl.call, text, body, said);
    const error = yield* body();
    this.note(process, text, error === 0 ? 'ok' : error);
    return error;
  }

  /** Handles are names here: that of a group that could not be created is not given twice at a time. */
  private *nameIsFree(group: GroupId): Act {
    const { discarded, machine } = this.driver;
    const isFree = (): boolean => discarded.get(group)?.released.get() ?? true;
    if (!machine.look(isFree)) yield* machine.until(`wait for the name ${group}`, isFree);
  }

  /** DRM_IOCTL_PANTHOR_GROUP_SUBMIT with one stream. */
  *groupSubmit(
    process: ProcessId,
    args: GroupSubmitArgs,
  ): Act<{ readonly error: Errno | 0; readonly job: JobId | null }> {
    const { driver } = this;
    let job: JobId | null = null;
    const error = yield* this.ioctl(process, 'GROUP_SUBMIT', `GROUP_SUBMIT ${args.group}:${args.queue}`, () =>
      errorOf(driver.fn.groupSubmit(process, args), (result) => {
        ({ job } = result);
      }),
    );
    return { error, job };
  }

  /** DRM_IOCTL_PANTHOR_GROUP_DESTROY. */
  *groupDestroy(process: ProcessId, group: GroupId): Act<Errno | 0> {
    return yield* this.ioctl(process, 'GROUP_DESTROY', `GROUP_DESTROY ${group}`, () =>
      this.driver.fn.groupDestroy(process, group),
    );
  }

  private *devQuery(process: ProcessId, args: IoctlArgs<'DEV_QUERY'>, text: string): Act<Errno | 0> {
    const { driver } = this;
    let said = 'ok';
    const query = () =>
      errorOf(driver.fn.ioctlDevQuery(process, args), ({ size, features }) => {
        if (size !== undefined) said = `ok, ${size} bytes`;
        else if (features !== undefined) said = featuresText(features);
      });
    return yield* this.ioctl(process, 'DEV_QUERY', text, query, () => said);
  }

  /** DRM_IOCTL_PANTHOR_DEV_QUERY of PROTECTED_INFO, A.1.6. */
  *queryProtectedInfo(process: ProcessId): Act<{ readonly error: Errno | 0; readonly features: number }> {
    const { driver } = this;
    let features = 0;
    const query = () =>
      errorOf(driver.fn.queryProtectedInfo(process), (result) => {
        ({ features } = result);
      });
    const error = yield* this.ioctl(process, 'DEV_QUERY', 'DEV_QUERY PROTECTED_INFO', query, () =>
      featuresText(features),
    );
    return { error, features };
  }

  /** DRM_IOCTL_PANTHOR_VM_BIND of ordinary memory, synchronous. */
  *vmBind(process: ProcessId, pages: number): Act<Errno | 0> {
    return yield* this.ioctl(process, 'VM_BIND', `VM_BIND ${pages} pages`, () =>
      this.driver.fn.vmBind(process, pages),
    );
  }

  /** The last descriptor of the process's device file is closed, as at its exit. Works on a device that is gone, too. */
  *close(process: ProcessId): Act {
    yield* this.driver.fn.panthorPostclose(process);
    this.note(process, 'close', 'ok');
  }

  /** DRM_IOCTL_PANTHOR_VM_BIND of ordinary memory, asynchronous. Returns its number in the VM's queue. */
  *vmBindAsync(
    process: ProcessId,
    pages: number,
    after: FenceId | null,
    syncs: SyncOps = NO_SYNC_OPS,
  ): Act<{ readonly error: Errno | 0; readonly bind: number | null }> {
    const { driver } = this;
    let bind: number | null = null;
    const queue = () =>
      errorOf(driver.fn.vmBindAsync(process, pages, after, syncs), (result) => {
        ({ bind } = result);
      });
    const error = yield* this.ioctl(process, 'VM_BIND', `VM_BIND async ${pages} pages`, queue);
    return { error, bind };
  }

  /** Waits for the fence of an asynchronous VM_BIND: whether it was signalled in time. */
  *bindWait(process: ProcessId, bind: number, timeoutUs: number): Act<boolean> {
    const vm = vmOf(this.driver, process, DEFAULT_VM);
    const fence = vm === undefined ? undefined : this.driver.bindFences.get(bindId(vm.name, bind));
    if (fence === undefined) return false;
    const what = `wait for VM_BIND #${bind} of ${process}`;
    this.driver.fencePath.mayWait(this.driver.machine.currentPath, what);
    return yield* this.driver.state.fenceWaitqueue.waitEventTimeout(
      () => fence.get() !== null,
      timeoutUs,
      what,
    );
  }

  /** Whether a fence is signalled; for conditions and rules. */
  fenceSignalled(fence: FenceId): boolean {
    return this.driver.fence(fence).get() !== null;
  }

  /** The error a fence was signalled with, 0 for none or not yet. */
  fenceError(fence: FenceId): Errno | 0 {
    return this.driver.fence(fence).get() ?? 0;
  }

  /** dma_fence_wait_timeout(): whether it was signalled in time. */
  *fenceWait(fence: FenceId, timeoutUs: number): Act<boolean> {
    this.driver.fencePath.mayWait(this.driver.machine.currentPath, `a wait for the fence of ${fence}`);
    const { fenceWaitqueue } = this.driver.state;
    return yield* fenceWaitqueue.waitEventTimeout(
      () => this.fenceSignalled(fence),
      timeoutUs,
      `wait for fence of ${fence}`,
    );
  }

  /**
   * One call into the driver. DRM refuses every call on a device that is gone. Those that enter the device hold the
   * removal up until they are out; the others may still be inside when the device goes.
   */
  private *ioctl(
    process: ProcessId,
    name: IoctlName | 'GROUP_SUBMIT',
    call: string,
    body: () => Act<Errno | 0>,
    said: () => string = () => 'ok',
  ): Act<Errno | 0> {
    const { fn, state } = this.driver;
    const { guard } = state;
    let error: Errno | 0 = 'ENODEV';
    if (!fn.ioctlEntersDevice(name)) error = guard.isUnplugged() ? 'ENODEV' : yield* body();
    else if (guard.enter()) {
      error = yield* body();
      guard.exit();
    }
    this.note(process, call, error === 0 ? said() : error);
    return error;
  }

  private note(process: ProcessId, call: string, result: string): void {
    this.driver.emit({ kind: 'ioctl', process, call, result });
  }
}

const featuresText = (features: number): string => (features === 0 ? 'ok, none' : 'ok, BASIC');

/** The error of a call that answers more than that; `keep` is given all of it. */
function* errorOf<T extends { readonly error: Errno | 0 }>(
  call: Act<T>,
  keep: (result: T) => void,
): Act<Errno | 0> {
  const result = yield* call;
  keep(result);
  return result.error;
}
