import { expect, it } from 'vitest';
import type { GroupState, QueueState, State } from '../../../model/protected-mode/index.ts';
import { drawScenario } from '../../../properties/campaign/plan.ts';
import { setupOf } from '../../../properties/campaign/simulator-subject.ts';
import { checkRun } from '../../../properties/check-run.ts';
import { Random } from '../../../properties/explore/random.ts';
import { randomWalk } from '../../../properties/explore/random-walk.ts';
import { unitsOf } from '../../../properties/revision.ts';

it('a CS that was not let in has asked in the state of a run where it has in the model', () => {
  const seen = { asked: 0, not: 0 };
  for (let seed = 1; seed <= 8; seed++) {
    const scenario = drawScenario(new Random(seed * 7 + 1));
    const chooser = randomWalk(0.05).chooser(seed, { points: 1, choices: 1 });
    checkRun(setupOf(unitsOf('reference'), scenario), chooser, {
      rules: ['REFINES'],
      // They are whole states, of which that a face is told is all that others need.
      onModelStep: (before, action, own) => {
        const ofRun = queuesOf(own as State);
        for (const [i, queue] of queuesOf(before as State).entries()) {
          const same = ofRun[i];
          // When firmware samples an acknowledgement the model says as late as it can.
          if (same === undefined || [queue, same].some((q) => q.acknowledged || q.sampled)) continue;
          expect(same.waits, `queue ${i} before ${action}, seed ${seed}`).toBe(queue.waits);
          seen[queue.waits ? 'asked' : 'not']++;
        }
      },
    });
  }
  expect(seen.asked).toBeGreaterThan(50);
  expect(seen.not).toBeGreaterThan(500);
});

const queuesOf = ({ groups }: State): readonly QueueState[] =>
  Object.values<GroupState>(groups).flatMap((group) => Object.values<QueueState>(group.queues));
