import { configDefaults, defineConfig } from 'vitest/config';

/** Those that put another module in the place of one: they need modules of their own. */
const mocking = [
  'test/model/checker/unlike-call.test.ts',
  'test/properties/campaign/repeats.test.ts',
  'test/properties/races/own-units.test.ts',
];

export default defineConfig({
  test: {
    pool: 'threads',
    // The default leaves a core out, which is half of CI's.
    maxWorkers: '100%',
    testTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...mocking],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'mocking', include: mocking } },
    ],
  },
});
