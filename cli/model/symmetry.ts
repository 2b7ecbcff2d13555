import { type IdType, idTypesOf } from '../../model/checker/index.ts';
import { UsageError } from '../io.ts';
import { suggestion } from '../nearest.ts';
import type { AnyModel } from './source.ts';

/**
 * The id types of a model by their names.
 *
 * @throws UsageError for a name that no id type of the model has, naming the nearest
 */
export function symmetricTypes(model: AnyModel, names: readonly string[]): readonly IdType[] {
  const all = idTypesOf(model);
  return names.flatMap((name) => {
    const found = all.filter((type) => type.name === name);
    if (found.length > 0) return found;
    const known = all.map((type) => type.name);
    throw new UsageError(`--symmetry: ${model.name} has no ids "${name}": ${suggestion(name, known)}`);
  });
}
