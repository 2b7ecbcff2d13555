import { type HostDelays, usualHostDelays } from '../impl/host-delays.ts';
import { durationText, parseDuration, StreamError } from '../impl/userspace/stream.ts';
import type { Args, OptionSpec } from './args.ts';
import { UsageError } from './io.ts';

const delays: Readonly<Record<keyof HostDelays, { readonly option: string; readonly who: string }>> = {
  workLateUs: { option: 'work-late', who: 'a work item' },
  irqLateUs: { option: 'irq-late', who: 'an interrupt thread' },
};
const names = Object.keys(delays) as (keyof HostDelays)[];

const optionFor = (delay: keyof HostDelays): OptionSpec => ({
  type: 'string',
  value: 'TIME',
  says: `how late ${delays[delay].who} may wake up, as '50 ms'; ${durationText(usualHostDelays[delay])} unless given`,
});

/** The options that let the host be later than part F says; their values are for `hostDelayOption`. */
export const lateBy = {
  [delays.workLateUs.option]: optionFor('workLateUs'),
  [delays.irqLateUs.option]: optionFor('irqLateUs'),
};

/** The names of these. */
export const lateOptions: readonly string[] = Object.keys(lateBy);

/** What is assumed of the host. Throws `UsageError` for what is no duration, and for one that assumes nothing. */
export function hostDelayOption(args: Args): Partial<HostDelays> {
  const given = names.flatMap((delay) => {
    const { option, who } = delays[delay];
    const text = args.text(option);
    if (text === null) return [];
    const us = durationOf(option, text);
    if (us > usualHostDelays[delay]) return [[delay, us] as const];
    throw new UsageError(
      `--${option} takes more than ${durationText(usualHostDelays[delay])}, as late as ${who} may be anyway`,
    );
  });
  return Object.fromEntries(given);
}

function durationOf(option: string, text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    if (error instanceof StreamError) throw new UsageError(`--${option}: ${error.message}`);
    throw error;
  }
}
