/**
 * How the machine stands when the model takes an action: without groups and queues, which a run has others of than a
 * scope. In plain words, so that who is told of steps needs nothing of the model's types.
 */
export interface Face {
  readonly driver: string;
  readonly firmware: string;
  /** GPU_STATUS bit 7. */
  readonly protmActive: boolean;
  readonly power: string;
  readonly reset: string;
  readonly faultIrq: string;
}
