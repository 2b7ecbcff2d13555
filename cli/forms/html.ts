import { decisionText } from '../../impl/runtime/decision.ts';
import { catalogue } from '../../properties/catalogue.ts';
import type { Counterexample } from '../../properties/counterexample/counterexample.ts';
import { type RunStep, stepsOf } from '../../properties/counterexample/steps.ts';
import { plural } from '../../properties/plural.ts';
import { rules } from '../../properties/rules/index.ts';
import { cName } from '../c-names.ts';
import { productionLine, rulebookRow } from '../explain/rulebook.ts';
import { statementsOf } from '../explain/statements.ts';
import { type Html, type HtmlValue, html, labelled, page, scriptData } from '../html/html.ts';
import { noReturnText } from '../story/no-return.ts';
import { words } from '../story/words.ts';
import { differences } from './difference.ts';
import type { Form, Telling } from './form.ts';
import { besideHolding, holdsStyle } from './html-holds.ts';
import { hexOf, picture } from './html-picture.ts';
import { stepper } from './html-script.ts';

/**
 * One page for one story: what broke, the run as a picture that can be walked through by keys, the state that each
 * step changed, the decisions that the schedule takes. It needs no network and no other file.
 */
export const htmlForm: Form = (telling) => {
  const { counterexample: c, parts, violation, events, text } = telling;
  const steps = stepsOf(c, violation.step);
  const told = new Set(parts.steps.flatMap(({ event }) => (event === null ? [] : [event.step])));
  const lastChance = lastChanceOf(c, steps);
  const { titles, svg } = picture({ steps, events, told, broken: violation.step, lastChance });
  const columnOfStep = new Map(steps.map(({ index }, i) => [index, i]));
  const broken = columnOfStep.get(violation.step) ?? steps.length - 1;
  const said = new Map<number, string[]>();
  for (const event of events) said.set(event.step, [...(said.get(event.step) ?? []), words(event)]);
  const data = {
    start: broken,
    broken,
    lastChance: lastChance === null ? -1 : (columnOfStep.get(lastChance) ?? -1),
    decided: steps.flatMap(({ decided }, i) => (decided.length > 0 ? [i] : [])),
    told: [...told].flatMap((index) => columnOfStep.get(index) ?? []).sort((a, b) => a - b),
    steps: steps.map(({ index, tUs, activity, label, changes, decided }) => [
      tUs / 1000,
      cName(activity),
      cName(label),
      said.get(index) ?? [],
      changes.flatMap(({ cell, before, after }) =>
        differences(before, after).map((d) => [
          `${cName(cell)}${d.part}`,
          ...[d.before, d.after].map((value) => valueText(cell, value)),
        ]),
      ),
      decided.map((decision) => cName(decisionText(decision))),
    ]),
  };
  const body = html`<main>
<h1>${c.rule} <span class="bad">BROKEN</span></h1>
<p>${parts.headline}</p>
${facts(telling)}
<section aria-labelledby="run"><h2 id="run">The run, step by step</h2>
<div id="controls" hidden="">
<p>${buttons.filter(([move]) => offers(move, c.schedule.length > 0, lastChance !== null)).map(([move, name, key]) => html`<button type="button" data-move="${move}">${name} <kbd>${key}</kbd></button> `)}</p>
<p><label for="slider">Step</label> <input id="slider" type="range" min="0" max="${steps.length - 1}" value="${broken}"/>
<label><input id="keys" type="checkbox" checked=""/> Keys move, as the buttons say</label></p>
<div id="panel" tabindex="0" role="group" aria-label="What the step did"><div role="status"><p id="where"></p><ul id="events"></ul></div>
<table><caption>State that it changed</caption><thead><tr><th scope="col">cell</th><th scope="col">before</th><th scope="col">after</th></tr></thead><tbody id="changes"></tbody></table>
<p id="unchanged" class="soft">It changed nothing.</p></div></div>
<div class="stage">${titles}<div id="scroller" class="scroll" tabindex="0" role="group" aria-label="The picture, which scrolls sideways">${svg}</div></div>
<p class="soft">A column is a step; the scale is virtual time, which stands still while anything can run. Filled: told below. Hatched: blocked or waiting. A triangle above: a decision of the schedule.${lastChance === null ? '' : ' The dashed line: the point of no return.'}</p>
</section>
<section aria-labelledby="told"><h2 id="told">The steps that tell it</h2>${storyTable(telling, columnOfStep)}</section>
<section aria-labelledby="decisions"><h2 id="decisions">The decisions that matter</h2>${decisions(telling, steps)}</section>
<section aria-labelledby="mail"><h2 id="mail">For a mail</h2><pre tabindex="0">${text.trimEnd()}</pre></section>
</main>`;
  return page({
    title: `${c.rule} on ${c.revision.name}`,
    style: style + holdsStyle,
    body,
    script: stepper(scriptData(data)),
  });
};

const buttons = [
  ['first', 'First', 'Home'],
  ['back', 'Back', '←'],
  ['forward', 'Forward', '→'],
  ['last', 'Last', 'End'],
  ['previousTold', 'Told before', 'p'],
  ['nextTold', 'Told next', 'n'],
  ['nextDecided', 'Next decision', 'd'],
  ['lastChance', 'Point of no return', 'r'],
  ['broken', 'Where it breaks', 'b'],
] as const;

/** Where there is nothing to go to there is no button. */
function offers(move: (typeof buttons)[number][0], decides: boolean, returns: boolean): boolean {
  if (move === 'nextDecided') return decides;
  return move !== 'lastChance' || returns;
}

/** A value of a cell; words and registers, whose names are in capitals, as the picture has them. */
export function valueText(cell: string, value: string | null): string {
  if (value === null) return '-';
  return /^[A-Z][A-Z0-9_]*$/.test(cell) && /^-?\d+$/.test(value) ? hexOf(Number(value)) : value;
}

function facts({ counterexample: c, parts, replay }: Telling): Html {
  const { where } = parts;
  const cites = rules.find(({ id }) => id === c.rule)?.cite ?? [];
  const rows: readonly (readonly [string, HtmlValue])[] = [
    ['the rule', rulebookRow(c.rule)?.says ?? catalogue[c.rule].says],
    [
      'from',
      cites.length === 0
        ? 'docs/rules.md'
        : html`<ul class="plain">${statementsOf(cites).map(([cite, says]) => html`<li><code>${cite}</code> ${says}</li>`)}</ul>`,
    ],
    ...productionLine(c.rule).map((line): readonly [string, HtmlValue] => ['in production', line]),
    ['broken for', c.instance],
    labelled(parts.needs),
    ['units', c.revision.units.join(', ')],
    [
      'noticed at',
      where === null
        ? 'no function is named'
        : html`<code>${where.file} ${where.function}()</code>, ${where.patch}`,
    ],
    ['how minimal', `${c.minimal.label}, ${plural(c.schedule.length, 'decision')}`],
    [
      'cure',
      c.cure === null
        ? 'none known'
        : `${c.cure.fixes.join(' + ')}; held in ${plural(c.cure.rerun, 'execution')} re-run`,
    ],
    ['replay', html`<code>${replay}</code>`],
  ];
  return html`<dl>${rows.map(([name, value]) => html`<dt class="soft">${name}</dt><dd>${value}</dd>`)}</dl>`;
}

function storyTable({ parts }: Telling, columnOfStep: ReadonlyMap<number, number>): Html {
  const rows = parts.steps.map(({ tUs, column, text, broken, event }) => {
    const at = event === null ? undefined : columnOfStep.get(event.step);
    const shown =
      at === undefined ? text : html`<button type="button" class="plain" data-step="${at}">${text}</button>`;
    return html`<tr${broken ? html` class="bad"` : null}><td>${tUs / 1000}</td><th scope="row">${column.title}</th><td>${shown}${broken ? ' BROKEN' : ''}</td></tr>\n`;
  });
  return html`<div class="scroll"><table><thead><tr><th scope="col">ms</th><th scope="col">who</th><th scope="col">does</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function decisions(telling: Telling, steps: readonly RunStep[]): Html {
  const { noReturn } = telling.counterexample;
  const beside = besideHolding(telling);
  return html`${schedulePart(telling.counterexample, steps)}${noReturn === undefined ? null : html`<p>${sentence(noReturnText(noReturn))}.${toStep(steps, lastChanceOf(telling.counterexample, steps))}</p>`}
${beside}`;
}

/**
 * The step at which scheduling could last have kept the rule, by index; null where there is none or it is not found. It is
 * looked for by what happened, at the stored moment: how many steps come before changes with each that is simulated.
 */
function lastChanceOf({ noReturn }: Counterexample, steps: readonly RunStep[]): number | null {
  const last = noReturn?.last ?? null;
  if (last === null) return null;
  const { took, tUs, step } = last;
  const isIt = ({ activity, label, decided }: RunStep): boolean =>
    'run' in took
      ? activity === took.run && label === took.runs
      : decided.some((d) => d.kind === 'value' && d.name === took.choice && d.option === took.option);
  const at = steps.filter((one) => one.tUs === tUs && isIt(one));
  const far = (index: number): number => Math.abs(index - step);
  return at.toSorted((a, b) => far(a.index) - far(b.index))[0]?.index ?? null;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** A button that shows a step of the run; nothing where it is not in it. */
function toStep(steps: readonly RunStep[], index: number | null | undefined): Html | null {
  const at = steps.findIndex((step) => step.index === index);
  return at === -1 ? null : html` <button type="button" data-step="${at}">show step ${at + 1}</button>`;
}

function schedulePart({ schedule, nearest }: Counterexample, steps: readonly RunStep[]): Html {
  if (schedule.length === 0) return html`<p>None: the default schedule shows it.</p>`;
  const rows = schedule.map((decision) => {
    const step = steps.find(({ decided }) => decided.includes(decision));
    return html`<li>${step === undefined ? null : `${step.tUs / 1000} ms: `}<code>${cName(decisionText(decision))}</code>${toStep(steps, step?.index)}</li>`;
  });
  return html`<ol>${rows}</ol>
<p>${nearest === null ? 'No schedule with fewer of these is known to hold.' : `It holds ${cName(nearest)}.`}</p>`;
}

const style = `
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; } dd { margin: 0; } ul.plain { list-style: none; margin: 0; padding: 0; }
.stage { display: flex; border: 1px solid var(--line); border-radius: 4px; } #scroller { flex: 1; min-width: 0; }
.titles { list-style: none; margin: 26px 0 0; padding: 0 .5rem; border-right: 1px solid var(--line); font: 12px/20px ui-monospace, monospace; white-space: nowrap; }
.titles .bit { color: var(--soft); text-align: right; } .titles .mode { font-weight: 600; }
svg { display: block; font: 11px ui-monospace, monospace; } svg text { fill: var(--ink); pointer-events: none; }
.base, .tick { stroke: var(--line); } #cursor { fill: none; stroke: var(--link); stroke-width: 2; pointer-events: none; }
.decided { fill: var(--warn); } .chance { stroke: var(--bad); stroke-dasharray: 4 3; } .broken { fill: var(--bad-fill); } .step { fill: var(--line); } .told { fill: var(--link); } .here { fill: var(--bad); }
.held rect { fill: var(--warn-fill); stroke: var(--warn); } .blocked rect, .wait rect { fill: var(--fill); stroke: var(--bad); stroke-dasharray: 3 2; } .wait rect { stroke: var(--soft); }
.normal rect { fill: var(--fill); } .entering rect { fill: var(--warn-fill); } .protected rect { fill: var(--bad-fill); stroke: var(--bad); }
.word rect { fill: none; stroke: var(--soft); } .bit path { fill: none; stroke: var(--good); stroke-width: 1.5; }
#panel { height: 14rem; overflow-y: auto; resize: vertical; padding: .5rem .75rem; background: var(--fill); border: 1px solid var(--line); border-radius: 4px; margin-bottom: .75rem; } #where { font-weight: 600; margin: 0; } #slider { width: min(100%, 40rem); vertical-align: middle; }
#changes th { font: 13px/1.4 ui-monospace, monospace; } #changes td { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; } caption { text-align: left; color: var(--soft); }
button { font: inherit; color: inherit; background: var(--fill); border: 1px solid var(--line); border-radius: 4px; cursor: pointer; } button.plain { border: 0; background: none; padding: 0; text-align: left; color: var(--link); text-decoration: underline; } [aria-current="true"] { outline: 2px solid var(--link); }
@media print { #controls { display: none; } .titles, svg { font-size: 9px; } [aria-current="true"] { outline: none; } .scroll { overflow: visible; } .stage { break-inside: avoid; } }
`;
