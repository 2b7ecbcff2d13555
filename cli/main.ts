import { explain } from './commands/explain.ts';
import { list } from './commands/list.ts';
import { replay } from './commands/replay.ts';
import { verify } from './commands/verify.ts';
import { processIo } from './io.ts';
import { run } from './run.ts';

// Whoever reads may stop reading, as `head` does: then there is nobody left to tell anything.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await run(process.argv.slice(2), [verify, replay, list, explain], processIo());
