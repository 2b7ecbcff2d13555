import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeOutput } from '../files.ts';
import { UsageError } from '../io.ts';

/** A change of the project's files. Paths are from its root. */
export type Edit =
  /** A new file. */
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  /** Lines put before the first place that a pattern matches. */
  | { readonly kind: 'before'; readonly path: string; readonly at: RegExp; readonly text: string };

/** A file as it will be, with what is new in it. */
export interface Edited {
  readonly path: string;
  readonly isNew: boolean;
  /** The whole text. */
  readonly text: string;
  /** What is new, in order. */
  readonly added: readonly string[];
}

/**
 * Works edits out without writing anything.
 *
 * @param root the folder of the project
 * @throws UsageError when a file to be created is there
 * @throws Error when a file is not as it is expected to be, which is a mistake of this project
 */
export function worked(edits: readonly Edit[], root: string): readonly Edited[] {
  const files = new Map<string, Edited>();
  for (const edit of edits) {
    const { path } = edit;
    if (edit.kind === 'create') {
      if (existsSync(join(root, path))) throw new UsageError(`${path} is there already: choose another name`);
      files.set(path, { path, isNew: true, text: edit.text, added: [edit.text] });
      continue;
    }
    const before = files.get(path) ?? {
      path,
      isNew: false,
      text: readFileSync(join(root, path), 'utf8'),
      added: [],
    };
    const at = before.text.search(edit.at);
    if (at < 0) throw new Error(`${path} has no place for what is new: nothing matches ${edit.at}`);
    files.set(path, {
      ...before,
      text: before.text.slice(0, at) + edit.text + before.text.slice(at),
      added: [...before.added, edit.text],
    });
  }
  return [...files.values()];
}

export function write(edited: readonly Edited[], root: string): void {
  for (const { path, text } of edited) writeOutput(join(root, path), text);
}
