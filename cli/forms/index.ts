import type { Counterexample } from '../../properties/counterexample/counterexample.ts';
import type { Replayed } from '../../properties/counterexample/replay.ts';
import { shellWord } from '../report/table.ts';
import { tell, tellParts } from '../report/told.ts';
import type { Form, Telling } from './form.ts';
import { htmlForm } from './html.ts';
import { igtForm } from './igt.ts';
import { kprobeForm } from './kprobe.ts';
import { markdownForm } from './markdown.ts';
import { perfettoForm } from './perfetto.ts';
import { shivizForm } from './shiviz.ts';
import { vcdForm } from './vcd.ts';

/** The forms of a story other than plain text, by the name of the option. */
export const forms: Readonly<Record<FormName, Form>> = {
  markdown: markdownForm,
  html: htmlForm,
  perfetto: perfettoForm,
  vcd: vcdForm,
  shiviz: shivizForm,
  kprobe: kprobeForm,
  igt: igtForm,
};

export type FormName = 'markdown' | 'html' | 'perfetto' | 'vcd' | 'shiviz' | 'kprobe' | 'igt';

/**
 * What the forms are made of.
 *
 * @param file path of the counterexample, for the line that replays it
 * @returns null for a counterexample that no longer shows: there is no story to tell
 */
export function tellingOf(counterexample: Counterexample, replayed: Replayed, file: string): Telling | null {
  const { checked, violation } = replayed;
  const parts = tellParts(counterexample, replayed, file);
  if (checked === null || violation === null || parts === null) return null;
  return {
    counterexample,
    violation,
    events: checked.run.events.filter(({ seq }) => seq <= violation.seq),
    text: tell(counterexample, replayed, file),
    parts,
    replay: `npm run replay -- ${shellWord(file)}`,
  };
}
