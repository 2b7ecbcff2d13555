import { Deadlines, watching } from '../rule.ts';
import { CSG_ACK_LIMIT_US, ENTER_LIMIT_US, FORCED_EXIT_LIMIT_US, HOST_DELAY_US } from './bounds.ts';

/** Protected use is declared at group creation; undeclared use kills the group, and only undeclared use does. */
export const createTime = watching(
  { id: 'CREATE-TIME', cite: ['A.1.6', 'G.1', 'A.2.3-3'], on: 'all' },
  (verdicts) => {
    const deadlines = new Deadlines(verdicts);
    return {
      observe(e, v) {
        deadlines.expire(e);
        if (e.kind === 'request' && e.op === 'raise') {
          if (v.group(e.group).facts.declaredProtected) return;
          // Whoever takes the scheduler lock first may keep it for requests, a forced exit and an entry.
          const lockedUs = 2 * v.slots.length * CSG_ACK_LIMIT_US + FORCED_EXIT_LIMIT_US + ENTER_LIMIT_US;
          const limitUs = HOST_DELAY_US + lockedUs;
          deadlines.owe(e.group, e.tUs, limitUs, 'undeclared use of protected mode does not kill the group');
        } else if (e.kind === 'group') {
          if (e.op !== 'kill' && e.op !== 'destroy' && e.op !== 'release') return;
          deadlines.settle(e.group, e.tUs);
          if (e.op !== 'kill' || e.cause !== 'undeclaredUse') return;
          verdicts.given++;
          if (v.group(e.group).facts.declaredProtected) {
            verdicts.violated(e, e.group, 'killed for undeclared use, and had declared it');
          }
        } else if (e.kind === 'session' && e.op === 'enterSent' && e.group !== null) {
          if (v.group(e.group).facts.declaredProtected) return;
          verdicts.given++;
          verdicts.violated(
            e,
            `${e.group} entry`,
            'ENTER is sent for a group that did not declare protected use',
          );
        } else if (e.kind === 'reset') {
          deadlines.settleAll(e.tUs);
        }
      },
      finish(end, v) {
        deadlines.expire({ ...v.now, tUs: end.observedUntilUs });
      },
    };
  },
);
