import {
  type revisions as allRevisions,
  type DefectiveName,
  revisionNamed,
} from '../impl/driver/revisions.ts';
import { catalogue, type RuleId, ruleIds } from './catalogue.ts';
import { notApplicable } from './manifests/not-applicable.ts';

/** A revision, or the reference with a seeded defect. */
export type RevisionName = keyof typeof allRevisions | DefectiveName;

/**
 * The units of a revision, lowest first.
 *
 * @throws Error for one that does not exist
 */
export function unitsOf(name: RevisionName): readonly string[] {
  const revision = revisionNamed(name);
  if (revision === null) throw new Error(`no revision is called ${name}`);
  return revision.units.map((unit) => unit.name);
}

/** The rules that runs of a revision are judged by. */
export function rulesOf(name: RevisionName): readonly RuleId[] {
  const excluded = notApplicable(name);
  return ruleIds.filter((rule) => catalogue[rule].status === 'carried' && !excluded.has(rule));
}
