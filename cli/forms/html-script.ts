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
  const [time, who, what, events, changes] = data.steps[at];
  cursor.setAttribute('x', String(at * width));
  slider.value = String(at);
  slider.setAttribute('aria-valuetext', 'step ' + (at + 1) + ', ' + time + ' ms');
  byId('where').textContent = 'Step ' + (at + 1) + ' of ' + data.steps.length + ', ' + time + ' ms, ' + who + ': ' + what + (at === data.broken ? '. BROKEN' : '');
  const list = byId('events'); list.replaceChildren();
  for (const text of events) { const li = document.createElement('li'); li.textContent = text; list.append(li); }
  const body = byId('changes'); body.replaceChildren();
  for (const change of changes) { const row = document.createElement('tr'); cell(row, change[0], 'th'); cell(row, change[1]); cell(row, change[2]); body.append(row); }
  byId('unchanged').hidden = changes.length > 0;
  for (const row of document.querySelectorAll('[data-step]')) row.setAttribute('aria-current', String(Number(row.dataset.step) === at));
  if (scroll !== false) { const x = at * width; if (x < scroller.scrollLeft + 40 || x > scroller.scrollLeft + scroller.clientWidth - 80) scroller.scrollLeft = x - scroller.clientWidth / 2; }
}
const after = (n) => data.told.find((i) => i > n) ?? at, before = (n) => data.told.findLast((i) => i < n) ?? at;
const moves = { first: () => 0, back: () => at - 1, forward: () => at + 1, last: () => data.steps.length - 1, previousTold: () => before(at), nextTold: () => after(at), broken: () => data.broken };
const keys = { ArrowLeft: 'back', ArrowRight: 'forward', Home: 'first', End: 'last', n: 'nextTold', p: 'previousTold', b: 'broken' };
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target === slider) return;
  const move = keys[event.key];
  if (move === undefined) return;
  event.preventDefault();
  show(moves[move]());
});
for (const button of document.querySelectorAll('[data-move]')) button.addEventListener('click', () => show(moves[button.dataset.move]()));
for (const row of document.querySelectorAll('[data-step]')) row.addEventListener('click', () => show(Number(row.dataset.step)));
slider.addEventListener('input', () => show(Number(slider.value)));
byId('picture').addEventListener('click', (event) => show(Math.floor((event.clientX - byId('picture').getBoundingClientRect().left) / width), false));
byId('controls').hidden = false;
show(at);
`;
}
