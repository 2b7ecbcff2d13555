/**
 * A search of toys with a journal, which is killed after so many things that it keeps. As a program:
 * `node --import tsx test/cli/journal-child.ts JOURNAL 6` kills itself by SIGKILL.
 */
import { Journal } from '../../cli/journal.ts';
import { type CampaignResult, campaign } from '../../properties/campaign/campaign.ts';
import { type Memo, noMemo } from '../../properties/campaign/memo.ts';
import type { Cell } from '../../properties/campaign/subject.ts';
import { type ToyProgram, toySubject } from '../properties/campaign/toy-subject.ts';

const cells: readonly Cell[] = Array.from({ length: 5 }, (_, i) => ({
  strategy: 'random walk 0.5 + 1 late',
  program: 'slow',
  from: 1 + 10 * i,
  count: 10,
}));

export interface ToySearch {
  readonly result: CampaignResult<ToyProgram>;
  /** How much was kept: what was not known before. */
  readonly computed: number;
}

/** Searches with a journal, or without one where `path` is null. */
export function searchToy(path: string | null, kills: number, kill: () => void = dies): ToySearch {
  const journal: Memo = path === null ? noMemo : new Journal(path, 'toys');
  let computed = 0;
  const result = campaign(toySubject, ['base'], {
    rules: ['OWNER', 'TIMELY', 'SERVED'],
    cells,
    cures: {
      fixes: [
        { name: 'atomic increment', requires: [] },
        { name: 'data first', requires: [] },
      ],
      use: 'stack',
    },
    known: [],
    shrink: { maxRuns: 200, maxEnumeration: 200 },
    deferAbove: 20,
    chunk: 2,
    maxCells: 40,
    memo: {
      recall: (key) => journal.recall(key),
      keep: (key, value) => {
        if (computed === kills) kill();
        journal.keep(key, value);
        computed++;
      },
    },
  });
  return { result, computed };
}

function dies(): never {
  throw new Error('killed');
}

const [, program = '', path, kills] = process.argv;
if (program.endsWith('journal-child.ts') && path !== undefined) {
  searchToy(path, Number(kills), () => {
    process.kill(process.pid, 'SIGKILL');
  });
}
