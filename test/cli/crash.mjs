// Loaded before everything else: ends a search in the way that CRASH names.
import { isMainThread } from 'node:worker_threads';

const ways = {
  throw: () => {
    throw new Error('broken on <purpose> ``` & "so"');
  },
  exit: () => process.exit(7),
  kill: () => process.kill(process.pid, 'SIGKILL'),
};

const { CRASH } = process.env;
if (!isMainThread) ways[CRASH]?.();
else if (CRASH === 'main') {
  const { write } = process.stderr;
  process.stderr.write = (...args) => {
    // A search says so when it has begun.
    if (String(args[0]).includes('Ctrl-C')) setImmediate(ways.throw);
    return write.apply(process.stderr, args);
  };
}
