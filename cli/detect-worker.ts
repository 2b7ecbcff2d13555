import { defectNamed } from '../impl/driver/defects/index.ts';
import type { Workload } from '../impl/userspace/workload.ts';
import { remembered } from '../properties/campaign/memo.ts';
import { type CanaryReport, runCanary } from '../properties/detect/canary.ts';
import { type MatrixRow, matrixRow, plainKill, survivor } from '../properties/detect/matrix.ts';
import { searchDefect } from '../properties/detect/record.ts';
import { Journal, type JournalPlace } from './journal.ts';
import { serveTask } from './task.ts';

/** What a search for defects in a worker is given. */
export interface DetectRequest {
  /** Ids, and whether each is looked for: what survives for a stated reason takes the whole budget in vain. */
  readonly wanted: readonly { readonly id: string; readonly looked: boolean }[];
  readonly workloads: readonly Workload[];
  readonly seeds: number;
  /** Null: only the first execution that condemns. */
  readonly deep: {
    readonly series: number;
    readonly maxRuns: number;
    readonly journal: JournalPlace;
    /** What is finished is kept by this, since survivors that were looked for are told from those that were not. */
    readonly surely: boolean;
  } | null;
}

/** Whether a defect was condemned, and by what; how soon each strategy finds it where that was asked for. */
export type DetectRow = Pick<MatrixRow, 'id' | 'kill'> & Partial<MatrixRow>;

export interface DetectProgress {
  readonly done: number;
  readonly last: DetectRow;
}

export interface DetectResult {
  readonly canary: CanaryReport;
  /** Of the defects that were finished. */
  readonly rows: readonly DetectRow[];
  readonly stopped: boolean;
}

const GENERATED_CANARIES = 4;

serveTask<DetectRequest, DetectProgress, DetectResult>(({ request, shouldStop, onProgress }) => {
  const { wanted, workloads, seeds, deep } = request;
  const canary = runCanary(workloads, GENERATED_CANARIES, shouldStop);
  const rows: DetectRow[] = [];
  if (canary.missed.length > 0) return { canary, rows, stopped: false };
  const journal = deep === null ? null : new Journal(deep.journal.path, deep.journal.about);
  for (const { id, looked } of wanted) {
    if (shouldStop()) break;
    const defect = defectNamed(id);
    if (defect === null) throw new Error(`no defect is called ${id}`);
    const find = (): DetectRow => {
      if (!looked) return survivor(defect);
      if (deep !== null) return matrixRow(defect, { workloads, seeds, ...deep, shouldStop });
      const kill = searchDefect(defect, workloads, seeds, shouldStop);
      return { id, kill: kill === null ? null : plainKill(kill) };
    };
    const row =
      journal === null
        ? find()
        : remembered(journal, `defect ${id}${deep?.surely === true ? ' surely' : ''}`, shouldStop, find);
    // Of one that was stopped in its midst nothing is known.
    if (shouldStop()) break;
    rows.push(row);
    onProgress({ done: rows.length, last: row });
  }
  return { canary, rows, stopped: rows.length < wanted.length };
});
