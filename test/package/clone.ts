import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

export interface Ended {
  /** Null where it was killed. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** How long it went on after it was interrupted, since it took longer than it was given; null: it was not. */
  readonly interruptedMs: number | null;
}

export interface Patience {
  readonly ms: number;
  /** It begins when this is told: before, a process may not yet listen. Null: at once. */
  readonly after: RegExp | null;
}

/** A fresh clone of what is here, with a home of its own, in which lines are pasted. */
export interface Clone {
  readonly folder: string;
  /**
   * @param line a line for a shell, of one process
   * @param patience how long it may take before it is interrupted as by Ctrl-C; for ever unless given
   */
  paste(line: string, patience?: Patience): Promise<Ended>;
  remove(): void;
}

export function makeClone(): Clone {
  const folder = mkdtempSync(join(tmpdir(), 'clone-'));
  const home = join(folder, 'home');
  mkdirSync(home);
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of files.trim().split('\n'))
    if (existsSync(join(root, file))) cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  // What the loader of this process is told is none of the other's business.
  const { NODE_OPTIONS: _, VITEST: __, GITHUB_ACTIONS: ___, ...inherited } = process.env;
  const env = { ...inherited, HOME: home };
  const options = { cwd: folder, env, detached: true } as const;
  return {
    folder,
    paste: (line, patience) =>
      new Promise((done, fail) => {
        const child = spawn('sh', ['-c', line], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
        const texts = { out: '', err: '' };
        let signalMs: number | null = null;
        const interrupt = (): void => {
          signalMs = performance.now();
          if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
        };
        let timer = patience?.after === null ? setTimeout(interrupt, patience.ms) : null;
        const told = (to: keyof typeof texts) => (data: Buffer) => {
          texts[to] += data.toString();
          if (timer === null && patience?.after?.test(texts.out + texts.err) === true)
            timer = setTimeout(interrupt, patience.ms);
        };
        child.stdout.on('data', told('out'));
        child.stderr.on('data', told('err'));
        child.on('error', fail);
        child.on('close', (code) => {
          if (timer !== null) clearTimeout(timer);
          done({ code, ...texts, interruptedMs: signalMs === null ? null : performance.now() - signalMs });
        });
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
