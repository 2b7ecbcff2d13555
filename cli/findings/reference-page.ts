import { type Fix, fixes } from '../../impl/driver/reference/index.ts';
import { functionNames } from '../../impl/driver/unit.ts';
import { catalogue, type RuleId, ruleIds } from '../../properties/catalogue.ts';
import { survivalReason } from '../../properties/detect/survivors.ts';
import { EXECUTIONS, OF_CURE } from '../../properties/manifests/cure-table.ts';
import { cures } from '../../properties/manifests/cures.ts';
import { manifestOf } from '../../properties/manifests/index.ts';
import type { Expected } from '../../properties/manifests/manifest.ts';
import { plural } from '../../properties/plural.ts';
import { cName } from '../c-names.ts';
import { statementOf } from '../explain/statements.ts';
import { adviceOf } from './advice.ts';
import { limitsOf } from './limits.ts';
import { code, link, para, table } from './page.ts';

/** docs/reference-driver.md: the fixes of the reference as advice to the posted series. */
export function referencePage(): string {
  return `${[head, ...cureSections(), ...setSections(), ...limitSection(), '## Fix by fix', ...fixes.flatMap(fixSection)].join('\n\n')}\n`;
}

const nameOf = ({ unit }: Fix): string => unit.name;
const chosen = fixes.map(nameOf).filter((name) => cures.chosen.includes(name));
const left = fixes.filter((fix) => !cures.chosen.includes(nameOf(fix)));
const neededBy = (name: string): readonly string[] => cures.needed.find((n) => n.fix === name)?.breaks ?? [];
const ruleOfFile = (file: string): string =>
  ruleIds.find((rule) => file.split(/[/.]/).includes(rule)) ?? file;

const head = `# The reference driver

${para('Made by `npx tsx properties/manifests/record-cures.ts && npx tsx cli/findings/write.ts`; do not edit. `reference` is the posted series of May 2026 with the fixes of this page stacked on it, each of them a unit in `impl/driver/reference/`. It is meant to keep every rule of `rules.md` under every plausible answer to what firmware leaves open, and is not a proposal of code: what a fix changes, and which rule forces it, is the advice.')}`;

/** Which single fix removes which finding, as re-run. */
function cureSections(): readonly string[] {
  const { expected } = manifestOf('series-2026');
  const rows = fixes.map((fix) => {
    const name = nameOf(fix);
    const alone = new Set<string>();
    const together = new Set<string>();
    for (const { rule, ...one } of expected) {
      const sets = removing(one);
      if (sets.some((set) => set.join() === name)) alone.add(rule);
      else if (sets.some((set) => set.includes(name))) together.add(rule);
    }
    return [code(name), [...alone].join(', '), [...together].filter((rule) => !alone.has(rule)).join(', ')];
  });
  const several = expected.filter((one) => removing(one).length > 1);
  return [
    '## Which fix cures which rule',
    para(
      `Every stored finding of the series was run again with every single fix on its stack, and with what that fix stands on: its own schedule first, then others of its program, ${OF_CURE} executions in all, and 100 near its schedule. A fix cures it if all of them keep the rule.`,
    ),
    table(['fix', 'alone it cures a finding of', 'with others it cures one of'], rows),
    ...(several.length === 0
      ? []
      : [
          para(
            `${several.length} of ${expected.length} counterexamples are removed by more than one; the first names the cause:`,
          ),
          table(
            ['counterexample', 'removed by'],
            several.map((one) => [
              link(one.counterexample),
              removing(one)
                .map((set) => set.map(code).join(' + '))
                .join(', or '),
            ]),
          ),
        ]),
  ];
}

/** What removes a counterexample: the cure that names its cause, and what else did when it was run again. */
function removing({
  counterexample,
  cure,
}: Pick<Expected, 'counterexample' | 'cure'>): readonly (readonly string[])[] {
  const others = cures.removed[counterexample] ?? [];
  return [cure, ...others.filter((set) => set.join() !== cure.join())];
}

function setSections(): readonly string[] {
  const { search, tried } = cures;
  const needed = chosen.filter((name) => neededBy(name).length > 0);
  const stood = chosen.filter((name) => !needed.includes(name));
  return [
    '## A smallest set that cures all',
    para(
      `${chosen.length} of the ${fixes.length} fixes: ${chosen.map(code).join(', ')}. With them no stored counterexample breaks its rule, ${EXECUTIONS} executions of each. The search of the series with them: ${
        search.broken.length === 0
          ? `**not found in ${plural(search.executions, 'execution')}**`
          : `broken: ${search.broken.join(', ')}, in ${plural(search.executions, 'execution')}`
      } (budget ${search.budget}, seed ${search.seed}, all rules that are judged on runs).`,
    ),
    para(
      'A smaller set lacks one of them, and there is a stored counterexample for each that breaks although every other fix is there that can be without it. (That fewer fixes do not keep what more of them break is taken for granted.) What is stored for the reference with a fix left out counts here too.',
    ),
    table(
      ['without', 'and what stands on it', 'breaks', 'stored counterexamples that show it'],
      needed.map((name) => {
        const breaks = neededBy(name);
        const without = (cures.needed.find((n) => n.fix === name)?.without ?? []).filter((n) => n !== name);
        const rules = [...new Set(breaks.map(ruleOfFile))];
        const shown = breaks.slice(0, 2).map(link).join(', ');
        return [
          code(name),
          without.map(code).join(', '),
          rules.join(', '),
          breaks.length > 2 ? `${shown} and ${breaks.length - 2} more` : shown,
        ];
      }),
    ),
    ...(stood.length === 0
      ? []
      : [para(`Needed because others stand on them: ${stood.map(code).join(', ')}.`)]),
    ...(tried.length === 0
      ? []
      : [
          para('Tried with these, and refuted by a stored counterexample:'),
          table(
            ['fixes', 'breaks'],
            tried.map(({ fixes: names, breaks }) => [
              names.map(code).join(', '),
              breaks.map(link).join(', '),
            ]),
          ),
        ]),
    '### Not in it',
    para(
      'Fixes without which no stored counterexample breaks. They stay in the reference for the reason given.',
    ),
    table(
      ['fix', 'changes', 'why it is kept'],
      left.map((fix) => [
        code(nameOf(fix)),
        fix.changes,
        survivalReason(`no-${nameOf(fix)}`) ?? 'no reason is known',
      ]),
    ),
  ];
}

/** Which limits differ from those of the posted series, and why. */
function limitSection(): readonly string[] {
  const rows = fixes.flatMap((fix) =>
    (limitsOf[nameOf(fix)] ?? []).map(({ us, use, posted, why }) => [
      us === null ? 'no limit' : us < 1_000 ? `${us} us` : `${us / 1_000} ms`,
      use,
      posted,
      code(nameOf(fix)),
      why,
    ]),
  );
  return [
    '## Limits and periods',
    para(
      'What the fixes add, or use otherwise than the posted series does. All others are those of A.1.5, with the values that it has.',
    ),
    table(['value', 'use', 'in the posted series', 'fix', 'why'], rows),
  ];
}

function fixSection(fix: Fix): readonly string[] {
  const { unit, changes, forcedBy } = fix;
  const { name } = unit;
  const advice = adviceOf[name];
  if (advice === undefined) throw new Error(`${name} has no advice: write it in cli/findings/advice.ts`);
  const { why, production } = advice;
  const findings = manifestOf('series-2026').expected.filter(({ cure }) => cure.includes(name));
  const functions = [...new Set(functionNames(unit).map((fn) => `\`${cName(fn)}()\``))];
  return [
    `### ${name}: ${unit.title}`,
    para(why),
    [
      `- **changes**: ${changes}`,
      ...forcedBy.map((rule) => `- **forced by ${rule}**: ${catalogue[rule as RuleId].says}`),
      `- **the production driver** ${production === null ? 'is not known to have anything of the kind' : `${production.says} (${production.cite})`}`,
      ...(unit.requires === undefined ? [] : [`- **stands on** ${unit.requires.map(code).join(', ')}`]),
      `- **functions** ${functions.join(', ')}`,
      `- **facts** ${unit.cite.map((cite) => `${cite} (${short(statementOf(cite) ?? 'protocol.md')})`).join('; ')}`,
      ...(findings.length === 0
        ? []
        : [
            `- **findings that it cures, or helps to** ${findings.map((f) => link(f.counterexample)).join(', ')}`,
          ]),
    ].join('\n'),
  ];
}

const short = (text: string): string => (text.length <= 90 ? text : `${text.slice(0, 89).trimEnd()}…`);
