import { WORK_MAX_LATE_US } from './driver/constants.ts';
import type { Faults } from './firmware/parts.ts';
import { IRQ_MAX_LATE_US } from './gpu/registers.ts';

/** How late wake-ups of the host may be, by the name under which a run assumes more: part F, host side. */
export type HostDelays = Required<Pick<Faults, 'workLateUs' | 'irqLateUs'>>;

/** As late as part F has them where a run assumes nothing. */
export const usualHostDelays: HostDelays = { workLateUs: WORK_MAX_LATE_US, irqLateUs: IRQ_MAX_LATE_US };

/** Those of a run with these faults. */
export const hostDelaysOf = ({ workLateUs = 0, irqLateUs = 0 }: Faults): HostDelays => ({
  workLateUs: Math.max(workLateUs, usualHostDelays.workLateUs),
  irqLateUs: Math.max(irqLateUs, usualHostDelays.irqLateUs),
});
