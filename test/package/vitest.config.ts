import { defineConfig } from 'vitest/config';

/**
 * What takes minutes, not in `npm test`: `npm run test:package` packs and installs the project, which needs the registry.
 * Each command of the documentation, one after the other, takes half an hour: `npm run test:docs`.
 */
const docs = 'test/package/docs.spec.ts';
export default defineConfig({
  test: {
    include: process.env.DOCS === '1' ? [docs] : ['test/package/*.spec.ts'],
    exclude: process.env.DOCS === '1' ? [] : [docs],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
