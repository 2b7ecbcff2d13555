import { linksOf } from '../story/links.ts';
import type { StoryStep } from '../story/telling.ts';
import type { Form, Telling } from './form.ts';

/** Markdown for a merge request: what broke, a sequence diagram in Mermaid, and the plain text. */
export const markdownForm: Form = (telling) => {
  const { parts, text, counterexample: c } = telling;
  const { where } = parts;
  const lines = [
    `### ${plain(parts.headline)}`,
    '',
    `- ${plain(parts.needs)}`,
    ...(c.cure === null ? [] : [`- cure: ${c.cure.fixes.map((fix) => `\`${fix}\``).join(' + ')}`]),
    ...(where === null ? [] : [`- noticed at: \`${where.file}\` \`${where.function}()\`, ${where.patch}`]),
    `- replay: \`${telling.replay}\``,
    '',
    '```mermaid',
    ...diagram(telling),
    '```',
    '',
    '<details><summary>As text</summary>',
    '',
    '```text',
    text.trimEnd(),
    '```',
    '',
    '</details>',
  ];
  return `${lines.join('\n')}\n`;
};

/** A step that follows from one of another activity is an arrow from there, the others are notes. */
function diagram({ parts: { steps }, events }: Telling): readonly string[] {
  const keys = [...new Set(steps.map(({ column }) => column.key))];
  const id = (step: StoryStep): string => `p${keys.indexOf(step.column.key)}`;
  const causes = causesOf(steps, events);
  const rows: string[] = [];
  let shownUs: number | null = null;
  for (const [i, step] of steps.entries()) {
    const time = step.tUs === shownUs ? '' : `${step.tUs / 1000} ms: `;
    shownUs = step.tUs;
    const cause = causes[i] ?? null;
    const arrow = cause === null ? `Note over ${id(step)}` : `${id(cause)}->>${id(step)}`;
    const said = `    ${arrow}: ${mermaidText(`${time}${step.text}`)}`;
    if (!step.broken) rows.push(said);
    else rows.push('    rect rgb(250, 214, 210)', said, `    Note over ${id(step)}: BROKEN`, '    end');
  }
  return [
    'sequenceDiagram',
    ...keys.map((key, i) => {
      const title = steps.find(({ column }) => column.key === key)?.column.title ?? key;
      return `    participant p${i} as ${mermaidText(title)}`;
    }),
    ...rows,
  ];
}

/** For each step the latest told one of another activity that it follows from; null where there is none. */
function causesOf(steps: readonly StoryStep[], events: Telling['events']): readonly (StoryStep | null)[] {
  const links = linksOf(events, events.length);
  const told = new Map(
    steps.flatMap((step) => (step.event === null ? [] : [[step.event.seq, step] as const])),
  );
  const indexOf = new Map(events.map(({ seq }, i) => [seq, i]));
  return steps.map((step) => {
    const at = step.event === null ? undefined : indexOf.get(step.event.seq);
    const from = (at === undefined ? [] : (links[at] ?? []))
      .map(({ to }) => told.get(events[to]?.seq ?? -1))
      .filter((cause) => cause !== undefined && cause.column.key !== step.column.key)
      // Who waits for a lock makes its holder do nothing.
      .filter((cause) => !(cause?.event?.kind === 'lock' && cause.event.op === 'blocked'));
    return from.reduce<StoryStep | null>((latest, cause) => {
      if (cause === undefined) return latest;
      return latest === null || (cause.event?.seq ?? 0) > (latest.event?.seq ?? 0) ? cause : latest;
    }, null);
  });
}

/** A text of a diagram: what Mermaid would take for its own is written as a character code. */
function mermaidText(text: string): string {
  return text.replaceAll(/[#;<>{}"%]/g, (char) => `#${char.charCodeAt(0)};`).replaceAll('\n', ' ');
}

function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|~]/g, (char) => `\\${char}`);
}
