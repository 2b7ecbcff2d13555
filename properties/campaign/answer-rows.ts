// Made by `npx tsx properties/campaign/record-answers.ts`; do not edit.
import type { AskingCell } from './plan.ts';

/** Executions that together consult the plausible answers to part F; those that add most come first. */
export const answerRows: readonly AskingCell[] = [
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F08d = waits & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F07 = 50 ms & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F01 = session that stays & F19 = never acknowledged & F04 = 400 ms & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = 300 ms & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F04 = 0 us & F34 = paused & F01 = session that stays & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = global doorbell & F08b = waits & F08c = raised again & F16 = any & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F33 = also at entry & F35 = ends the session & F36 = exit & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F04 = 40 ms & F25 = fault & F01 = session that stays & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F07 = never & F08b = waits & F08c = raised again & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F18a = one-shot & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F23b = CS fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F06 = CS doorbell & F30 = EXIT first & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = any & F18a = one-shot & F18b = dead & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F27 = yes & F31 = yes & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F04 = never & F07 = 50 ms & F01 = acknowledged and ignored & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = global doorbell & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of waits, F06 = user doorbell & F35 = ends the session & F04 = any & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F10 = until the switch & F12 = the acknowledged one & F14 = progress lost & F17 = times out & F18b = dead & F21 = event while protected & F22 = unserved doorbells are lost & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F34 = paused & F36 = exit & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F23a = CS fault & F25 = fault & F01 = session that stays & F06 = user doorbell & F08c = raised again & F09a = re-initialised & F10 = until the switch & F19 = never acknowledged & F20 = runs & F21 = event while protected & F26 = protected fault & F30 = EXIT first & F37 = for the owner',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of clocks, F01 = never acknowledged & F08c = raised again & F08d = waits & F10 = until the switch & F15 = lost & F17 = times out & F18a = one-shot & F20 = runs & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F33 = also at entry & F34 = paused & F37 = for the owner & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F07 = 300 ms & F39 = served while protected & F01 = acknowledged and ignored & F02 = deferred until answered & F04 = any & F06 = CS doorbell & F09b = kept & F10 = until the switch & F14 = progress lost & F15 = lost & F16 = completes & F18a = one-shot & F19 = never acknowledged & F23b = CS fault & F23c = session that exits at once & F30 = EXIT first & F35 = ends the session & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F02 = deferred until answered & F04 = any & F05 = EXIT, bit 7, ack & F07 = 300 ms & F09a = re-initialised & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = completes & F17 = times out & F18b = dead & F23a = CS fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of strangers, F02 = never acknowledged & F23b = CS fault & F01 = session that stays & F04 = 40 ms & F06 = global doorbell & F07 = 50 ms & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F04 = 0 us & F25 = fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = global doorbell & F07 = 50 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = completes & F17 = times out & F20 = runs & F23c = session that exits at once & F33 = also at entry & F35 = ends the session & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of strangers, F01 = session that stays & F02 = deferred until answered & F04 = any & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F07 = 50 ms & F26 = protected fault & F05 = EXIT, bit 7, ack & F08b = waits & F08d = waits & F09a = re-initialised & F15 = lost & F16 = completes & F18b = dead & F21 = event while protected & F33 = also at entry & F35 = ends the session & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F02 = deferred until answered & F04 = 40 ms & F07 = 50 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F27 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F06 = global doorbell & F35 = ends the session & F01 = acknowledged and ignored & F02 = deferred until answered & F04 = any & F05 = EXIT, bit 7, ack & F07 = 50 ms & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of entries, F02 = deferred until answered & F06 = CS doorbell & F01 = acknowledged and ignored & F04 = any & F05 = EXIT, bit 7, ack & F07 = never & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = completes & F17 = times out & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & mute firmware',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F14 = firmware hangs & F30 = EXIT first & F01 = acknowledged and ignored & F02 = deferred until answered & F04 = any & F06 = user doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F12 = the acknowledged one & F16 = any & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F32 = stalls until unlocked & F35 = ends the session & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of strangers, F01 = session that stays & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F17 = times out & F18a = one-shot & F19 = never acknowledged & F20 = runs & F23a = CS fault & F23c = session that exits at once & F26 = protected fault & F35 = ends the session & F36 = exit & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of regions, F10 = until the switch & F23a = CS fault & F06 = CS doorbell & F07 = 50 ms & F08c = raised again & F09a = re-initialised & F09b = kept & F14 = progress lost & F19 = never acknowledged & F20 = runs & F23b = CS fault & F25 = fault & F32 = stalls until unlocked',
    from: 701,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F21 = event while protected & F36 = exit & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F07 = never & F08b = waits & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F17 = times out & F18b = dead & F20 = runs & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F26 = protected fault & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F37 = for the owner & F39 = served while protected',
    from: 189,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F13a = between ack and PROTM_ACTIVE & F34 = paused & F02 = deferred until answered & F04 = 0 us & F06 = global doorbell & F07 = 50 ms & F08b = waits & F08c = raised again & F09a = re-initialised & F10 = until the switch & F18b = dead & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F36 = exit & F37 = for the owner & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F07 = 50 ms & F25 = fault & F01 = never acknowledged & F02 = deferred until answered & F04 = 400 ms & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08b = waits & F08c = raised again & F08d = waits & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F02 = deferred until answered & F04 = 40 ms & F05 = EXIT, bit 7, ack & F06 = global doorbell & F07 = 50 ms & F08b = waits & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F14 = firmware hangs & F15 = lost & F16 = completes & F17 = times out & F19 = never acknowledged & F23a = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F36 = exit & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F01 = session that stays & F23b = CS fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = any & F08b = waits & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F18a = one-shot & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F08d = waits & F20 = runs & F01 = never acknowledged & F02 = deferred until answered & F04 = 0 us & F05 = EXIT, bit 7, ack & F06 = global doorbell & F07 = 50 ms & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F17 = times out & F18a = one-shot & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of clocks, F07 = 300 ms & F08d = waits & F01 = session that stays & F02 = never acknowledged & F04 = 40 ms & F05 = EXIT, bit 7, ack & F06 = global doorbell & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F08b = waits & F38 = raised at once & F02 = deferred until answered & F04 = 400 ms & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08d = waits & F09a = re-initialised & F10 = until the switch & F12 = the acknowledged one & F17 = times out & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F04 = 400 ms & F23a = CS fault & F01 = session that stays & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F07 = any & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F14 = firmware hangs & F18a = one-shot & F18b = dead & F23b = CS fault & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F37 = for the owner & PROTM_FAULT in a session',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F01 = acknowledged and ignored & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F07 = 50 ms & F08b = waits & F08c = raised again & F08d = waits & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F30 = EXIT first & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F01 = never acknowledged & F04 = 40 ms & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08b = waits & F08d = waits & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = completes & F18a = one-shot & F18b = dead & F20 = runs & F23a = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once & PROTM_FAULT in a session',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F23a = CS fault & F35 = ends the session & F01 = session that stays & F02 = deferred until answered & F04 = 0 us & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F07 = 300 ms & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = completes & F17 = times out & F20 = runs & F25 = fault & F26 = protected fault & F34 = paused & F36 = exit & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of neighbours, F02 = never acknowledged & F07 = never & F01 = acknowledged and ignored & F04 = 0 us & F06 = CS doorbell & F09b = kept & F13a = between ack and PROTM_ACTIVE & F16 = completes & F18a = one-shot & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23c = session that exits at once & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & mute firmware',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F30 = EXIT first & F34 = paused & F01 = acknowledged and ignored & F02 = never acknowledged & F04 = 0 us & F08b = waits & F08c = raised again & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F16 = completes & F17 = times out & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23b = CS fault & F25 = fault & F26 = protected fault & F31 = yes & F33 = also at entry & F35 = ends the session & F36 = exit & F38 = raised at once & PROTM_FAULT in a session',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of entries, F20 = runs & F26 = protected fault & F01 = never acknowledged & F02 = never acknowledged & F04 = any & F09a = re-initialised & F09b = kept & F10 = until the switch & F14 = firmware hangs & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F35 = ends the session & F37 = for the owner & F38 = raised at once & F39 = served while protected & PROTM_FAULT in a session',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F14 = progress lost & F25 = fault & F01 = acknowledged and ignored & F02 = deferred until answered & F04 = 400 ms & F05 = EXIT, bit 7, ack & F06 = global doorbell & F07 = never & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of strangers, F18b = dead & F35 = ends the session & F04 = 0 us & F05 = EXIT, bit 7, ack & F07 = any & F08c = raised again & F09a = re-initialised & F10 = until the switch & F12 = the acknowledged one & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F19 = never acknowledged & F20 = runs & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F30 = EXIT first & F33 = also at entry & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of neighbours, F13a = between ack and PROTM_ACTIVE & F25 = fault & F02 = deferred until answered & F04 = 40 ms & F06 = CS doorbell & F07 = 50 ms & F09a = re-initialised & F10 = until the switch & F14 = firmware hangs & F16 = completes & F18b = dead & F20 = runs & F22 = unserved doorbells are lost & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F08b = waits & F34 = paused & F01 = session that stays & F02 = deferred until answered & F06 = user doorbell & F07 = 50 ms & F08c = raised again & F08d = waits & F10 = until the switch & F14 = progress lost & F15 = lost & F17 = times out & F19 = never acknowledged & F23a = CS fault & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F35 = ends the session & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of clocks, F06 = global doorbell & F23a = CS fault & F02 = deferred until answered & F04 = 40 ms & F05 = EXIT, bit 7, ack & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F17 = times out & F18b = dead & F19 = never acknowledged & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F36 = exit & F38 = raised at once & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F13a = between ack and PROTM_ACTIVE & F23a = CS fault & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F14 = progress lost & F15 = lost & F17 = times out & F18b = dead & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F26 = protected fault & F31 = yes & F39 = served while protected & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F21 = event while protected & F23c = session that exits at once & F01 = acknowledged and ignored & F02 = never acknowledged & F04 = 0 us & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = completes & F17 = times out & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F30 = EXIT first & F33 = also at entry & F35 = ends the session & F37 = for the owner & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F23a = CS fault & F37 = for the owner & F01 = never acknowledged & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F07 = 300 ms & F08c = raised again & F08d = waits & F10 = until the switch & F17 = times out & F18a = one-shot & F19 = never acknowledged & F25 = fault & F26 = protected fault & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of power, F17 = times out & F25 = fault & F01 = session that stays & F06 = global doorbell & F08c = raised again & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = completes & F18a = one-shot & F22 = unserved doorbells are lost & F23c = session that exits at once & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F39 = served while protected',
    from: 752,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F01 = acknowledged and ignored & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = global doorbell & F08b = waits & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F02 = deferred until answered & F07 = 300 ms & F08c = raised again & F08d = waits & F10 = until the switch & F15 = lost & F16 = any & F18b = dead & F19 = never acknowledged & F20 = runs & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F37 = for the owner & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F04 = 400 ms & F21 = event while protected & F02 = deferred until answered & F08b = waits & F08c = raised again & F13a = between ack and PROTM_ACTIVE & F17 = times out & F18b = dead & F20 = runs & F23b = CS fault & F25 = fault & F30 = EXIT first & PROTM_FAULT in a session',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F04 = never & F23c = session that exits at once & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = any & F18a = one-shot & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F16 = completes & F21 = event while protected & F01 = session that stays & F02 = never acknowledged & F04 = any & F06 = CS doorbell & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F19 = never acknowledged & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F36 = exit & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F23a = CS fault & F25 = fault & F04 = any & F08c = raised again & F09b = kept & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F22 = unserved doorbells are lost & F31 = yes & F34 = paused & F39 = served while protected & PROTM_FAULT in a session',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of strangers, F16 = completes & F20 = runs & F01 = session that stays & F06 = global doorbell & F09a = re-initialised & F09b = kept & F10 = until the switch & F15 = lost & F17 = times out & F18b = dead & F23a = CS fault & F23b = CS fault & F25 = fault & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F34 = paused & F37 = for the owner & F01 = acknowledged and ignored & F02 = deferred until answered & F04 = 40 ms & F06 = user doorbell & F07 = any & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = completes & F17 = times out & F18a = one-shot & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of entries, F04 = 40 ms & F23a = CS fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F08b = waits & F08c = raised again & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = any & F19 = never acknowledged & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F35 = ends the session & F36 = exit & F37 = for the owner',
    from: 768,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F04 = 0 us & F06 = global doorbell & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F20 = runs & F26 = protected fault & F30 = EXIT first & F31 = yes & F36 = exit & F37 = for the owner & mute firmware',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F23b = CS fault & F36 = exit & F02 = deferred until answered & F06 = CS doorbell & F08d = waits & F09b = kept & F13a = between ack and PROTM_ACTIVE & F17 = times out & F18b = dead & F20 = runs & F21 = event while protected & F26 = protected fault & F33 = also at entry & F35 = ends the session & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F05 = EXIT, bit 7, ack & F07 = never & F01 = acknowledged and ignored & F02 = never acknowledged & F04 = 0 us & F06 = CS doorbell & F08d = waits & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F26 = protected fault & F36 = exit & F05 = EXIT, bit 7, ack & F07 = 50 ms & F08b = waits & F08c = raised again & F09a = re-initialised & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F16 = completes & F17 = times out & F18b = dead & F21 = event while protected & F32 = stalls until unlocked & F33 = also at entry & F34 = paused',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F19 = never acknowledged & F23b = CS fault & F04 = 400 ms & F06 = CS doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F17 = times out & F22 = unserved doorbells are lost & F23a = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F33 = also at entry & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & mute firmware',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F13a = between ack and PROTM_ACTIVE & F25 = fault & F01 = never acknowledged & F02 = deferred until answered & F04 = 40 ms & F05 = EXIT, bit 7, ack & F08b = waits & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F14 = progress lost & F15 = lost & F17 = times out & F18a = one-shot & F21 = event while protected & F23a = CS fault & F23b = CS fault & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F04 = 400 ms & F18b = dead & F05 = EXIT, bit 7, ack & F14 = firmware hangs & F16 = completes & F17 = times out & F25 = fault & F33 = also at entry & F36 = exit',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of entries, F25 = fault & F34 = paused & F01 = acknowledged and ignored & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = 50 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F04 = 40 ms & F06 = CS doorbell & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F07 = never & F08c = raised again & F10 = until the switch & F21 = event while protected & F23c = session that exits at once & F30 = EXIT first & F36 = exit & F37 = for the owner & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F39 = served while protected & F01 = session that stays & F02 = never acknowledged & F04 = 0 us & F06 = global doorbell & F07 = any & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F14 = progress lost & F16 = any & F21 = event while protected & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once',
    from: 1,
  },
];
