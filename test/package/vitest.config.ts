import { defineConfig } from 'vitest/config';

/** Packs and installs the project, which needs the registry and minutes: `npm run test:package`, not `npm test`. */
export default defineConfig({
  test: { include: ['test/package/*.spec.ts'], testTimeout: 600_000, hookTimeout: 600_000 },
});
