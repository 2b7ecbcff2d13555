import { exitCauses, killCauses } from './causes.ts';

/** What a rule says of a violation, with the checker's own names and numbers put into words. */
export function said(what: string): string {
  return what
    .replace(/\bforced by (\w+)/, (all, cause: string) => {
      const named = Object.entries(exitCauses).find(([name]) => name === cause);
      return named === undefined ? all : `forced by a ${named[1]}`;
    })
    .replace(/\((\w+)\) by\b/, (all, cause: string) => {
      const named = Object.entries(killCauses).find(([name]) => name === cause);
      return named === undefined ? all : `(${named[1]}) by`;
    })
    .replace(/\brecorded requests ([01]+)b\b/, (_, mask: string) => `recorded requests of ${queuesOf(mask)}`);
}

/** `CS0 and CS2` of `101`. */
function queuesOf(mask: string): string {
  const bits = [...mask].reverse();
  const queues = bits.flatMap((bit, queue) => (bit === '1' ? [`CS${queue}`] : []));
  return queues.length < 2
    ? (queues[0] ?? 'no CS')
    : `${queues.slice(0, -1).join(', ')} and ${queues.at(-1)}`;
}

/** Virtual milliseconds of a duration, without needless figures. */
export function ms(us: number): string {
  return String(us / 1000);
}
