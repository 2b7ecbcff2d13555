import { CellPool } from '../../../properties/campaign/pool.ts';
import { memoryCells } from './toy-subject.ts';

/** A pool of one thread that runs out of memory in the first of two cells; run with little of it. */
const pool = new CellPool(
  {
    subjectModule: new URL('./toy-subject.ts', import.meta.url).href,
    subjectExport: 'makeEndingSubject',
    subjectArgument: { end: 'memory', seeds: [memoryCells[0].from] },
  },
  1,
  () => false,
);
process.stdout.write(
  JSON.stringify(pool.runCells(['base'], memoryCells, ['OWNER', 'TIMELY', 'SERVED'], () => {})),
);
pool.close();
