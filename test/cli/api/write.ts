/** Writes docs/api.md anew. Usage: npx tsx test/cli/api/write.ts */
import { writeFileSync } from 'node:fs';
import { apiPage } from './page.ts';

writeFileSync('docs/api.md', apiPage());
