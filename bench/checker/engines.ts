import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sizes } from './models/protm.ts';

/** What is searched: a model and its setting, as the table names them. */
export interface Task {
  readonly model: 'protm' | 'two-phase' | 'two-phase-liveness' | 'two-phase-symmetry';
  readonly setting: string;
}
export interface Measurement {
  readonly states: number;
  /** Null where the engine does not tell. */
  readonly transitions: number | null;
  /** Of the search, without compiling a model or starting a process; wall time. */
  readonly seconds: number;
  /** Processor time of the search and, in JavaScript, of compiling it meanwhile: what a busy machine changes little. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}
export interface Engine {
  readonly name: string;
  readonly does: (task: Task) => boolean;
  /** What is missing on this machine, or null. */
  readonly missing: () => string | null;
  readonly measure: (task: Task) => Promise<Measurement>;
  readonly dispose: () => void;
}

const models = fileURLToPath(new URL('./models/', import.meta.url));

/** A program to run for a task, and how to read the figures off its output. */
interface Program {
  readonly command: string;
  readonly args: readonly string[];
  read(output: string, wallSeconds: number, cpuSeconds: number): Omit<Measurement, 'peakMiB'>;
}

/** Largest resident set that Linux noted for a process so far, in MiB. */
function residentMiB(child: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it has just ended
  }
}

/** Linux counts processor time in hundredths of a second. */
const ticksPerSecond = 100;
/** Processor time of a process so far. */
function processorSeconds(child: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return 0; // it has just ended
  }
}

/** Runs a program. It is looked at every 20 ms, so what it takes in its last moments can be missed. */
function run({ command, args, read }: Program): Promise<Measurement> {
  return new Promise((resolve, reject) => {
    const t0 = performance.now();
    const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let peakMiB = 0;
    let cpuSeconds = 0;
    const timer = setInterval(() => {
      peakMiB = Math.max(peakMiB, residentMiB(child));
      cpuSeconds = Math.max(cpuSeconds, processorSeconds(child));
    }, 20);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        output += String(data);
      });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      if (code !== 0) reject(new Error(`${command} ended with ${code}:\n${output.slice(-2000)}`));
      else resolve({ ...read(output, (performance.now() - t0) / 1000, cpuSeconds), peakMiB });
    });
  });
}

function find(output: string, pattern: RegExp): number {
  const found = pattern.exec(output)?.[1];
  if (found === undefined) throw new Error(`no ${pattern} in:\n${output.slice(-2000)}`);
  return Number(found);
}

const has = (tool: string): boolean => {
  try {
    execFileSync('which', [tool], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const absent = (...tools: readonly string[]): string | null => {
  const gone = tools.filter((t) => !has(t));
  return gone.length === 0 ? null : `${gone.join(', ')} not installed (Debian packages of these names)`;
};

const sizeOf = (task: Task) => {
  const size = Object.entries(sizes).find(([name]) => name === task.setting)?.[1];
  if (size === undefined) throw new Error(`protm has no setting ${task.setting}`);
  return { N: size.groups, S: size.slots, K: size.commands, P: size.priorities, F: size.ticks };
};
const constants = (task: Task): Readonly<Record<string, number>> =>
  task.model === 'protm' ? sizeOf(task) : { N: Number(task.setting) };

/** Compiles in a directory of its own, once per task. */
function compiled(build: (directory: string, task: Task) => void): {
  binary(task: Task, name: string): string;
  dispose(): void;
} {
  const made = new Map<string, string>();
  return {
    binary(task, name) {
      const key = `${task.model} ${task.setting}`;
      let directory = made.get(key);
      if (directory === undefined) {
        directory = mkdtempSync(join(tmpdir(), 'protm-bench-'));
        made.set(key, directory);
        build(directory, task);
      }
      return join(directory, name);
    },
    dispose() {
      for (const directory of made.values()) rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** SPIN, depth first or breadth first, without its reductions: all engines count the same states. */
function spin(mode: 'dfs' | 'bfs'): Engine {
  const pan = compiled((cwd, task) => {
    const defines = Object.entries(constants(task)).map(([name, value]) => `-D${name}=${value}`);
    execFileSync('spin', [...defines, '-a', join(models, `${task.model}.pml`)], { cwd, stdio: 'ignore' });
    const flags = ['-O2', '-DSAFETY', '-DNOREDUCE', ...(mode === 'bfs' ? ['-DBFS'] : [])];
    execFileSync('gcc', [...flags, '-o', 'pan', 'pan.c'], { cwd, stdio: 'ignore' });
  });
  return {
    name: `SPIN ${mode}`,
    does: (task) => task.model === 'protm' || task.model === 'two-phase',
    missing: () => absent('spin', 'gcc'),
    measure: (task) =>
      run({
        command: pan.binary(task, 'pan'),
        args: mode === 'dfs' ? ['-m20000000'] : [],
        read(output, seconds, cpuSeconds) {
          if (!/errors: 0/.test(output)) throw new Error(`SPIN found an error:\n${output.slice(0, 1000)}`);
          return {
            states: find(output, /(\d+) states, stored/),
            transitions: find(output, /(\d[\d.]*(?:e\+\d+)?) transitions/), // eight digits at most
            seconds,
            cpuSeconds,
          };
        },
      }),
    dispose: () => pan.dispose(),
  };
}

const rumurBinary = compiled((cwd, task) => {
  let text = readFileSync(join(models, 'protm.m'), 'utf8');
  for (const [name, value] of Object.entries(constants(task)))
    text = text.replace(new RegExp(`^ {2}${name}: .*;`, 'm'), `  ${name}: ${value};`);
  writeFileSync(join(cwd, 'protm.m'), text);
  execFileSync('rumur', ['--threads', '1', 'protm.m', '-o', 'protm.c'], { cwd, stdio: 'ignore' });
  const flags = ['-std=c11', '-O3', '-march=native', '-o', 'protm', 'protm.c', '-lpthread', '-latomic'];
  execFileSync('gcc', flags, { cwd, stdio: 'ignore' });
});
const rumur: Engine = {
  name: 'rumur',
  does: (task) => task.model === 'protm',
  missing: () => absent('rumur', 'gcc'),
  measure: (task) =>
    run({
      command: rumurBinary.binary(task, 'protm'),
      args: [],
      read: (output, seconds, cpuSeconds) => ({
        states: find(output, /^\s*(\d+) states, \d+ rules fired/m),
        transitions: find(output, /states, (\d+) rules fired/),
        seconds,
        cpuSeconds,
      }),
    }),
  dispose: () => rumurBinary.dispose(),
};

const readJson = (output: string): Omit<Measurement, 'peakMiB'> => {
  const line = output.split('\n').find((x) => x.startsWith('{'));
  if (line === undefined) throw new Error(`no figures in:\n${output.slice(-2000)}`);
  const { states, transitions, seconds, cpuSeconds } = JSON.parse(line) as Omit<Measurement, 'peakMiB'>;
  return { states, transitions, seconds, cpuSeconds };
};

const handPacked: Engine = {
  name: 'hand-packed',
  does: (task) => task.model === 'protm',
  missing: () => null,
  measure: (task) =>
    run({
      command: process.execPath,
      args: [join(models, 'protm-packed.mjs'), ...Object.values(constants(task)).map(String)],
      read: readJson,
    }),
  dispose: () => {},
};

const ours: Engine = {
  name: 'checker',
  does: () => true,
  missing: () => null,
  measure: (task) =>
    run({
      command: process.execPath,
      args: [
        ...process.execArgv,
        fileURLToPath(new URL('./one.ts', import.meta.url)),
        task.model,
        task.setting,
      ],
      read: readJson,
    }),
  dispose: () => {},
};

/** In the order of the table. Our own is the last. */
export const engines: readonly Engine[] = [spin('dfs'), spin('bfs'), rumur, handPacked, ours];
