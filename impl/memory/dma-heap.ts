import type { SimContext } from '../context.ts';
import type { Errno } from '../errno.ts';
import type { EventBody } from '../events.ts';
import { Mutex } from '../linux/mutex.ts';
import type { Act } from '../runtime/activity.ts';
import type { Cell, Guard } from '../runtime/cell.ts';

/**
 * How the memory of a heap gets behind the firewall (G.1): `carved out` when the system boots, and for good;
 * `lent` to the trusted firmware from its first user to its last; `ordinary`: never, whatever the heap is called.
 */
export type HeapMemory = 'carved out' | 'lent' | 'ordinary';

/** The dma-heap of a machine, who provides it, and the name that the driver was told. */
export interface HeapSpec {
  /** Module parameter protected_heap_name, A.2.1-1; empty: protected mode is off. */
  readonly parameter: string;
  /** The name under which the provider registers it. */
  readonly name: string;
  /** When the provider registers it, microseconds; 0: before the driver is probed. */
  readonly fromUs: number;
  /** When the provider goes away, microseconds; null: never. */
  readonly untilUs: number | null;
  readonly pages: number;
  readonly memory: HeapMemory;
  /** How many allocations the trusted firmware refuses, the first ones. */
  readonly refusals: number;
}

/** A heap as the TEE subsystem of mainline provides it (G.1), there before anybody asks. */
export const DEFAULT_HEAP: HeapSpec = {
  parameter: 'protected,secure-video',
  name: 'protected,secure-video',
  fromUs: 0,
  untilUs: null,
  pages: 64,
  memory: 'carved out',
  refusals: 0,
};

/**
 * What is special in a heap: the fields in which it differs from one that is there before the driver and has enough. Where
 * the driver was told of none, no other field matters.
 */
export function specialIn(heap: HeapSpec): readonly (keyof HeapSpec)[] {
  const { parameter, name, fromUs, untilUs, pages, memory, refusals } = heap;
  if (parameter === '') return ['parameter'];
  const special: Readonly<Record<keyof HeapSpec, boolean>> = {
    parameter: false,
    name: parameter !== name,
    fromUs: fromUs !== 0,
    untilUs: untilUs !== null,
    pages: pages < DEFAULT_HEAP.pages,
    memory: memory !== DEFAULT_HEAP.memory,
    refusals: refusals !== 0,
  };
  return (Object.keys(special) as (keyof HeapSpec)[]).filter((field) => special[field]);
}

const allocator: Guard = { name: "the heap's own locks", heldBy: () => true };

/** Pages charged, by whom they were allocated for. */
type Charges = { readonly [account: string]: number };

/**
 * A dma-heap with its provider. One reference is the registry's, one is each finder's, and each buffer holds one: the
 * last one destroys it. Its pool is with the trusted firmware while it has users, if it is lent at all.
 *
 * These are the moves; who makes them in which order, under which lock, is said by `heapPoolGet` and `heapPoolPut`
 * of the driver's functions, so that they can be replaced.
 */
export class DmaHeap {
  /** Guards whether the pool is lent, and its users. */
  readonly poolLock: Mutex;
  private readonly registered: Cell<boolean>;
  /** How often a heap was registered: what deferred probes wait for. */
  private readonly registrations: Cell<number>;
  private readonly refs: Cell<number>;
  private readonly users: Cell<number>;
  private readonly lent: Cell<boolean>;
  private readonly refusals: Cell<number>;
  private readonly charges: Cell<Charges>;

  constructor(
    private readonly context: SimContext,
    readonly spec: HeapSpec,
  ) {
    const { machine } = context;
    this.poolLock = new Mutex(machine, 'heap.pool_lock', context.lockObserver);
    const early = spec.fromUs === 0;
    this.registered = machine.cell<boolean>('heap.registered', early, allocator);
    this.registrations = machine.cell('heap.registrations', early ? 1 : 0, allocator);
    this.refs = machine.cell('heap.refs', early ? 1 : 0, allocator);
    this.users = machine.cell('heap.users', 0, allocator);
    this.lent = machine.cell<boolean>('heap.lent', false, allocator);
    this.refusals = machine.cell('heap.refusals', spec.refusals, allocator);
    this.charges = machine.cell<Charges>('heap.charges', {}, allocator);
    if (!early || spec.untilUs !== null) this.startProvider();
  }

  /** Whether memory that is allocated now is behind the firewall, as far as the heap goes (F28 may say otherwise). */
  get isProtected(): boolean {
    const { memory } = this.spec;
    return memory === 'carved out' || (memory === 'lent' && this.lent.get());
  }

  /** dma_heap_find() without taking a reference. */
  lookup(name: string): boolean {
    return this.registered.get() && name === this.spec.name;
  }

  /** dma_heap_find(): takes a reference to the heap of that name. False: there is none. */
  find(name: string): boolean {
    const found = this.lookup(name);
    if (found) this.refs.set(this.refs.get() + 1);
    this.emit(found ? 'find' : 'missing', name);
    return found;
  }

  /** dma_heap_put(): gives the reference of `find` back. */
  put(): void {
    this.emit('put');
    this.unref();
  }

  /** How often a heap was registered so far; to be looked at by a probe that was deferred. */
  get registrationCount(): number {
    return this.registrations.get();
  }

  // ---- the pool

  get userCount(): number {
    return this.users.get();
  }

  get hasUsers(): boolean {
    return this.userCount > 0;
  }

  /** Whether the provider takes part: it is there, or others' buffers keep its pool alive; and firmware agrees. */
  admit(): Errno | 0 {
    if (!this.registered.get() && !this.hasUsers) return 'EINVAL';
    if (this.refusals.get() === 0) return 0;
    this.refusals.set(this.refusals.get() - 1);
    this.emit('refuse');
    return 'EINVAL';
  }

  /** It has too few pages left for an allocation. */
  noteExhausted(): void {
    this.emit('exhausted');
  }

  addUser(): void {
    this.users.set(this.users.get() + 1);
    this.refs.set(this.refs.get() + 1);
  }

  dropUser(): void {
    this.users.set(this.users.get() - 1);
    this.unref();
  }

  /** The region is given to the trusted firmware. */
  lend(): void {
    this.lent.set(true);
    this.emit('lend');
  }

  /** The region is taken back: whatever lies in it is ordinary memory from now on. */
  reclaim(): void {
    this.lent.set(false);
    this.emit('reclaim');
  }

  // ---- accounting

  charge(account: string, pages: number): void {
    const before = this.charges.get();
    this.charges.set({ ...before, [account]: (before[account] ?? 0) + pages });
  }

  uncharge(account: string, pages: number): void {
    this.charge(account, -pages);
  }

  /** Pages that are charged to anybody, for tests: an account that is even is left out. */
  chargedPages(): ReadonlyMap<string, number> {
    return new Map(Object.entries(this.charges.peek()).filter(([, pages]) => pages !== 0));
  }

  /** References to it, for tests. */
  refCount(): number {
    return this.refs.peek();
  }

  private unref(): void {
    this.refs.set(this.refs.get() - 1);
    if (this.refs.get() === 0) this.emit('destroy');
  }

  private startProvider(): void {
    this.context.machine.spawn('heap-provider', 'process', () => this.provide());
  }

  private *provide(): Act {
    const { machine } = this.context;
    const { fromUs, untilUs } = this.spec;
    if (fromUs > 0) {
      yield* machine.sleep(fromUs, 'probe of the provider');
      this.register();
    }
    if (untilUs === null) return;
    yield* machine.sleep(Math.max(0, untilUs - machine.nowUs), 'removal of the provider');
    this.withdraw();
  }

  private register(): void {
    this.registered.set(true);
    this.registrations.set(this.registrations.get() + 1);
    this.refs.set(this.refs.get() + 1);
    this.emit('register');
  }

  private withdraw(): void {
    this.registered.set(false);
    this.emit('withdraw');
    this.unref();
  }

  private emit(op: Extract<EventBody, { kind: 'heap' }>['op'], heap = this.spec.name): void {
    this.context.emit({ kind: 'heap', op, heap });
  }
}
