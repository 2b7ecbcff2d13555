import { type Decision, decisionText } from '../../impl/runtime/decision.ts';
import { catalogue } from '../../properties/catalogue.ts';
import { stepsOf } from '../../properties/counterexample/steps.ts';
import { plural } from '../../properties/plural.ts';
import { rules } from '../../properties/rules/index.ts';
import { cName } from '../c-names.ts';
import { productionLine, rulebookRow } from '../explain/rulebook.ts';
import { statementOf } from '../explain/statements.ts';
import { type Html, type HtmlValue, html, page, scriptData } from '../html/html.ts';
import { noReturnText } from '../story/no-return.ts';
import { words } from '../story/words.ts';
import type { Form, Telling } from './form.ts';
import { picture } from './html-picture.ts';
import { stepper } from './html-script.ts';

/**
 * One page for one story: what broke, the run as a picture that can be walked through by keys, the state that each
 * step changed, the decisions that the schedule takes. It needs no network and no other file.
 */
export const htmlForm: Form = (telling) => {
  const { counterexample: c, parts, violation, events, text } = telling;
  const steps = stepsOf(c, violation.step);
  const told = new Set(parts.steps.flatMap(({ event }) => (event === null ? [] : [event.step])));
  const { titles, svg } = picture({ steps, events, told, broken: violation.step });
  const columnOfStep = new Map(steps.map(({ index }, i) => [index, i]));
  const broken = columnOfStep.get(violation.step) ?? steps.length - 1;
  const said = new Map<number, string[]>();
  for (const event of events) said.set(event.step, [...(said.get(event.step) ?? []), words(event)]);
  const data = {
    start: broken,
    broken,
    told: [...told].flatMap((index) => columnOfStep.get(index) ?? []).sort((a, b) => a - b),
    steps: steps.map(({ index, tUs, activity, label, changes }) => [
      tUs / 1000,
      cName(activity),
      cName(label),
      said.get(index) ?? [],
      changes.map(({ cell, before, after }) => [cName(cell), before, after]),
    ]),
  };
  const body = html`<main>
<h1>${c.rule} <span class="bad">BROKEN</span></h1>
<p>${parts.headline}</p>
${facts(telling)}
<section aria-labelledby="run"><h2 id="run">The run, step by step</h2>
<div id="controls" hidden="">
<p>${buttons.map(([move, name, key]) => html`<button type="button" data-move="${move}">${name} <kbd>${key}</kbd></button> `)}</p>
<p><label for="slider">Step</label> <input id="slider" type="range" min="0" max="${steps.length - 1}" value="${broken}"/></p>
<div id="panel" aria-live="polite"><p id="where"></p><ul id="events"></ul>
<table><caption>State that it changed</caption><thead><tr><th scope="col">cell</th><th scope="col">before</th><th scope="col">after</th></tr></thead><tbody id="changes"></tbody></table>
<p id="unchanged" class="soft">It changed nothing.</p></div></div>
<div class="stage">${titles}<div id="scroller" class="scroll" tabindex="0">${svg}</div></div>
<p class="soft">A column is a step; the scale is virtual time, which stands still while anything can run. Filled: told below. Hatched: blocked or waiting.</p>
</section>
<section aria-labelledby="told"><h2 id="told">The steps that tell it</h2>${storyTable(telling, columnOfStep)}</section>
<section aria-labelledby="decisions"><h2 id="decisions">The decisions that matter</h2>${decisions(telling)}</section>
<section aria-labelledby="mail"><h2 id="mail">For a mail</h2><pre tabindex="0">${text.trimEnd()}</pre></section>
</main>`;
  return page({ title: `${c.rule} on ${c.revision.name}`, style, body, script: stepper(scriptData(data)) });
};

const buttons = [
  ['first', 'First', 'Home'],
  ['back', 'Back', '←'],
  ['forward', 'Forward', '→'],
  ['last', 'Last', 'End'],
  ['previousTold', 'Told before', 'p'],
  ['nextTold', 'Told next', 'n'],
  ['broken', 'Where it breaks', 'b'],
] as const;

function facts({ counterexample: c, parts, replay }: Telling): Html {
  const { where } = parts;
  const cites = rules.find(({ id }) => id === c.rule)?.cite ?? [];
  const rows: readonly (readonly [string, HtmlValue])[] = [
    ['the rule', rulebookRow(c.rule)?.says ?? catalogue[c.rule].says],
    [
      'from',
      cites.length === 0
        ? 'docs/rules.md'
        : html`<ul class="plain">${[...new Set(cites)].map((cite) => html`<li><code>${cite}</code> ${statementOf(cite) ?? ''}</li>`)}</ul>`,
    ],
    ...productionLine(c.rule).map((line): readonly [string, HtmlValue] => ['in production', line]),
    ['instance', c.instance],
    ['needs', parts.needs.replace(/^needs: /, '')],
    ['units', c.revision.units.join(', ')],
    [
      'where',
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

function decisions(telling: Telling): Html {
  const { schedule, nearest, noReturn } = telling.counterexample;
  return html`${schedulePart(schedule, nearest)}${noReturn === undefined ? null : html`<p>${sentence(noReturnText(noReturn))}.</p>`}`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function schedulePart(schedule: readonly Decision[], nearest: string | null): Html {
  if (schedule.length === 0) return html`<p>None: the default schedule shows it.</p>`;
  return html`<ol>${schedule.map((decision) => html`<li><code>${cName(decisionText(decision))}</code></li>`)}</ol>
<p>${nearest === null ? 'No nearest schedule that holds is known.' : `The nearest schedule that holds: ${cName(nearest)}.`}</p>`;
}

const style = `
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; } dd { margin: 0; } ul.plain { list-style: none; margin: 0; padding: 0; }
.stage { display: flex; border: 1px solid var(--line); border-radius: 4px; } #scroller { flex: 1; min-width: 0; }
.titles { list-style: none; margin: 26px 0 0; padding: 0 .5rem; border-right: 1px solid var(--line); font: 12px/20px ui-monospace, monospace; white-space: nowrap; }
.titles .bit { color: var(--soft); text-align: right; } .titles .mode { font-weight: 600; }
svg { display: block; font: 11px ui-monospace, monospace; } svg text { fill: var(--ink); pointer-events: none; }
.base, .tick { stroke: var(--line); } #cursor { fill: none; stroke: var(--link); stroke-width: 2; pointer-events: none; }
.broken { fill: var(--bad-fill); } .step { fill: var(--line); } .told { fill: var(--link); } .here { fill: var(--bad); }
.held rect { fill: var(--warn-fill); stroke: var(--warn); } .blocked rect, .wait rect { fill: var(--fill); stroke: var(--bad); stroke-dasharray: 3 2; } .wait rect { stroke: var(--soft); }
.normal rect { fill: var(--fill); } .entering rect { fill: var(--warn-fill); } .protected rect { fill: var(--bad-fill); stroke: var(--bad); }
.word rect { fill: none; stroke: var(--soft); } .bit path { fill: none; stroke: var(--good); stroke-width: 1.5; }
#panel { min-height: 9rem; padding: .5rem .75rem; background: var(--fill); border: 1px solid var(--line); border-radius: 4px; margin-bottom: .75rem; } #where { font-weight: 600; margin: 0; } #slider { width: min(100%, 40rem); vertical-align: middle; }
#changes th { font: 13px/1.4 ui-monospace, monospace; } #changes td { font: 13px/1.4 ui-monospace, monospace; word-break: break-all; } caption { text-align: left; color: var(--soft); }
button { font: inherit; color: inherit; background: var(--fill); border: 1px solid var(--line); border-radius: 4px; cursor: pointer; } button.plain { border: 0; background: none; padding: 0; text-align: left; color: var(--link); text-decoration: underline; } [aria-current="true"] { outline: 2px solid var(--link); }
@media print { #controls { display: none; } .scroll { overflow: visible; } svg { max-width: 100%; height: auto; } }
`;
