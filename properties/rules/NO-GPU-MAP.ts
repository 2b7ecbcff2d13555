import { FIRMWARE_AS, noMapping } from './protected-buffers.ts';

/** A protected suspend buffer has no page-table or TLB entry in any address space but the firmware's. */
export const noGpuMap = noMapping(
  { id: 'NO-GPU-MAP', cite: ['A.2.2-1', 'B.4'] },
  'vm-bind',
  (m) => (m.kind === 'pte' || m.kind === 'tlb') && m.who !== FIRMWARE_AS,
);
