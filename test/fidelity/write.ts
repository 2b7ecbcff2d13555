/** Writes docs/fidelity.md anew: `npx tsx test/fidelity/write.ts`. */
import { writeFileSync } from 'node:fs';
import { fidelityPage } from './page.ts';

writeFileSync('docs/fidelity.md', fidelityPage());
