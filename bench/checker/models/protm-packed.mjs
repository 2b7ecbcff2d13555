// Yardstick: the shared benchmark model written by hand as bit operations on two 32-bit words, with a search that does
// nothing else: what plain JavaScript can do. What a general checker loses against it is the price of generality.
// Usage: node protm-packed.mjs N S K P F [--bug=1] [--noinv]
// The parameters N S K P F are the positional arguments of the process (or worker).
const pos = process.argv
  .slice(2)
  .filter((a) => !a.startsWith('--'))
  .map(Number);
const opt = Object.fromEntries(
  process.argv
    .slice(2)
    .filter((a) => a.startsWith('--'))
    .map((a) => {
      const [k, v] = a.slice(2).split('=');
      return [k, v ?? true];
    }),
);
const [N = 3, S = 2, K = 1, P = 3, F = 6] = pos;
const BUG = Number(opt.bug ?? 0),
  INV = !opt.noinv;

// ---- layout: per group  st:2 pend:1 run:1 buf:1 work:WB pwork:WB ; globals in word B, bits 0..9
const IDLE = 0,
  RUNNABLE = 1,
  ONSLOT = 2,
  SUSPENDED = 3;
const NORMAL = 0,
  ENTERING = 1,
  PROTECTED = 2,
  EXITING = 3;
const WB = 32 - Math.clz32(K),
  KM = (1 << WB) - 1;
const GB = 5 + 2 * WB,
  GM = (1 << GB) - 1;
const PEND = 4,
  RUN = 8,
  BUF = 16,
  WS = 5,
  PS = 5 + WB,
  W1 = 1 << WS,
  P1 = 1 << PS;
const GA = Math.min(N, Math.floor(32 / GB)),
  BOFF = 10;
if (BOFF + (N - GA) * GB > 32) throw new Error('state does not fit two words');
// globals: inProt:3 mode:2 exitReq:1 nwait:4
const IPM = 7,
  MS = 3,
  XR = 32,
  NS = 6,
  NM = 15;
const prio = new Int32Array(N);
for (let g = 0; g < N; g++) prio[g] = g % P;

const G = new Int32Array(N); // unpacked group codes of the state in hand
const CH = 4096;
const outA = new Int32Array(CH),
  outB = new Int32Array(CH);
let nOut = 0;
function put(a, b) {
  outA[nOut] = a;
  outB[nOut] = b;
  nOut++;
}
// replace group g's code by c and the globals by gl
function putG(a, b, g, c, gl) {
  b = (b & ~1023) | gl;
  if (g < GA) {
    const s = g * GB;
    put((a & ~(GM << s)) | (c << s), b);
  } else {
    const s = BOFF + (g - GA) * GB;
    put(a, (b & ~(GM << s)) | (c << s));
  }
}
function putGl(a, b, gl) {
  put(a, (b & ~1023) | gl);
}

function successors(a, b) {
  nOut = 0;
  const gl = b & 1023,
    ip = gl & IPM,
    mode = (gl >> MS) & 3,
    xr = gl & XR,
    nw = (gl >> NS) & NM;
  let onslot = 0,
    topOn = -1,
    topRun = -1,
    waiting = false,
    anyRun = false;
  for (let g = 0; g < N; g++) {
    const c = g < GA ? (a >>> (g * GB)) & GM : (b >>> (BOFF + (g - GA) * GB)) & GM;
    G[g] = c;
    const st = c & 3,
      p = prio[g];
    if (st === ONSLOT) {
      onslot++;
      if (p > topOn) topOn = p;
      if ((c >> WS) & KM) waiting = true;
      if (c & RUN) anyRun = true;
    } else if (st === RUNNABLE && p > topRun) topRun = p;
  }
  for (let g = 0; g < N; g++) {
    const c = G[g],
      st = c & 3,
      w = (c >> WS) & KM,
      pw = (c >> PS) & KM,
      p = prio[g];
    if (st === ONSLOT) {
      const inP = ip === g + 1;
      if (!inP) {
        if (pw > 0 && !(c & PEND)) putG(a, b, g, c | PEND, gl); // raisePend
        if (!(c & RUN)) putG(a, b, g, (c & ~(3 | PEND)) | SUSPENDED | (pw > 0 ? BUF : 0), gl); // suspend
        if (w === 0 && pw === 0) putG(a, b, g, (c & ~3) | IDLE, gl); // complete
      }
      if (c & RUN) putG(a, b, g, (c & ~RUN) - W1, gl & ~(NM << NS)); // finishNormal
      if (mode === NORMAL) {
        if (w > 0 && !(c & RUN)) putG(a, b, g, c | RUN, gl); // startNormal
        if (c & PEND && topOn <= p && (nw < F || !waiting))
          // requestEnter
          putG(a, b, g, c & ~PEND, (g + 1) | (ENTERING << MS) | xr | (nw << NS));
      } else if (inP) {
        if (mode === PROTECTED) {
          if (!xr && pw > 0) putG(a, b, g, c - P1, gl); // runProtected
          if (!xr && (nw === F || pw === 0)) putGl(a, b, gl | XR); // requestExit
          if (xr) putGl(a, b, ip | (EXITING << MS) | xr | (nw << NS)); // beginExit
        } else if (mode === EXITING) {
          // ackExit
          putG(a, b, g, pw > 0 ? c | PEND : c, nw << NS);
        }
      }
    } else if (st === RUNNABLE) {
      if (onslot < S && topRun <= p && !(mode === ENTERING && p > prio[ip - 1]))
        // schedule
        putG(a, b, g, (c & ~(3 | BUF)) | ONSLOT, gl);
    } else if (st === SUSPENDED)
      putG(a, b, g, (c & ~3) | RUNNABLE, gl); // resume
    else
      for (let x = 0; x <= K; x++)
        for (
          let y = 0;
          y <= K;
          y++ // submit
        )
          if (x + y > 0) putG(a, b, g, RUNNABLE | (x << WS) | (y << PS), gl);
  }
  if (mode === ENTERING && (BUG === 1 || !anyRun)) putGl(a, b, ip | (PROTECTED << MS) | xr | (nw << NS)); // ackEnter
  if (mode === PROTECTED && waiting && nw < F) putGl(a, b, gl + (1 << NS)); // tick
}

function invariant(a, b) {
  const gl = b & 1023,
    ip = gl & IPM,
    mode = (gl >> MS) & 3,
    xr = gl & XR;
  if ((mode === NORMAL) !== (ip === 0)) return false;
  if (xr && mode !== PROTECTED && mode !== EXITING) return false;
  const pip = ip > 0 ? prio[ip - 1] : 0;
  let on = 0;
  for (let g = 0; g < N; g++) {
    const c = g < GA ? (a >>> (g * GB)) & GM : (b >>> (BOFF + (g - GA) * GB)) & GM;
    const st = c & 3;
    if (st === ONSLOT) {
      on++;
      if (mode === ENTERING && prio[g] > pip) return false;
    }
    if (ip === g + 1 && (st !== ONSLOT || c & PEND)) return false;
    if (c & RUN) {
      if (mode >= PROTECTED || st !== ONSLOT || ((c >> WS) & KM) === 0) return false;
    }
    if (c & BUF && ((c >> PS) & KM) === 0) return false;
  }
  return on <= S;
}

function hash(a, b) {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  h ^= h >>> 13;
  return h >>> 0;
}
function grow(T, n) {
  const t = new T.constructor(n);
  t.set(T);
  return t;
}

function bfsArena() {
  let cap = 1 << 16,
    mask = cap - 1,
    table = new Uint32Array(cap);
  let acap = 1 << 15,
    A = new Int32Array(acap),
    B = new Int32Array(acap),
    parent = new Uint32Array(acap);
  let n = 1,
    trans = 0,
    head = 0,
    depth = 0,
    levelEnd = 1,
    bad = -1;
  table[hash(0, 0) & mask] = 1;
  if (INV && !invariant(0, 0)) bad = 0;
  while (head < n && bad < 0) {
    if (head === levelEnd) {
      depth++;
      levelEnd = n;
    }
    successors(A[head], B[head]);
    if (nOut === 0) {
      console.log('deadlock');
      break;
    }
    trans += nOut;
    for (let i = 0; i < nOut; i++) {
      const a = outA[i],
        b = outB[i];
      let s = hash(a, b) & mask;
      let x = table[s];
      while (x !== 0 && (A[x - 1] !== a || B[x - 1] !== b)) {
        s = (s + 1) & mask;
        x = table[s];
      }
      if (x !== 0) continue;
      if (n === acap) {
        acap *= 2;
        A = grow(A, acap);
        B = grow(B, acap);
        parent = grow(parent, acap);
      }
      A[n] = a;
      B[n] = b;
      parent[n] = head;
      table[s] = ++n;
      if (INV && !invariant(a, b)) {
        bad = n - 1;
        break;
      }
      if (n * 5 > cap * 3) {
        cap *= 2;
        mask = cap - 1;
        table = new Uint32Array(cap);
        for (let k = 0; k < n; k++) {
          let q = hash(A[k], B[k]) & mask;
          while (table[q] !== 0) q = (q + 1) & mask;
          table[q] = k + 1;
        }
      }
    }
    head++;
  }
  let len = 0;
  if (bad >= 0) for (let k = bad; k !== 0; k = parent[k]) len++;
  return { states: n, trans, depth: depth, bad, cexLen: len };
}

const c0 = process.cpuUsage();
const t0 = performance.now();
const r = bfsArena();
const seconds = (performance.now() - t0) / 1000;
const { user, system } = process.cpuUsage(c0);
console.log(
  JSON.stringify({
    states: r.states,
    transitions: r.trans,
    depth: r.depth,
    counterexample: r.cexLen,
    seconds,
    cpuSeconds: (user + system) / 1e6,
  }),
);
