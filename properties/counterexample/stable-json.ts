const maxLine = 100;

/**
 * JSON with stable bytes: fields in the order in which the value has them, two spaces, a list or object on one
 * line where it fits, a line feed at the end.
 */
export function stableJson(value: unknown): string {
  return `${layOut(value, '', 0)}\n`;
}

function layOut(value: unknown, indent: string, used: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const isList = Array.isArray(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const parts = isList
    ? value.map((item: unknown) => ({ key: '', item }))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => ({ key: `${JSON.stringify(key)}: `, item: item as unknown }));
  if (parts.length === 0) return `${open}${close}`;
  const flat = parts.map(({ key, item }) => key + flatText(item)).join(', ');
  const line = isList ? `[${flat}]` : `{ ${flat} }`;
  if (indent.length + used + line.length <= maxLine) return line;
  const inner = `${indent}  `;
  const rows = parts.map(({ key, item }) => `${inner}${key}${layOut(item, inner, key.length + 1)}`);
  return `${open}\n${rows.join(',\n')}\n${indent}${close}`;
}

function flatText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(flatText).join(', ')}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${flatText(item)}`).join(', ')} }`;
}
