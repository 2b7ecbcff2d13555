import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseAst, transformWithOxc } from 'vite';
import * as checker from '../../model/checker/index.ts';
import * as values from '../../model/checker/values.ts';

/** Where the model's files are; paths are relative to it. */
const folder = new URL('../../model/protected-mode/', import.meta.url);

/** What a module declares, by name. */
export type Exports = Readonly<Record<string, unknown>>;

/** The text of a file of the model. */
export const sourceOf = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

/** A module of the model as a function of what it imports. */
interface Unit {
  /** Paths of what is imported, in the order of the function's argument. */
  readonly imports: readonly string[];
  readonly evaluate: (imported: readonly Exports[]) => Exports;
}

/** The checker is no part of what is broken. */
const given: Readonly<Record<string, Exports>> = {
  '../checker/index.ts': checker,
  '../checker/values.ts': values,
};

interface Named {
  readonly name: string;
}
interface Declared {
  readonly id: Named | null;
}
/** As far as ES modules of one's own go: named imports, exported declarations, exports from elsewhere. */
interface Statement {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly source?: { readonly value: string } | null;
  readonly specifiers?: readonly {
    readonly imported?: Named;
    readonly local: Named;
    readonly exported?: Named;
  }[];
  readonly declaration?:
    | (Declared & { readonly start: number; readonly declarations?: readonly Declared[] })
    | null;
}

/** Makes a function of a source text; what it imports of types only is gone with the types. */
async function unitOf(source: string, path: string): Promise<Unit> {
  const { code } = await transformWithOxc(source, path);
  const imports: string[] = [];
  const names: string[] = [];
  const numberOf = (specifier: string): number => {
    const resolved = posix.normalize(posix.join(posix.dirname(path), specifier));
    const known = imports.indexOf(resolved);
    return known >= 0 ? known : imports.push(resolved) - 1;
  };
  let body = '';
  let at = 0;
  for (const statement of parseAst(code).body as unknown as readonly Statement[]) {
    const { type, start, end, source: from, specifiers = [], declaration } = statement;
    if (type !== 'ImportDeclaration' && type !== 'ExportNamedDeclaration') continue;
    body += code.slice(at, start);
    at = end;
    if (type === 'ImportDeclaration' && from) {
      const taken = specifiers.map((s) => `${s.imported?.name}: ${s.local.name}`);
      body += `const { ${taken.join(', ')} } = imported[${numberOf(from.value)}];`;
    } else if (from) {
      for (const s of specifiers)
        names.push(`${s.exported?.name}: imported[${numberOf(from.value)}].${s.local.name}`);
    } else if (declaration) {
      body += code.slice(declaration.start, end);
      for (const { id } of declaration.declarations ?? [declaration]) if (id) names.push(id.name);
    }
  }
  body += code.slice(at);
  const evaluate = new Function('imported', `'use strict';\n${body}\nreturn { ${names.join(', ')} };`) as (
    imported: readonly Exports[],
  ) => Exports;
  return { imports, evaluate };
}

/** Evaluates modules of one folder anew, with other source texts for some of them, by their paths. */
export type Linker = (path: string, changed: ReadonlyMap<string, string>) => Promise<Exports>;

/**
 * Evaluates a module of a folder anew, and all that it imports of that folder, with other texts for some files.
 * @param folder where the modules are; paths are relative to it
 * @param given what is imported as it is, by its path
 */
export function linkerOf(folder: URL, given: (path: string) => Exports | undefined): Linker {
  const units = new Map<string, Unit>();
  const textOf = (path: string): string => readFileSync(new URL(path, folder), 'utf8');
  return async (path, changed) => {
    const done = new Map<string, Promise<Exports>>();
    const load = async (wanted: string): Promise<Exports> => {
      const real = given(wanted);
      if (real !== undefined) return real;
      const text = changed.get(wanted);
      let unit = text === undefined ? units.get(wanted) : await unitOf(text, wanted);
      if (unit === undefined) {
        unit = await unitOf(textOf(wanted), wanted);
        units.set(wanted, unit);
      }
      return unit.evaluate(await Promise.all(unit.imports.map(loadOnce)));
    };
    // Nothing here imports in a circle.
    const loadOnce = (wanted: string): Promise<Exports> => {
      const known = done.get(wanted);
      if (known !== undefined) return known;
      const loading = load(wanted);
      done.set(wanted, loading);
      return loading;
    };
    return loadOnce(path);
  };
}

const linkedModel = linkerOf(folder, (path) => given[path]);

/**
 * Evaluates a file of the model anew, with the source text of one file changed.
 * @param path of the file whose exports are wanted
 * @param changed a file and the text that stands for its own
 */
export const linked = (
  path: string,
  changed: { readonly path: string; readonly source: string },
): Promise<Exports> => linkedModel(path, new Map([[changed.path, changed.source]]));
