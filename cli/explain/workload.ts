import { basename } from 'node:path';
import { MIN_CSGS } from '../../impl/driver/constants.ts';
import type { GroupSpec, Step, Workload } from '../../impl/userspace/workload.ts';
import { plural } from '../../properties/plural.ts';
import type { Item, Page } from './page.ts';
import { allStored, storedSection } from './stored.ts';

/** What a workload does: its processes, their groups and how much they ask for. */
export function workloadPage(
  { name, note, slots, minSlots, csPerSlot, processes, system }: Workload,
  file: string,
): Page {
  const stem = basename(file, '.json');
  return {
    title: `${name}: a workload`,
    says: [
      ...(note === undefined ? [] : [note]),
      `${plural(slots, 'slot')} with ${plural(csPerSlot, 'command stream')} each${asked(slots, minSlots)}.`,
      ...(system === undefined ? [] : [`The system: ${system.map(({ op }) => op).join(', ')}.`]),
    ],
    sections: [
      {
        heading: 'Processes',
        items: processes.map(
          ({ process, groups, script }): Item => [
            process,
            [...groups.map(groupText), `steps: ${stepCounts(script)}`].join('; '),
          ],
        ),
      },
      storedSection(
        'Stored counterexamples that were shrunk from it',
        allStored().filter(({ counterexample }) => counterexample.workload.name === `${name}-shrunk`),
      ),
    ],
    tries: [
      [`npm run explore -- --workload ${stem} --revision reference`, 'runs it under many schedules'],
      [`npm run verify -- --workload ${stem}`, 'searches every revision with it'],
    ],
  };
}

/** Where the driver's own minimum is lowered, or kept so that it refuses the device. */
function asked(slots: number, minSlots = Math.min(MIN_CSGS, slots)): string {
  if (minSlots > slots) return `; the driver asks for ${minSlots}, so its probe fails`;
  return minSlots < MIN_CSGS ? `; the driver asks for ${MIN_CSGS}, here for ${minSlots}` : '';
}

function groupText({ group, priority, protected: declared, queues }: GroupSpec): string {
  return `${group} (${priority}${declared ? ', protected' : ''}, ${plural(queues, 'queue')})`;
}

/** How often each kind of step stands in a script, in the order of their first time; what is repeated counts once. */
function stepCounts(script: readonly Step[]): string {
  const counts = new Map<string, number>();
  const visit = (step: Step): void => {
    if (step.op === 'repeat') {
      step.script.forEach(visit);
      return;
    }
    const name = step.op === 'ioctl' ? step.ioctl.call : step.op;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  script.forEach(visit);
  return [...counts].map(([name, n]) => (n === 1 ? name : `${name} x${n}`)).join(', ');
}
