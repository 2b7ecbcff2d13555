// Made by `npx tsx properties/campaign/record-answers.ts`; do not edit.
import type { AskingCell } from './plan.ts';

/** Executions that together consult the plausible answers to part F; those that add most come first. */
export const answerRows: readonly AskingCell[] = [
  {
    strategy: 'run to completion',
    program:
      'asks of power, F01 = session that stays & F23b = CS fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = any & F08b = waits & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F18a = one-shot & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of clocks, F06 = global doorbell & F18b = dead & F23a = CS fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F08d = waits & F09b = kept & F12 = the acknowledged one & F15 = lost & F17 = times out & F18a = one-shot & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F23b = CS fault & F26 = protected fault & F30 = EXIT first & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F06 = CS doorbell & F17 = times out & F04 = 0 us & F25 = fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F07 = 50 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = completes & F20 = runs & F23c = session that exits at once & F33 = also at entry & F35 = ends the session & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of clocks, F39 = served while protected & F02 = never acknowledged & F04 = 40 ms & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = 50 ms & F08d = waits & F09a = re-initialised & F09b = kept & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F17 = times out & F18b = dead & F20 = runs & F21 = event while protected & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F33 = also at entry & F35 = ends the session & F36 = exit & F38 = raised at once',
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
      'asks of power, F04 = never & F07 = 50 ms & F01 = acknowledged and ignored & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = global doorbell & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of twins, F25 = fault & F39 = served while protected & F23a = CS fault & F38 = raised at once & F06 = user doorbell & F15 = lost & F21 = event while protected & F22 = unserved doorbells are lost & F35 = ends the session',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F08d = waits & F20 = runs & F01 = never acknowledged & F02 = deferred until answered & F04 = 0 us & F05 = EXIT, bit 7, ack & F06 = global doorbell & F07 = 50 ms & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F17 = times out & F18a = one-shot & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of power, F17 = times out & F37 = for the owner & F05 = EXIT, bit 7, ack & F07 = never & F01 = acknowledged and ignored & F02 = never acknowledged & F04 = 0 us & F06 = CS doorbell & F08d = waits & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F16 = completes & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F38 = raised at once',
    from: 232,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F02 = deferred until answered & F04 = 40 ms & F07 = 50 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F27 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in turn of clocks, F19 = never acknowledged & F23b = CS fault & F01 = acknowledged and ignored & F04 = 40 ms & F06 = CS doorbell & F07 = 300 ms & F08c = raised again & F08d = waits & F09b = kept & F16 = completes & F17 = times out & F18a = one-shot & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & a GPU at 1 GHz',
    from: 166,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of waits, F06 = user doorbell & F35 = ends the session & F04 = any & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F10 = until the switch & F12 = the acknowledged one & F14 = progress lost & F17 = times out & F18b = dead & F21 = event while protected & F22 = unserved doorbells are lost & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F34 = paused & F36 = exit & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F02 = never acknowledged & F23b = CS fault & F06 = global doorbell & F08b = waits & F08d = waits & F09b = kept & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F17 = times out & F18b = dead & F20 = runs & F22 = unserved doorbells are lost & F23a = CS fault & F30 = EXIT first & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 560,
  },
  {
    strategy: 'mixture',
    program:
      'asks of entries, F08b = waits & F38 = raised at once & F25 = fault & F34 = paused & F01 = acknowledged and ignored & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = 50 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F14 = firmware hangs & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
    from: 97,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F14 = firmware hangs & F18a = one-shot & F02 = deferred until answered & F26 = protected fault & F05 = EXIT, bit 7, ack & F08c = raised again & F08d = waits & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F15 = lost & F23a = CS fault & F23b = CS fault & F32 = stalls until unlocked & F36 = exit',
    from: 168,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of clocks, F32 = stalls until unlocked & F35 = ends the session & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F17 = times out & F18b = dead & F20 = runs & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F26 = protected fault & F31 = yes & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
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
      'asks in turn of ends, F35 = ends the session & F38 = raised at once & F06 = CS doorbell & F08b = waits & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F17 = times out & F18a = one-shot & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F25 = fault & F30 = EXIT first & F32 = stalls until unlocked & F34 = paused & F37 = for the owner',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F04 = 0 us & F12 = the acknowledged one & F14 = firmware hangs & F30 = EXIT first & F01 = acknowledged and ignored & F02 = deferred until answered & F06 = user doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F16 = any & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F32 = stalls until unlocked & F35 = ends the session & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of waits, F07 = never & F18b = dead & F01 = acknowledged and ignored & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F17 = times out & F18a = one-shot & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F35 = ends the session & F36 = exit & F38 = raised at once & F39 = served while protected',
    from: 604,
  },
  {
    strategy: 'mixture',
    program:
      'asks in turn of regions, F20 = runs & F23c = session that exits at once & F06 = global doorbell & F08b = waits & F08d = waits & F09a = re-initialised & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F18a = one-shot & F18b = dead & F19 = never acknowledged & F22 = unserved doorbells are lost & F23b = CS fault & F25 = fault & F26 = protected fault & F33 = also at entry & F34 = paused & F35 = ends the session & F39 = served while protected',
    from: 694,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F08d = waits & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F07 = 50 ms & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner',
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
      'asks in turn of clocks, F01 = never acknowledged & F19 = never acknowledged & F02 = deferred until answered & F04 = 0 us & F05 = EXIT, bit 7, ack & F06 = global doorbell & F07 = 300 ms & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = completes & F18a = one-shot & F18b = dead & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of waits, F01 = session that stays & F26 = protected fault & F02 = never acknowledged & F04 = 400 ms & F05 = EXIT, bit 7, ack & F06 = global doorbell & F07 = never & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of sessions, F04 = 400 ms & F08d = waits & F23a = CS fault & F01 = session that stays & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08b = waits & F17 = times out & F18b = dead & F20 = runs & F21 = event while protected & F23c = session that exits at once & F31 = yes & F33 = also at entry & F34 = paused & F35 = ends the session',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F12 = the acknowledged one & F18a = one-shot & F18b = dead & F35 = ends the session & F04 = 0 us & F05 = EXIT, bit 7, ack & F07 = any & F08c = raised again & F09a = re-initialised & F10 = until the switch & F15 = lost & F16 = completes & F17 = times out & F19 = never acknowledged & F20 = runs & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F30 = EXIT first & F33 = also at entry & F38 = raised at once',
    from: 180,
  },
  {
    strategy: 'mixture',
    program:
      'asks of entries, F02 = deferred until answered & F07 = 50 ms & F34 = paused & F38 = raised at once & F01 = acknowledged and ignored & F25 = fault & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
    from: 69,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of twins, F04 = 0 us & F19 = never acknowledged & F02 = never acknowledged & F06 = global doorbell & F14 = progress lost & F15 = lost & F17 = times out & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F35 = ends the session & F37 = for the owner',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F04 = 400 ms & F35 = ends the session & F07 = 50 ms & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F08c = raised again & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F18a = one-shot & F19 = never acknowledged & F21 = event while protected & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F36 = exit & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of clocks, F19 = never acknowledged & F37 = for the owner & F08c = raised again & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F18a = one-shot & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F35 = ends the session',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F04 = 0 us & F34 = paused & F01 = session that stays & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = global doorbell & F08b = waits & F08c = raised again & F16 = any & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F33 = also at entry & F35 = ends the session & F36 = exit & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of regions, F07 = 300 ms & F21 = event while protected & F23a = CS fault & F25 = fault & F01 = session that stays & F06 = user doorbell & F08c = raised again & F09a = re-initialised & F10 = until the switch & F19 = never acknowledged & F20 = runs & F26 = protected fault & F30 = EXIT first & F37 = for the owner',
    from: 779,
  },
  {
    strategy: 'mixture',
    program:
      'asks of entries, F23c = session that exits at once & F38 = raised at once & F20 = runs & F26 = protected fault & F01 = never acknowledged & F04 = any & F09a = re-initialised & F09b = kept & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F25 = fault & F30 = EXIT first & F35 = ends the session & F37 = for the owner & PROTM_FAULT in a session',
    from: 1,
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
      'asks of regions, F04 = 40 ms & F06 = CS doorbell & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F07 = never & F08c = raised again & F10 = until the switch & F21 = event while protected & F23c = session that exits at once & F30 = EXIT first & F36 = exit & F37 = for the owner & F38 = raised at once',
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
      'asks of regions, F07 = 50 ms & F25 = fault & F01 = never acknowledged & F02 = deferred until answered & F04 = 400 ms & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08b = waits & F08c = raised again & F08d = waits & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
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
      'asks in turn of regions, F16 = completes & F23a = CS fault & F01 = acknowledged and ignored & F04 = any & F06 = global doorbell & F07 = 50 ms & F08c = raised again & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F17 = times out & F20 = runs & F21 = event while protected & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of clocks, F23a = CS fault & F36 = exit & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08d = waits & F09b = kept & F12 = the acknowledged one & F15 = lost & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23b = CS fault & F26 = protected fault & F30 = EXIT first & F33 = also at entry & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of power, F05 = EXIT, bit 7, ack & F17 = times out & F01 = never acknowledged & F02 = never acknowledged & F04 = any & F06 = global doorbell & F12 = the acknowledged one & F15 = lost & F16 = completes & F23a = CS fault & F26 = protected fault & F31 = yes & F33 = also at entry & F39 = served while protected',
    from: 470,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F16 = completes & F21 = event while protected & F04 = 40 ms & F25 = fault & F01 = session that stays & F02 = deferred until answered & F07 = never & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F22 = unserved doorbells are lost & F33 = also at entry & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once',
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
      'asks of strangers, F16 = completes & F20 = runs & F01 = session that stays & F06 = global doorbell & F09a = re-initialised & F09b = kept & F10 = until the switch & F15 = lost & F17 = times out & F18b = dead & F23a = CS fault & F23b = CS fault & F25 = fault & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in turn of twins, F08b = waits & F23c = session that exits at once & F08c = raised again & F08d = waits & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F15 = lost & F16 = completes & F18a = one-shot & F22 = unserved doorbells are lost & F23a = CS fault & F26 = protected fault & F38 = raised at once & F39 = served while protected',
    from: 589,
  },
  {
    strategy: 'mixture',
    program:
      'asks of clocks, F05 = EXIT, bit 7, ack & F17 = times out & F06 = global doorbell & F23a = CS fault & F02 = deferred until answered & F04 = 40 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F18b = dead & F19 = never acknowledged & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F36 = exit & F38 = raised at once & a GPU at 1 GHz',
    from: 271,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F04 = 0 us & F14 = progress lost & F01 = session that stays & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F23a = CS fault & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F38 = raised at once',
    from: 506,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F04 = 400 ms & F21 = event while protected & F23b = CS fault & F36 = exit & F02 = deferred until answered & F08d = waits & F09b = kept & F18b = dead & F20 = runs & F33 = also at entry & F35 = ends the session & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F06 = global doorbell & F39 = served while protected & F01 = session that stays & F23b = CS fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F07 = any & F08b = waits & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F18a = one-shot & F19 = never acknowledged & F23a = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F31 = yes & F33 = also at entry & F35 = ends the session & F37 = for the owner & F38 = raised at once',
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
      'asks of entries, F02 = deferred until answered & F06 = CS doorbell & F01 = acknowledged and ignored & F04 = any & F05 = EXIT, bit 7, ack & F07 = never & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = completes & F17 = times out & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & mute firmware',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of regions, F10 = until the switch & F23a = CS fault & F06 = CS doorbell & F07 = 50 ms & F08c = raised again & F09a = re-initialised & F09b = kept & F14 = progress lost & F19 = never acknowledged & F20 = runs & F23b = CS fault & F25 = fault & F32 = stalls until unlocked',
    from: 701,
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
      'asks of regions, F04 = never & F23c = session that exits at once & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = any & F18a = one-shot & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F04 = 400 ms & F37 = for the owner & F08b = waits & F17 = times out & F06 = global doorbell & F01 = acknowledged and ignored & F09a = re-initialised & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F16 = completes & F18a = one-shot & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F36 = exit & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
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
      'asks of clocks, F01 = never acknowledged & F08c = raised again & F08d = waits & F10 = until the switch & F15 = lost & F17 = times out & F18a = one-shot & F20 = runs & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F33 = also at entry & F34 = paused & F37 = for the owner & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of company, F02 = deferred until answered & F04 = 0 us & F06 = user doorbell & F08c = raised again & F08d = waits & F09a = re-initialised & F10 = until the switch & F12 = the acknowledged one & F15 = lost & F16 = completes & F17 = times out & F18b = dead & F19 = never acknowledged & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in turn of sessions, F08b = waits & F23a = CS fault & F04 = 40 ms & F07 = 300 ms & F08d = waits & F09a = re-initialised & F15 = lost & F16 = completes & F18b = dead & F21 = event while protected & F22 = unserved doorbells are lost & F25 = fault & F26 = protected fault & F35 = ends the session',
    from: 885,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F04 = 40 ms & F12 = the acknowledged one & F30 = EXIT first & F01 = acknowledged and ignored & F02 = deferred until answered & F06 = user doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F16 = any & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F32 = stalls until unlocked & F35 = ends the session & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F04 = 400 ms & F18b = dead & F05 = EXIT, bit 7, ack & F14 = firmware hangs & F16 = completes & F17 = times out & F25 = fault & F33 = also at entry & F36 = exit',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F01 = never acknowledged & F02 = never acknowledged & F04 = 40 ms & F06 = global doorbell & F08b = waits & F08c = raised again & F08d = waits & F13a = between ack and PROTM_ACTIVE & F16 = completes & F18a = one-shot & F19 = never acknowledged & F21 = event while protected & F26 = protected fault & F33 = also at entry & F34 = paused & F35 = ends the session & F39 = served while protected',
    from: 233,
  },
  {
    strategy: 'mixture',
    program:
      'asks in turn of sessions, F01 = acknowledged and ignored & F18a = one-shot & F02 = deferred until answered & F06 = CS doorbell & F08d = waits & F15 = lost & F16 = any & F18b = dead & F23a = CS fault & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F36 = exit & F38 = raised at once',
    from: 294,
  },
  {
    strategy: 'mixture',
    program:
      'asks in turn of regions, F01 = acknowledged and ignored & F19 = never acknowledged & F23c = session that exits at once & F34 = paused & F05 = EXIT, bit 7, ack & F08b = waits & F15 = lost & F16 = completes & F22 = unserved doorbells are lost & F26 = protected fault',
    from: 197,
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
      'asks of regions, F02 = deferred until answered & F07 = 300 ms & F08c = raised again & F08d = waits & F10 = until the switch & F15 = lost & F16 = any & F18b = dead & F19 = never acknowledged & F20 = runs & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F37 = for the owner & F39 = served while protected',
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
      'asks of power, F26 = protected fault & F36 = exit & F05 = EXIT, bit 7, ack & F07 = 50 ms & F08b = waits & F08c = raised again & F09a = re-initialised & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F16 = completes & F17 = times out & F18b = dead & F21 = event while protected & F32 = stalls until unlocked & F33 = also at entry & F34 = paused',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F07 = 300 ms & F21 = event while protected & F23a = CS fault & F37 = for the owner & F01 = never acknowledged & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08c = raised again & F08d = waits & F10 = until the switch & F17 = times out & F18a = one-shot & F19 = never acknowledged & F25 = fault & F26 = protected fault & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of faults, F07 = never & F22 = unserved doorbells are lost & F01 = acknowledged and ignored & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F08b = waits & F08c = raised again & F08d = waits & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23b = CS fault & F25 = fault & F30 = EXIT first & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner',
    from: 278,
  },
  {
    strategy: 'mixture',
    program:
      'asks of regions, F23c = session that exits at once & F38 = raised at once & F25 = fault & F02 = deferred until answered & F06 = global doorbell & F08c = raised again & F08d = waits & F09a = re-initialised & F14 = firmware hangs & F33 = also at entry',
    from: 671,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F14 = firmware hangs & F22 = unserved doorbells are lost & F26 = protected fault & F05 = EXIT, bit 7, ack & F08c = raised again & F08d = waits & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F15 = lost & F23a = CS fault',
    from: 168,
  },
  {
    strategy: 'mixture',
    program:
      'asks of waits, F06 = CS doorbell & F36 = exit & F23c = session that exits at once & F35 = ends the session & F08b = waits & F08c = raised again & F10 = until the switch & F12 = the acknowledged one & F14 = progress lost & F17 = times out & F18b = dead & F21 = event while protected & F22 = unserved doorbells are lost & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F34 = paused & F39 = served while protected',
    from: 575,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of ends, F06 = user doorbell & F36 = exit & F21 = event while protected & F04 = any & F08b = waits & F13a = between ack and PROTM_ACTIVE & F19 = never acknowledged & F23c = session that exits at once & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session',
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
      'asks of strangers, F01 = session that stays & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F17 = times out & F18a = one-shot & F19 = never acknowledged & F20 = runs & F23a = CS fault & F23c = session that exits at once & F26 = protected fault & F35 = ends the session & F36 = exit & F38 = raised at once',
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
      'asks of power, F21 = event while protected & F23c = session that exits at once & F01 = acknowledged and ignored & F02 = never acknowledged & F04 = 0 us & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = completes & F17 = times out & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F30 = EXIT first & F33 = also at entry & F35 = ends the session & F37 = for the owner & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F34 = paused & F37 = for the owner & F01 = acknowledged and ignored & F02 = deferred until answered & F04 = 40 ms & F06 = user doorbell & F07 = any & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = completes & F17 = times out & F18a = one-shot & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F14 = firmware hangs & F31 = yes & F01 = never acknowledged & F02 = never acknowledged & F04 = 0 us & F07 = 300 ms & F08b = waits & F08c = raised again & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F17 = times out & F18a = one-shot & F19 = never acknowledged & F23a = CS fault & F25 = fault & F26 = protected fault & F32 = stalls until unlocked & F33 = also at entry & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F04 = 400 ms & F15 = lost & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = global doorbell & F07 = 50 ms & F08b = waits & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F14 = firmware hangs & F16 = completes & F17 = times out & F19 = never acknowledged & F23a = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F36 = exit & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of heaps, F14 = progress lost & F37 = for the owner & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F07 = never & F08c = raised again & F09a = re-initialised & F09b = kept & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F20 = runs & F21 = event while protected & F23a = CS fault & F31 = yes & F35 = ends the session',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of twins, F07 = never & F20 = runs & F01 = acknowledged and ignored & F02 = never acknowledged & F06 = user doorbell & F09b = kept & F10 = until the switch & F14 = firmware hangs & F16 = completes & F17 = times out & F18b = dead & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F37 = for the owner & F38 = raised at once & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in turn of company, F06 = CS doorbell & F23a = CS fault & F01 = never acknowledged & F07 = any & F08b = waits & F08c = raised again & F08d = waits & F10 = until the switch & F20 = runs & F22 = unserved doorbells are lost & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F38 = raised at once',
    from: 745,
  },
  {
    strategy: 'mixture',
    program:
      'asks of faults, F19 = never acknowledged & F34 = paused & F35 = ends the session & F01 = session that stays & F02 = deferred until answered & F04 = 0 us & F05 = EXIT, bit 7, ack & F09b = kept & F10 = until the switch & F14 = progress lost & F16 = completes & F17 = times out & F25 = fault & F26 = protected fault & F36 = exit & F38 = raised at once',
    from: 625,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of regions, F25 = fault & F34 = paused & F01 = session that stays & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08c = raised again & F08d = waits & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F16 = any & F18a = one-shot & F20 = runs & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F32 = stalls until unlocked & F33 = also at entry & F36 = exit & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program: 'asks of regions, F04 = 40 ms & F23a = CS fault & F05 = EXIT, bit 7, ack & F08c = raised again',
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
      'asks of clocks, F07 = 300 ms & F08d = waits & F01 = session that stays & F02 = never acknowledged & F04 = 40 ms & F05 = EXIT, bit 7, ack & F06 = global doorbell & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
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
      'asks of faults, F01 = acknowledged and ignored & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = global doorbell & F08b = waits & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
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
      'asks of regions, F04 = 0 us & F06 = global doorbell & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F20 = runs & F26 = protected fault & F30 = EXIT first & F31 = yes & F36 = exit & F37 = for the owner & mute firmware',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F05 = EXIT, bit 7, ack & F07 = never & F01 = acknowledged and ignored & F02 = never acknowledged & F04 = 0 us & F06 = CS doorbell & F08d = waits & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of regions, F08b = waits & F34 = paused & F01 = never acknowledged & F02 = deferred until answered & F04 = 400 ms & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08c = raised again & F09b = kept & F14 = firmware hangs & F17 = times out & F18a = one-shot & F18b = dead & F20 = runs & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F37 = for the owner',
    from: 850,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of ends, F26 = protected fault & F30 = EXIT first & F01 = never acknowledged & F02 = deferred until answered & F04 = 40 ms & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = 50 ms & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F27 = yes & F31 = yes & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of sessions, F02 = never acknowledged & F14 = firmware hangs & F01 = session that stays & F04 = 40 ms & F08b = waits & F08d = waits & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = completes & F17 = times out & F21 = event while protected & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F37 = for the owner & F39 = served while protected & PROTM_FAULT in a session',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of twins, F14 = firmware hangs & F26 = protected fault & F02 = never acknowledged & F06 = user doorbell & F08c = raised again & F08d = waits & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F07 = never & F18a = one-shot & F04 = 400 ms & F23a = CS fault & F01 = session that stays & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F08c = raised again & F12 = the acknowledged one & F14 = firmware hangs & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F34 = paused & PROTM_FAULT in a session',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of regions, F02 = deferred until answered & F18b = dead & F05 = EXIT, bit 7, ack & F07 = any & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F17 = times out & F19 = never acknowledged & F22 = unserved doorbells are lost & F23b = CS fault & F23c = session that exits at once & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F37 = for the owner & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of power, F16 = completes & F21 = event while protected & F04 = never & F06 = user doorbell & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F07 = any & F08b = waits & F08d = waits & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F19 = never acknowledged & F23a = CS fault & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F39 = served while protected',
    from: 839,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of clocks, F13a = between ack and PROTM_ACTIVE & F34 = paused & F04 = 40 ms & F05 = EXIT, bit 7, ack & F09a = re-initialised & F18b = dead & F19 = never acknowledged & F35 = ends the session & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of clocks, F01 = session that stays & F34 = paused & F20 = runs & F25 = fault & F35 = ends the session & F08c = raised again & F08d = waits & F10 = until the switch & F15 = lost & F17 = times out & F18a = one-shot & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F33 = also at entry & a GPU at 1 GHz',
    from: 936,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of sessions, F23a = CS fault & F23c = session that exits at once & F01 = never acknowledged & F02 = deferred until answered & F04 = any & F06 = CS doorbell & F07 = any & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = completes & F17 = times out & F21 = event while protected & F22 = unserved doorbells are lost & F23b = CS fault & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F36 = exit & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of regions, F07 = 50 ms & F23a = CS fault & F08b = waits & F08c = raised again & F08d = waits & F14 = progress lost & F15 = lost & F17 = times out & F18b = dead & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F26 = protected fault & F31 = yes & F39 = served while protected & a GPU at 1 GHz',
    from: 842,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F06 = CS doorbell & F39 = served while protected & F01 = session that stays & F23b = CS fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F07 = any & F08b = waits & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F18a = one-shot & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of strangers, F02 = never acknowledged & F10 = until the switch & F08c = raised again & F12 = the acknowledged one & F18a = one-shot & F31 = yes',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of clocks, F04 = 400 ms & F20 = runs & F01 = session that stays & F34 = paused & F25 = fault & F35 = ends the session & F08c = raised again & F08d = waits & F10 = until the switch & F15 = lost & F17 = times out & F18a = one-shot & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F33 = also at entry & a GPU at 1 GHz',
    from: 936,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of company, F08b = waits & F19 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F13a = between ack and PROTM_ACTIVE & F16 = completes & F23a = CS fault & F23b = CS fault & F31 = yes & F32 = stalls until unlocked & F34 = paused & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks in turn of twins, F04 = 0 us & F25 = fault',
    from: 962,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F06 = user doorbell & F14 = firmware hangs & F09b = kept & F22 = unserved doorbells are lost & F26 = protected fault & F05 = EXIT, bit 7, ack & F08c = raised again & F08d = waits & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F15 = lost & F23a = CS fault',
    from: 168,
  },
  {
    strategy: 'mixture',
    program: 'asks of clocks, F04 = 0 us & F34 = paused & a GPU at 1 GHz',
    from: 271,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of strangers, F10 = until the switch & F14 = firmware hangs & F12 = the acknowledged one & F16 = completes & F17 = times out & F33 = also at entry & F35 = ends the session & F38 = raised at once & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F02 = deferred until answered & F17 = times out & F01 = session that stays & F23b = CS fault & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = any & F08b = waits & F08d = waits & F09a = re-initialised & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F18a = one-shot & F19 = never acknowledged & F23a = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks of waits, F04 = 0 us & F35 = ends the session',
    from: 986,
  },
  {
    strategy: 'mixture',
    program:
      'asks of neighbours, F02 = never acknowledged & F14 = progress lost & F01 = session that stays & F04 = never & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = any & F18a = one-shot & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F34 = paused & F35 = ends the session & F38 = raised at once & F39 = served while protected',
    from: 850,
  },
  {
    strategy: 'mixture',
    program: 'asks in turn of clocks, F16 = completes & F23b = CS fault & F01 = session that stays',
    from: 235,
  },
  {
    strategy: 'mixture',
    program:
      'asks of power, F37 = for the owner & F39 = served while protected & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = user doorbell & F12 = the acknowledged one & F15 = lost & F18a = one-shot & F19 = never acknowledged & F26 = protected fault & F33 = also at entry & F35 = ends the session & F38 = raised at once',
    from: 344,
  },
  {
    strategy: 'run to completion',
    program: 'asks of regions, F07 = 300 ms & F26 = protected fault',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of power, F04 = 400 ms & F36 = exit & F16 = completes & F01 = session that stays & F19 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = 300 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F14 = progress lost & F18b = dead & F23a = CS fault & F25 = fault & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F37 = for the owner',
    from: 64,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of waits, F07 = 300 ms & F36 = exit & F35 = ends the session & F08b = waits & F14 = progress lost & F17 = times out & F18b = dead & F21 = event while protected & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F34 = paused & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F06 = global doorbell & F07 = 300 ms & F13a = between ack and PROTM_ACTIVE & F34 = paused & F02 = deferred until answered & F04 = 0 us & F08b = waits & F08c = raised again & F09a = re-initialised & F10 = until the switch & F18b = dead & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F36 = exit & F37 = for the owner & F38 = raised at once',
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
      'asks of faults, F01 = acknowledged and ignored & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F07 = 50 ms & F08b = waits & F08c = raised again & F08d = waits & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F30 = EXIT first & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner',
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
    strategy: 'mixture',
    program:
      'asks of regions, F02 = deferred until answered & F07 = 300 ms & F08c = raised again & F10 = until the switch & F15 = lost & F16 = any & F18b = dead & F23b = CS fault & F37 = for the owner & F39 = served while protected',
    from: 118,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of strangers, F07 = never & F22 = unserved doorbells are lost & F02 = never acknowledged & F23b = CS fault & F01 = session that stays & F04 = 40 ms & F06 = global doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F01 = never acknowledged & F23a = CS fault & F02 = deferred until answered & F04 = any & F05 = EXIT, bit 7, ack & F07 = 300 ms & F09a = re-initialised & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = completes & F17 = times out & F18b = dead & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F07 = never & F26 = protected fault & F10 = until the switch & F34 = paused & F02 = deferred until answered & F09a = re-initialised & F33 = also at entry',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of waits, F23b = CS fault & F34 = paused & F07 = 300 ms & F08b = waits & F08d = waits & F13a = between ack and PROTM_ACTIVE & F16 = completes & F18a = one-shot & F18b = dead & F20 = runs & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F25 = fault & F36 = exit & F37 = for the owner',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of clocks, F18a = one-shot & F34 = paused & F08d = waits & F01 = session that stays & F04 = 40 ms & F05 = EXIT, bit 7, ack & F06 = global doorbell & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = any & F17 = times out & F18b = dead & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 115,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of clocks, F18b = dead & F34 = paused & F01 = never acknowledged & F08c = raised again & F08d = waits & F10 = until the switch & F15 = lost & F17 = times out & F20 = runs & F23c = session that exits at once & F26 = protected fault & F31 = yes & F33 = also at entry & F37 = for the owner & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of entries, F04 = 400 ms & F38 = raised at once & F34 = paused & F25 = fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = 50 ms & F08c = raised again & F09a = re-initialised & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F16 = any & F17 = times out & F18a = one-shot & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F37 = for the owner',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of neighbours, F16 = completes & F35 = ends the session & F13a = between ack and PROTM_ACTIVE & F04 = 40 ms & F06 = CS doorbell & F09a = re-initialised & F10 = until the switch & F18b = dead & F23b = CS fault & F23c = session that exits at once & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F37 = for the owner & F38 = raised at once',
    from: 367,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F01 = session that stays & F36 = exit & F23a = CS fault & F08c = raised again & F09a = re-initialised & F30 = EXIT first',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program: 'asks of entries, F04 = 40 ms & F38 = raised at once & F18b = dead',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of entries, F01 = never acknowledged & F06 = user doorbell & F34 = paused & F25 = fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F07 = 50 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks in turn of clocks, F08b = waits & F23b = CS fault',
    from: 410,
  },
  {
    strategy: 'mixture',
    program: 'asks of clocks, F07 = never & F34 = paused & F08d = waits & a GPU at 1 GHz',
    from: 66,
  },
  {
    strategy: 'run to completion',
    program: 'asks of strangers, F07 = 50 ms & F14 = firmware hangs & F08b = waits',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program: 'asks of faults, F04 = 0 us & F37 = for the owner',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of power, F16 = completes & F18b = dead & F01 = session that stays & F23b = CS fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F08b = waits & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F22 = unserved doorbells are lost & F26 = protected fault & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F38 = raised at once & F39 = served while protected',
    from: 12,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F02 = deferred until answered & F26 = protected fault & F05 = EXIT, bit 7, ack & F08c = raised again & F08d = waits & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F15 = lost & F18a = one-shot & F23a = CS fault & F23b = CS fault & F32 = stalls until unlocked & F36 = exit',
    from: 168,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F04 = 400 ms & F32 = stalls until unlocked & F26 = protected fault & F05 = EXIT, bit 7, ack & F08d = waits & F18a = one-shot & F23b = CS fault',
    from: 168,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of neighbours, F26 = protected fault & F35 = ends the session & F06 = CS doorbell & F09b = kept & F16 = completes & F18a = one-shot & F23a = CS fault & F34 = paused & mute firmware',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in turn of clocks, F04 = never & F37 = for the owner & F32 = stalls until unlocked & F35 = ends the session & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F18b = dead & F20 = runs & F22 = unserved doorbells are lost & F25 = fault & F26 = protected fault & F31 = yes & F34 = paused & F36 = exit & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
    from: 303,
  },
  {
    strategy: 'mixture',
    program:
      'asks of clocks, F08d = waits & F34 = paused & F06 = global doorbell & F23a = CS fault & F02 = deferred until answered & F04 = 40 ms & F05 = EXIT, bit 7, ack & F08c = raised again & F09a = re-initialised & F09b = kept & F17 = times out & F18b = dead & F19 = never acknowledged & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F35 = ends the session & F36 = exit & F38 = raised at once & a GPU at 1 GHz',
    from: 233,
  },
  {
    strategy: 'run to completion',
    program: 'asks of entries, F04 = 0 us & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks of regions, F15 = lost & F23c = session that exits at once & F01 = never acknowledged',
    from: 500,
  },
  {
    strategy: 'mixture',
    program:
      'asks of power, F02 = deferred until answered & F04 = 0 us & F18b = dead & F10 = until the switch & F36 = exit',
    from: 12,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of waits, F07 = 50 ms & F38 = raised at once & F09a = re-initialised & F23b = CS fault & F25 = fault & F26 = protected fault & F31 = yes & F32 = stalls until unlocked & F35 = ends the session & F37 = for the owner',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F12 = the acknowledged one & F22 = unserved doorbells are lost & F14 = firmware hangs & F30 = EXIT first & F01 = acknowledged and ignored & F02 = deferred until answered & F04 = any & F06 = user doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F16 = any & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F32 = stalls until unlocked & F35 = ends the session & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of entries, F01 = never acknowledged & F18a = one-shot & F20 = runs & F26 = protected fault & F02 = never acknowledged & F04 = any & F10 = until the switch & F23a = CS fault & F35 = ends the session & F38 = raised at once & F39 = served while protected & PROTM_FAULT in a session',
    from: 423,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of strangers, F01 = acknowledged and ignored & F39 = served while protected & F02 = never acknowledged & F23b = CS fault & F04 = 40 ms & F06 = global doorbell & F07 = 50 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F18b = dead & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F26 = protected fault & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F32 = stalls until unlocked & F33 = also at entry & F02 = deferred until answered & F36 = exit',
    from: 168,
  },
  {
    strategy: 'mixture',
    program: 'asks of regions, F07 = 50 ms & F25 = fault & F02 = deferred until answered',
    from: 973,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F02 = never acknowledged & F18a = one-shot & F04 = 40 ms & F06 = global doorbell & F08c = raised again & F23a = CS fault',
    from: 914,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F06 = CS doorbell & F21 = event while protected & F22 = unserved doorbells are lost & F37 = for the owner & F38 = raised at once & mute firmware',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks of waits, F05 = EXIT, bit 7, ack & F36 = exit & F18b = dead',
    from: 403,
  },
  {
    strategy: 'mixture',
    program: 'asks of clocks, F08b = waits & F34 = paused & F05 = EXIT, bit 7, ack & a GPU at 1 GHz',
    from: 233,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of entries, F07 = 300 ms & F38 = raised at once & F01 = never acknowledged & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F16 = any & F17 = times out & F19 = never acknowledged & F22 = unserved doorbells are lost & F23b = CS fault & F30 = EXIT first & F32 = stalls until unlocked & F35 = ends the session & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of clocks, F07 = 50 ms & F34 = paused & F01 = never acknowledged & F08c = raised again & F08d = waits & F10 = until the switch & F15 = lost & F17 = times out & F18a = one-shot & F20 = runs & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F33 = also at entry & F37 = for the owner & a GPU at 1 GHz',
    from: 113,
  },
  {
    strategy: 'run to completion',
    program: 'asks in turn of sessions, F01 = session that stays & F18b = dead',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F16 = completes & F38 = raised at once & F14 = firmware hangs & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F08d = waits & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F17 = times out & F20 = runs & F21 = event while protected & F23a = CS fault & F26 = protected fault & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F36 = exit',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks in turn of twins, F23a = CS fault & F23b = CS fault',
    from: 533,
  },
  {
    strategy: 'mixture',
    program: 'asks of strangers, F04 = 40 ms & F32 = stalls until unlocked & F23b = CS fault',
    from: 595,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F31 = yes & F32 = stalls until unlocked & F05 = EXIT, bit 7, ack & F23b = CS fault',
    from: 168,
  },
  {
    strategy: 'mixture',
    program:
      'asks of power, F01 = never acknowledged & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F17 = times out & F04 = any & F06 = global doorbell & F12 = the acknowledged one & F15 = lost & F16 = completes & F23a = CS fault & F26 = protected fault & F31 = yes & F33 = also at entry & F39 = served while protected',
    from: 470,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of sessions, F07 = never & F08d = waits & F01 = never acknowledged & F02 = never acknowledged & F04 = 40 ms & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks of clocks, F04 = 0 us & F20 = runs',
    from: 439,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of heaps, F04 = 400 ms & F17 = times out & F14 = progress lost & F37 = for the owner & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F07 = never & F08c = raised again & F09a = re-initialised & F09b = kept & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = completes & F18a = one-shot & F20 = runs & F21 = event while protected & F23a = CS fault & F31 = yes & F35 = ends the session',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks of strangers, F14 = firmware hangs & F30 = EXIT first',
    from: 692,
  },
  {
    strategy: 'mixture',
    program:
      'asks of waits, F02 = never acknowledged & F35 = ends the session & F06 = CS doorbell & F04 = any & F08b = waits & F08d = waits & F14 = progress lost & F18b = dead & F21 = event while protected & F22 = unserved doorbells are lost & F23b = CS fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F34 = paused & F36 = exit & F39 = served while protected',
    from: 222,
  },
  {
    strategy: 'mixture',
    program:
      'asks in turn of sessions, F32 = stalls until unlocked & F08d = waits & F09b = kept & F17 = times out & F18a = one-shot & F21 = event while protected & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner',
    from: 482,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of company, F01 = session that stays & F02 = never acknowledged & F04 = 40 ms & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = 300 ms & F08b = waits & F08c = raised again & F08d = waits & F10 = until the switch & F12 = the acknowledged one & F14 = firmware hangs & F16 = any & F17 = times out & F18a = one-shot & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F31 = yes & F35 = ends the session & F36 = exit & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of clocks, F01 = acknowledged and ignored & F23a = CS fault & F12 = the acknowledged one & F19 = never acknowledged & F25 = fault & F36 = exit',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks of strangers, F09b = kept & F32 = stalls until unlocked & F36 = exit',
    from: 168,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of heaps, F07 = 300 ms & F36 = exit & F08d = waits & F09a = re-initialised & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F17 = times out & F18a = one-shot & F19 = never acknowledged & F20 = runs & F21 = event while protected & F23b = CS fault & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of waits, F07 = never & F08b = waits & F10 = until the switch & F35 = ends the session & F06 = CS doorbell & F18b = dead & F23b = CS fault & F33 = also at entry & F34 = paused & F39 = served while protected',
    from: 185,
  },
  {
    strategy: 'run to completion',
    program: 'asks of regions, F01 = acknowledged and ignored & F23a = CS fault & PROTM_FAULT in a session',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F04 = 40 ms & F35 = ends the session & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08c = raised again & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = any & F17 = times out & F23b = CS fault & F33 = also at entry & F37 = for the owner & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F01 = acknowledged and ignored & F36 = exit & F08d = waits & F17 = times out & F19 = never acknowledged',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in turn of clocks, F04 = 40 ms & F19 = never acknowledged & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08d = waits & F09a = re-initialised & F14 = progress lost & F18b = dead & F20 = runs & F21 = event while protected & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F36 = exit & F38 = raised at once',
    from: 994,
  },
  {
    strategy: 'mixture',
    program: 'asks of regions, F02 = never acknowledged & F25 = fault',
    from: 973,
  },
  {
    strategy: 'mixture',
    program:
      'asks of power, F04 = never & F06 = global doorbell & F01 = session that stays & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F07 = never & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F14 = firmware hangs & F16 = completes & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F33 = also at entry & F36 = exit & F38 = raised at once',
    from: 115,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of ends, F06 = global doorbell & F37 = for the owner & F09a = re-initialised & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F16 = completes & F20 = runs & F35 = ends the session',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of power, F23a = CS fault & F37 = for the owner & F06 = global doorbell & F35 = ends the session & F01 = acknowledged and ignored & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = completes & F18a = one-shot & F21 = event while protected & F25 = fault & a GPU at 1 GHz',
    from: 582,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F14 = progress lost & F38 = raised at once & F02 = never acknowledged & F23b = CS fault & F06 = global doorbell & F08d = waits & F09b = kept & F15 = lost & F16 = completes & F17 = times out & F18b = dead & F20 = runs & F22 = unserved doorbells are lost & F23a = CS fault & F30 = EXIT first & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
    from: 560,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F04 = 400 ms & F12 = the acknowledged one & F14 = firmware hangs & F30 = EXIT first & F01 = acknowledged and ignored & F02 = deferred until answered & F06 = user doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F16 = any & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F32 = stalls until unlocked & F35 = ends the session & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program: 'asks of power, F02 = deferred until answered & F07 = 50 ms',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks in turn of sessions, F16 = completes & F35 = ends the session',
    from: 5,
  },
  {
    strategy: 'mixture',
    program: 'asks of strangers, F14 = progress lost & F16 = completes',
    from: 590,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F10 = until the switch & F34 = paused & F02 = deferred until answered & F07 = 300 ms & F23a = CS fault & F37 = for the owner & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of entries, F06 = global doorbell & F38 = raised at once & F30 = EXIT first & F01 = acknowledged and ignored & F34 = paused & F25 = fault & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F17 = times out & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F26 = protected fault & F31 = yes & F35 = ends the session & F36 = exit & F39 = served while protected',
    from: 900,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of strangers, F15 = lost & F21 = event while protected & F04 = 40 ms & F05 = EXIT, bit 7, ack & F06 = user doorbell & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = any & F19 = never acknowledged & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F04 = 0 us & F23b = CS fault & F15 = lost & F02 = deferred until answered & F06 = CS doorbell & F08d = waits & F09b = kept & F13a = between ack and PROTM_ACTIVE & F17 = times out & F18b = dead & F20 = runs & F21 = event while protected & F26 = protected fault & F33 = also at entry & F35 = ends the session & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks of power, F02 = deferred until answered & F32 = stalls until unlocked & F04 = 0 us',
    from: 168,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of heaps, F04 = 40 ms & F17 = times out & F05 = EXIT, bit 7, ack & F07 = never & F09b = kept & F13a = between ack and PROTM_ACTIVE & F16 = completes & F20 = runs & F35 = ends the session',
    from: 1,
  },
];
