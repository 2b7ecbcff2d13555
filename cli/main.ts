import { explain } from './commands/explain.ts';
import { list } from './commands/list.ts';
import { processIo } from './io.ts';
import { run } from './run.ts';

process.exitCode = await run(process.argv.slice(2), [list, explain], processIo());
