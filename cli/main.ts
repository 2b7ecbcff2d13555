#!/usr/bin/env node
import { commands } from './commands/index.ts';
import { processIo } from './io.ts';
import { run } from './run.ts';
import { spelled } from './spelling.ts';

// Whoever reads may stop reading, as `head` does: then there is nobody left to tell anything.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
// No await: a model that the user names could not import the checker while this module is not done.
run(process.argv.slice(2), commands, spelled(processIo()), process.env).then((code) => {
  process.exitCode = code;
});
