import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { byNearness, nearest } from '../impl/nearest.ts';
import type { Counterexample } from '../properties/counterexample/counterexample.ts';
import { DecodeError } from '../properties/counterexample/expect.ts';
import { decodeCounterexample } from '../properties/counterexample/format.ts';
import { packageRoot } from '../properties/package-root.ts';
import { UsageError } from './io.ts';

/** What a file is that the user names, for the message when there is none of this name. */
export interface Shelf {
  /** Where the project keeps such files. */
  readonly folder: string;
  /** The command that lists them. */
  readonly lists: string;
}

const counterexampleShelf: Shelf = {
  folder: 'counterexamples',
  lists: 'npm run list -- counterexamples',
};
export const workloadShelf: Shelf = { folder: 'properties/workloads', lists: 'npm run list -- workloads' };

/** Reads a text file that the user named, without a byte order mark. Throws `UsageError`, naming the nearest of its kind. */
function readInput(path: string, shelf: Shelf): string {
  try {
    return readFileSync(located(path), 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reason(error)}; ${nearestFile(path, shelf)}`);
  }
}

/** Reads a JSON file that the user named. Throws `UsageError` with the line and column where it is no JSON. */
export function readJson(path: string, shelf: Shelf): unknown {
  return parsed(readInput(path, shelf), path);
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UsageError(`${path} is no JSON: ${firstFault(text) ?? String(error)}`);
  }
}

/** Where a text ceases to be JSON; `JSON.parse` does not always say. */
function firstFault(text: string): string | null {
  const faults: ParseError[] = [];
  parse(text, faults, { disallowComments: true });
  const [fault] = faults;
  if (fault === undefined) return null;
  const above = text.slice(0, fault.offset).split('\n');
  const found = text.slice(fault.offset, fault.offset + fault.length).split('\n')[0] ?? '';
  const what = printParseErrorCode(fault.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return `line ${above.length}, column ${(above.at(-1) ?? '').length + 1}: ${what}, found ${found === '' ? 'the end' : JSON.stringify(found.slice(0, 40))}`;
}

/** Reads a counterexample that the user named. Throws `UsageError` naming the file and the place in it. */
export function readStored(path: string): Counterexample {
  const text = readInput(path, counterexampleShelf);
  try {
    return decodeCounterexample(text);
  } catch (error) {
    // Where it is no JSON at all, the line and column say more.
    parsed(text, path);
    if (error instanceof DecodeError) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  }
}

/** Throws `UsageError` where something cannot be written: told before a search of minutes, not after it. */
export function refuseUnwritable(path: string, kind: 'file' | 'folder'): void {
  const folder = kind === 'folder' ? resolve(path) : dirname(resolve(path));
  if (kind === 'file' && statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`cannot write ${path}: it is a folder; name a file in it`);
  let nearest = folder;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  if (!statSync(nearest).isDirectory())
    throw new UsageError(`cannot write ${path}: ${nearest} is a file; name another ${kind}`);
  try {
    accessSync(nearest, constants.W_OK);
  } catch {
    throw new UsageError(`cannot write ${path}: ${nearest} may not be written; name another ${kind}`);
  }
}

/** What a failed access to a file says to a user; null for an error of another kind. */
export function accessFault(error: unknown): string | null {
  if (!(error instanceof Error && 'path' in error && 'code' in error)) return null;
  const why = reasons[String(error.code)];
  return why === undefined ? null : `cannot use ${String(error.path)}: ${why}`;
}

/** Writes a file, with the folders that it needs. */
export function writeOutput(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Where a path leads: from here, or where there is nothing from the package, which has workloads and counterexamples. */
export function located(path: string): string {
  const own = join(packageRoot, path);
  return !existsSync(path) && existsSync(own) ? own : path;
}

/** Whether a file lies in a folder of counterexamples that are kept, of the project from which this runs or of the package. */
export function isKept(path: string): boolean {
  const file = resolve(located(path));
  return [resolve('counterexamples'), join(packageRoot, 'counterexamples')].some((folder) =>
    file.startsWith(`${folder}${sep}`),
  );
}

/** The JSON files of a folder, sorted; none where there is no such folder. */
export function jsonFiles(folder: string): readonly string[] {
  const from = located(folder);
  if (!statSync(from, { throwIfNoEntry: false })?.isDirectory()) return [];
  const files = readdirSync(from, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file))
    .sort();
}

/** A file beside the one that was named, or of its kind, that has a name like it; else three and how to list all. */
function nearestFile(path: string, { folder, lists }: Shelf): string {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind !== undefined) return `name a file; \`${lists}\` shows some`;
  const beside = statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(dirname(path))
        .filter((file) => file.endsWith('.json'))
        .map((file) => join(dirname(path), file))
    : [];
  const kept = jsonFiles(folder);
  const near = nearest(stem(path), [...beside, ...kept].map(stem));
  const file = [...beside, ...kept].find((candidate) => stem(candidate) === near);
  if (file !== undefined) return `did you mean "${file}"?`;
  const three = byNearness(stem(path), kept.map(stem)).slice(0, 3);
  const files = three.map((name) => kept.find((candidate) => stem(candidate) === name));
  return `nearest: ${files.join(', ')}; \`${lists}\` shows all`;
}

/** A file's name without the ending that they all have. */
const stem = (path: string): string => basename(path, '.json');

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'something else has its name',
  EACCES: 'it may not be read or written',
  EPERM: 'it may not be written',
  EROFS: 'it may not be written',
  ENOSPC: 'no space is left',
};

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
