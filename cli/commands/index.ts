import type { Command } from '../command.ts';
import { completionOf } from './completion.ts';
import { detect } from './detect.ts';
import { diff } from './diff.ts';
import { explain } from './explain.ts';
import { explore } from './explore.ts';
import { findings } from './findings.ts';
import { list } from './list.ts';
import { merge } from './merge.ts';
import { model } from './model.ts';
import { newCommand } from './new.ts';
import { replay } from './replay.ts';
import { shrink } from './shrink.ts';
import { traces } from './traces.ts';
import { verify } from './verify.ts';

/** Every command, in the order in which the help lists them. */
export const commands: readonly Command[] = [
  verify,
  explore,
  traces,
  shrink,
  diff,
  newCommand,
  merge,
  model,
  replay,
  detect,
  findings,
  list,
  explain,
  completionOf(() => commands),
];
