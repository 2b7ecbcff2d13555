/** A value change dump as a viewer reads it; the grammar is IEEE 1364-2005, 18.2. */
export interface Dump {
  readonly timescale: string;
  /** By name below its scope, `interface.GLB_REQ`: the value at first and what it becomes when. */
  readonly signals: ReadonlyMap<
    string,
    { readonly bits: number; readonly values: readonly (readonly [time: number, value: number])[] }
  >;
  readonly endTime: number;
}

/** Throws on what the grammar does not have. */
export function parseVcd(text: string): Dump {
  const tokens = text.split(/\s+/).filter((token) => token !== '');
  let at = 0;
  const next = (): string => {
    const token = tokens[at++];
    if (token === undefined) throw new Error('the dump ends too early');
    return token;
  };
  const untilEnd = (): string[] => {
    const words: string[] = [];
    for (let word = next(); word !== '$end'; word = next()) words.push(word);
    return words;
  };
  const byCode = new Map<string, { name: string; bits: number; values: [number, number][] }>();
  const scopes: string[] = [];
  let timescale = '';
  for (let token = next(); token !== '$enddefinitions'; token = next()) {
    const words = untilEnd();
    if (token === '$scope') scopes.push(words[1] ?? '');
    else if (token === '$upscope') scopes.pop();
    else if (token === '$timescale') timescale = words.join('');
    else if (token === '$var') {
      const [type, bits = '', code = '', name = '', ...rest] = words;
      if (type !== 'wire' || rest.length > 0 || !/^[!-~]+$/.test(code) || byCode.has(code)) {
        throw new Error(`no variable: ${words.join(' ')}`);
      }
      byCode.set(code, { name: [...scopes, name].join('.'), bits: Number(bits), values: [] });
    } else if (token !== '$comment' && token !== '$version' && token !== '$date') {
      throw new Error(`no declaration: ${token}`);
    }
  }
  if (scopes.length > 0 || untilEnd().length > 0) throw new Error('a scope is open');
  let time = 0;
  while (at < tokens.length) {
    const token = next();
    if (token === '$dumpvars' || token === '$end') continue;
    if (token.startsWith('#')) {
      const later = Number(token.slice(1));
      if (!(later >= time)) throw new Error(`time goes back: ${token}`);
      time = later;
      continue;
    }
    const vector = token.startsWith('b');
    const code = vector ? next() : token.slice(1);
    const digits = vector ? token.slice(1) : token.slice(0, 1);
    const signal = byCode.get(code);
    if (
      signal === undefined ||
      !/^[01]+$/.test(digits) ||
      digits.length > signal.bits ||
      vector !== signal.bits > 1
    ) {
      throw new Error(`no value change: ${token}`);
    }
    signal.values.push([time, Number.parseInt(digits, 2)]);
  }
  return {
    timescale,
    endTime: time,
    signals: new Map([...byCode.values()].map(({ name, ...signal }) => [name, signal])),
  };
}
