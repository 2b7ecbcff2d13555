import { serveTask } from '../../cli/task.ts';
import { revisions } from '../../impl/driver/revisions.ts';
import type { Setup } from '../../impl/simulate.ts';
import { briefWorkloads } from '../../properties/campaign/brief-workloads.ts';
import { spaceOf } from '../../properties/campaign/plan.ts';
import { setupOf } from '../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../properties/check-run.ts';
import { judgedRules } from '../../properties/detect/detect.ts';
import { enumerateDelays } from '../../properties/explore/delay-bounded.ts';
import { History, telling } from '../../properties/explore/dpor/history.ts';

/** A program of `brief-workloads.ts` and how far its schedules go. */
export interface DelaysRequest {
  readonly program: string;
  readonly revision: keyof typeof revisions;
  readonly counting: 'delays' | 'preemptions';
  readonly bound: number;
  readonly merge: boolean;
  /** Processor time, seconds. */
  readonly seconds: number;
}

export interface DelaysProgress {
  readonly schedules: number;
  readonly broken: number;
}

/** What was run of it; `byCost`: schedules by how many delays they have. */
export interface DelaysResult {
  readonly schedules: number;
  readonly byCost: readonly number[];
  readonly complete: boolean;
  readonly steps: number;
  /** Schedules that break a rule, by rule. */
  readonly broken: Readonly<Record<string, number>>;
  readonly seconds: number;
}

serveTask<DelaysRequest, DelaysProgress, DelaysResult>(({ request, shouldStop, onProgress }) => {
  const units = revisions[request.revision].units.map((unit) => unit.name);
  const setup = setupOf(units, spaceOf(briefWorkloads).program(request.program, 0));
  const begun = process.cpuUsage();
  const seconds = (): number => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1e6;
  };
  const broken = new Map<string, number>();
  let schedules = 0;
  let breaking = 0;
  let steps = 0;
  let history: History | null = null;
  const watched = (plain: Setup): Setup => ({
    ...plain,
    attend: (machine, candidates) => {
      history ??= new History(machine);
      history.attend(candidates);
      return false;
    },
    afterStep: (_, step) => {
      history?.stepped(step);
      return false;
    },
  });
  const { runs, byCost, complete } = enumerateDelays(
    (chooser) => {
      if (!request.merge) return checkRun(setup, chooser, { rules: judgedRules });
      history = null;
      const told = telling(chooser, () => history);
      return checkRun(watched(setup), told, { rules: judgedRules });
    },
    ({ run, violations }) => {
      steps += run.steps;
      schedules++;
      if (violations.length > 0) breaking++;
      for (const rule of new Set(violations.map((v) => v.rule)))
        broken.set(rule, (broken.get(rule) ?? 0) + 1);
      if (schedules % 20 === 0) onProgress({ schedules, broken: breaking });
      return false;
    },
    {
      maxDelays: request.bound,
      maxRuns: Number.MAX_SAFE_INTEGER,
      counting: request.counting,
      ...(request.merge ? { cameTo: () => history?.text() ?? '' } : {}),
      shouldStop: () => shouldStop() || seconds() > request.seconds,
    },
  );
  const rounded = Math.round(10 * seconds()) / 10;
  return { schedules: runs, byCost, complete, steps, broken: Object.fromEntries(broken), seconds: rounded };
});
