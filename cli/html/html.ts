/** Markup, as opposed to a text that may hold anything. */
export class Html {
  constructor(readonly text: string) {}
}

export type HtmlValue = string | number | Html | null | readonly HtmlValue[];

/** Markup with values in it: texts are escaped, markup is taken as it is, lists are joined, null is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(
    strings.map((part, i) => part + (i < values.length ? textOf(values[i] ?? null) : '')).join(''),
  );
}

/** A text that says itself what it is of, `needs: F04 = never`, as a label and the rest. */
export function labelled(text: string): readonly [label: string, rest: string] {
  const end = text.indexOf(': ');
  return [text.slice(0, end), text.slice(end + 2)];
}

function textOf(value: HtmlValue): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map(textOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);
}

/** A page that needs nothing beside itself: no network, no other file. */
export function page({
  title,
  style,
  body,
  script = '',
}: {
  readonly title: string;
  readonly style: string;
  readonly body: Html;
  readonly script?: string;
}): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<style>${new Html(baseStyle + style)}</style>
</head>
<body>
${body}
${script === '' ? null : html`<script>${new Html(script)}</script>`}
</body>
</html>`.text
  }\n`;
}

/** Data for a script, in which no text can end the script or begin a comment. */
export function scriptData(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

const baseStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #59636e; --line: #d1d9e0; --fill: #f4f6f8;
  --bad: #b3261e; --bad-fill: #fdecea; --warn: #7a5200; --warn-fill: #fff4d6; --good: #1a6b32; --good-fill: #e6f4ea; --link: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --paper: #14181d; --soft: #9aa5b1; --line: #39424d; --fill: #1d232a;
  --bad: #ff8a80; --bad-fill: #3b1f1d; --warn: #f0c36d; --warn-fill: #362b12; --good: #7fd69a; --good-fill: #16301f; --link: #7db8f5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 80rem; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
a { color: var(--link); } code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { overflow-x: auto; padding: .75rem; background: var(--fill); border: 1px solid var(--line); border-radius: 4px; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: .2rem .7rem; border-bottom: 1px solid var(--line); }
.soft { color: var(--soft); } .bad { color: var(--bad); background: var(--bad-fill); font-weight: 600; }
.warn { color: var(--warn); background: var(--warn-fill); } .good { color: var(--good); background: var(--good-fill); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@media print { :root { color-scheme: light; } body { max-width: none; padding: 0; font-size: 11px; } code, pre, kbd { font-size: 9.5px; } pre { white-space: pre-wrap; } h2, h3 { break-after: avoid; } }
`;
