import type { Driver } from '../driver/driver.ts';
import { clientObjects } from '../driver/mainline/objects.ts';
import type { Declaration } from '../events.ts';
import { bufferId, type GroupId, type JobId } from '../ids.ts';
import type { Freezer } from '../linux/freezer.ts';
import type { Contents } from '../memory/contents.ts';
import type { Memory } from '../memory/memory.ts';
import type { Act } from '../runtime/activity.ts';
import { type Cell, privateTo } from '../runtime/cell.ts';
import type { Machine } from '../runtime/machine.ts';
import { assembled } from './assembler/encode.ts';
import { DEFAULT_VM, GROUP_CREATE_PROTECTED } from './ioctl.ts';
import {
  type GroupPriorityName,
  type GroupSpec,
  type ProcessSpec,
  queueName,
  type Step,
} from './workload.ts';

const PRIORITY: Readonly<Record<GroupPriorityName, 0 | 1 | 2 | 3>> = {
  low: 0,
  medium: 1,
  high: 2,
  realtime: 3,
};

/** A script without nesting: `again` goes back to `to` until its body was done `times` times. */
type Instruction = Step | { readonly op: 'again'; readonly to: number; readonly times: number };

/** Where a process stands: the next instruction, and how often each `again` was passed. */
type Position = { readonly pc: number; readonly rounds: readonly number[] };

/** One process: creates its groups, then runs its script against the driver's uAPI. */
export class Process {
  private readonly program: readonly Instruction[];
  private readonly position: Cell<Position>;
  /** The last job of each queue that was accepted. */
  private readonly lastJob: Cell<{ readonly [queue: string]: JobId }>;
  /** The last asynchronous bind that was accepted; 0: none. */
  private readonly lastBind: Cell<number>;

  constructor(
    private readonly machine: Machine,
    private readonly driver: Driver,
    private readonly memory: Memory,
    private readonly contents: Contents,
    private readonly freezer: Freezer,
    readonly spec: ProcessSpec,
    probed: Cell<boolean>,
  ) {
    if (spec.unprivileged === true) driver.unprivileged.add(spec.process);
    const guard = privateTo(spec.process);
    this.program = flatten(spec.script, 0);
    this.position = machine.cell<Position>(`${spec.process}.position`, { pc: 0, rounds: [] }, guard);
    this.lastJob = machine.cell<{ readonly [queue: string]: JobId }>(`${spec.process}.lastJob`, {}, guard);
    this.lastBind = machine.cell(`${spec.process}.lastBind`, 0, guard);
    machine.spawn(spec.process, 'process', () => this.run(probed));
  }

  private *run(probed: Cell<boolean>): Act {
    yield* this.machine.until('open the device', () => this.freezer.runs() && probed.get(), { head: true });
    this.freezer.enter();
    for (const spec of this.spec.groups) yield* this.create(spec);
    this.freezer.leave();
    for (;;) {
      yield* this.machine.until('next step', () => this.freezer.runs(), { head: true, sleeps: false });
      const { pc, rounds } = this.position.get();
      const instruction = this.program[pc];
      if (instruction === undefined) return;
      if (instruction.op === 'again') {
        const done = (rounds[pc] ?? 0) + 1;
        const goesBack = done < instruction.times;
        const next = this.program.map((_, i) => (i === pc ? (goesBack ? done : 0) : (rounds[i] ?? 0)));
        this.position.set({ pc: goesBack ? instruction.to : pc + 1, rounds: next });
        continue;
      }
      this.position.set({ pc: pc + 1, rounds });
      const freezable = isInterrupted(instruction);
      if (!freezable) this.freezer.enter();
      yield* this.step(instruction);
      if (!freezable) this.freezer.leave();
    }
  }

  private *create({ group, priority, queues, protected: isProtected }: GroupSpec): Act {
    // A driver that does not know the flag refuses it: userspace looks at the driver's version first.
    const flags = isProtected ? this.driver.fn.groupCreateFlags() & GROUP_CREATE_PROTECTED : 0;
    yield* this.driver.uapi.call(this.spec.process, {
      call: 'GROUP_CREATE',
      group,
      priority: PRIORITY[priority],
      flags,
      queues,
      vm: DEFAULT_VM,
    });
  }

  private *step(step: Step): Act {
    const { process } = this.spec;
    const { uapi } = this.driver;
    switch (step.op) {
      case 'submit': {
        const { group, queue, stream, op: _, ...rest } = step;
        const { job } = yield* uapi.groupSubmit(process, { group, queue, code: assembled(stream), ...rest });
        if (job !== null) this.lastJob.set({ ...this.lastJob.get(), [queueName(group, queue)]: job });
        break;
      }
      case 'wait': {
        const job = this.lastJob.get()[queueName(step.group, step.queue)];
        if (job !== undefined) yield* uapi.fenceWait(job, step.timeoutUs);
        break;
      }
      case 'sleep':
        yield* this.machine.sleep(step.us, 'sleep');
        break;
      case 'repeat':
        throw new Error('repeat is flattened before it runs');
      case 'create': {
        const spec = this.spec.groups.find(({ group }) => group === step.group);
        if (spec === undefined || this.driver.groups.has(spec.group)) break;
        this.declare(spec.group, {
          priority: PRIORITY[spec.priority],
          queues: spec.queues,
          declaredProtected: spec.protected,
        });
        yield* this.create(spec);
        break;
      }
      case 'destroy':
        yield* uapi.groupDestroy(process, step.group);
        break;
      case 'attempt':
        yield* this.machine.step(`attempt ${step.how}`);
        this.memory.attempt(process, step.how, bufferId(`${step.group}/protm_suspend_buf`));
        break;
      case 'bind':
        yield* uapi.vmBind(process, step.pages);
        break;
      case 'bindAsync': {
        const { after = null, signals = null } = step;
        this.noteBind(yield* uapi.vmBindAsync(process, step.pages, null, { after, signals }));
        break;
      }
      case 'bindAfter': {
        const job = this.lastJob.get()[queueName(step.group, step.queue)] ?? null;
        this.noteBind(yield* uapi.vmBindAsync(process, step.pages, job));
        break;
      }
      case 'waitBind':
        if (this.lastBind.get() > 0) yield* uapi.bindWait(process, this.lastBind.get(), step.timeoutUs);
        break;
      case 'reclaim':
        yield* this.driver.fn.panthorGemShrinkerScan();
        break;
      case 'ioctl': {
        const { ioctl } = step;
        if (ioctl.call === 'GROUP_CREATE') {
          const declaredProtected = (ioctl.flags & GROUP_CREATE_PROTECTED) !== 0;
          this.declare(ioctl.group, { priority: ioctl.priority, queues: ioctl.queues, declaredProtected });
        }
        yield* uapi.call(process, ioctl);
        break;
      }
      case 'decode': {
        yield* this.machine.step(`decode into ${step.bo}`);
        const buffer = clientObjects.of(this.driver).handles.get(process, step.bo);
        if (buffer !== undefined) this.contents.decode(buffer, process);
        break;
      }
      case 'look': {
        yield* this.machine.step(`look into ${step.bo}`);
        const buffer = clientObjects.of(this.driver).cpuMaps.get(process, step.bo);
        if (buffer !== undefined) this.contents.readByCpu(buffer, { who: 'CPU', process });
        break;
      }
      case 'dump':
        yield* this.driver.fn.takeDump();
        break;
      case 'query':
        yield* uapi.queryProtectedInfo(process);
        break;
      case 'unplug':
        yield* uapi.unplug();
        break;
      case 'exit':
        yield* uapi.close(process);
        this.position.set({ pc: this.program.length, rounds: [] });
        break;
      default:
        step satisfies never;
    }
  }

  /** Rules know a group as the workload has it until another call says otherwise. */
  private declare(group: GroupId, declares: Declaration): void {
    this.driver.emit({ kind: 'group', op: 'declare', group, slot: null, cause: null, declares });
  }

  private noteBind({ bind }: { readonly bind: number | null }): void {
    if (bind !== null) this.lastBind.set(bind);
  }
}

/** Waits for fences and sleeps are interrupted by the freezer, other calls return first. */
function isInterrupted(step: Step): boolean {
  if (step.op === 'ioctl') return step.ioctl.call === 'SYNCOBJ_WAIT';
  return step.op === 'wait' || step.op === 'waitBind' || step.op === 'sleep';
}

function flatten(script: readonly Step[], base: number): readonly Instruction[] {
  const program: Instruction[] = [];
  for (const step of script) {
    if (step.op !== 'repeat') {
      program.push(step);
      continue;
    }
    if (step.times === 0) continue;
    const to = base + program.length;
    program.push(...flatten(step.script, to), { op: 'again', to, times: step.times });
  }
  return program;
}
