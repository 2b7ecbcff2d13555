import type { Model } from '../../model/checker/index.ts';
import { large, medium, protectedMode, small } from '../../model/protected-mode/index.ts';

const scopes = { small, medium, large } as const;

/** The scopes in which `verify` searches the reference model. */
export type ScopeName = keyof typeof scopes;

/** The reference model of protected mode in a scope, for `check`. What its states hold: docs/model.md. */
export function referenceModel(scope: ScopeName): Model<unknown> {
  // The type of its states is made of symbols that declaration files cannot write out.
  return protectedMode(scopes[scope]).model as unknown as Model<unknown>;
}
