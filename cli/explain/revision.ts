import { fixes, type revisions } from '../../impl/driver/revisions.ts';
import type { Revision } from '../../impl/driver/unit.ts';
import { causeOf } from '../../properties/campaign/stack.ts';
import { manifestOf } from '../../properties/manifests/index.ts';
import { notApplicable } from '../../properties/manifests/not-applicable.ts';
import { plural } from '../../properties/plural.ts';
import type { Item, Page } from './page.ts';
import { searchLine } from './rule.ts';
import { allStored, storedSection } from './stored.ts';

const origins: Readonly<Partial<Record<keyof typeof revisions, string>>> = {
  mainline: 'The driver before protected mode, where nothing answers PROTM_PENDING (D.5).',
  'rfc-2025': 'The RFC of 30 January 2025 on mainline (E.1).',
  'series-2026': 'The series of 5 May 2026 on mainline (A.2); 1/8 and 2/8 change nothing that is modelled.',
  reference: 'The series with every named fix: the driver that is meant to keep every rule.',
};

/** What a revision of the driver is made of, and what is known to break on it. */
export function revisionPage({ name, units }: Revision): Page {
  const { expected, may } = manifestOf(name);
  const excluded = [...notApplicable(name)];
  const causes = new Set(expected.map(({ cure }) => causeOf(cure)));
  const named = fixes.filter(({ unit }) => units.includes(unit)).length;
  const origin =
    (origins as Readonly<Record<string, string>>)[name] ?? 'A revision of your own (impl/driver/own/).';
  return {
    title: `${name}: a revision of the driver, ${plural(units.length, 'unit')}`,
    says: [
      origin,
      expected.length === 0
        ? may.length === 0
          ? 'Nothing is expected to break on it.'
          : 'Nothing is stored that breaks on it; what may is below.'
        : `${expected.length} violations of ${new Set(expected.map((e) => e.rule)).size} rules are expected, of ${causes.size} causes.`,
      ...(named === 0 ? [] : [`${named} of its units are named fixes.`]),
      ...(excluded.length === 0 ? [] : [`Not applicable: ${plural(excluded.length, 'rule')}.`]),
    ],
    sections: [
      { heading: 'Units, lowest first', items: units.map(({ name: unit, title }): Item => [unit, title]) },
      {
        heading: 'May break, as its manifest says',
        items: may.map(({ rule, why }): Item => [rule, why]),
      },
      storedSection(
        'What breaks on it',
        allStored().filter(({ counterexample }) => counterexample.revision.name === name),
      ),
    ],
    tries: [
      [`npm run explore -- --revision ${name}`, 'searches schedules of one workload on it'],
      searchLine(name),
      [
        `npm run diff -- ${name} ${name === 'reference' ? 'series-2026' : 'reference'}`,
        'what another one breaks or keeps',
      ],
    ],
  };
}
