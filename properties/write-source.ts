import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Writes a source file of this project that a script makes, formatted as all of them are. */
export function writeSource(file: URL, text: string): void {
  writeFileSync(file, text);
  execFileSync('npx', ['biome', 'check', '--write', fileURLToPath(file)]);
}
