/** Writes docs/findings.md and docs/reference-driver.md anew: `npx tsx cli/findings/write.ts`. */
import { writeFileSync } from 'node:fs';
import { findingsPage } from './findings-page.ts';
import { referencePage } from './reference-page.ts';

writeFileSync('docs/findings.md', findingsPage());
writeFileSync('docs/reference-driver.md', referencePage());
