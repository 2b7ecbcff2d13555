import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/**/*.test.ts'], isolate: false, pool: 'threads', maxWorkers: '100%', testTimeout: 120_000 },
});
