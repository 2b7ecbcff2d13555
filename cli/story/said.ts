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
    });
}

/** Virtual milliseconds of a duration, without needless figures. */
export function ms(us: number): string {
  return String(us / 1000);
}
