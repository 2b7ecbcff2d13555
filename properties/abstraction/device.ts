import type { SimEvent } from '../../impl/events.ts';

/** The device, its power and its protected heap, as the model has them from the end of the probe on. */
export class DeviceFacts {
  /** The driver is bound to the device; before that the model has nothing to follow. */
  ready = false;
  /** The driver holds a reference to the heap. */
  heap = false;
  /** The firmware booted with its protected section. */
  section = false;
  /** Clients are told of protected mode. */
  offered = false;
  /** `suspending` from the begin of a suspend; `off` until the driver is up again. */
  power: 'on' | 'suspending' | 'off' = 'on';
  /** What the firmware boots with in a resume counts from its end on. */
  private bootedWith: boolean | null = null;
  /** The driver says when it begins to offer protected mode; one that does not offers it from its probe on. */
  private saysOffer = false;
  /** The driver looked for a heap; one that does not know of any leaves the question open. */
  private looked = false;

  observe(event: SimEvent): void {
    if (event.kind === 'heap') this.onHeap(event.op);
    else if (event.kind === 'power') this.onPower(event.op);
    else if (event.kind === 'device') {
      if (event.op === 'boot' && this.power === 'on') this.section = event.section;
      else if (event.op === 'boot') this.bootedWith = event.section;
      else if (event.op === 'ready') this.onReady();
    }
  }

  private onHeap(op: Extract<SimEvent, { kind: 'heap' }>['op']): void {
    switch (op) {
      case 'find':
      case 'put':
        this.heap = op === 'find';
        this.looked = true;
        break;
      case 'missing':
        this.looked = true;
        break;
      case 'offer':
      case 'unoffer':
        this.offered = op === 'offer';
        this.saysOffer = true;
        break;
      case 'register':
      case 'withdraw':
      case 'lend':
      case 'reclaim':
      case 'refuse':
      case 'exhausted':
      case 'destroy':
        break;
      default:
        op satisfies never;
    }
  }

  private onPower(op: Extract<SimEvent, { kind: 'power' }>['op']): void {
    switch (op) {
      case 'suspend':
        this.power = 'suspending';
        break;
      case 'off':
        this.power = 'off';
        break;
      case 'on':
        this.power = 'on';
        this.section = this.bootedWith ?? this.section;
        this.bootedWith = null;
        break;
      case 'resume':
      case 'access':
        break;
      default:
        op satisfies never;
    }
  }

  private onReady(): void {
    this.ready = true;
    if (!this.looked) {
      this.heap = true;
      this.section = true;
    }
    if (!this.saysOffer) this.offered = this.section;
  }
}
