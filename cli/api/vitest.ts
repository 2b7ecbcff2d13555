/** `import 'protm-check/vitest'` in a test or a setup file: `expect(run).toKeep(...)`, `expect(driver).toRefineModel()`. */
import { expect } from 'vitest';
import type { HeadlineId, RuleId } from '../../properties/catalogue.ts';
import { matchers, type RefineOptions } from './matchers.ts';

declare module 'vitest' {
  interface Matchers<T> {
    /** The run keeps the rule, or all rules of the headline, and met what they speak of. */
    toKeep(rule: RuleId | HeadlineId): T;
    /** Every step of the driver that can be seen is one that the reference model allows. */
    toRefineModel(options?: RefineOptions): T;
  }
}

expect.extend(matchers);
