import type { Io } from '../../cli/io.ts';

/** Collects what a command writes; its clock is set by hand. */
export class FakeIo implements Io {
  outText = '';
  errText = '';
  nowMs = 0;

  constructor(
    readonly live = false,
    readonly columns = 80,
  ) {}

  out(text: string): void {
    this.outText += text;
  }

  err(text: string): void {
    this.errText += text;
  }

  paint(_format: unknown, text: string): string {
    return text;
  }

  clockMs(): number {
    return this.nowMs;
  }
}
