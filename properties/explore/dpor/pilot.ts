import type { Access } from '../../../impl/runtime/machine.ts';

/** What one step did to shared state, in the order in which it did it. */
export interface StepTouch {
  readonly footprint: readonly Access[];
  /** The cells that were looked at to find out that the step can be taken; a change of one may forbid it. */
  readonly looks: readonly string[];
  /** Those that were looked at since the process stood before the step, also when it could not be taken. */
  readonly allLooks: readonly string[];
}

/** A process that stands before a step and cannot take it. */
export interface Waiting {
  readonly process: string;
  readonly allLooks: readonly string[];
}

/**
 * Who takes the decisions of one execution and is told of each step: what a system has to offer to be explored
 * trace by trace. A system is any function that runs to its end under a pilot, the same each time for the same
 * answers.
 *
 * Order of calls: `pick`, any number of `option`, `stepped`, again `pick`; `settled` whenever nothing can run.
 */
export interface Pilot {
  /**
   * Who takes the next step.
   *
   * @param runnable the processes that can, the default first; at least one
   * @param waiting the others
   * @returns its name; null: what follows is known already, end the execution
   */
  pick(runnable: readonly string[], waiting: () => readonly Waiting[]): string | null;
  /** Which of `count` options a choice of data within the present step takes, from 0. */
  option(count: number): number;
  /** The step was taken. */
  stepped(touch: StepTouch): void;
  /**
   * Nothing can run: time moves on, or this is the end. What comes after depends on all that came before.
   */
  settled(waiting: readonly Waiting[]): void;
}
