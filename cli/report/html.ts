import { alsoBroken } from '../../properties/campaign/finding-reports.ts';
import { behavioursText, unseenText } from '../../properties/campaign/reached.ts';
import { catalogue, headlines, ruleIds } from '../../properties/catalogue.ts';
import { plural } from '../../properties/plural.ts';
import { severityOfCause } from '../../properties/severity.ts';
import { type Html, type HtmlValue, html, labelled, page } from '../html/html.ts';
import { count, counted } from '../progress.ts';
import { severityText } from '../severity.ts';
import { noReturnText } from '../story/no-return.ts';
import { said } from '../story/said.ts';
import { aftermathLines } from './aftermath.ts';
import { canaryText } from './canary.ts';
import { cutText, gapsSection } from './explored.ts';
import { growthFigure, growthStyle } from './growth.ts';
import { storedKills } from './kills.ts';
import { endedBy, wasCut } from './limit.ts';
import { severityTold } from './mainline.ts';
import { LEGEND, matrixOf, shortWord } from './matrix.ts';
import { modelPictures, pictureStyle } from './pictures.ts';
import { problemsOf } from './problems.ts';
import { questionsOf } from './questions.ts';
import { racesText, statedReads } from './races.ts';
import type { Renderer, ReportInput, ToldFinding } from './report.ts';
import { strategiesTold } from './strategies.ts';
import { next } from './terminal.ts';
import { verdictOf } from './verdict.ts';

/** The entry page of a report: one file, which needs no network and no other file. */
export const htmlReport: Renderer = (input) => {
  const { report, told } = input;
  const { code, word, counts } = verdictOf(report);
  const body = html`<main>
<h1>protm-check: <span class="${code === 0 ? 'good' : 'bad'}">${word}</span></h1>
<p>Protected mode of Arm Mali CSF GPUs under Linux panthor, held against its rules. Seed ${report.seed}, budget ${report.budget}, exit code ${code}.</p>
<p class="soft">${counts}.</p>
${report.truncated ? html`<p class="bad">Interrupted or cut short: what was not found may still be there.</p>` : null}
<nav aria-label="On this page"><p><a href="#rules">Rules</a> · <a href="#findings">Findings (${told.length})</a> · <a href="#cures">Cures</a> · <a href="#questions">Questions</a> · <a href="#explored">Explored</a> · <a href="#pictures">The model in pictures</a> · <a href="#catches">Does it catch?</a> · <a href="#gaps">Not covered</a></p></nav>
${problems(input)}
<section id="rules"><h2>Rules</h2>${matrix(input)}<p class="soft">${LEGEND}</p></section>
<section id="findings"><h2>Findings</h2>${findings(told)}</section>
<section id="cures"><h2>Cures</h2>${cures(told)}</section>
<section id="questions"><h2>Questions for the firmware's owners</h2>${questions(input)}</section>
<section id="explored"><h2>Explored</h2>${models(input)}${revisions(input)}<p>The canary: ${canaryText(report.canary)}.</p></section>
<section id="pictures"><h2>The model in pictures</h2><p class="soft">What driver, firmware and GPU may do together, computed from all reachable states of a small case each: states that show the same are one node, arrows are actions (docs/model.md).</p>${modelPictures()}</section>
<section id="catches"><h2>Does it catch?</h2>${catches()}</section>
<section id="gaps"><h2>Not covered</h2><pre>${gapsSection(report, true).replace('Not covered\n', '').trimEnd() || 'nothing is left out'}</pre></section>
<p>Next: <code>${next(input)}</code></p>
</main>`;
  return page({
    title: `protm-check: ${word}`,
    style: style + growthStyle + pictureStyle,
    body,
    script: reveal,
  });
};

/** Whoever follows a link to a finding wants to read it, so it is unfolded. */
const reveal = `
const unfold = () => {
  const at = location.hash === '' ? null : document.getElementById(location.hash.slice(1));
  const folded = at?.querySelector('details');
  if (!folded) return;
  for (let around = folded; around; around = around.parentElement.closest('details')) around.open = true;
  at.scrollIntoView();
};
addEventListener('hashchange', unfold);
unfold();
`;

const style = `
tbody th { font-weight: 400; } thead th, td.word, tbody th code, .tight { white-space: nowrap; } .what { max-width: 34rem; } .where { display: inline-block; min-width: 8rem; }
#findings th, #findings td { padding: .2rem .45rem; }
@media print { #rules table { font-size: 9px; } #rules td.word { white-space: normal; } }
#findings summary { cursor: pointer; color: var(--link); width: max-content; }
#findings section, #findings > details { border-top: 1px solid var(--line); } #findings > details { margin-top: 1rem; padding-top: 1rem; } #findings > details > summary { font-weight: 600; } dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0; } dd { margin: 0; }
`;

function problems({ report, told }: ReportInput): HtmlValue {
  const rows = problemsOf(report, told).map(({ level, about, on, word, why }) => [
    html`<code>${about}</code>`,
    on,
    html`<span class="${level === 'error' ? 'bad' : 'warn'}">${word}</span>`,
    why,
  ]);
  if (rows.length === 0) return null;
  return html`<section id="problems"><h2>Needs a look</h2>${table(['what', 'on', 'verdict', 'why'], rows)}</section>`;
}

/** Verdict words, each that breaks linked to its story. */
function matrix({ report, told }: ReportInput): HtmlValue {
  const { heads, groups } = matrixOf(report);
  const cell = (rule: string, head: string, word: string): Html => {
    const at = told.findIndex(
      ({ revision, finding }) =>
        revision === head &&
        (finding.counterexample.rule === rule || alsoBroken(finding).some((other) => other === rule)),
    );
    const short = shortWord(word);
    const shown = at === -1 ? html`${short}` : html`<a href="#finding-${at + 1}">${short}</a>`;
    return html`<td class="word ${classOf(word)}" title="${word}">${shown}</td>`;
  };
  const group = (name: string, says: string): Html =>
    html`<tr><th colspan="${heads.length + 2}" scope="rowgroup"><strong>${name}</strong> <span class="soft">${says}</span></th></tr>\n`;
  const bodies = groups.map(
    ({ headline, rows: rules }) =>
      html`<tbody>${headline === null ? group('Other rules', '') : group(headline, headlines[headline])}${rules.map(
        ({ rule, words }) =>
          html`<tr><th scope="row"><code>${rule}</code></th>${heads.map((head, i) => cell(rule, head, words[i] ?? ''))}<td class="soft what">${catalogue[rule].says}</td></tr>\n`,
      )}</tbody>\n`,
  );
  return html`<div class="scroll"><table>
<thead><tr><th scope="col">rule</th>${heads.map((head) => html`<th scope="col">${head}</th>`)}<th scope="col">says</th></tr></thead>
${bodies}</table></div>`;
}

function classOf(word: string): string {
  if (/^(violated|vacuous|dead)/.test(word)) return 'bad';
  if (/^(expected|unknown)/.test(word)) return 'warn';
  return word === 'holds (exhaustive)' ? 'good' : '';
}

/** What is unexpected and what is known of the first revision open, what is known of each other one folded. */
function findings(told: readonly ToldFinding[]): HtmlValue {
  if (told.length === 0) return html`<p>None.</p>`;
  const all = told.map((one, i): Numbered => ({ one, nth: i + 1 }));
  const isKnown = ({ one }: Numbered): boolean => one.finding.expected;
  const of = all.find(isKnown)?.one.revision;
  const isFolded = (numbered: Numbered): boolean => isKnown(numbered) && numbered.one.revision !== of;
  const others = new Set(all.filter(isFolded).map(({ one }) => one.revision));
  return [
    listed(all.filter((numbered) => !isFolded(numbered))),
    ...[...others].map((revision) => {
      const known = all.filter((one) => isFolded(one) && one.one.revision === revision);
      return html`<details><summary>${revision}: ${plural(known.length, 'known cause')}</summary>
${listed(known)}</details>
`;
    }),
  ];
}

interface Numbered {
  readonly one: ToldFinding;
  readonly nth: number;
}

/** A table of findings, and each with its story. */
function listed(all: readonly Numbered[]): readonly Html[] {
  const rows = all.map(({ one, nth }) => {
    const { revision, finding: found, parts } = one;
    const { rule, what, cure } = found.counterexample;
    const where = parts?.where ?? null;
    return [
      html`<a class="tight" href="#finding-${nth}">${rule}</a>`,
      html`<span class="tight">${revision}</span>`,
      html`<span class="${found.expected ? 'warn' : 'bad'}">${found.expected ? 'expected' : 'VIOLATED'}</span>`,
      severityTold(one),
      said(what),
      where === null
        ? ''
        : html`<span class="where"><code>${breakable(where.function)}()</code>, ${where.patch}</span>`,
      cure === null ? 'none known' : cure.fixes.join(' + '),
    ];
  });
  const list = table(['rule', 'on', 'verdict', 'severity', 'what', 'noticed at', 'cure'], rows);
  return [list, ...all.map(({ one, nth }) => finding(one, nth))];
}

function finding(
  { revision, finding: found, story, file, parts, page: steps, source, after }: ToldFinding,
  nth: number,
): Html {
  const { counterexample: c, others, expected } = found;
  const alsoBreaks = alsoBroken(found);
  const where = parts?.where ?? null;
  const facts: readonly (readonly [string, HtmlValue])[] = [
    ['severity', severityText(severityOfCause(c, others))],
    labelled(parts?.needs ?? 'needs: '),
    [
      'cure',
      c.cure === null
        ? 'none known'
        : `${c.cure.fixes.join(' + ')}, held in ${counted(c.cure.rerun, 'execution')}`,
    ],
    ...(c.noReturn === undefined ? [] : [['no return', noReturnText(c.noReturn)] as const]),
    ...(where === null
      ? []
      : [['noticed at', html`<code>${where.file} ${where.function}()</code>, ${where.patch}`] as const]),
    ...(source === null ? [] : [['simulated by', html`<code>${source.file}:${source.line}</code>`] as const]),
    ...(alsoBreaks.length === 0 ? [] : [['the same cause breaks', alsoBreaks.join(', ')] as const]),
    ['counterexample', html`<code>${file}</code>`],
    ...aftermathLines(c.rule, after).map((line) => ['consequence', line] as const),
  ];
  return html`<section id="finding-${nth}" aria-labelledby="heading-${nth}">
<h3 id="heading-${nth}">${nth}. ${c.rule} on ${revision} <span class="${expected ? 'warn' : 'bad'}">${expected ? 'expected violation' : 'VIOLATED'}</span></h3>
<p>${said(c.what)}${steps === null ? null : html` (<a href="${steps}">step through the run</a>)`}</p>
<details${expected ? null : html` open=""`}><summary>facts and story</summary>
<dl>${facts.map(([name, value]) => html`<dt class="soft">${name}</dt><dd>${value}</dd>`)}</dl>
<pre tabindex="0">${story.trimEnd()}</pre>
</details>
</section>
`;
}

/** A long name that a narrow column may break at its underscores; copied, it is whole. */
const breakable = (name: string): HtmlValue =>
  name.split('_').map((part, i) => html`${i === 0 ? null : html`_<wbr/>`}${part}`);

/** The fixes that cure, the one that cures most first. */
function cures(told: readonly ToldFinding[]): HtmlValue {
  const byCure = new Map<string, { nth: number; rule: string }[]>();
  told.forEach(({ finding: { counterexample } }, i) => {
    const { cure, rule } = counterexample;
    const name = cure === null ? 'none known' : cure.fixes.join(' + ');
    byCure.set(name, [...(byCure.get(name) ?? []), { nth: i + 1, rule }]);
  });
  if (byCure.size === 0) return html`<p>Nothing to cure.</p>`;
  const rows = [...byCure]
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .map(([name, cured]) => [
      html`<code>${name}</code>`,
      cured.map(({ nth, rule }, i) => html`${i === 0 ? '' : ', '}<a href="#finding-${nth}">${rule}</a>`),
    ]);
  return table(['fixes', 'findings that they remove'], rows);
}

function questions({ report }: ReportInput): HtmlValue {
  const rows = questionsOf(report).map((c) => [
    html`<code>${c.id}</code>`,
    c.question,
    c.findings,
    c.severities,
  ]);
  if (rows.length === 0) return html`<p>No finding hangs on an answer.</p>`;
  return table(
    ['choice', 'question', 'causes that hang on the answer', 'causes of which it decides how bad they are'],
    rows,
  );
}

function models({ report }: ReportInput): HtmlValue {
  if (report.model.length === 0) return null;
  const rows = report.model.map((m) => [
    m.scope,
    count(m.states),
    count(m.transitions),
    m.depth,
    m.truncatedBy === null
      ? 'to the end'
      : wasCut(m.truncatedBy)
        ? endedBy(m.truncatedBy)
        : `to depth ${m.depth}`,
  ]);
  const traces = report.model.flatMap(({ scope, rules }) =>
    rules
      .filter(({ trace }) => trace.length > 0)
      .map(
        ({ rule, word, trace }) =>
          html`<p><code>${rule}</code>, ${word} in scope ${scope}:</p><pre tabindex="0">${trace.join('\n')}</pre>`,
      ),
  );
  return html`<h3>Reference model</h3>${table(['scope', 'states', 'transitions', 'depth', 'searched'], rows)}${traces}`;
}

function revisions({ report }: ReportInput): HtmlValue {
  return report.revisions.map(({ revision, units, explored: e }) => {
    const [first, ...later] = e.epochs;
    const epochs = later.map(({ units: stack, executions }) => {
      const added = stack.filter((unit) => !(first?.units ?? []).includes(unit));
      return html`<li>with ${added.join(', ')}: ${counted(executions, 'execution')}</li>`;
    });
    const cut = cutText(e);
    const races = racesText(e.races);
    return html`<h3>${revision}</h3>
<dl><dt class="soft">units</dt><dd>${units.join(', ')}</dd>
<dt class="soft">executions</dt><dd>${count(e.executions)}, ${counted(e.steps, 'step')}; late wake-ups in one execution: ${e.lateAllowed} allowed, ${e.mostLate} met</dd>
${cut === null ? null : html`<dt class="soft">cut short</dt><dd>${cut}</dd>\n`}<dt class="soft">strategies</dt><dd>${strategiesTold(e.strategies).join(', ')}</dd>
<dt class="soft">workloads</dt><dd>${e.workloads.join(', ')}</dd>
<dt class="soft">profiles</dt><dd>${e.profiles.join('; ')}</dd>
<dt class="soft">answers to part F other than the default that a run took</dt><dd>${e.reached.answers.reached} of ${e.reached.answers.of}, ${count(e.reached.pairs.reached)} of ${count(e.reached.pairs.of)} pairs in one run</dd>
<dt class="soft">estimate of what is left</dt><dd>${unseenText({ ...e.reached, perExecution: e.reached.once / Math.max(1, e.executions) }, behavioursText)} (Good-Turing)</dd>
${e.reached.every.map(({ program, strategy, schedules }) => html`<dt class="soft">${strategy}</dt><dd>${program}: all ${count(schedules)}</dd>`)}${
  races === null
    ? null
    : html`\n<dt class="soft">races</dt><dd title="${statedReads(e.races).join('; ')}">${races.replace('races: ', '')}</dd>`
}</dl>
${growthFigure(revision, e.growth)}${epochs.length === 0 ? null : html`<p>Searched again with cures stacked${e.exhausted ? ', until nothing new came' : '; the budget ended before nothing new came'}:</p><ul>${epochs}</ul>`}`;
  });
}

/** The detection matrix as it is stored: by rule, the seeded defects that it condemns; then those that survive. */
function catches(): HtmlValue {
  const kills = storedKills();
  const condemned = kills.filter((kill) => kill.condemned.length > 0);
  const survivors = kills.filter((kill) => kill.condemned.length === 0);
  const byRule = ruleIds.flatMap((rule) => {
    const mine = condemned.filter((kill) => kill.condemned.some((one) => one.rule === rule));
    const names = mine.map(
      ({ defect, wrong }, i) => html`${i === 0 ? '' : ', '}<span title="${wrong}">${defect}</span>`,
    );
    return mine.length === 0 ? [] : [[html`<code>${rule}</code>`, mine.length, names]];
  });
  return html`<p>${condemned.length} of ${kills.length} seeded defects of the reference are condemned by a stored execution, which every test run replays. By which strategy, after how many runs: docs/detection.md.</p>
<details><summary>By rule</summary>${table(['rule', 'defects', 'which'], byRule)}</details>
<details><summary>What survives (${survivors.length})</summary>${table(
    ['defect', 'why'],
    survivors.map(({ defect, survives }) => [
      html`<code>${defect}</code>`,
      survives ?? html`<span class="bad">nobody knows why</span>`,
    ]),
  )}</details>`;
}

function table(heads: readonly string[], rows: readonly (readonly HtmlValue[])[]): Html {
  return html`<div class="scroll"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table></div>`;
}
