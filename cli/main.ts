#!/usr/bin/env node
import { commands } from './commands/index.ts';
import { processIo } from './io.ts';
import { run } from './run.ts';
import { spelled } from './spelling.ts';
import { failureOf } from './thrown.ts';

// Whoever reads may stop reading, as `head` does: the verdict, the files and the exit code stay what they are.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
// Node would end with 1, which is the code of a broken rule.
process.on('uncaughtException', (error) => {
  const { says, exitCode } = failureOf(error);
  process.stderr.write(`${says}\n`);
  process.exit(exitCode);
});
// No await: a model that the user names could not import the checker while this module is not done.
run(process.argv.slice(2), commands, spelled(processIo()), process.env).then((code) => {
  process.exitCode = code;
});
