/** What a word's name stands for. */
export type WordName =
  | { readonly of: 'glb'; readonly word: string }
  | { readonly of: 'gpuStatus' }
  | { readonly of: 'cs'; readonly slot: number; readonly cs: number; readonly word: string }
  | { readonly of: 'csg'; readonly slot: number; readonly word: string }
  /** A register of an address space. */
  | { readonly of: 'as'; readonly as: number; readonly word: string }
  /** Extract of a queue's ring: how many jobs are finished. */
  | { readonly of: 'extract'; readonly queue: string }
  /** A sync object of user streams. */
  | { readonly of: 'sync'; readonly object: string }
  | { readonly of: 'doorbell' }
  | { readonly of: 'other' };

const known = new Map<string, WordName>();

/** Takes the name of an interface word or register apart, `CSG0_CS1_REQ`. */
export function parseWord(name: string): WordName {
  let parsed = known.get(name);
  if (parsed === undefined) {
    parsed = parse(name);
    known.set(name, parsed);
  }
  return parsed;
}

function parse(name: string): WordName {
  if (name === 'GPU_STATUS') return { of: 'gpuStatus' };
  const cs = /^CSG(\d+)_CS(\d+)_(\w+)$/.exec(name);
  if (cs) return { of: 'cs', slot: Number(cs[1]), cs: Number(cs[2]), word: cs[3] ?? '' };
  const csg = /^CSG(\d+)_(\w+)$/.exec(name);
  if (csg) return { of: 'csg', slot: Number(csg[1]), word: csg[2] ?? '' };
  const glb = /^GLB_(\w+)$/.exec(name);
  if (glb) return { of: 'glb', word: glb[1] ?? '' };
  const as = /^AS(\d+)_(\w+)$/.exec(name);
  if (as) return { of: 'as', as: Number(as[1]), word: as[2] ?? '' };
  if (name.startsWith('CSF_DOORBELL')) return { of: 'doorbell' };
  const sync = /^sync\/(.+)$/.exec(name);
  if (sync) return { of: 'sync', object: sync[1] ?? '' };
  const extract = /^(.+)\/EXTRACT$/.exec(name);
  if (extract) return { of: 'extract', queue: extract[1] ?? '' };
  return { of: 'other' };
}
