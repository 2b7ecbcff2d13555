import type { RecordType, Schema } from './schema.ts';
import { isScalar } from './schema.ts';
import { elementNames, OutOfRange } from './values.ts';

/** An array of the face that a packed state shows, as it is to be. */
export interface Container {
  /** As printed, for instance `groups[group1].flags`. */
  readonly name: string;
  readonly values: unknown[];
  /** Names of its elements. */
  readonly elements: readonly string[];
  /** The elements where these are records, sets or containers, which nobody may replace; null: they are scalars. */
  readonly own: readonly unknown[] | null;
}

/** All containers of a face, the outer ones first. */
export function containersIn(schema: RecordType, face: unknown): readonly Container[] {
  const out: Container[] = [];
  const visit = (type: Schema, at: unknown, name: string): void => {
    switch (type.kind) {
      case 'record':
        for (const [f, t] of Object.entries(type.fields))
          visit(t, (at as Readonly<Record<string, unknown>>)[f], name === '' ? f : `${name}.${f}`);
        return;
      case 'perId':
      case 'array': {
        const values = at as unknown[];
        const elements = elementNames(type, name);
        const own = isScalar(type.element) ? null : [...values];
        out.push({ name, values, elements, own });
        for (const [k, element] of (own ?? []).entries()) visit(type.element, element, elements[k] ?? '');
        return;
      }
      default:
        return;
    }
  };
  visit(schema, face, '');
  return out;
}

/** Whether it has its elements and nothing else. Scalars that are missing are seen when it is packed. */
export function intact({ values, elements, own }: Container): boolean {
  const keys = Object.keys(values).length;
  if (own === null) return values.length <= elements.length && keys === values.length;
  return values.length === elements.length && keys === values.length && own.every((x, k) => x === values[k]);
}

const isPlace = (key: string, { elements }: Container): boolean =>
  String(Number(key)) === key && elements[Number(key)] !== undefined;

/** The error for one that is not. */
export function strayIn(container: Container): OutOfRange {
  const { name, values, elements, own } = container;
  const key = Object.keys(values).find((k) => !isPlace(k, container));
  const first = elements[0] ?? '';
  if (key !== undefined)
    return new OutOfRange(
      `${name}[${key}]`,
      (values as unknown as Readonly<Record<string, unknown>>)[key],
      `there is ${elements.length === 1 ? first : `${first} to ${elements.at(-1)}`}; guard what the index is made of`,
    );
  const element = elements[own?.findIndex((x, k) => x !== values[k]) ?? 0] ?? first;
  return new OutOfRange(element, 'another', {
    told: `${element} was replaced: what is no scalar is changed in place; assign its fields one by one`,
  });
}

/** Makes it what it is to be; scalars that are gone come back when a state is loaded. */
export function mend(container: Container): void {
  const { values, elements, own } = container;
  for (const key of Object.keys(values)) if (!isPlace(key, container)) Reflect.deleteProperty(values, key);
  if (values.length > elements.length) values.length = elements.length;
  for (const [k, x] of own?.entries() ?? []) values[k] = x;
}
