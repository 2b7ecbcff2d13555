import type { Faults } from '../../impl/firmware/parts.ts';
import type { Secrets } from '../../impl/simulate.ts';

/** What goes wrong in a run beside what part F leaves open, a phrase each: a finding that needs it must say so. */
export function faultWords(faults: Faults): readonly string[] {
  const { muteFromUs, protmFaultFromUs, noProtectedSection, noProtectedHeap, protectedHeapPages } = faults;
  const { deadBootFromUs, gpuMhz, postedClears, noFirewall, noCacheFlush } = faults;
  return [
    ...(muteFromUs === undefined ? [] : [`firmware mute from ${ms(muteFromUs)} on`]),
    ...(deadBootFromUs === undefined ? [] : [`an MCU that dies in the first boot${after(deadBootFromUs)}`]),
    ...(protmFaultFromUs === undefined ? [] : [`PROTM_FAULT in the first session${after(protmFaultFromUs)}`]),
    ...(noProtectedSection === true ? ['no protected firmware section'] : []),
    ...(noProtectedHeap === true ? ['no protected heap'] : []),
    ...(protectedHeapPages === undefined ? [] : [`a protected heap of ${protectedHeapPages} pages`]),
    ...(gpuMhz === undefined ? [] : [`a GPU clock of ${gpuMhz} MHz`]),
    ...(postedClears === true ? ['a JOB_INT_CLEAR that lands late'] : []),
    ...(noFirewall === true ? ['a firewall that refuses nothing'] : []),
    ...(noCacheFlush === true ? ['firmware that does not clean caches around a session'] : []),
  ];
}

/** Content that a leak needs, where the plain one does not show it. */
export const contentWords = (secrets: Secrets = {}): readonly string[] =>
  Object.entries(secrets).map(([process, [one, two]]) => `${process} decodes ${one} or ${two}`);

const ms = (us: number): string => `${us / 1000} ms`;
const after = (us: number): string => (us === 0 ? '' : ` from ${ms(us)} on`);
