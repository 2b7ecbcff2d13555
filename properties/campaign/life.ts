/** How often a thread shows that it lives. */
const beatMs = 250;
/** A thread that is still being started has so many times as long. */
const START = 4;

/** In the thread that is watched: shows that it lives for as long as its event loop turns. */
export function showLife(beats: SharedArrayBuffer): void {
  const counted = new Int32Array(beats);
  Atomics.add(counted, 0, 1);
  setInterval(() => Atomics.add(counted, 0, 1), beatMs).unref();
}

/**
 * Watches a thread from one that blocks, which learns nothing by events: a thread that is ended from outside, or that is out
 * of memory, cannot say so, and shows no life any more. Time is counted in waits of the watcher, so that a machine that
 * stood still is no death.
 */
export class LifeWatch {
  readonly beats = new SharedArrayBuffer(4);
  private readonly counted = new Int32Array(this.beats);
  private seen = 0;
  private quiet = 0;

  /** @param patience waits without a sign of life after which it counts as dead */
  constructor(private readonly patience: number) {}

  /** Whether it is dead; to be asked after each wait. */
  isDeadAfterWait(): boolean {
    const now = Atomics.load(this.counted, 0);
    this.quiet = now === this.seen ? this.quiet + 1 : 0;
    this.seen = now;
    return this.quiet > this.patience * (now === 0 ? START : 1);
  }
}
