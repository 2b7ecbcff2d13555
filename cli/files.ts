import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './io.ts';
import { suggestion } from './nearest.ts';

/** Reads a text file that the user named. Throws `UsageError`, naming the nearest file beside it. */
export function readInput(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reason(error)}; ${nearestFile(path)}`);
  }
}

/** Reads a JSON file that the user named. Throws `UsageError` with the parser's own words. */
export function readJson(path: string): unknown {
  const text = readInput(path);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UsageError(`${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Writes a file, with the folders that it needs. */
export function writeOutput(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The JSON files of a folder, sorted; none where there is no such folder. */
export function jsonFiles(folder: string): readonly string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file))
    .sort();
}

function nearestFile(path: string): string {
  const folder = dirname(path);
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder) return `there is no folder ${folder}`;
  return suggestion(basename(path), readdirSync(folder).sort().slice(0, 50));
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'it does not exist',
    EISDIR: 'it is a folder',
    EACCES: 'it may not be read',
  };
  return known[code] ?? (error instanceof Error ? error.message : String(error));
}
