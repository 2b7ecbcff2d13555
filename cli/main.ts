#!/usr/bin/env node
import { detect } from './commands/detect.ts';
import { explain } from './commands/explain.ts';
import { findings } from './commands/findings.ts';
import { list } from './commands/list.ts';
import { merge } from './commands/merge.ts';
import { model } from './commands/model.ts';
import { replay } from './commands/replay.ts';
import { verify } from './commands/verify.ts';
import { processIo } from './io.ts';
import { run } from './run.ts';
import { spelled } from './spelling.ts';

// Whoever reads may stop reading, as `head` does: then there is nobody left to tell anything.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
// No await: a model that the user names could not import the checker while this module is not done.
run(
  process.argv.slice(2),
  [verify, merge, model, replay, detect, findings, list, explain],
  spelled(processIo()),
  process.env,
).then((code) => {
  process.exitCode = code;
});
