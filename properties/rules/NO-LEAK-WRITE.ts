import { watching } from '../rule.ts';

/**
 * Given the user's contract (a region waits for what it started), no work of a region is outstanding when GPU protected
 * falls, be it a write that the caches have not made: it would go on without the protected tag, or be lost halfway. A
 * reset that takes over ends what is outstanding by itself, and so does power that goes: NO-POWER-IN-PROTM is for that.
 */
export const noLeakWrite = watching(
  {
    id: 'NO-LEAK-WRITE',
    cite: ['B.2-12', 'B.7', 'B.10', 'F26', 'F35', 'F39'],
    on: ['session', 'command', 'memory'],
  },
  (verdicts) => {
    /** Queues with a command of a region that is being executed. */
    const executing = new Map<string, string>();
    /** Queues with asynchronous work that their region did not wait for yet. */
    const unwaited = new Set<string>();
    /** Queues whose region ended so: its author asked for it. */
    const careless = new Set<string>();
    /** The buffer of a write that the caches still owe to memory as bit 7 falls. */
    let owed: string | null = null;
    return {
      observe(e, v) {
        if (e.kind === 'command') {
          const queue = `${e.group}:${e.queue}`;
          if (e.op === 'issue' && !e.region && unwaited.delete(queue)) careless.add(queue);
          if (!e.region) return;
          // One that faults stands still until somebody answers.
          const works = /^(RUN|BRANCH) /.test(e.text);
          if (works && (e.op === 'issue' || e.op === 'resume')) executing.set(queue, e.text);
          else if (e.op === 'complete' || e.op === 'save') executing.delete(queue);
          if (e.op === 'issue' && e.text.startsWith('ASYNC')) unwaited.add(queue);
          if (e.op === 'complete' && e.text === 'WAIT') unwaited.delete(queue);
          return;
        }
        if (e.kind === 'memory' && e.op === 'cached' && e.note === 'not written back') owed ??= e.buffer;
        if (e.kind !== 'session' || e.op !== 'left') return;
        const unwritten = owed;
        owed = null;
        const group = v.session?.group ?? e.group;
        if (group === null) return;
        const g = v.group(group);
        const queues = g.queues.map((q) => ({ name: `${group}:${q.index}`, ended: !q.inRegion }));
        const running = queues.flatMap(({ name }) => executing.get(name) ?? []);
        for (const { name } of queues) executing.delete(name);
        if ((e.cause === 'reset' && v.resetInFlight) || e.cause === 'powerOff') return;
        if (queues.some(({ name, ended }) => careless.has(name) || (ended && unwaited.has(name)))) return;
        verdicts.given++;
        const [text] = running;
        if (unwritten !== null)
          verdicts.violated(
            e,
            group,
            `bit 7 falls while the caches owe memory what was written to ${unwritten}`,
          );
        else if (text !== undefined)
          verdicts.violated(e, group, `bit 7 falls while ${text} of its region is executed`);
        else if (g.slot !== null && v.peek?.worksOutstanding(g.slot) === true) {
          verdicts.violated(e, group, 'bit 7 falls while asynchronous work of its region is outstanding');
        }
      },
    };
  },
);
