import { ROW, TOP } from './html-picture.ts';

/** Steps that fit on a sheet beside the names of the rows. */
const PAPER_COLUMNS = 64;

/**
 * What makes the page step: keys and buttons move a cursor over the picture, and the panel says what the step did and
 * changed. Runs in the reader's browser; without it the page still shows everything but the differences.
 */
export function stepper(data: string): string {
  return `
'use strict';
const data = ${data};
const byId = (id) => document.getElementById(id);
const cursor = byId('cursor'), panel = byId('panel'), scroller = byId('scroller'), slider = byId('slider');
const width = Number(cursor.getAttribute('width'));
let at = data.start;
function cell(row, text, tag) { const c = document.createElement(tag || 'td'); c.textContent = text; row.append(c); }
function show(next, scroll) {
  at = Math.min(data.steps.length - 1, Math.max(0, next));
  const [time, who, what, events, changes, decided] = data.steps[at];
  cursor.setAttribute('x', String(at * width));
  slider.value = String(at);
  slider.setAttribute('aria-valuetext', 'step ' + (at + 1) + ', ' + time + ' ms');
  byId('where').textContent = 'Step ' + (at + 1) + ' of ' + data.steps.length + ', ' + time + ' ms, ' + who + ': ' + what + (at === data.lastChance ? '. POINT OF NO RETURN' : '') + (at === data.broken ? '. BROKEN' : '');
  const list = byId('events'); list.replaceChildren();
  for (const text of decided) { const li = document.createElement('li'); li.textContent = 'decision: ' + text; list.append(li); }
  for (const text of events) { const li = document.createElement('li'); li.textContent = text; list.append(li); }
  const body = byId('changes'); body.replaceChildren();
  for (const change of changes) { const row = document.createElement('tr'); cell(row, change[0], 'th'); cell(row, change[1]); cell(row, change[2]); body.append(row); }
  byId('unchanged').hidden = changes.length > 0;
  for (const row of document.querySelectorAll('[data-step]')) row.setAttribute('aria-current', String(Number(row.dataset.step) === at));
  if (scroll !== false) { const x = at * width; if (x < scroller.scrollLeft + 40 || x > scroller.scrollLeft + scroller.clientWidth - 80) scroller.scrollLeft = x - scroller.clientWidth / 2; }
}
const after = (n) => data.told.find((i) => i > n) ?? at, before = (n) => data.told.findLast((i) => i < n) ?? at;
const moves = { first: () => 0, back: () => at - 1, forward: () => at + 1, last: () => data.steps.length - 1, previousTold: () => before(at), nextTold: () => after(at), nextDecided: () => data.decided.find((i) => i > at) ?? data.decided[0] ?? at, lastChance: () => (data.lastChance < 0 ? at : data.lastChance), broken: () => data.broken };
const keys = { ArrowLeft: 'back', ArrowRight: 'forward', Home: 'first', End: 'last', n: 'nextTold', p: 'previousTold', d: 'nextDecided', r: 'lastChance', b: 'broken' };
document.addEventListener('keydown', (event) => {
  if (!byId('keys').checked || event.ctrlKey || event.altKey || event.metaKey || event.target === slider) return;
  const move = keys[event.key];
  if (move === undefined) return;
  event.preventDefault();
  show(moves[move]());
});
for (const button of document.querySelectorAll('[data-move]')) button.addEventListener('click', () => show(moves[button.dataset.move]()));
for (const row of document.querySelectorAll('[data-step]')) row.addEventListener('click', () => show(Number(row.dataset.step)));
slider.addEventListener('input', () => show(Number(slider.value)));
byId('picture').addEventListener('click', (event) => show(Math.floor((event.clientX - byId('picture').getBoundingClientRect().left) / width), false));
// Paper does not scroll: it gets what is around the step that is shown, in the size of the screen, and of the rows those in which something happens there.
const picture = byId('picture'), rows = [...picture.querySelectorAll(':scope > g')], names = [...document.querySelectorAll('.titles > li')];
const asOnScreen = ['viewBox', 'width', 'height'].map((name) => [name, picture.getAttribute(name)]), places = rows.map((row) => row.getAttribute('transform'));
const number = (element, name) => Number(element.getAttribute(name));
function happens(row, from, to) {
  const kind = row.getAttribute('class');
  if (kind === 'bit') return [...row.querySelector('path').getAttribute('d').matchAll(/H([\\d.]+)V/g)].some(([, x]) => x > from && x < to);
  return [...row.querySelectorAll('rect')].some((rect) => { const x = number(rect, 'x'); return x < to && (kind === 'word' ? x > from : x + number(rect, 'width') > from); });
}
addEventListener('beforeprint', () => {
  const columns = Math.min(${PAPER_COLUMNS}, data.steps.length), first = Math.min(Math.max(0, at - columns + 8), data.steps.length - columns);
  let shown = 0;
  for (const [i, row] of rows.entries()) {
    const hidden = !happens(row, first * width, (first + columns) * width);
    row.style.display = names[i].style.display = hidden ? 'none' : '';
    if (!hidden) row.setAttribute('transform', 'translate(0 ' + (${TOP} + ${ROW} * shown++) + ')');
  }
  const height = ${TOP} + ${ROW} * shown;
  picture.setAttribute('viewBox', first * width + ' 0 ' + columns * width + ' ' + height);
  picture.setAttribute('width', String(columns * width));
  picture.setAttribute('height', String(height));
});
addEventListener('afterprint', () => {
  for (const [name, value] of asOnScreen) picture.setAttribute(name, value);
  for (const [i, row] of rows.entries()) { row.style.display = names[i].style.display = ''; row.setAttribute('transform', places[i]); }
});
byId('controls').hidden = false;
show(at);
`;
}
