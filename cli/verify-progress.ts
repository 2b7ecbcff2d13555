import type { VerifyProgress } from '../properties/verify-options.ts';
import type { ProgressState } from './progress.ts';

/**
 * What the progress of a verification says. The first search of a revision has a known number of cells; what breaks
 * is then shrunk, cured or put aside, and cells are searched again until all of them in a row bring nothing new, which
 * nobody can foresee: that phase has a name of its own and no estimate. Violations are counted over all revisions.
 */
export class VerifyPhases {
  /** Revisions of which something was looked into. */
  private readonly again = new Set<string>();
  private readonly findings = new Map<string, number>();
  private round = 0;

  constructor(private readonly revisions: readonly string[]) {}

  shown({ phase, done, total, findings, coverage, round = 0 }: VerifyProgress): ProgressState {
    const [revision = '', doing] = phase.split(', ');
    const nth = this.revisions.indexOf(revision) + 1;
    // Of a search of the model only the states so far are known: what is left of its frontier says nothing.
    if (nth === 0) return { phase, unit: 'states', done, total: 0, findings: 0, coverage: '' };
    if (round !== this.round) this.again.clear();
    this.round = round;
    const which = round === 0 ? '' : `round ${round + 1}, `;
    const named = (what: string): string =>
      `${revision} (${nth} of ${this.revisions.length}), ${which}${what}`;
    // Causes that one of two drivers showed alone are looked for on the other.
    if (doing === 'comparing')
      return { phase: named('looked for on the other'), unit: 'causes', done, total, findings: 0, coverage };
    this.findings.set(revision, findings);
    const sum = [...this.findings.values()].reduce((all, some) => all + some, 0);
    if (doing !== undefined) {
      this.again.add(revision);
      return { phase: named('looking into what broke'), unit: '', done, total: 0, findings: sum, coverage };
    }
    if (!this.again.has(revision)) {
      return { phase: named('first search'), unit: 'cells', done, total, findings: sum, coverage };
    }
    return {
      phase: named('searching again, what broke cured or put aside'),
      unit: `of ${total} cells in a row brought nothing new`,
      done,
      total: 0,
      findings: sum,
      coverage,
    };
  }
}
