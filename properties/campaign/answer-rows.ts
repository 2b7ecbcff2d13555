// Made by `npx tsx properties/campaign/record-answers.ts`; do not edit.
import type { AskingCell } from './plan.ts';

/** Executions that together consult the plausible answers to part F, and on the reference all pairs of them. */
export const usualRows: readonly AskingCell[] = [
  {
    strategy: 'mixture; choice 4 = 0 us; choice 5 = 300 ms; choice 7 = never',
    program:
      'asks in phases loose plain fails nested reads, F08b = waits & F10 = until the switch & F07 = any & F04 = any & F18b = dead & F13a = between ack and PROTM_ACTIVE & F06 = CS doorbell & F20 = runs & F31 = yes & F23c = session that exits at once & F23b = CS fault & F23a = CS fault & F34 = paused & F36 = exit & F08d = waits & F09a = re-initialised & F30 = EXIT first & F26 = protected fault & F09b = kept & F33 = also at entry & F18a = one-shot & F15 = lost & F16 = completes & F05 = EXIT, bit 7, ack & F25 = fault & F21 = event while protected & F38 = raised at once & F35 = ends the session & F37 = for the owner & F22 = unserved doorbells are lost',
    from: 1004,
  },
  {
    strategy: 'run to completion; choice 4 = 400 ms; choice 6 = 40 ms; choice 7 = never',
    program:
      'asks in phases grows cut ends empty plain, F33 = also at entry & F05 = EXIT, bit 7, ack & F20 = runs & F23b = CS fault & F23a = CS fault & F10 = until the switch & F04 = any & F25 = fault & F37 = for the owner & F15 = lost & F06 = global doorbell & F35 = ends the session & F07 = 50 ms & F18b = dead & F08d = waits & F08b = waits & F36 = exit & F38 = raised at once & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F23c = session that exits at once & F34 = paused & F31 = yes & F09b = kept & F18a = one-shot & F21 = event while protected & F30 = EXIT first & F26 = protected fault & F22 = unserved doorbells are lost & F16 = completes',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F02 = deferred until answered & F17 = times out & F01 = session that stays & F23b = CS fault & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = any & F08b = waits & F08d = waits & F09a = re-initialised & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F18a = one-shot & F19 = never acknowledged & F23a = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture; choice 2 = 0 us; choice 6 = never; choice 7 = 0 us',
    program:
      'asks in phases faults past waits twins waits, F30 = EXIT first & F08b = waits & F20 = runs & F04 = any & F23c = session that exits at once & F23a = CS fault & F35 = ends the session & F10 = until the switch & F21 = event while protected & F34 = paused & F07 = any & F06 = global doorbell & F08d = waits & F18b = dead & F22 = unserved doorbells are lost & F37 = for the owner & F33 = also at entry & F23b = CS fault & F31 = yes & F36 = exit & F38 = raised at once & F09b = kept & F13a = between ack and PROTM_ACTIVE & F09a = re-initialised & F16 = completes & F26 = protected fault & F15 = lost & F25 = fault & F05 = EXIT, bit 7, ack & F18a = one-shot',
    from: 2606,
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
      'asks in turn of ends, F26 = protected fault & F30 = EXIT first & F01 = never acknowledged & F02 = deferred until answered & F04 = 40 ms & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = 50 ms & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F27 = yes & F31 = yes & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture; choice 4 = 0 us; choice 6 = never; choice 10 = 50 ms',
    program:
      'asks in phases cutFault empty reads past grows plain, F04 = any & F31 = yes & F06 = global doorbell & F22 = unserved doorbells are lost & F15 = lost & F23b = CS fault & F25 = fault & F18a = one-shot & F13a = between ack and PROTM_ACTIVE & F08b = waits & F36 = exit & F08d = waits & F23c = session that exits at once & F09b = kept & F33 = also at entry & F35 = ends the session & F23a = CS fault & F26 = protected fault & F34 = paused & F10 = until the switch & F37 = for the owner & F07 = any & F30 = EXIT first & F38 = raised at once & F16 = completes & F20 = runs & F21 = event while protected & F09a = re-initialised & F05 = EXIT, bit 7, ack & F18b = dead',
    from: 2226,
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
      'asks in turn of clocks, F32 = stalls until unlocked & F35 = ends the session & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F17 = times out & F18b = dead & F20 = runs & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F26 = protected fault & F31 = yes & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
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
      'asks of waits, F07 = 300 ms & F36 = exit & F35 = ends the session & F08b = waits & F14 = progress lost & F17 = times out & F18b = dead & F21 = event while protected & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F34 = paused & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of waits, F07 = never & F18b = dead & F01 = acknowledged and ignored & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F17 = times out & F18a = one-shot & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F35 = ends the session & F36 = exit & F38 = raised at once & F39 = served while protected',
    from: 604,
  },
  {
    strategy: 'run to completion; choice 2 = never',
    program:
      'asks in phases nested past plain, F02 = deferred until answered & F07 = any & F17 = times out & F23a = CS fault & F23b = CS fault & F30 = EXIT first & F31 = yes',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F14 = firmware hangs & F18a = one-shot & F02 = deferred until answered & F26 = protected fault & F05 = EXIT, bit 7, ack & F08c = raised again & F08d = waits & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F15 = lost & F23a = CS fault & F23b = CS fault & F32 = stalls until unlocked & F36 = exit',
    from: 168,
  },
  {
    strategy: 'mixture; choice 1 = never; choice 2 = 300 ms; choice 3 = 400 ms',
    program:
      'asks in phases grows loose ends beside loose plain, F15 = lost & F09b = kept & F36 = exit & F30 = EXIT first & F35 = ends the session & F08b = waits & F16 = completes & F04 = 40 ms & F06 = CS doorbell & F33 = also at entry & F23b = CS fault & F25 = fault & F38 = raised at once & F22 = unserved doorbells are lost & F23c = session that exits at once & F07 = any & F34 = paused & F23a = CS fault & F18b = dead & F20 = runs & F05 = EXIT, bit 7, ack & F31 = yes & F21 = event while protected & F18a = one-shot & F26 = protected fault & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F37 = for the owner & F08d = waits',
    from: 4584,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases loose clocks beside, F15 = lost & F20 = runs & F07 = 300 ms & F18b = dead & F30 = EXIT first & F37 = for the owner & a GPU at 1 GHz',
    from: 1072,
  },
  {
    strategy: 'mixture',
    program:
      'asks of faults, F19 = never acknowledged & F34 = paused & F35 = ends the session & F01 = session that stays & F02 = deferred until answered & F04 = 0 us & F05 = EXIT, bit 7, ack & F09b = kept & F10 = until the switch & F14 = progress lost & F16 = completes & F17 = times out & F25 = fault & F26 = protected fault & F36 = exit & F38 = raised at once',
    from: 625,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F04 = 0 us & F14 = progress lost & F01 = session that stays & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F23a = CS fault & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F38 = raised at once',
    from: 506,
  },
  {
    strategy: 'run to completion; choice 2 = never',
    program:
      'asks in phases reads reads clock loose plain, F04 = any & F26 = protected fault & F32 = stalls until unlocked & F37 = for the owner & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F04 = 0 us & F12 = the acknowledged one & F14 = firmware hangs & F30 = EXIT first & F01 = acknowledged and ignored & F02 = deferred until answered & F06 = user doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F16 = any & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F32 = stalls until unlocked & F35 = ends the session & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 3 = 300 ms; choice 6 = never; choice 9 = 400 ms',
    program:
      'asks in phases reads waits plain loose plain, F30 = EXIT first & F31 = yes & F13a = between ack and PROTM_ACTIVE & F23b = CS fault & F23a = CS fault & F18a = one-shot & F06 = CS doorbell & F23c = session that exits at once & F07 = any & F09a = re-initialised & F18b = dead & F22 = unserved doorbells are lost & F10 = until the switch & F38 = raised at once & F33 = also at entry & F04 = any & F25 = fault & F05 = EXIT, bit 7, ack & F26 = protected fault & F08b = waits & F21 = event while protected & F20 = runs & F35 = ends the session & F08d = waits & F09b = kept & F15 = lost & F34 = paused & F36 = exit',
    from: 1,
  },
  {
    strategy: 'mixture; choice 4 = 300 ms; choice 6 = 50 ms; choice 7 = 40 ms',
    program:
      'asks in phases grows ends saved plain twins, F06 = CS doorbell & F04 = any & F16 = completes & F34 = paused & F35 = ends the session & F09a = re-initialised & F18b = dead & F26 = protected fault & F09b = kept & F21 = event while protected & F23c = session that exits at once & F31 = yes & F23b = CS fault & F08b = waits & F07 = any & F10 = until the switch & F23a = CS fault & F05 = EXIT, bit 7, ack & F08d = waits & F13a = between ack and PROTM_ACTIVE & F22 = unserved doorbells are lost & F33 = also at entry & F18a = one-shot & F15 = lost & F20 = runs & F37 = for the owner & F36 = exit & F25 = fault & F30 = EXIT first & F38 = raised at once',
    from: 708,
  },
  {
    strategy: 'run to completion; choice 3 = 400 ms; choice 6 = never; choice 7 = 0 us',
    program:
      'asks in phases saved clock plain, F16 = completes & F35 = ends the session & F06 = global doorbell & F13a = between ack and PROTM_ACTIVE & F31 = yes & F08d = waits & F08b = waits & F26 = protected fault & F10 = until the switch & F33 = also at entry & F22 = unserved doorbells are lost & F34 = paused & F23a = CS fault & F23b = CS fault & F20 = runs & F25 = fault & F05 = EXIT, bit 7, ack & F04 = 400 ms & F37 = for the owner & F15 = lost & F38 = raised at once & F30 = EXIT first & F07 = any & F09b = kept & F36 = exit & F18a = one-shot & F23c = session that exits at once & F18b = dead & F09a = re-initialised & F21 = event while protected',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 1 = 50 ms; choice 3 = never; choice 7 = 50 ms',
    program:
      'asks in phases clocks empty loose past plain, F30 = EXIT first & F33 = also at entry & F06 = CS doorbell & F18b = dead & F37 = for the owner & F09b = kept & F34 = paused & F22 = unserved doorbells are lost & F36 = exit & F20 = runs & F18a = one-shot & F21 = event while protected & F13a = between ack and PROTM_ACTIVE & F38 = raised at once & F23a = CS fault & F04 = any & F08d = waits & F16 = completes & F07 = 300 ms & F23c = session that exits at once & F31 = yes & F23b = CS fault & F26 = protected fault & F35 = ends the session',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 2 = never; choice 6 = never; choice 10 = never',
    program:
      'asks in phases reads twins loose twins clock plain, F16 = completes & F37 = for the owner & F04 = any & F05 = EXIT, bit 7, ack & F18a = one-shot & F23b = CS fault & F06 = global doorbell & F07 = any & F33 = also at entry & F09b = kept & F20 = runs & F08b = waits & F25 = fault & F38 = raised at once & F21 = event while protected & F09a = re-initialised & F10 = until the switch & F18b = dead & F23c = session that exits at once & F15 = lost & F22 = unserved doorbells are lost & F26 = protected fault & F31 = yes & F30 = EXIT first & F08d = waits & F23a = CS fault & F34 = paused & F13a = between ack and PROTM_ACTIVE & F35 = ends the session & F36 = exit',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 2 = 300 ms; choice 6 = never; choice 9 = 50 ms',
    program:
      'asks in phases empty waits nested saved plain, F31 = yes & F25 = fault & F21 = event while protected & F30 = EXIT first & F23c = session that exits at once & F15 = lost & F23a = CS fault & F20 = runs & F38 = raised at once & F34 = paused & F18a = one-shot & F22 = unserved doorbells are lost & F18b = dead & F04 = any & F35 = ends the session & F08b = waits & F08d = waits & F06 = CS doorbell & F09b = kept & F37 = for the owner & F13a = between ack and PROTM_ACTIVE & F09a = re-initialised & F36 = exit & F23b = CS fault & F10 = until the switch & F05 = EXIT, bit 7, ack & F07 = any',
    from: 1,
  },
  {
    strategy: 'mixture; choice 3 = 0 us; choice 7 = 0 us; choice 10 = never',
    program:
      'asks in phases waits reads clocks plain, F30 = EXIT first & F08b = waits & F04 = 0 us & F13a = between ack and PROTM_ACTIVE & F09b = kept & F21 = event while protected & F06 = CS doorbell & F05 = EXIT, bit 7, ack & F31 = yes & F37 = for the owner & F38 = raised at once & F18a = one-shot & F23b = CS fault & F10 = until the switch & F25 = fault & F16 = completes & F09a = re-initialised & F26 = protected fault & F36 = exit & F07 = any & F08d = waits & F15 = lost & F18b = dead & F20 = runs & F35 = ends the session & F23a = CS fault & F34 = paused & F23c = session that exits at once & F22 = unserved doorbells are lost & F33 = also at entry',
    from: 1023,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases clock past, F23a = CS fault & F34 = paused & F06 = global doorbell & F07 = 300 ms & F15 = lost & F30 = EXIT first',
    from: 2654,
  },
  {
    strategy: 'mixture',
    program:
      'asks of entries, F08b = waits & F38 = raised at once & F25 = fault & F34 = paused & F01 = acknowledged and ignored & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = 50 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F14 = firmware hangs & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
    from: 97,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases clocks twins clock empty, F20 = runs & F23c = session that exits at once & F04 = 400 ms & F07 = 300 ms & F23b = CS fault & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture; choice 2 = never; choice 5 = 50 ms; choice 7 = 0 us',
    program:
      'asks in phases ends past reads, F07 = any & F13a = between ack and PROTM_ACTIVE & F23b = CS fault & F23a = CS fault & F06 = global doorbell & F09b = kept & F26 = protected fault & F20 = runs & F18a = one-shot & F35 = ends the session & F21 = event while protected & F05 = EXIT, bit 7, ack & F33 = also at entry & F10 = until the switch & F09a = re-initialised & F38 = raised at once & F16 = completes & F04 = 400 ms & F37 = for the owner & F08d = waits & F25 = fault & F22 = unserved doorbells are lost & F34 = paused & F23c = session that exits at once & F30 = EXIT first & F36 = exit & F15 = lost & F08b = waits & F31 = yes & F18b = dead',
    from: 114,
  },
  {
    strategy: 'mixture',
    program:
      'asks in turn of clocks, F19 = never acknowledged & F23b = CS fault & F01 = acknowledged and ignored & F04 = 40 ms & F06 = CS doorbell & F07 = 300 ms & F08c = raised again & F08d = waits & F09b = kept & F16 = completes & F17 = times out & F18a = one-shot & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & a GPU at 1 GHz',
    from: 166,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases clocks waits, F20 = runs & F36 = exit & F05 = EXIT, bit 7, ack & F07 = 50 ms & F16 = completes & F34 = paused & a GPU at 1 GHz',
    from: 394,
  },
  {
    strategy: 'mixture; choice 2 = 300 ms; choice 5 = never; choice 7 = 0 us',
    program:
      'asks in phases cutFault nested ends cut cutFault plain, F08b = waits & F04 = 0 us & F18a = one-shot & F08d = waits & F30 = EXIT first & F09a = re-initialised & F25 = fault & F06 = global doorbell & F18b = dead & F16 = completes & F35 = ends the session & F10 = until the switch & F38 = raised at once & F13a = between ack and PROTM_ACTIVE & F20 = runs & F22 = unserved doorbells are lost & F09b = kept & F07 = any & F36 = exit & F23b = CS fault & F23c = session that exits at once & F34 = paused & F05 = EXIT, bit 7, ack & F37 = for the owner & F15 = lost & F33 = also at entry & F26 = protected fault & F31 = yes & F21 = event while protected & F23a = CS fault',
    from: 1884,
  },
  {
    strategy: 'mixture; choice 2 = 400 ms; choice 3 = 40 ms; choice 6 = 40 ms',
    program:
      'asks in phases reads loose clock empty cut, F35 = ends the session & F25 = fault & F10 = until the switch & F18a = one-shot & F09a = re-initialised & F18b = dead & F30 = EXIT first & F33 = also at entry & F07 = any & F13a = between ack and PROTM_ACTIVE & F15 = lost & F36 = exit & F04 = any & F08b = waits & F22 = unserved doorbells are lost & F08d = waits & F23a = CS fault & F34 = paused & F26 = protected fault & F06 = global doorbell & F21 = event while protected & F38 = raised at once & F05 = EXIT, bit 7, ack & F23b = CS fault & F20 = runs & F09b = kept & F37 = for the owner & F16 = completes & F23c = session that exits at once & F31 = yes',
    from: 2390,
  },
  {
    strategy: 'run to completion; choice 3 = 40 ms; choice 5 = 40 ms; choice 6 = 0 us',
    program:
      'asks in phases empty saved empty past saved plain, F33 = also at entry & F10 = until the switch & F08b = waits & F21 = event while protected & F04 = any & F20 = runs & F18b = dead & F15 = lost & F35 = ends the session & F36 = exit & F07 = 300 ms & F16 = completes & F37 = for the owner & F34 = paused & F05 = EXIT, bit 7, ack & F30 = EXIT first & F06 = global doorbell & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F23b = CS fault & F31 = yes & F18a = one-shot & F13a = between ack and PROTM_ACTIVE & F38 = raised at once & F09b = kept & F25 = fault & F09a = re-initialised & F08d = waits & F23a = CS fault',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases ends grows clock twins nested, F10 = until the switch & F34 = paused & F04 = 400 ms & F06 = global doorbell & F15 = lost & F30 = EXIT first & F38 = raised at once',
    from: 397,
  },
  {
    strategy: 'run to completion; choice 9 = never',
    program:
      'asks in phases beside clock plain, F16 = completes & F34 = paused & F04 = any & F07 = 300 ms & F15 = lost & F18b = dead & F25 = fault & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 9 = never',
    program:
      'asks in phases beside past clocks plain, F16 = completes & F20 = runs & F04 = any & F09a = re-initialised & F10 = until the switch & F33 = also at entry & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'mixture; choice 4 = never',
    program:
      'asks in phases twins beside plain, F10 = until the switch & F16 = completes & F04 = any & F06 = CS doorbell & F26 = protected fault',
    from: 2866,
  },
  {
    strategy: 'run to completion; choice 2 = 40 ms; choice 3 = 300 ms; choice 5 = never',
    program:
      'asks in phases cutFault twins empty nested clock, F23c = session that exits at once & F10 = until the switch & F08b = waits & F38 = raised at once & F08d = waits & F30 = EXIT first & F07 = 50 ms & F36 = exit & F15 = lost & F26 = protected fault & F06 = CS doorbell & F13a = between ack and PROTM_ACTIVE & F09b = kept & F37 = for the owner & F20 = runs & F22 = unserved doorbells are lost & F25 = fault & F04 = any & F16 = completes & F35 = ends the session & F31 = yes & F23b = CS fault & F05 = EXIT, bit 7, ack & F33 = also at entry & F21 = event while protected & F23a = CS fault & F09a = re-initialised & F18b = dead & F18a = one-shot & F34 = paused',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 3 = 400 ms; choice 6 = 400 ms; choice 9 = 40 ms',
    program:
      'asks in phases reads saved nested twins, F13a = between ack and PROTM_ACTIVE & F04 = any & F38 = raised at once & F21 = event while protected & F26 = protected fault & F20 = runs & F23b = CS fault & F18a = one-shot & F34 = paused & F23c = session that exits at once & F15 = lost & F07 = any & F06 = global doorbell & F05 = EXIT, bit 7, ack & F08d = waits & F25 = fault & F23a = CS fault & F22 = unserved doorbells are lost & F30 = EXIT first & F18b = dead & F31 = yes & F09b = kept & F33 = also at entry & F35 = ends the session & F16 = completes & F08b = waits & F09a = re-initialised & F36 = exit & F37 = for the owner & F10 = until the switch',
    from: 1,
  },
  {
    strategy: 'mixture; choice 1 = never; choice 2 = 300 ms; choice 5 = never',
    program:
      'asks in phases clock faults waits faults, F16 = completes & F09a = re-initialised & F26 = protected fault & F18b = dead & F04 = any & F23b = CS fault & F06 = global doorbell & F18a = one-shot & F23a = CS fault & F30 = EXIT first & F38 = raised at once & F37 = for the owner & F25 = fault & F10 = until the switch & F09b = kept & F05 = EXIT, bit 7, ack & F20 = runs & F15 = lost & F07 = 50 ms & F13a = between ack and PROTM_ACTIVE & F08d = waits & F21 = event while protected & F33 = also at entry & F23c = session that exits at once & F36 = exit & F35 = ends the session & F34 = paused & F22 = unserved doorbells are lost & F08b = waits & F31 = yes',
    from: 3742,
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
      'asks of regions, F04 = 40 ms & F06 = CS doorbell & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F07 = never & F08c = raised again & F10 = until the switch & F21 = event while protected & F23c = session that exits at once & F30 = EXIT first & F36 = exit & F37 = for the owner & F38 = raised at once',
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
      'asks of clocks, F04 = 400 ms & F20 = runs & F01 = session that stays & F34 = paused & F25 = fault & F35 = ends the session & F08c = raised again & F08d = waits & F10 = until the switch & F15 = lost & F17 = times out & F18a = one-shot & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F33 = also at entry & a GPU at 1 GHz',
    from: 936,
  },
  {
    strategy: 'mixture',
    program: 'asks of clocks, F04 = 0 us & F34 = paused & a GPU at 1 GHz',
    from: 271,
  },
  {
    strategy: 'mixture',
    program: 'asks of clocks, F04 = 0 us & F20 = runs',
    from: 439,
  },
  {
    strategy: 'run to completion',
    program: 'asks in phases ends clocks, F20 = runs & F35 = ends the session',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases past fails waits clock, F23a = CS fault & F36 = exit & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F31 = yes & F35 = ends the session',
    from: 382,
  },
  {
    strategy: 'mixture',
    program: 'asks in phases empty clocks, F20 = runs & F23c = session that exits at once',
    from: 4673,
  },
  {
    strategy: 'mixture',
    program: 'asks in phases twins clocks, F10 = until the switch & F20 = runs',
    from: 2356,
  },
  {
    strategy: 'run to completion',
    program: 'asks in phases past clocks, F20 = runs & F23a = CS fault',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases fails twins, F10 = until the switch & F21 = event while protected & F04 = 400 ms & F07 = 50 ms & F08b = waits & F16 = completes & F18a = one-shot & F23a = CS fault',
    from: 2711,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases twins fails faults empty, F10 = until the switch & F23c = session that exits at once & F09b = kept & F21 = event while protected & F37 = for the owner',
    from: 2018,
  },
  {
    strategy: 'mixture',
    program: 'asks in phases faults twins past, F23a = CS fault & F38 = raised at once',
    from: 3563,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases twins clocks, F20 = runs & F38 = raised at once & F05 = EXIT, bit 7, ack & F06 = global doorbell & F18a = one-shot & F23a = CS fault',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases twins ends waits, F10 = until the switch & F35 = ends the session & F18a = one-shot & F23b = CS fault & F36 = exit & F37 = for the owner',
    from: 2275,
  },
  {
    strategy: 'run to completion',
    program: 'asks in phases ends twins, F35 = ends the session & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks in phases twins, F04 = 40 ms & F10 = until the switch',
    from: 3469,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases past twins, F10 = until the switch & F23a = CS fault & F05 = EXIT, bit 7, ack & F06 = global doorbell & F07 = 300 ms & F08b = waits & F18a = one-shot & F25 = fault & F33 = also at entry & F34 = paused & F35 = ends the session',
    from: 472,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases ends reads beside ends, F15 = lost & F35 = ends the session & F04 = 0 us & F07 = 300 ms & F10 = until the switch & F33 = also at entry',
    from: 443,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases reads reads twins, F10 = until the switch & F25 = fault & F18a = one-shot & F22 = unserved doorbells are lost & F23c = session that exits at once & F36 = exit & F37 = for the owner',
    from: 2897,
  },
  {
    strategy: 'mixture',
    program: 'asks in phases nested twins, F10 = until the switch & F23b = CS fault',
    from: 2021,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases clock twins, F34 = paused & F38 = raised at once & F05 = EXIT, bit 7, ack & F07 = 300 ms & F10 = until the switch & F25 = fault',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases cutFault fails loose twins beside, F10 = until the switch & F16 = completes & F08d = waits & F09b = kept & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F36 = exit',
    from: 2830,
  },
  {
    strategy: 'run to completion; choice 2 = never',
    program:
      'asks in phases nested nested beside plain, F16 = completes & F23b = CS fault & F04 = any & F23c = session that exits at once',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 2 = never',
    program: 'asks in phases beside plain clocks plain, F07 = any & F20 = runs & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases loose empty clock, F23c = session that exits at once & F34 = paused & F04 = 400 ms & F05 = EXIT, bit 7, ack & F09b = kept & F18a = one-shot & F31 = yes & F36 = exit & a GPU at 1 GHz',
    from: 2445,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases twins waits beside, F10 = until the switch & F15 = lost & F13a = between ack and PROTM_ACTIVE & F30 = EXIT first & F38 = raised at once',
    from: 2978,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases cutFault nested beside faults, F15 = lost & F23b = CS fault & F08d = waits & F09a = re-initialised & F30 = EXIT first & F38 = raised at once',
    from: 1555,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases clock ends ends, F34 = paused & F35 = ends the session & F06 = global doorbell & F18a = one-shot & F18b = dead & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F31 = yes & a GPU at 1 GHz',
    from: 3325,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases beside ends, F15 = lost & F35 = ends the session & F08d = waits & F22 = unserved doorbells are lost & F23c = session that exits at once & F30 = EXIT first',
    from: 2154,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases beside clocks, F06 = global doorbell & F20 = runs & F05 = EXIT, bit 7, ack & F07 = 300 ms & F08b = waits & F09a = re-initialised & F16 = completes & F23a = CS fault & F30 = EXIT first & a GPU at 1 GHz',
    from: 2342,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases twins waits, F36 = exit & F38 = raised at once & F10 = until the switch & F22 = unserved doorbells are lost & F23a = CS fault & F23c = session that exits at once',
    from: 1941,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases clock twins, F10 = until the switch & F34 = paused & F05 = EXIT, bit 7, ack & F16 = completes & F18a = one-shot & F21 = event while protected & F25 = fault & F35 = ends the session & a GPU at 1 GHz',
    from: 3939,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases twins beside beside beside beside fails, F06 = global doorbell & F10 = until the switch & F05 = EXIT, bit 7, ack & F16 = completes & F23a = CS fault & F23b = CS fault & F30 = EXIT first & F33 = also at entry',
    from: 1008,
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
      'asks of power, F06 = global doorbell & F35 = ends the session & F01 = acknowledged and ignored & F02 = deferred until answered & F04 = any & F05 = EXIT, bit 7, ack & F07 = 50 ms & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F01 = session that stays & F19 = never acknowledged & F04 = 400 ms & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = 300 ms & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture; choice 4 = 50 ms; choice 8 = 0 us; choice 11 = 300 ms',
    program:
      'asks in phases nested cutFault cutFault, F07 = any & F37 = for the owner & F23c = session that exits at once & F23a = CS fault & F38 = raised at once & F09b = kept & F26 = protected fault & F04 = 0 us & F34 = paused & F36 = exit & F21 = event while protected & F05 = EXIT, bit 7, ack & F16 = completes & F06 = CS doorbell & F08d = waits & F18b = dead & F23b = CS fault & F20 = runs & F08b = waits & F15 = lost & F31 = yes & F35 = ends the session & F13a = between ack and PROTM_ACTIVE & F18a = one-shot & F25 = fault & F10 = until the switch & F33 = also at entry & F30 = EXIT first & F22 = unserved doorbells are lost & F09a = re-initialised',
    from: 1653,
  },
  {
    strategy: 'run to completion; choice 4 = never',
    program:
      'asks in phases fails beside cut plain, F06 = user doorbell & F07 = any & F01 = session that stays & F04 = 40 ms & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = completes & F21 = event while protected & F23c = session that exits at once & F25 = fault & F26 = protected fault & F33 = also at entry & F37 = for the owner & F38 = raised at once',
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
      'asks in turn of regions, F25 = fault & F34 = paused & F01 = session that stays & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08c = raised again & F08d = waits & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F16 = any & F18a = one-shot & F20 = runs & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F32 = stalls until unlocked & F33 = also at entry & F36 = exit & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in turn of twins, F25 = fault & F39 = served while protected & F23a = CS fault & F38 = raised at once & F06 = user doorbell & F15 = lost & F21 = event while protected & F22 = unserved doorbells are lost & F35 = ends the session',
    from: 1,
  },
  {
    strategy: 'mixture; choice 4 = never; choice 5 = never; choice 7 = 40 ms',
    program:
      'asks in phases reads waits grows plain, F36 = exit & F08d = waits & F06 = CS doorbell & F26 = protected fault & F23a = CS fault & F25 = fault & F21 = event while protected & F04 = any & F09a = re-initialised & F07 = 50 ms & F33 = also at entry & F16 = completes & F05 = EXIT, bit 7, ack & F31 = yes & F15 = lost & F38 = raised at once & F30 = EXIT first & F37 = for the owner & F09b = kept & F22 = unserved doorbells are lost & F18b = dead & F13a = between ack and PROTM_ACTIVE & F23b = CS fault & F10 = until the switch & F08b = waits & F34 = paused & F23c = session that exits at once & F20 = runs & F35 = ends the session & F18a = one-shot',
    from: 1834,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F06 = CS doorbell & F39 = served while protected & F01 = session that stays & F23b = CS fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F07 = any & F08b = waits & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F18a = one-shot & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture; choice 3 = 300 ms; choice 6 = 50 ms; choice 8 = 400 ms',
    program:
      'asks in phases ends loose reads plain, F10 = until the switch & F07 = any & F36 = exit & F15 = lost & F37 = for the owner & F09b = kept & F04 = any & F34 = paused & F09a = re-initialised & F25 = fault & F06 = CS doorbell & F31 = yes & F05 = EXIT, bit 7, ack & F20 = runs & F23b = CS fault & F35 = ends the session & F21 = event while protected & F18a = one-shot & F26 = protected fault & F33 = also at entry & F38 = raised at once & F23c = session that exits at once & F16 = completes & F18b = dead & F30 = EXIT first & F22 = unserved doorbells are lost & F13a = between ack and PROTM_ACTIVE & F23a = CS fault & F08b = waits & F08d = waits',
    from: 3698,
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
      'asks of regions, F04 = 0 us & F25 = fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = global doorbell & F07 = 50 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = completes & F17 = times out & F20 = runs & F23c = session that exits at once & F33 = also at entry & F35 = ends the session & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 5 = never',
    program:
      'asks in phases past beside faults plain, F16 = completes & F23a = CS fault & F04 = any & F08b = waits & F15 = lost & F18b = dead & F20 = runs & F23b = CS fault',
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
      'asks of power, F06 = global doorbell & F39 = served while protected & F01 = session that stays & F23b = CS fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F07 = any & F08b = waits & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F18a = one-shot & F19 = never acknowledged & F23a = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F31 = yes & F33 = also at entry & F35 = ends the session & F37 = for the owner & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F06 = CS doorbell & F30 = EXIT first & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = any & F18a = one-shot & F18b = dead & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F27 = yes & F31 = yes & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of regions, F07 = 300 ms & F21 = event while protected & F23a = CS fault & F25 = fault & F01 = session that stays & F06 = user doorbell & F08c = raised again & F09a = re-initialised & F10 = until the switch & F19 = never acknowledged & F20 = runs & F26 = protected fault & F30 = EXIT first & F37 = for the owner',
    from: 779,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of faults, F04 = 400 ms & F23a = CS fault & F01 = session that stays & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F07 = any & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F14 = firmware hangs & F18a = one-shot & F18b = dead & F23b = CS fault & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F37 = for the owner & PROTM_FAULT in a session',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of entries, F02 = deferred until answered & F07 = 50 ms & F34 = paused & F38 = raised at once & F01 = acknowledged and ignored & F25 = fault & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
    from: 69,
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
      'asks in phases clocks, F02 = deferred until answered & F20 = runs & F06 = CS doorbell & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F21 = event while protected & F34 = paused & a GPU at 1 GHz',
    from: 1933,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases loose, F02 = deferred until answered & F26 = protected fault & F01 = session that stays & F06 = global doorbell & F09a = re-initialised & F09b = kept & F14 = firmware hangs & F18b = dead & F20 = runs & F23a = CS fault & F38 = raised at once',
    from: 4162,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases past ends empty, F23a = CS fault & F35 = ends the session & F02 = deferred until answered & F04 = 0 us & F08b = waits & F08d = waits & F15 = lost & F18b = dead & F19 = never acknowledged & F20 = runs & F25 = fault & F33 = also at entry',
    from: 1,
  },
  {
    strategy: 'mixture; choice 5 = never',
    program:
      'asks in phases waits beside beside plain, F15 = lost & F16 = completes & F04 = any & F08b = waits & F09b = kept & F13a = between ack and PROTM_ACTIVE & F21 = event while protected & F23a = CS fault & F23b = CS fault & F30 = EXIT first',
    from: 4082,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases fails twins loose, F10 = until the switch & F26 = protected fault & F21 = event while protected & F04 = 400 ms & F07 = 50 ms & F08b = waits & F16 = completes & F18a = one-shot & F23a = CS fault',
    from: 619,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases ends grows clock twins nested, F15 = lost & F23b = CS fault & F10 = until the switch & F34 = paused & F04 = 400 ms & F30 = EXIT first & F38 = raised at once',
    from: 397,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases warm nested waits loose, F23b = CS fault & F36 = exit & F26 = protected fault & F02 = deferred until answered & F06 = global doorbell & F07 = 50 ms & F08c = raised again & F09b = kept & F21 = event while protected & F37 = for the owner & F01 = never acknowledged',
    from: 2026,
  },
  {
    strategy: 'mixture; choice 2 = completes',
    program:
      'asks in phases past lockedAt, F23a = CS fault & F08b = waits & F32 = stalls until unlocked & F04 = 40 ms & F16 = any',
    from: 25,
  },
  {
    strategy: 'run to completion',
    program: 'asks in phases waits empty, F23c = session that exits at once & F36 = exit',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases beside clocks, F15 = lost & F20 = runs & F05 = EXIT, bit 7, ack & F07 = 300 ms & F08b = waits & F16 = completes & a GPU at 1 GHz',
    from: 2342,
  },
  {
    strategy: 'mixture; choice 4 = never',
    program:
      'asks in phases twins beside plain, F06 = global doorbell & F10 = until the switch & F16 = completes & F04 = any & F26 = protected fault',
    from: 2866,
  },
  {
    strategy: 'mixture; choice 5 = never',
    program:
      'asks in phases waits nested beside beside plain, F15 = lost & F23b = CS fault & F16 = completes & F04 = any & F08b = waits & F09b = kept & F13a = between ack and PROTM_ACTIVE & F21 = event while protected & F23a = CS fault & F30 = EXIT first',
    from: 4082,
  },
  {
    strategy: 'mixture',
    program:
      'asks in turn of clocks, F06 = global doorbell & F20 = runs & F32 = stalls until unlocked & F35 = ends the session & F08b = waits & F08d = waits & F16 = completes & F17 = times out & F18b = dead & F23c = session that exits at once & F25 = fault & F26 = protected fault & F31 = yes & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
    from: 76,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases twins waits beside, F07 = 50 ms & F15 = lost & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F30 = EXIT first & F38 = raised at once',
    from: 2978,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases grows loose beside, F15 = lost & F26 = protected fault & F04 = 400 ms & F05 = EXIT, bit 7, ack & F31 = yes & F33 = also at entry',
    from: 2733,
  },
  {
    strategy: 'PCT depth 3 focused',
    program:
      'asks in phases warm together waits binds twins, F01 = never acknowledged & F10 = until the switch & F06 = CS doorbell & F38 = raised at once & F18b = dead & F23c = session that exits at once & F26 = protected fault & F05 = EXIT, bit 7, ack & F08b = waits & F08c = raised again & F09a = re-initialised & F23b = CS fault & F32 = stalls until unlocked & F35 = ends the session & F37 = for the owner & F02 = never acknowledged & F04 = 0 us & F12 = the acknowledged one & F14 = progress lost & F21 = event while protected & F25 = fault & a GPU at 1 GHz',
    from: 91947,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases saved cutFault beside, F08d = waits & F15 = lost & F18b = dead & F04 = 40 ms & F05 = EXIT, bit 7, ack & F06 = global doorbell & F10 = until the switch & F22 = unserved doorbells are lost & F30 = EXIT first',
    from: 3527,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases twins fails faults empty, F04 = 40 ms & F10 = until the switch & F09b = kept & F37 = for the owner',
    from: 2018,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases twins empty waits beside, F15 = lost & F23c = session that exits at once & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F30 = EXIT first & F38 = raised at once',
    from: 2978,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases loose twins waits beside, F10 = until the switch & F26 = protected fault & F15 = lost & F30 = EXIT first',
    from: 2978,
  },
  {
    strategy: 'mixture; choice 3 = never',
    program:
      'asks in phases twins binds twins plain, F10 = until the switch & F16 = completes & F04 = any & F05 = EXIT, bit 7, ack & F07 = 50 ms & F09b = kept & F13a = between ack and PROTM_ACTIVE & F19 = never acknowledged & F21 = event while protected & F37 = for the owner',
    from: 2570,
  },
  {
    strategy: 'mixture; choice 2 = never',
    program:
      'asks in phases cool plain together frozen sleeps frozen, F04 = any & F32 = stalls until unlocked & F17 = times out & F35 = ends the session & F20 = runs & F25 = fault & F21 = event while protected & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & F01 = session that stays & F02 = deferred until answered & F15 = lost & a GPU at 1 GHz',
    from: 86276,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases beside waits, F15 = lost & F36 = exit & F04 = 400 ms & F05 = EXIT, bit 7, ack & F16 = completes & F23b = CS fault & F30 = EXIT first & F31 = yes',
    from: 469,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases twins waits beside, F06 = global doorbell & F10 = until the switch & F16 = completes & F07 = 50 ms & F15 = lost & F13a = between ack and PROTM_ACTIVE & F30 = EXIT first & F38 = raised at once',
    from: 2978,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases together reads, F10 = until the switch & F25 = fault & F01 = never acknowledged & F02 = never acknowledged & F04 = 400 ms & F08d = waits & F31 = yes & F37 = for the owner',
    from: 4143,
  },
  {
    strategy: 'mixture',
    program: 'asks in phases waits together clocks beside rivals loose, F10 = until the switch & F36 = exit',
    from: 992,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases together empty faults sleeps, F10 = until the switch & F23c = session that exits at once',
    from: 2356,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases beside clocks, F15 = lost & F20 = runs & F06 = global doorbell & F05 = EXIT, bit 7, ack & F07 = 300 ms & F08b = waits & F09a = re-initialised & F16 = completes & F23a = CS fault & F30 = EXIT first & a GPU at 1 GHz',
    from: 713,
  },
];

/** By revision what it is searched with beside: pairs of answers that it comes to otherwise than the reference. */
export const postedRows: Readonly<Record<string, readonly AskingCell[]>> = {
  'series-2026': [
    {
      strategy: 'mixture; choice 3 = 0 us; choice 7 = 0 us; choice 10 = never',
      program:
        'asks in phases waits reads rogue clocks rivals plain, F25 = fault & F32 = stalls until unlocked & F18a = one-shot & F14 = firmware hangs & F10 = until the switch & F30 = EXIT first & F08b = waits & F04 = 0 us & F13a = between ack and PROTM_ACTIVE & F09b = kept & F21 = event while protected & F05 = EXIT, bit 7, ack & F31 = yes & F38 = raised at once & F23b = CS fault & F16 = completes & F09a = re-initialised & F26 = protected fault & F36 = exit & F07 = any & F08d = waits & F15 = lost & F18b = dead & F20 = runs & F23a = CS fault & F34 = paused & F23c = session that exits at once & F22 = unserved doorbells are lost',
      from: 1023,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm past reads waits warm rivals plain, F01 = never acknowledged & F12 = the acknowledged one & F38 = raised at once & F23a = CS fault & F34 = paused & F36 = exit & F30 = EXIT first & F31 = yes & F13a = between ack and PROTM_ACTIVE & F23b = CS fault & F18a = one-shot & F06 = CS doorbell & F23c = session that exits at once & F07 = any & F09a = re-initialised & F18b = dead & F22 = unserved doorbells are lost & F10 = until the switch & F33 = also at entry & F04 = any & F25 = fault & F05 = EXIT, bit 7, ack & F26 = protected fault & F08b = waits & F21 = event while protected & F20 = runs & F35 = ends the session & F08d = waits & F09b = kept & F15 = lost',
      from: 96009,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool ends loose sleeps stands, F20 = runs & F39 = served while protected & F26 = protected fault & F02 = deferred until answered & F17 = times out & F01 = session that stays & F23b = CS fault & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = any & F08b = waits & F08d = waits & F09a = re-initialised & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F18a = one-shot & F19 = never acknowledged & F23a = CS fault & F23c = session that exits at once & F25 = fault & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & a GPU at 1 GHz',
      from: 50928,
    },
    {
      strategy: 'run to completion; choice 5 = never',
      program:
        'asks in phases past beside faults together plain, F02 = never acknowledged & F08d = waits & F35 = ends the session & F15 = lost & F18a = one-shot & F23a = CS fault & F38 = raised at once & F16 = completes & F04 = any & F18b = dead & F20 = runs & F23b = CS fault',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool reads together frozen sleeps frozen, F25 = fault & F39 = served while protected & F17 = times out & F35 = ends the session & F20 = runs & F21 = event while protected & F32 = stalls until unlocked & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F01 = session that stays & F02 = deferred until answered & F15 = lost & a GPU at 1 GHz',
      from: 55984,
    },
    {
      strategy: 'mixture; choice 2 = 300 ms',
      program:
        'asks in phases cool together plain frozen sleeps frozen, F32 = stalls until unlocked & F37 = for the owner & F07 = any & F39 = served while protected & F17 = times out & F35 = ends the session & F20 = runs & F25 = fault & F21 = event while protected & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F34 = paused & F36 = exit & F38 = raised at once & F01 = session that stays & F02 = deferred until answered & F15 = lost & F09a = re-initialised & a GPU at 1 GHz',
      from: 30472,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm clock beside, F12 = the acknowledged one & F34 = paused & F37 = for the owner & F15 = lost & F01 = session that stays & F04 = 0 us & F06 = CS doorbell & F07 = 50 ms & F08b = waits & F14 = progress lost & F18b = dead & F19 = never acknowledged & F20 = runs & a GPU at 1 GHz',
      from: 4145,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases cool beside nested together frozen rogue sleeps, F14 = progress lost & F39 = served while protected & F23b = CS fault & F15 = lost & F01 = session that stays & F13a = between ack and PROTM_ACTIVE & F17 = times out & F18b = dead & F33 = also at entry & F35 = ends the session & F36 = exit & F20 = runs & F25 = fault & F21 = event while protected & F32 = stalls until unlocked & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F34 = paused & F37 = for the owner & F38 = raised at once & F02 = deferred until answered & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool loose together frozen sleeps frozen, F17 = times out & F18a = one-shot & F38 = raised at once & F26 = protected fault & F39 = served while protected & F35 = ends the session & F20 = runs & F25 = fault & F21 = event while protected & F32 = stalls until unlocked & F08b = waits & F08d = waits & F16 = completes & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F31 = yes & F34 = paused & F36 = exit & F37 = for the owner & F01 = session that stays & F02 = deferred until answered & F15 = lost & a GPU at 1 GHz',
      from: 554,
    },
    {
      strategy: 'mixture; choice 4 = 40 ms',
      program:
        'asks in phases cool together frozen sleeps waits frozen, F04 = any & F32 = stalls until unlocked & F38 = raised at once & F17 = times out & F35 = ends the session & F25 = fault & F21 = event while protected & F06 = CS doorbell & F08b = waits & F08d = waits & F18b = dead & F26 = protected fault & F31 = yes & F34 = paused & F36 = exit & F37 = for the owner & F39 = served while protected & F01 = session that stays & F02 = deferred until answered & F15 = lost & a GPU at 1 GHz',
      from: 50370,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool blocks together waits frozen sleeps frozen, F15 = lost & F39 = served while protected & F36 = exit & F21 = event while protected & F26 = protected fault & F31 = yes & F38 = raised at once & F01 = session that stays & F02 = deferred until answered & F30 = EXIT first & a GPU at 1 GHz',
      from: 86491,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool nested together frozen sleeps frozen surpassed, F23b = CS fault & F39 = served while protected & F09b = kept & F32 = stalls until unlocked & F17 = times out & F35 = ends the session & F20 = runs & F25 = fault & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F18b = dead & F23c = session that exits at once & F26 = protected fault & F31 = yes & F34 = paused & F37 = for the owner & F38 = raised at once & F01 = session that stays & F02 = deferred until answered & F15 = lost & a GPU at 1 GHz',
      from: 26914,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm sleeps fails beside plain, F08d = waits & F38 = raised at once & F17 = times out & F35 = ends the session & F06 = CS doorbell & F08b = waits & F16 = completes & F23c = session that exits at once & F26 = protected fault & F31 = yes & F36 = exit & F30 = EXIT first & F07 = any & F01 = session that stays & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F21 = event while protected & F25 = fault & F37 = for the owner & F08c = raised again & F10 = until the switch & F14 = progress lost & F23a = CS fault & F23b = CS fault & a GPU at 1 GHz',
      from: 18665,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases sleeps rogue twins faults plain, F14 = progress lost & F17 = times out & F19 = never acknowledged & F34 = paused & F35 = ends the session & F01 = session that stays & F02 = deferred until answered & F04 = 0 us & F05 = EXIT, bit 7, ack & F09b = kept & F10 = until the switch & F16 = completes & F25 = fault & F26 = protected fault & F36 = exit & F38 = raised at once & F06 = user doorbell & F07 = 50 ms',
      from: 75359,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases past ends empty, F02 = never acknowledged & F35 = ends the session & F23c = session that exits at once & F21 = event while protected & F23a = CS fault & F08b = waits & F18b = dead & F19 = never acknowledged',
      from: 1,
    },
    {
      strategy: 'mixture; choice 2 = 400 ms',
      program:
        'asks in phases cool beside loose together frozen sleeps frozen, F04 = any & F32 = stalls until unlocked & F26 = protected fault & F39 = served while protected & F17 = times out & F35 = ends the session & F20 = runs & F25 = fault & F21 = event while protected & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F31 = yes & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F01 = session that stays & F02 = deferred until answered & F15 = lost & F05 = EXIT, bit 7, ack & F23b = CS fault & F33 = also at entry & a GPU at 1 GHz',
      from: 23063,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool kept together frozen sleeps frozen nested waits, F08d = waits & F39 = served while protected & F35 = ends the session & F21 = event while protected & F08b = waits & F18b = dead & F22 = unserved doorbells are lost & F31 = yes & F36 = exit & F37 = for the owner & F38 = raised at once & F01 = session that stays & F02 = deferred until answered & F15 = lost & F08c = raised again & F23a = CS fault & F30 = EXIT first & a GPU at 1 GHz',
      from: 26955,
    },
    {
      strategy: 'mixture; choice 3 = 0 us; choice 7 = 0 us; choice 10 = never',
      program:
        'asks in phases waits reads rogue clocks rivals plain, F12 = the acknowledged one & F14 = firmware hangs & F10 = until the switch & F30 = EXIT first & F08b = waits & F04 = 0 us & F13a = between ack and PROTM_ACTIVE & F09b = kept & F21 = event while protected & F06 = CS doorbell & F05 = EXIT, bit 7, ack & F31 = yes & F37 = for the owner & F38 = raised at once & F18a = one-shot & F23b = CS fault & F16 = completes & F09a = re-initialised & F26 = protected fault & F36 = exit & F07 = any & F08d = waits & F15 = lost & F18b = dead & F20 = runs & F23a = CS fault & F34 = paused & F23c = session that exits at once & F22 = unserved doorbells are lost & F33 = also at entry',
      from: 1023,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in turn of clocks, F02 = never acknowledged & F20 = runs & F05 = EXIT, bit 7, ack & F32 = stalls until unlocked & F35 = ends the session & F08b = waits & F18b = dead & F22 = unserved doorbells are lost & F25 = fault & F26 = protected fault & F31 = yes & F34 = paused & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in turn of clocks, F20 = runs & F23b = CS fault & F18a = one-shot & F34 = paused & F32 = stalls until unlocked & F35 = ends the session & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F17 = times out & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F26 = protected fault & F31 = yes & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm past rogue rivals, F01 = session that stays & F23a = CS fault & F37 = for the owner & F14 = firmware hangs & F06 = global doorbell & F30 = EXIT first & F34 = paused',
      from: 387,
    },
    {
      strategy: 'mixture; choice 2 = completes',
      program:
        'asks in phases warm lockedAt, F15 = lost & F32 = stalls until unlocked & F33 = also at entry & F01 = never acknowledged & F08b = waits & F04 = 40 ms & F16 = any',
      from: 17,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool loose together frozen sleeps frozen, F20 = runs & F39 = served while protected & F26 = protected fault & F17 = times out & F35 = ends the session & F25 = fault & F21 = event while protected & F32 = stalls until unlocked & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F31 = yes & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F01 = session that stays & F02 = deferred until answered & F15 = lost & a GPU at 1 GHz',
      from: 830,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases faults rogue past, F14 = progress lost & F18a = one-shot & F18b = dead & F23a = CS fault & F06 = user doorbell & F09a = re-initialised & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F22 = unserved doorbells are lost & F26 = protected fault & F36 = exit & F37 = for the owner',
      from: 3490,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool rogue past ends empty stands, F14 = progress lost & F20 = runs & F35 = ends the session & F21 = event while protected & F23a = CS fault & F06 = CS doorbell & F34 = paused & F02 = deferred until answered & F04 = 0 us & F08b = waits & F08d = waits & F15 = lost & F18b = dead & F19 = never acknowledged & F25 = fault & F33 = also at entry & F09b = kept & F13a = between ack and PROTM_ACTIVE & F32 = stalls until unlocked & F39 = served while protected & a GPU at 1 GHz',
      from: 87833,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm loose rogue, F14 = firmware hangs & F18a = one-shot & F26 = protected fault & F01 = never acknowledged',
      from: 1182,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool strays together waits frozen sleeps frozen, F14 = firmware hangs & F39 = served while protected & F32 = stalls until unlocked & F36 = exit & F17 = times out & F35 = ends the session & F25 = fault & F21 = event while protected & F06 = CS doorbell & F08b = waits & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F37 = for the owner & F38 = raised at once & F01 = session that stays & F02 = deferred until answered & F15 = lost & F08c = raised again & a GPU at 1 GHz',
      from: 14774,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of power, F06 = global doorbell & F12 = the acknowledged one & F04 = 40 ms & F30 = EXIT first & F01 = acknowledged and ignored & F02 = deferred until answered & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F16 = any & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F32 = stalls until unlocked & F35 = ends the session & F38 = raised at once',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm echoes plain kept, F08d = waits & F38 = raised at once & F01 = never acknowledged & F18b = dead & F06 = global doorbell & F10 = until the switch & F30 = EXIT first & F35 = ends the session',
      from: 54691,
    },
    {
      strategy: 'mixture; choice 1 = completes',
      program:
        'asks in phases lockedAt clocks wakes pulled, F17 = times out & F20 = runs & F39 = served while protected & F32 = stalls until unlocked & F04 = 400 ms & F16 = any & a GPU at 1 GHz',
      from: 746,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases rogue past ends empty, F14 = progress lost & F35 = ends the session & F21 = event while protected & F23a = CS fault & F06 = CS doorbell & F34 = paused & F02 = deferred until answered & F04 = 0 us & F08b = waits & F08d = waits & F15 = lost & F18b = dead & F19 = never acknowledged & F20 = runs & F25 = fault & F33 = also at entry & F09b = kept & F13a = between ack and PROTM_ACTIVE & F32 = stalls until unlocked & F39 = served while protected',
      from: 87833,
    },
    {
      strategy: 'run to completion; choice 4 = never; choice 7 = 50 ms; choice 8 = 400 ms',
      program:
        'asks in phases cutFault beside rivals loose empty, F12 = the acknowledged one & F23c = session that exits at once & F18a = one-shot & F23a = CS fault & F04 = any & F18b = dead & F25 = fault & F21 = event while protected & F34 = paused & F37 = for the owner & F08b = waits & F15 = lost & F33 = also at entry & F31 = yes & F35 = ends the session & F05 = EXIT, bit 7, ack & F20 = runs',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool past reads waits rivals plain pulled, F17 = times out & F25 = fault & F12 = the acknowledged one & F34 = paused & F31 = yes & F13a = between ack and PROTM_ACTIVE & F18a = one-shot & F06 = CS doorbell & F07 = any & F09a = re-initialised & F33 = also at entry & F26 = protected fault & F21 = event while protected & F08d = waits & F09b = kept & F15 = lost',
      from: 96009,
    },
    {
      strategy: 'run to completion; choice 9 = never',
      program:
        'asks in phases beside past clocks plain, F06 = user doorbell & F17 = times out & F21 = event while protected & F37 = for the owner & F23a = CS fault & F16 = completes & F20 = runs & F04 = any & F09a = re-initialised & F10 = until the switch & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 4 = never',
      program:
        'asks in phases clock rogue ends reads clock plain, F14 = firmware hangs & F34 = paused & F35 = ends the session & F04 = any & F05 = EXIT, bit 7, ack & F15 = lost & F18a = one-shot & F18b = dead & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F38 = raised at once & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in turn of clocks, F20 = runs & F21 = event while protected & F32 = stalls until unlocked & F35 = ends the session & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F17 = times out & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F26 = protected fault & F31 = yes & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid rogue together rivals together tepid, F14 = progress lost & F35 = ends the session & F12 = the acknowledged one & F38 = raised at once & F01 = acknowledged and ignored & F04 = 400 ms & F06 = CS doorbell & F09a = re-initialised & F09b = kept & F20 = runs & F23b = CS fault & F39 = served while protected',
      from: 1925,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid echoes, F01 = acknowledged and ignored & F10 = until the switch & F02 = never acknowledged & F08c = raised again',
      from: 80722,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases waits clocks together frozen, F04 = 40 ms & F20 = runs & F30 = EXIT first & F01 = session that stays & F02 = deferred until answered & F07 = 300 ms & F14 = firmware hangs & F22 = unserved doorbells are lost & F32 = stalls until unlocked & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in turn of ends, F02 = never acknowledged & F37 = for the owner & F36 = exit & F04 = any & F13a = between ack and PROTM_ACTIVE & F19 = never acknowledged & F31 = yes & F33 = also at entry',
      from: 1,
    },
    {
      strategy: 'mixture; choice 1 = completes',
      program:
        'asks in phases nested lockedAt, F07 = 50 ms & F32 = stalls until unlocked & F23b = CS fault & F08b = waits & F04 = 40 ms & F16 = any',
      from: 2,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool together waits frozen sleeps frozen, F06 = user doorbell & F39 = served while protected & F32 = stalls until unlocked & F36 = exit & F17 = times out & F35 = ends the session & F25 = fault & F21 = event while protected & F08b = waits & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F37 = for the owner & F38 = raised at once & F01 = session that stays & F02 = deferred until answered & F04 = 0 us & F08c = raised again & F30 = EXIT first & a GPU at 1 GHz',
      from: 36552,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases warm stands, F01 = never acknowledged & F20 = runs & F04 = 400 ms & F38 = raised at once & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool together frozen sleeps frozen nested waits, F06 = global doorbell & F32 = stalls until unlocked & F17 = times out & F35 = ends the session & F20 = runs & F25 = fault & F21 = event while protected & F08b = waits & F08d = waits & F16 = completes & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & F01 = session that stays & F02 = deferred until answered & F15 = lost & F08c = raised again & F23a = CS fault & F30 = EXIT first & a GPU at 1 GHz',
      from: 26955,
    },
    {
      strategy: 'mixture; choice 1 = completes',
      program:
        'asks in phases tepid lockedAt, F01 = acknowledged and ignored & F32 = stalls until unlocked & F04 = 40 ms & F16 = any & F08b = waits',
      from: 64128,
    },
    {
      strategy: 'mixture; choice 1 = completes',
      program:
        'asks in phases overtaken lockedAt, F12 = the acknowledged one & F08b = waits & F32 = stalls until unlocked & F04 = 40 ms & F16 = any',
      from: 52,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm together frozen, F01 = never acknowledged & F35 = ends the session & F07 = never & F06 = CS doorbell & F20 = runs & F23b = CS fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F36 = exit',
      from: 991,
    },
    {
      strategy: 'mixture; choice 1 = completes',
      program:
        'asks in phases strays lockedAt, F14 = progress lost & F32 = stalls until unlocked & F04 = 40 ms & F16 = any',
      from: 22,
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
        'asks of clocks, F05 = EXIT, bit 7, ack & F17 = times out & F06 = global doorbell & F23a = CS fault & F02 = deferred until answered & F04 = 40 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F18b = dead & F19 = never acknowledged & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F36 = exit & F38 = raised at once & a GPU at 1 GHz',
      from: 271,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of regions, F06 = CS doorbell & F23a = CS fault & F04 = 400 ms & F35 = ends the session & F07 = 50 ms & F05 = EXIT, bit 7, ack & F08c = raised again & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F18a = one-shot & F21 = event while protected & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F36 = exit & F39 = served while protected',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks of power, F12 = the acknowledged one & F18a = one-shot & F20 = runs & F26 = protected fault & F36 = exit & F05 = EXIT, bit 7, ack & F07 = 50 ms & F08b = waits & F08c = raised again & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F16 = completes & F17 = times out & F18b = dead & F21 = event while protected & F32 = stalls until unlocked & F33 = also at entry & F34 = paused',
      from: 206,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases twins clock past, F23a = CS fault & F34 = paused & F38 = raised at once & F05 = EXIT, bit 7, ack & F07 = 300 ms & F20 = runs & F23c = session that exits at once & F33 = also at entry & F39 = served while protected & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases ends loose rogue reads plain, F14 = progress lost & F35 = ends the session & F10 = until the switch & F36 = exit & F15 = lost & F09b = kept & F34 = paused & F25 = fault & F06 = CS doorbell & F05 = EXIT, bit 7, ack & F20 = runs & F26 = protected fault & F38 = raised at once & F16 = completes & F30 = EXIT first & F13a = between ack and PROTM_ACTIVE & F23a = CS fault & F08d = waits',
      from: 986,
    },
    {
      strategy: 'mixture',
      program:
        'asks of power, F17 = times out & F37 = for the owner & F05 = EXIT, bit 7, ack & F07 = never & F01 = acknowledged and ignored & F02 = never acknowledged & F04 = 0 us & F06 = CS doorbell & F08d = waits & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F16 = completes & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F38 = raised at once',
      from: 232,
    },
    {
      strategy: 'mixture',
      program:
        'asks in turn of clocks, F17 = times out & F25 = fault & F20 = runs & F21 = event while protected & F32 = stalls until unlocked & F35 = ends the session & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases clock waits, F34 = paused & F36 = exit & F04 = 0 us & F35 = ends the session & F06 = CS doorbell & F22 = unserved doorbells are lost & F38 = raised at once & F37 = for the owner & F07 = 300 ms & F08b = waits & F13a = between ack and PROTM_ACTIVE & F23b = CS fault & F02 = deferred until answered & F20 = runs & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 2 = 50 ms; choice 5 = 50 ms; choice 6 = 50 ms',
      program:
        'asks in phases clocks nested cutFault plain, F08b = waits & F05 = EXIT, bit 7, ack & F33 = also at entry & F23c = session that exits at once & F34 = paused & F21 = event while protected & F23a = CS fault & F25 = fault & F09b = kept & F16 = completes & F08d = waits & F36 = exit & F31 = yes & F09a = re-initialised & F23b = CS fault & F30 = EXIT first & F15 = lost & F06 = global doorbell & F18a = one-shot & F38 = raised at once & F13a = between ack and PROTM_ACTIVE & F35 = ends the session & F20 = runs & F18b = dead & F07 = any & F04 = 400 ms & F22 = unserved doorbells are lost & F37 = for the owner & F10 = until the switch & F26 = protected fault',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks of strangers, F06 = user doorbell & F08d = waits & F14 = firmware hangs & F22 = unserved doorbells are lost & F26 = protected fault & F05 = EXIT, bit 7, ack & F08c = raised again & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F15 = lost & F23a = CS fault',
      from: 168,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid faults rogue past beside, F14 = progress lost & F15 = lost & F18a = one-shot & F18b = dead & F23a = CS fault & F06 = user doorbell & F09a = re-initialised & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F22 = unserved doorbells are lost & F26 = protected fault & F36 = exit & F37 = for the owner & F01 = acknowledged and ignored',
      from: 3490,
    },
    {
      strategy: 'run to completion',
      program: 'asks in phases nested reads rogue, F14 = progress lost & F25 = fault & F23b = CS fault',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases warm faults rogue past warm clock beside, F14 = firmware hangs & F15 = lost & F12 = the acknowledged one & F34 = paused & F37 = for the owner & F01 = session that stays & F04 = 0 us & F06 = CS doorbell & F07 = 50 ms & F08b = waits & F18b = dead & F19 = never acknowledged & F20 = runs & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program: 'asks in phases warm kept plain, F01 = never acknowledged & F08d = waits & F18b = dead',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 5 = 50 ms',
      program:
        'asks in phases cool beside nested together frozen sleeps frozen, F07 = any & F32 = stalls until unlocked & F23b = CS fault & F39 = served while protected & F15 = lost & F01 = session that stays & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F17 = times out & F18b = dead & F33 = also at entry & F35 = ends the session & F36 = exit & F20 = runs & F25 = fault & F21 = event while protected & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F34 = paused & F37 = for the owner & F38 = raised at once & F02 = deferred until answered & F10 = until the switch & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases empty cool together frozen sleeps waits frozen, F23c = session that exits at once & F32 = stalls until unlocked & F17 = times out & F35 = ends the session & F25 = fault & F21 = event while protected & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F18b = dead & F26 = protected fault & F31 = yes & F34 = paused & F36 = exit & F37 = for the owner & F39 = served while protected & F01 = session that stays & F02 = deferred until answered & F15 = lost & F04 = 0 us & F22 = unserved doorbells are lost & F38 = raised at once & a GPU at 1 GHz',
      from: 50370,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool wakes passed dozes, F12 = the acknowledged one & F39 = served while protected & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F08b = waits & F08d = waits & F13a = between ack and PROTM_ACTIVE & F15 = lost & F17 = times out & F25 = fault & F32 = stalls until unlocked & F37 = for the owner',
      from: 1202,
    },
    {
      strategy: 'mixture; choice 1 = never',
      program:
        'asks in phases cool together plain waits frozen sleeps frozen, F07 = any & F39 = served while protected & F32 = stalls until unlocked & F36 = exit & F17 = times out & F35 = ends the session & F25 = fault & F21 = event while protected & F06 = CS doorbell & F08b = waits & F16 = completes & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F37 = for the owner & F38 = raised at once & F01 = session that stays & F02 = deferred until answered & F15 = lost & F04 = 0 us & F08c = raised again & F30 = EXIT first & F23a = CS fault & a GPU at 1 GHz',
      from: 36552,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool together cut frozen sleeps frozen, F07 = never & F32 = stalls until unlocked & F17 = times out & F20 = runs & F21 = event while protected & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F34 = paused & F38 = raised at once & F39 = served while protected & F01 = session that stays & F02 = deferred until answered & F15 = lost & a GPU at 1 GHz',
      from: 86276,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases cool ends empty, F23c = session that exits at once & F37 = for the owner & F01 = session that stays & F02 = deferred until answered & F04 = 40 ms & F06 = user doorbell & F07 = 300 ms & F08c = raised again & F09b = kept & F14 = progress lost & F18a = one-shot & F20 = runs & F23a = CS fault & F25 = fault & F30 = EXIT first',
      from: 1,
    },
    {
      strategy: 'PCT depth 2; choice 1 = completes',
      program:
        'asks in phases lockedAt blocks blocks, F32 = stalls until unlocked & F36 = exit & F04 = 400 ms & F16 = any',
      from: 88341,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases warm sleeps fails beside plain frozen, F01 = never acknowledged & F38 = raised at once & F08d = waits & F17 = times out & F35 = ends the session & F06 = CS doorbell & F08b = waits & F16 = completes & F23c = session that exits at once & F26 = protected fault & F31 = yes & F36 = exit & F30 = EXIT first & F07 = any & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F21 = event while protected & F25 = fault & F37 = for the owner & F08c = raised again & F10 = until the switch & F14 = progress lost & F23a = CS fault & F23b = CS fault & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program: 'asks in phases nested reads rogue, F14 = firmware hangs & F25 = fault & F23b = CS fault',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases rogue ends faults rivals, F12 = the acknowledged one & F14 = progress lost & F18b = dead & F06 = CS doorbell & F08b = waits & F25 = fault & F31 = yes & F34 = paused',
      from: 1617,
    },
    {
      strategy: 'mixture; choice 2 = completes; choice 6 = never',
      program: 'asks in phases cool lockedAt lockedAt, F04 = any & F32 = stalls until unlocked & F16 = any',
      from: 67391,
    },
    {
      strategy: 'PCT depth 2',
      program:
        'asks in phases warm wakes, F01 = never acknowledged & F39 = served while protected & F08b = waits',
      from: 30314,
    },
    {
      strategy: 'random walk 0.05',
      program:
        'asks in phases faults beside kept rivals, F18b = dead & F32 = stalls until unlocked & F02 = never acknowledged & F08b = waits',
      from: 23645,
    },
    {
      strategy: 'run to completion; choice 1 = completes',
      program:
        'asks in phases empty lockedAt, F23c = session that exits at once & F32 = stalls until unlocked & F04 = 40 ms & F16 = any',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of power, F04 = never & F07 = 50 ms & F01 = acknowledged and ignored & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = global doorbell & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm unplugs loose, F17 = times out & F26 = protected fault & F04 = 400 ms & F05 = EXIT, bit 7, ack & F06 = user doorbell & F09b = kept & F14 = firmware hangs & F18a = one-shot & F21 = event while protected & F23b = CS fault & F01 = never acknowledged',
      from: 3887,
    },
    {
      strategy: 'run to completion; choice 9 = never',
      program:
        'asks in phases beside past loose clocks plain unplugs, F17 = times out & F26 = protected fault & F21 = event while protected & F37 = for the owner & F16 = completes & F20 = runs & F04 = any & F09a = re-initialised & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 1 = never',
      program:
        'asks in phases beside clock empty twins plain, F16 = completes & F34 = paused & F04 = any & F01 = session that stays & F07 = 300 ms & F13a = between ack and PROTM_ACTIVE & F18a = one-shot & F20 = runs & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 4 = never',
      program:
        'asks in phases clock rogue ends reads clock plain, F34 = paused & F35 = ends the session & F14 = progress lost & F04 = any & F05 = EXIT, bit 7, ack & F15 = lost & F18a = one-shot & F18b = dead & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F38 = raised at once & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 3 = never',
      program:
        'asks in phases beside waits binds plain loose, F26 = protected fault & F36 = exit & F17 = times out & F04 = any & F08d = waits & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F16 = completes & F18b = dead',
      from: 1,
    },
    {
      strategy: 'mixture; choice 1 = 400 ms; choice 3 = never; choice 5 = never',
      program:
        'asks in phases past empty clocks past plain, F35 = ends the session & F15 = lost & F07 = any & F18a = one-shot & F04 = any & F13a = between ack and PROTM_ACTIVE & F06 = global doorbell & F31 = yes & F21 = event while protected & F38 = raised at once & F23a = CS fault & F16 = completes & F22 = unserved doorbells are lost & F25 = fault & F20 = runs & F09a = re-initialised & F08d = waits & F05 = EXIT, bit 7, ack & F36 = exit & F23c = session that exits at once & F33 = also at entry & F26 = protected fault & F34 = paused & F09b = kept & F23b = CS fault & F37 = for the owner & F18b = dead & F08b = waits & F30 = EXIT first & F10 = until the switch',
      from: 1077,
    },
    {
      strategy: 'mixture',
      program:
        'asks of power, F04 = never & F06 = global doorbell & F01 = session that stays & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F07 = never & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F14 = firmware hangs & F16 = completes & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F33 = also at entry & F36 = exit & F38 = raised at once',
      from: 115,
    },
    {
      strategy: 'run to completion; choice 9 = never',
      program:
        'asks in phases beside past clocks plain, F20 = runs & F23a = CS fault & F16 = completes & F04 = any & F09a = re-initialised & F10 = until the switch & F33 = also at entry & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm reads cutFault unplugs, F01 = never acknowledged & F04 = never & F17 = times out & F18a = one-shot & F25 = fault & F02 = deferred until answered & F10 = until the switch & F15 = lost & F23c = session that exits at once & F26 = protected fault & F34 = paused & F39 = served while protected',
      from: 4333,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases reads waits plain loose empty plain rogue rivals clock, F12 = the acknowledged one & F23c = session that exits at once & F14 = firmware hangs & F01 = session that stays & F34 = paused & F36 = exit & F30 = EXIT first & F31 = yes & F13a = between ack and PROTM_ACTIVE & F23b = CS fault & F23a = CS fault & F18a = one-shot & F06 = CS doorbell & F07 = any & F09a = re-initialised & F18b = dead & F22 = unserved doorbells are lost & F10 = until the switch & F38 = raised at once & F33 = also at entry & F04 = any & F25 = fault & F05 = EXIT, bit 7, ack & F26 = protected fault & F08b = waits & F21 = event while protected & F20 = runs & F35 = ends the session & F08d = waits & F09b = kept & F15 = lost',
      from: 765,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases clocks reads nested nested, F02 = never acknowledged & F23b = CS fault & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08d = waits & F12 = the acknowledged one & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F26 = protected fault & F31 = yes & F35 = ends the session & F38 = raised at once',
      from: 549,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of power, F21 = event while protected & F23c = session that exits at once & F01 = acknowledged and ignored & F02 = never acknowledged & F04 = 0 us & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = completes & F17 = times out & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F30 = EXIT first & F33 = also at entry & F35 = ends the session & F37 = for the owner & F39 = served while protected',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid waits loose ends, F01 = acknowledged and ignored & F36 = exit & F04 = 0 us & F05 = EXIT, bit 7, ack & F12 = the acknowledged one & F15 = lost & F23b = CS fault & F23c = session that exits at once & F33 = also at entry',
      from: 3356,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in turn of regions, F02 = deferred until answered & F18b = dead & F05 = EXIT, bit 7, ack & F07 = any & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F17 = times out & F19 = never acknowledged & F22 = unserved doorbells are lost & F23b = CS fault & F23c = session that exits at once & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F37 = for the owner & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture; choice 4 = 50 ms; choice 8 = 0 us; choice 11 = 300 ms',
      program:
        'asks in phases nested cutFault cutFault, F18b = dead & F35 = ends the session & F23c = session that exits at once & F23a = CS fault & F38 = raised at once & F09b = kept & F26 = protected fault & F34 = paused & F36 = exit & F21 = event while protected & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08d = waits & F23b = CS fault & F20 = runs & F31 = yes & F18a = one-shot & F10 = until the switch & F33 = also at entry & F22 = unserved doorbells are lost',
      from: 1653,
    },
    {
      strategy: 'mixture',
      program:
        'asks of strangers, F07 = 300 ms & F14 = progress lost & F18a = one-shot & F02 = deferred until answered & F26 = protected fault & F05 = EXIT, bit 7, ack & F08c = raised again & F08d = waits & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F15 = lost & F23a = CS fault & F36 = exit',
      from: 168,
    },
    {
      strategy: 'mixture; choice 3 = 0 us; choice 7 = 0 us; choice 10 = never',
      program:
        'asks in phases clock waits reads cutFault rogue clocks rivals plain, F08d = waits & F34 = paused & F12 = the acknowledged one & F14 = firmware hangs & F10 = until the switch & F30 = EXIT first & F08b = waits & F04 = 0 us & F13a = between ack and PROTM_ACTIVE & F09b = kept & F21 = event while protected & F06 = CS doorbell & F05 = EXIT, bit 7, ack & F31 = yes & F37 = for the owner & F38 = raised at once & F23b = CS fault & F16 = completes & F09a = re-initialised & F26 = protected fault & F36 = exit & F07 = any & F15 = lost & F18b = dead & F20 = runs & F23a = CS fault & F22 = unserved doorbells are lost & F33 = also at entry',
      from: 1023,
    },
    {
      strategy: 'mixture; choice 3 = 0 us; choice 7 = 0 us; choice 10 = never',
      program:
        'asks in phases waits reads nested clocks plain, F23b = CS fault & F38 = raised at once & F01 = session that stays & F12 = the acknowledged one & F30 = EXIT first & F04 = 0 us & F13a = between ack and PROTM_ACTIVE & F09b = kept & F21 = event while protected & F06 = CS doorbell & F05 = EXIT, bit 7, ack & F31 = yes & F37 = for the owner & F18a = one-shot & F10 = until the switch & F25 = fault & F16 = completes & F09a = re-initialised & F26 = protected fault & F07 = any & F08d = waits & F15 = lost & F18b = dead & F20 = runs & F35 = ends the session & F23a = CS fault & F34 = paused & F23c = session that exits at once & F22 = unserved doorbells are lost & F33 = also at entry',
      from: 8795,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases grows loose ends beside loose plain warm, F08d = waits & F12 = the acknowledged one & F36 = exit & F30 = EXIT first & F08b = waits & F06 = CS doorbell & F23b = CS fault & F25 = fault & F31 = yes & F07 = any & F26 = protected fault & F21 = event while protected & F20 = runs & F09b = kept & F15 = lost & F01 = session that stays',
      from: 71097,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases echoes warm faults rogue past warm clock, F12 = the acknowledged one & F35 = ends the session & F14 = firmware hangs & F15 = lost & F34 = paused & F37 = for the owner & F01 = session that stays & F04 = 0 us & F06 = CS doorbell & F07 = 50 ms & F08b = waits & F18b = dead & F19 = never acknowledged & F20 = runs & F09a = re-initialised & F16 = completes & F17 = times out & F23b = CS fault & F23c = session that exits at once & F30 = EXIT first & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of strangers, F14 = firmware hangs & F17 = times out & F16 = completes & F20 = runs & F01 = session that stays & F06 = global doorbell & F09a = re-initialised & F09b = kept & F10 = until the switch & F15 = lost & F18b = dead & F23a = CS fault & F23b = CS fault & F25 = fault & F34 = paused & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks of regions, F23c = session that exits at once & F38 = raised at once & F25 = fault & F02 = deferred until answered & F06 = global doorbell & F08c = raised again & F08d = waits & F09a = re-initialised & F14 = firmware hangs & F33 = also at entry',
      from: 671,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of waits, F06 = global doorbell & F35 = ends the session & F04 = any & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F10 = until the switch & F12 = the acknowledged one & F14 = progress lost & F17 = times out & F18b = dead & F21 = event while protected & F22 = unserved doorbells are lost & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F34 = paused & F36 = exit & F39 = served while protected',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases together empty sleeps clocks, F02 = deferred until answered & F23c = session that exits at once & F38 = raised at once & F01 = never acknowledged & F07 = 50 ms & F09a = re-initialised & F14 = firmware hangs & F15 = lost & F20 = runs & F21 = event while protected & F26 = protected fault & F30 = EXIT first & F31 = yes',
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
        'asks in phases waits clocks together frozen, F06 = global doorbell & F20 = runs & F02 = deferred until answered & F07 = 300 ms & F09b = kept & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F22 = unserved doorbells are lost & F32 = stalls until unlocked & F38 = raised at once & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of regions, F04 = 400 ms & F21 = event while protected & F23b = CS fault & F36 = exit & F02 = deferred until answered & F08d = waits & F09b = kept & F18b = dead & F20 = runs & F33 = also at entry & F35 = ends the session & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool waits rogue past ends empty stands, F20 = runs & F36 = exit & F14 = progress lost & F21 = event while protected & F23a = CS fault & F34 = paused & F02 = deferred until answered & F04 = 0 us & F08b = waits & F08d = waits & F15 = lost & F18b = dead & F19 = never acknowledged & F25 = fault & F33 = also at entry & F09b = kept & F13a = between ack and PROTM_ACTIVE & F32 = stalls until unlocked & F39 = served while protected & F10 = until the switch & a GPU at 1 GHz',
      from: 23025,
    },
    {
      strategy: 'mixture',
      program:
        'asks of strangers, F02 = never acknowledged & F07 = 300 ms & F14 = firmware hangs & F09b = kept & F36 = exit',
      from: 168,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases empty cutFault, F08d = waits & F23c = session that exits at once & F18b = dead & F05 = EXIT, bit 7, ack & F07 = 300 ms & F08c = raised again & F09b = kept & F13a = between ack and PROTM_ACTIVE & F16 = completes & F18a = one-shot & F30 = EXIT first & F33 = also at entry',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of waits, F04 = 400 ms & F35 = ends the session & F08b = waits & F08c = raised again & F10 = until the switch & F12 = the acknowledged one & F21 = event while protected & F22 = unserved doorbells are lost & F25 = fault & F30 = EXIT first & F31 = yes & F34 = paused & F36 = exit',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm beside nested, F15 = lost & F23b = CS fault & F01 = session that stays & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F17 = times out & F18b = dead & F33 = also at entry & F35 = ends the session & F36 = exit',
      from: 2236,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases cutFault clock empty, F23c = session that exits at once & F34 = paused & F02 = never acknowledged & F04 = 0 us & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F18a = one-shot & F35 = ends the session & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid nested frozen, F20 = runs & F23b = CS fault & F01 = acknowledged and ignored & F02 = deferred until answered & F08c = raised again & F13a = between ack and PROTM_ACTIVE & F15 = lost & F22 = unserved doorbells are lost & F31 = yes & F32 = stalls until unlocked & F34 = paused & a GPU at 1 GHz',
      from: 4670,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases empty waits clocks together frozen, F20 = runs & F23c = session that exits at once & F37 = for the owner & F02 = deferred until answered & F07 = 300 ms & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F22 = unserved doorbells are lost & F32 = stalls until unlocked & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm rogue rivals, F04 = 400 ms & F14 = progress lost & F01 = session that stays & F06 = global doorbell & F16 = completes & F30 = EXIT first & F34 = paused',
      from: 387,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid fails frozen past, F01 = acknowledged and ignored & F21 = event while protected',
      from: 1724,
    },
    {
      strategy: 'random walk 0.5',
      program:
        'asks in phases cool rings, F15 = lost & F22 = unserved doorbells are lost & F30 = EXIT first & F02 = deferred until answered',
      from: 1,
    },
    {
      strategy: 'mixture',
      program: 'asks in phases waits nested, F23b = CS fault & F36 = exit',
      from: 255,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases nested waits reads clock together clocks plain rivals, F12 = the acknowledged one & F23b = CS fault & F38 = raised at once & F30 = EXIT first & F08b = waits & F04 = 0 us & F16 = completes & F08d = waits & F18b = dead',
      from: 236,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm together frozen, F06 = CS doorbell & F20 = runs & F07 = 300 ms & F23b = CS fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F36 = exit & F01 = never acknowledged',
      from: 991,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of regions, F04 = 0 us & F06 = global doorbell & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F20 = runs & F26 = protected fault & F30 = EXIT first & F31 = yes & F36 = exit & F37 = for the owner & mute firmware',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm rogue reads, F04 = 400 ms & F14 = firmware hangs & F31 = yes & F22 = unserved doorbells are lost & F33 = also at entry & F01 = never acknowledged',
      from: 2735,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in turn of clocks, F07 = 50 ms & F20 = runs & F04 = 400 ms & F35 = ends the session & F17 = times out & F23c = session that exits at once & F31 = yes & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases waits, F02 = never acknowledged & F36 = exit & F07 = 50 ms & F23b = CS fault & F30 = EXIT first & F33 = also at entry',
      from: 3782,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases rogue clocks ends, F20 = runs & F35 = ends the session & F14 = firmware hangs & F04 = 0 us & F33 = also at entry & a GPU at 1 GHz',
      from: 29042,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid plain faults unplugs, F01 = acknowledged and ignored & F18a = one-shot & F17 = times out & F04 = 40 ms & F06 = user doorbell & F07 = 50 ms & F08c = raised again & F08d = waits & F15 = lost & F19 = never acknowledged & F37 = for the owner & F38 = raised at once',
      from: 3805,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases waits, F36 = exit & F37 = for the owner & F04 = 40 ms & F07 = 300 ms & F08b = waits & F13a = between ack and PROTM_ACTIVE & F23b = CS fault & F38 = raised at once',
      from: 1,
    },
    {
      strategy: 'mixture',
      program: 'asks of strangers, F04 = 40 ms & F14 = firmware hangs',
      from: 590,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm together waits binds, F01 = never acknowledged & F06 = user doorbell & F17 = times out & F38 = raised at once & F04 = 0 us & F07 = 50 ms & F18b = dead & F23c = session that exits at once & F26 = protected fault & F34 = paused & F39 = served while protected',
      from: 2206,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases nested empty rivals loose together together, F23c = session that exits at once & F38 = raised at once & F23b = CS fault & F39 = served while protected & F06 = global doorbell & F15 = lost & F07 = 50 ms & F01 = session that stays & F02 = deferred until answered',
      from: 440,
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
        'asks in phases loose plain empty, F23c = session that exits at once & F26 = protected fault & F02 = never acknowledged & F08b = waits & F12 = the acknowledged one & F23a = CS fault & F38 = raised at once',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases beside empty, F06 = user doorbell & F23c = session that exits at once & F01 = session that stays & F09b = kept & F37 = for the owner',
      from: 1210,
    },
    {
      strategy: 'run to completion',
      program: 'asks in phases rogue empty, F14 = firmware hangs & F23c = session that exits at once',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases empty rogue reads empty grows, F14 = progress lost & F23c = session that exits at once',
      from: 667,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool overtaken stands, F20 = runs & F12 = the acknowledged one & F08b = waits & F02 = deferred until answered & a GPU at 1 GHz',
      from: 2,
    },
    {
      strategy: 'PCT depth 3 focused',
      program:
        'asks in phases cool past echoes, F23a = CS fault & F38 = raised at once & F06 = user doorbell',
      from: 49417,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cutFault fails cut plain, F12 = the acknowledged one & F20 = runs & F15 = lost & F07 = any & F08b = waits & F21 = event while protected',
      from: 620,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases cool kept surpassed, F18b = dead & F08d = waits & F12 = the acknowledged one & F08b = waits',
      from: 1,
    },
    {
      strategy: 'PCT depth 3 focused',
      program:
        'asks in phases cool passed, F12 = the acknowledged one & F08b = waits & F02 = never acknowledged',
      from: 3,
    },
    {
      strategy: 'PCT depth 3 focused',
      program:
        'asks in phases tepid echoes, F01 = acknowledged and ignored & F38 = raised at once & F10 = until the switch',
      from: 7,
    },
    {
      strategy: 'run to completion',
      program: 'asks in phases cool kept strays, F18b = dead & F08d = waits & F14 = progress lost',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program: 'asks in turn of ends, F26 = protected fault & F36 = exit & F37 = for the owner',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 3 = never',
      program:
        'asks in phases waits rogue beside fails unplugs plain, F17 = times out & F37 = for the owner & F14 = progress lost & F21 = event while protected & F36 = exit',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 3 = never',
      program: 'asks in phases waits rogue beside fails unplugs plain, F14 = firmware hangs & F36 = exit',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm rogue rivals grows, F01 = never acknowledged & F14 = progress lost & F12 = the acknowledged one',
      from: 3264,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm clock cutFault, F08d = waits & F34 = paused & F18b = dead & F01 = never acknowledged & a GPU at 1 GHz',
      from: 2594,
    },
    {
      strategy: 'run to completion; choice 1 = never',
      program: 'asks in phases plain empty grows waits waits plain, F02 = never acknowledged & F07 = any',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 4 = never',
      program: 'asks in phases rogue twins faults plain, F07 = any & F14 = progress lost',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid loose faults frozen frozen, F01 = acknowledged and ignored & F26 = protected fault & a GPU at 1 GHz',
      from: 1031,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid clock clock warm unplugs, F01 = acknowledged and ignored & F10 = until the switch & F34 = paused & a GPU at 1 GHz',
      from: 3263,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid together frozen, F01 = acknowledged and ignored & F35 = ends the session',
      from: 2642,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid past fails frozen past, F01 = acknowledged and ignored & F23a = CS fault',
      from: 1724,
    },
    {
      strategy: 'run to completion',
      program: 'asks in phases tepid stands, F01 = acknowledged and ignored & F20 = runs & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid rogue, F01 = acknowledged and ignored & F14 = firmware hangs & F20 = runs & F23c = session that exits at once & F26 = protected fault',
      from: 68441,
    },
    {
      strategy: 'mixture',
      program: 'asks in phases cut waits, F02 = never acknowledged & F07 = 300 ms',
      from: 136,
    },
    {
      strategy: 'run to completion; choice 5 = never',
      program: 'asks in phases loose beside fails plain, F15 = lost & F26 = protected fault',
      from: 1,
    },
    {
      strategy: 'mixture',
      program: 'asks in phases cool beside rogue, F14 = progress lost & F15 = lost',
      from: 33970,
    },
    {
      strategy: 'mixture',
      program: 'asks in phases cool blocks strays, F14 = firmware hangs & F15 = lost',
      from: 2,
    },
    {
      strategy: 'run to completion',
      program: 'asks in phases loose nested past ends empty, F26 = protected fault & F35 = ends the session',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases empty rogue reads empty grows, F14 = progress lost & F18b = dead & F02 = never acknowledged',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases rogue nested, F12 = the acknowledged one & F14 = firmware hangs & F02 = never acknowledged',
      from: 117,
    },
    {
      strategy: 'mixture',
      program: 'asks in phases rogue ends, F14 = firmware hangs & F35 = ends the session',
      from: 2187,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool past together plain frozen sleeps frozen, F23a = CS fault & F32 = stalls until unlocked & F39 = served while protected & F35 = ends the session & F08d = waits & F16 = completes & F18b = dead & F22 = unserved doorbells are lost & F31 = yes & F36 = exit & F02 = deferred until answered & F15 = lost & F01 = session that stays & a GPU at 1 GHz',
      from: 72094,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of strangers, F18a = one-shot & F32 = stalls until unlocked & F17 = times out & F16 = completes & F20 = runs & F01 = session that stays & F06 = global doorbell & F09b = kept & F10 = until the switch & F15 = lost & F18b = dead & F23a = CS fault & F23b = CS fault & F25 = fault & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture; choice 2 = completes',
      program:
        'asks in phases past lockedAt, F06 = global doorbell & F32 = stalls until unlocked & F23a = CS fault & F08b = waits & F04 = 40 ms & F16 = any',
      from: 25,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases fails kept pulled wakes, F08d = waits & F17 = times out & F02 = deferred until answered & F39 = served while protected & F18b = dead',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm cut plain nested fails reads waits, F15 = lost & F22 = unserved doorbells are lost & F33 = also at entry & F20 = runs & F37 = for the owner & F35 = ends the session & F07 = 50 ms & F08b = waits & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F26 = protected fault & F02 = never acknowledged & F04 = any & F38 = raised at once & F21 = event while protected & F23b = CS fault & F39 = served while protected & F06 = global doorbell & F01 = session that stays & F32 = stalls until unlocked & F05 = EXIT, bit 7, ack & F08d = waits & F18a = one-shot & F14 = firmware hangs & F36 = exit',
      from: 90820,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid reads surpassed clocks, F01 = acknowledged and ignored & F25 = fault & F08c = raised again & F12 = the acknowledged one & F14 = firmware hangs & F18b = dead & F02 = deferred until answered',
      from: 2224,
    },
    {
      strategy: 'PCT depth 2',
      program:
        'asks in phases warm wakes, F01 = acknowledged and ignored & F39 = served while protected & F08b = waits',
      from: 30314,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool stands sleeps, F20 = runs & F39 = served while protected & F02 = deferred until answered & a GPU at 1 GHz',
      from: 2404,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool wakes overtaken, F12 = the acknowledged one & F39 = served while protected & F08b = waits & F09b = kept & F23a = CS fault & F26 = protected fault & F37 = for the owner & F02 = deferred until answered',
      from: 2466,
    },
  ],
  'rfc-2025': [
    {
      strategy: 'mixture; choice 5 = never',
      program:
        'asks in phases warm plain together, F04 = any & F38 = raised at once & F30 = EXIT first & F35 = ends the session & F36 = exit & F39 = served while protected',
      from: 60002,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool ends loose sleeps stands, F20 = runs & F39 = served while protected & F26 = protected fault & F02 = deferred until answered & F17 = times out & F01 = session that stays & F23b = CS fault & F05 = EXIT, bit 7, ack & F06 = user doorbell & F07 = any & F08b = waits & F08d = waits & F09a = re-initialised & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F18a = one-shot & F19 = never acknowledged & F23a = CS fault & F23c = session that exits at once & F25 = fault & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & a GPU at 1 GHz',
      from: 50928,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm cut plain nested fails reads waits, F17 = times out & F32 = stalls until unlocked & F06 = CS doorbell & F15 = lost & F22 = unserved doorbells are lost & F33 = also at entry & F20 = runs & F37 = for the owner & F35 = ends the session & F07 = 50 ms & F08b = waits & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F26 = protected fault & F02 = never acknowledged & F04 = any & F38 = raised at once & F21 = event while protected & F23b = CS fault & F39 = served while protected & F01 = session that stays & F05 = EXIT, bit 7, ack & F08d = waits & F18a = one-shot & F14 = firmware hangs & F36 = exit',
      from: 90820,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases nested rivals loose plain loose past plain, F15 = lost & F22 = unserved doorbells are lost & F04 = any & F38 = raised at once & F21 = event while protected & F23b = CS fault & F39 = served while protected & F06 = global doorbell & F07 = 50 ms & F01 = session that stays & F02 = deferred until answered & F32 = stalls until unlocked & F26 = protected fault & F05 = EXIT, bit 7, ack & F08d = waits & F18a = one-shot & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = completes & F17 = times out & F18b = dead & F19 = never acknowledged & F20 = runs & F23a = CS fault & F25 = fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner',
      from: 31543,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases waits reads cutFault empty waits plain plain, F32 = stalls until unlocked & F38 = raised at once & F06 = CS doorbell & F17 = times out & F25 = fault & F20 = runs & F23c = session that exits at once & F13a = between ack and PROTM_ACTIVE & F15 = lost & F30 = EXIT first & F36 = exit & F04 = 0 us & F18a = one-shot & F10 = until the switch & F21 = event while protected & F33 = also at entry & F16 = completes & F37 = for the owner & F01 = session that stays',
      from: 81455,
    },
    {
      strategy: 'mixture',
      program:
        'asks in turn of clocks, F20 = runs & F34 = paused & F23b = CS fault & F01 = acknowledged and ignored & F07 = 300 ms & F08c = raised again & F09b = kept & F16 = completes & F17 = times out & F21 = event while protected & F23c = session that exits at once & F25 = fault & F38 = raised at once & a GPU at 1 GHz',
      from: 166,
    },
    {
      strategy: 'run to completion; choice 4 = 400 ms',
      program:
        'asks in phases nested rivals loose together together plain, F04 = any & F38 = raised at once & F21 = event while protected & F23b = CS fault & F39 = served while protected & F06 = global doorbell & F15 = lost & F07 = 50 ms & F01 = session that stays & F02 = deferred until answered & F32 = stalls until unlocked & F26 = protected fault & F05 = EXIT, bit 7, ack & F08d = waits & F18a = one-shot',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases warm loose beside tepid rivals plain, F02 = never acknowledged & F26 = protected fault & F23a = CS fault & F36 = exit & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08d = waits & F09b = kept & F12 = the acknowledged one & F15 = lost & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23b = CS fault & F30 = EXIT first & F33 = also at entry & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once & F39 = served while protected & F01 = never acknowledged',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases reads loose clock empty cut sleeps, F26 = protected fault & F39 = served while protected & F02 = deferred until answered & F06 = user doorbell & F12 = the acknowledged one & F18a = one-shot & F25 = fault & F31 = yes & F32 = stalls until unlocked & F35 = ends the session & F01 = acknowledged and ignored & F04 = 40 ms & F07 = 50 ms & F10 = until the switch & F22 = unserved doorbells are lost & F23a = CS fault & F30 = EXIT first & F34 = paused',
      from: 237,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases together empty sleeps clocks, F02 = deferred until answered & F23c = session that exits at once & F38 = raised at once & F01 = never acknowledged & F07 = 50 ms & F09a = re-initialised & F14 = firmware hangs & F15 = lost & F20 = runs & F21 = event while protected & F26 = protected fault & F30 = EXIT first & F31 = yes',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid together faults sleeps clocks empty loose, F01 = acknowledged and ignored & F39 = served while protected & F07 = any & F02 = never acknowledged & F23b = CS fault & F04 = 40 ms & F06 = global doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F05 = EXIT, bit 7, ack & a GPU at 1 GHz',
      from: 29110,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases clocks grows past frozen sleeps, F17 = times out & F20 = runs & F37 = for the owner & F23a = CS fault & F04 = 0 us & F06 = global doorbell & F21 = event while protected & F39 = served while protected & a GPU at 1 GHz',
      from: 86,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases clock sleeps, F34 = paused & F39 = served while protected & F01 = session that stays & F02 = deferred until answered & F04 = 0 us & F05 = EXIT, bit 7, ack & F08d = waits & F10 = until the switch & F14 = progress lost & F20 = runs & F23a = CS fault & F23c = session that exits at once & a GPU at 1 GHz',
      from: 81621,
    },
    {
      strategy: 'run to completion; choice 5 = never',
      program:
        'asks in phases past beside faults together plain, F02 = never acknowledged & F08d = waits & F35 = ends the session & F15 = lost & F18a = one-shot & F23a = CS fault & F38 = raised at once & F16 = completes & F04 = any & F18b = dead & F20 = runs & F23b = CS fault',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of regions, F07 = 300 ms & F21 = event while protected & F23a = CS fault & F37 = for the owner & F01 = never acknowledged & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08c = raised again & F08d = waits & F10 = until the switch & F17 = times out & F18a = one-shot & F19 = never acknowledged & F25 = fault & F26 = protected fault & F38 = raised at once',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 5 = 400 ms',
      program:
        'asks in phases warm plain waits together clocks beside rivals, F04 = any & F38 = raised at once & F21 = event while protected & F23b = CS fault & F36 = exit & F02 = deferred until answered & F08d = waits & F09b = kept & F18b = dead & F20 = runs & F33 = also at entry & F35 = ends the session & F37 = for the owner & F39 = served while protected & F26 = protected fault & F01 = session that stays & F16 = completes & F17 = times out & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 3 = never',
      program:
        'asks in phases rivals loose ends reads, F04 = any & F17 = times out & F07 = any & F39 = served while protected & F37 = for the owner & F02 = deferred until answered & F26 = protected fault & F36 = exit & F01 = session that stays & F16 = completes & F08c = raised again & F10 = until the switch & F23a = CS fault & F23b = CS fault & F38 = raised at once',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks of power, F10 = until the switch & F32 = stalls until unlocked & F37 = for the owner & F39 = served while protected & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = user doorbell & F12 = the acknowledged one & F15 = lost & F18a = one-shot & F19 = never acknowledged & F26 = protected fault & F33 = also at entry & F35 = ends the session & F38 = raised at once',
      from: 344,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases locks reads twins empty, F25 = fault & F32 = stalls until unlocked & F23c = session that exits at once & F38 = raised at once & F08b = waits & F17 = times out & F22 = unserved doorbells are lost & F30 = EXIT first & F31 = yes & F33 = also at entry & F37 = for the owner',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool loose together frozen sleeps frozen, F20 = runs & F32 = stalls until unlocked & F18b = dead & F17 = times out & F18a = one-shot & F26 = protected fault & F39 = served while protected & F35 = ends the session & F25 = fault & F08b = waits & F08d = waits & F16 = completes & F23c = session that exits at once & F31 = yes & F34 = paused & F36 = exit & F37 = for the owner & F01 = session that stays & F02 = deferred until answered & F15 = lost & a GPU at 1 GHz',
      from: 225,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases warm stands, F01 = never acknowledged & F20 = runs & F04 = 400 ms & F38 = raised at once & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture; choice 1 = completes',
      program:
        'asks in phases overtaken lockedAt, F12 = the acknowledged one & F08b = waits & F32 = stalls until unlocked & F04 = 40 ms & F16 = any',
      from: 52,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of regions, F06 = CS doorbell & F23a = CS fault & F04 = 400 ms & F35 = ends the session & F07 = 50 ms & F05 = EXIT, bit 7, ack & F08c = raised again & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F18a = one-shot & F21 = event while protected & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F36 = exit & F39 = served while protected',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm past rivals, F12 = the acknowledged one & F23a = CS fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F08c = raised again & F08d = waits & F09b = kept & F14 = progress lost & F16 = completes & F20 = runs & F25 = fault & F30 = EXIT first & F33 = also at entry & F35 = ends the session & F01 = never acknowledged',
      from: 1080,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases frozen together binds grows, F20 = runs & F35 = ends the session & F17 = times out & F01 = acknowledged and ignored & F02 = never acknowledged & F07 = 50 ms & F08b = waits & F08d = waits & F19 = never acknowledged & F32 = stalls until unlocked & F37 = for the owner & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases past frozen empty sleeps clocks, F20 = runs & F39 = served while protected & F23c = session that exits at once & F01 = acknowledged and ignored & F02 = deferred until answered & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F17 = times out & F18a = one-shot & F22 = unserved doorbells are lost & F37 = for the owner & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 3 = never',
      program:
        'asks in phases rivals loose ends reads, F07 = any & F39 = served while protected & F37 = for the owner & F02 = deferred until answered & F26 = protected fault & F36 = exit & F01 = session that stays & F16 = completes & F17 = times out & F08c = raised again & F09a = re-initialised & F10 = until the switch & F23a = CS fault & F23b = CS fault & F38 = raised at once',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases cut plain nested fails reads waits grows, F25 = fault & F39 = served while protected & F04 = any & F33 = also at entry & F05 = EXIT, bit 7, ack & F20 = runs & F23b = CS fault & F23a = CS fault & F10 = until the switch & F37 = for the owner & F15 = lost & F06 = global doorbell & F35 = ends the session & F07 = 50 ms & F18b = dead & F08d = waits & F08b = waits & F36 = exit & F38 = raised at once & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F23c = session that exits at once & F34 = paused & F31 = yes & F09b = kept & F18a = one-shot & F21 = event while protected & F30 = EXIT first & F26 = protected fault & F22 = unserved doorbells are lost & F16 = completes & F02 = never acknowledged & F01 = session that stays & F14 = firmware hangs & F32 = stalls until unlocked',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases beside ends, F10 = until the switch & F38 = raised at once & F16 = completes & F02 = never acknowledged & F30 = EXIT first & F15 = lost & F35 = ends the session & F08d = waits & F22 = unserved doorbells are lost & F23c = session that exits at once',
      from: 2154,
    },
    {
      strategy: 'run to completion; choice 4 = 300 ms',
      program:
        'asks in phases clocks empty loose past plain sleeps, F07 = any & F39 = served while protected & F02 = never acknowledged & F23b = CS fault & F01 = session that stays & F04 = 40 ms & F06 = global doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F05 = EXIT, bit 7, ack',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool past reads waits rivals plain pulled, F17 = times out & F25 = fault & F12 = the acknowledged one & F34 = paused & F31 = yes & F13a = between ack and PROTM_ACTIVE & F18a = one-shot & F06 = CS doorbell & F07 = any & F09a = re-initialised & F33 = also at entry & F26 = protected fault & F21 = event while protected & F08d = waits & F09b = kept & F15 = lost',
      from: 96009,
    },
    {
      strategy: 'mixture; choice 1 = 400 ms; choice 3 = never; choice 5 = never',
      program:
        'asks in phases past empty clocks past plain, F35 = ends the session & F15 = lost & F07 = any & F18a = one-shot & F04 = any & F13a = between ack and PROTM_ACTIVE & F06 = global doorbell & F31 = yes & F21 = event while protected & F38 = raised at once & F23a = CS fault & F16 = completes & F22 = unserved doorbells are lost & F25 = fault & F20 = runs & F09a = re-initialised & F08d = waits & F05 = EXIT, bit 7, ack & F36 = exit & F23c = session that exits at once & F33 = also at entry & F26 = protected fault & F34 = paused & F09b = kept & F23b = CS fault & F37 = for the owner & F18b = dead & F08b = waits & F30 = EXIT first & F10 = until the switch',
      from: 1077,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of regions, F07 = 50 ms & F25 = fault & F01 = never acknowledged & F02 = deferred until answered & F04 = 400 ms & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08b = waits & F08c = raised again & F08d = waits & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases past rivals, F02 = never acknowledged & F23a = CS fault & F01 = acknowledged and ignored & F05 = EXIT, bit 7, ack',
      from: 2395,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases frozen plain faults reads, F20 = runs & F25 = fault & F01 = acknowledged and ignored & F07 = 300 ms & F09a = re-initialised & F09b = kept & F17 = times out & F26 = protected fault & F34 = paused & a GPU at 1 GHz',
      from: 4569,
    },
    {
      strategy: 'run to completion; choice 4 = never',
      program:
        'asks in phases clock plain, F07 = any & F34 = paused & F04 = 400 ms & F06 = global doorbell & F08b = waits & F14 = firmware hangs & F20 = runs & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 1 = never',
      program:
        'asks in phases beside loose nested plain, F01 = never acknowledged & F07 = any & F06 = user doorbell & F13a = between ack and PROTM_ACTIVE & F16 = completes & F18b = dead & F23c = session that exits at once & F32 = stalls until unlocked & F35 = ends the session',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases waits rivals loose, F37 = for the owner & F39 = served while protected & F02 = deferred until answered & F26 = protected fault & F36 = exit & F01 = session that stays & F16 = completes & F17 = times out',
      from: 992,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases waits together clocks beside rivals loose, F37 = for the owner & F38 = raised at once & F20 = runs & F39 = served while protected & F02 = deferred until answered & F26 = protected fault & F36 = exit & F01 = session that stays & F16 = completes & F17 = times out',
      from: 992,
    },
    {
      strategy: 'mixture; choice 3 = 40 ms',
      program:
        'asks in phases together faults sleeps beside, F04 = any & F38 = raised at once & F23c = session that exits at once & F01 = never acknowledged & F06 = user doorbell & F08d = waits & F17 = times out & F18b = dead & F23b = CS fault',
      from: 34738,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid together faults sleeps, F34 = paused & F38 = raised at once & F01 = acknowledged and ignored & F18b = dead & F02 = deferred until answered & F08c = raised again & F23c = session that exits at once & a GPU at 1 GHz',
      from: 2356,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm past rivals ends reads, F23a = CS fault & F39 = served while protected & F17 = times out & F07 = any & F02 = deferred until answered & F36 = exit & F01 = session that stays',
      from: 83293,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases frozen frozen, F04 = 40 ms & F20 = runs & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08b = waits & F09b = kept & F14 = firmware hangs & F18b = dead & F23b = CS fault & F33 = also at entry & F35 = ends the session & F36 = exit & F38 = raised at once & F39 = served while protected & a GPU at 1 GHz',
      from: 3568,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases together faults sleeps, F01 = acknowledged and ignored & F17 = times out & F18a = one-shot & F18b = dead',
      from: 461,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in turn of ends, F32 = stalls until unlocked & F36 = exit & F06 = user doorbell & F21 = event while protected & F13a = between ack and PROTM_ACTIVE & F31 = yes & F33 = also at entry & F35 = ends the session',
      from: 1,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases cool beside nested together frozen rogue sleeps, F14 = progress lost & F39 = served while protected & F23b = CS fault & F15 = lost & F01 = session that stays & F13a = between ack and PROTM_ACTIVE & F17 = times out & F18b = dead & F33 = also at entry & F35 = ends the session & F36 = exit & F20 = runs & F25 = fault & F21 = event while protected & F32 = stalls until unlocked & F06 = CS doorbell & F08b = waits & F08d = waits & F16 = completes & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F34 = paused & F37 = for the owner & F38 = raised at once & F02 = deferred until answered & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm echoes plain kept, F08d = waits & F38 = raised at once & F01 = never acknowledged & F18b = dead & F06 = global doorbell & F10 = until the switch & F30 = EXIT first & F35 = ends the session',
      from: 54691,
    },
    {
      strategy: 'mixture; choice 1 = completes',
      program:
        'asks in phases lockedAt clocks wakes pulled, F17 = times out & F20 = runs & F39 = served while protected & F32 = stalls until unlocked & F04 = 400 ms & F16 = any & a GPU at 1 GHz',
      from: 746,
    },
    {
      strategy: 'run to completion; choice 4 = never',
      program:
        'asks in phases clock rogue ends reads clock plain, F14 = firmware hangs & F34 = paused & F35 = ends the session & F04 = any & F05 = EXIT, bit 7, ack & F15 = lost & F18a = one-shot & F18b = dead & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F38 = raised at once & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture; choice 1 = completes',
      program:
        'asks in phases nested lockedAt, F07 = 50 ms & F32 = stalls until unlocked & F23b = CS fault & F08b = waits & F04 = 40 ms & F16 = any',
      from: 2,
    },
    {
      strategy: 'run to completion; choice 2 = 50 ms; choice 5 = 50 ms; choice 6 = 50 ms',
      program:
        'asks in phases clocks nested cutFault plain, F08b = waits & F05 = EXIT, bit 7, ack & F33 = also at entry & F23c = session that exits at once & F34 = paused & F21 = event while protected & F23a = CS fault & F25 = fault & F09b = kept & F16 = completes & F08d = waits & F36 = exit & F31 = yes & F09a = re-initialised & F23b = CS fault & F30 = EXIT first & F15 = lost & F06 = global doorbell & F18a = one-shot & F38 = raised at once & F13a = between ack and PROTM_ACTIVE & F35 = ends the session & F20 = runs & F18b = dead & F07 = any & F04 = 400 ms & F22 = unserved doorbells are lost & F37 = for the owner & F10 = until the switch & F26 = protected fault',
      from: 1,
    },
    {
      strategy: 'mixture; choice 1 = never',
      program:
        'asks in phases cool together plain waits frozen sleeps frozen, F07 = any & F39 = served while protected & F32 = stalls until unlocked & F36 = exit & F17 = times out & F35 = ends the session & F25 = fault & F21 = event while protected & F06 = CS doorbell & F08b = waits & F16 = completes & F18b = dead & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F31 = yes & F37 = for the owner & F38 = raised at once & F01 = session that stays & F02 = deferred until answered & F15 = lost & F04 = 0 us & F08c = raised again & F30 = EXIT first & F23a = CS fault & a GPU at 1 GHz',
      from: 36552,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases reads waits plain loose empty plain rogue rivals clock, F12 = the acknowledged one & F23c = session that exits at once & F14 = firmware hangs & F01 = session that stays & F34 = paused & F36 = exit & F30 = EXIT first & F31 = yes & F13a = between ack and PROTM_ACTIVE & F23b = CS fault & F23a = CS fault & F18a = one-shot & F06 = CS doorbell & F07 = any & F09a = re-initialised & F18b = dead & F22 = unserved doorbells are lost & F10 = until the switch & F38 = raised at once & F33 = also at entry & F04 = any & F25 = fault & F05 = EXIT, bit 7, ack & F26 = protected fault & F08b = waits & F21 = event while protected & F20 = runs & F35 = ends the session & F08d = waits & F09b = kept & F15 = lost',
      from: 765,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases tepid waits loose ends, F01 = acknowledged and ignored & F36 = exit & F04 = 0 us & F05 = EXIT, bit 7, ack & F12 = the acknowledged one & F15 = lost & F23b = CS fault & F23c = session that exits at once & F33 = also at entry',
      from: 3356,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of regions, F02 = deferred until answered & F04 = 40 ms & F07 = 50 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F27 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
      from: 1,
    },
    {
      strategy: 'mixture',
      program: 'asks in phases waits nested, F23b = CS fault & F36 = exit',
      from: 255,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases waits, F36 = exit & F37 = for the owner & F04 = 40 ms & F07 = 300 ms & F08b = waits & F13a = between ack and PROTM_ACTIVE & F23b = CS fault & F38 = raised at once',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases nested empty rivals loose together together, F23c = session that exits at once & F38 = raised at once & F23b = CS fault & F39 = served while protected & F06 = global doorbell & F15 = lost & F07 = 50 ms & F01 = session that stays & F02 = deferred until answered',
      from: 440,
    },
    {
      strategy: 'run to completion; choice 1 = never',
      program: 'asks in phases plain empty grows waits waits plain, F02 = never acknowledged & F07 = any',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm cut plain nested fails reads waits, F15 = lost & F22 = unserved doorbells are lost & F33 = also at entry & F20 = runs & F37 = for the owner & F35 = ends the session & F07 = 50 ms & F08b = waits & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F26 = protected fault & F02 = never acknowledged & F04 = any & F38 = raised at once & F21 = event while protected & F23b = CS fault & F39 = served while protected & F06 = global doorbell & F01 = session that stays & F32 = stalls until unlocked & F05 = EXIT, bit 7, ack & F08d = waits & F18a = one-shot & F14 = firmware hangs & F36 = exit',
      from: 90820,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases empty reads empty grows, F21 = event while protected & F23c = session that exits at once & F02 = never acknowledged & F04 = 0 us & F06 = CS doorbell & F07 = 50 ms & F08b = waits & F09a = re-initialised & F10 = until the switch & F18a = one-shot & F26 = protected fault & F30 = EXIT first & F34 = paused & F36 = exit & F39 = served while protected',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks of power, F02 = never acknowledged & F32 = stalls until unlocked & F18b = dead & F37 = for the owner & F05 = EXIT, bit 7, ack & F06 = user doorbell & F12 = the acknowledged one & F15 = lost & F19 = never acknowledged & F38 = raised at once',
      from: 344,
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
        'asks in phases clocks grows frozen waits loose together sleeps, F20 = runs & F36 = exit & F26 = protected fault & F38 = raised at once & F07 = 50 ms & F25 = fault & F04 = 0 us & F39 = served while protected & F18a = one-shot & F06 = global doorbell & a GPU at 1 GHz',
      from: 772,
    },
    {
      strategy: 'run to completion',
      program:
        'asks of regions, F04 = 40 ms & F23a = CS fault & F05 = EXIT, bit 7, ack & F08c = raised again',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks of clocks, F08d = waits & F34 = paused & F06 = global doorbell & F23a = CS fault & F02 = deferred until answered & F04 = 40 ms & F05 = EXIT, bit 7, ack & F08c = raised again & F09a = re-initialised & F09b = kept & F17 = times out & F18b = dead & F19 = never acknowledged & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F35 = ends the session & F36 = exit & F38 = raised at once & a GPU at 1 GHz',
      from: 233,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases clock clocks unplugs, F17 = times out & F34 = paused & F06 = CS doorbell & F07 = 300 ms & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F20 = runs & F21 = event while protected & F35 = ends the session & F39 = served while protected & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases sleeps twins locks, F07 = 300 ms & F32 = stalls until unlocked & F39 = served while protected & F31 = yes',
      from: 2423,
    },
    {
      strategy: 'mixture',
      program:
        'asks of faults, F07 = never & F22 = unserved doorbells are lost & F01 = acknowledged and ignored & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F08b = waits & F08c = raised again & F08d = waits & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23b = CS fault & F25 = fault & F30 = EXIT first & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner',
      from: 278,
    },
    {
      strategy: 'mixture; choice 3 = never',
      program: 'asks in phases beside plain, F07 = any & F15 = lost',
      from: 4770,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases sleeps twins locks, F07 = never & F32 = stalls until unlocked & F39 = served while protected & F31 = yes',
      from: 2423,
    },
    {
      strategy: 'run to completion; choice 2 = never',
      program:
        'asks in phases clock sleeps rivals plain, F01 = acknowledged and ignored & F07 = any & F39 = served while protected',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 2 = never',
      program:
        'asks in phases empty warm waits loose clock plain, F01 = never acknowledged & F04 = any & F02 = deferred until answered & F07 = 50 ms & F09b = kept & F14 = progress lost & F16 = completes & F18b = dead & F26 = protected fault & F32 = stalls until unlocked',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases together faults sleeps, F01 = never acknowledged & F17 = times out & F38 = raised at once & F18a = one-shot & F18b = dead',
      from: 947,
    },
    {
      strategy: 'run to completion; choice 2 = never',
      program:
        'asks in phases clock sleeps frozen cutFault plain, F04 = any & F39 = served while protected & F01 = acknowledged and ignored & F18b = dead',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases past clock past, F02 = never acknowledged & F23a = CS fault & F01 = acknowledged and ignored & F04 = 400 ms & F22 = unserved doorbells are lost & F33 = also at entry & F37 = for the owner',
      from: 1414,
    },
    {
      strategy: 'mixture',
      program:
        'asks in turn of clocks, F06 = user doorbell & F34 = paused & F20 = runs & F23b = CS fault & F08c = raised again & F09b = kept & F17 = times out & F23c = session that exits at once & F25 = fault & F38 = raised at once & a GPU at 1 GHz',
      from: 165,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases nested clock plain past, F23b = CS fault & F34 = paused & F10 = until the switch & F18a = one-shot & F23a = CS fault & F25 = fault & F31 = yes & F35 = ends the session & a GPU at 1 GHz',
      from: 4385,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases together beside, F01 = never acknowledged & F10 = until the switch & F02 = never acknowledged & F12 = the acknowledged one & F16 = completes & F23a = CS fault & F30 = EXIT first & F31 = yes',
      from: 2176,
    },
    {
      strategy: 'run to completion; choice 2 = never',
      program:
        'asks in phases clock past reads locks plain, F04 = any & F32 = stalls until unlocked & F23a = CS fault & F01 = session that stays & F02 = never acknowledged & F06 = user doorbell & F07 = 50 ms & F08d = waits & F17 = times out & F21 = event while protected & F36 = exit',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 3 = never',
      program:
        'asks in phases plain beside tepid rivals plain, F02 = never acknowledged & F04 = any & F37 = for the owner',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 4 = never',
      program: 'asks in phases frozen twins plain, F04 = any & F20 = runs & a GPU at 1 GHz',
      from: 1,
    },
    {
      strategy: 'run to completion; choice 3 = never',
      program:
        'asks in phases together nested locks plain, F04 = any & F32 = stalls until unlocked & F38 = raised at once',
      from: 1,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases together empty faults sleeps, F23c = session that exits at once & F38 = raised at once & F01 = never acknowledged',
      from: 2356,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases clock empty, F23c = session that exits at once & F34 = paused & F01 = session that stays & F15 = lost & F18b = dead & F23a = CS fault & F26 = protected fault & F39 = served while protected & a GPU at 1 GHz',
      from: 4388,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases together sleeps frozen waits, F20 = runs & F36 = exit & F02 = never acknowledged & F06 = CS doorbell & F14 = firmware hangs & F23b = CS fault & F23c = session that exits at once & F35 = ends the session & F38 = raised at once & a GPU at 1 GHz',
      from: 272,
    },
    {
      strategy: 'mixture',
      program: 'asks in phases twins beside, F01 = never acknowledged & F32 = stalls until unlocked',
      from: 3693,
    },
    {
      strategy: 'mixture; choice 3 = 400 ms',
      program:
        'asks in phases warm together sleeps frozen waits clock plain, F02 = never acknowledged & F04 = any & F23c = session that exits at once & a GPU at 1 GHz',
      from: 24707,
    },
    {
      strategy: 'mixture; choice 4 = 300 ms',
      program: 'asks in phases rivals cut, F02 = deferred until answered & F07 = any',
      from: 15949,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases locks past twins, F23a = CS fault & F32 = stalls until unlocked & F01 = session that stays',
      from: 85580,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases cool locks together, F32 = stalls until unlocked & F35 = ends the session & F23c = session that exits at once',
      from: 1533,
    },
    {
      strategy: 'random walk 0.5',
      program: 'asks in phases rings, F15 = lost & F22 = unserved doorbells are lost & F30 = EXIT first',
      from: 6,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases plain sleeps, F01 = never acknowledged & F39 = served while protected & F10 = until the switch & F21 = event while protected & F33 = also at entry',
      from: 37398,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases plain sleeps, F01 = acknowledged and ignored & F39 = served while protected & F10 = until the switch & F21 = event while protected & F33 = also at entry',
      from: 2860,
    },
    {
      strategy: 'mixture',
      program: 'asks of power, F02 = deferred until answered & F32 = stalls until unlocked & F04 = 0 us',
      from: 168,
    },
    {
      strategy: 'mixture',
      program:
        'asks of waits, F07 = 300 ms & F38 = raised at once & F18b = dead & F01 = acknowledged and ignored & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F17 = times out & F18a = one-shot & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F33 = also at entry & F35 = ends the session & F36 = exit & F39 = served while protected',
      from: 604,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases past together, F23a = CS fault & F38 = raised at once & F01 = never acknowledged & F18a = one-shot & F19 = never acknowledged & F26 = protected fault & F35 = ends the session',
      from: 4414,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases empty waits nested saved plain, F23c = session that exits at once & F32 = stalls until unlocked',
      from: 128,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases together beside, F32 = stalls until unlocked & F38 = raised at once & F31 = yes & F10 = until the switch & F07 = 50 ms',
      from: 37055,
    },
    {
      strategy: 'mixture',
      program: 'asks of strangers, F09b = kept & F32 = stalls until unlocked & F36 = exit',
      from: 168,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm cut plain nested fails reads waits, F18a = one-shot & F32 = stalls until unlocked & F01 = acknowledged and ignored & F17 = times out & F06 = CS doorbell & F15 = lost & F22 = unserved doorbells are lost & F33 = also at entry & F20 = runs & F37 = for the owner & F35 = ends the session & F07 = 50 ms & F08b = waits & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F26 = protected fault & F02 = never acknowledged & F04 = any & F38 = raised at once & F21 = event while protected & F23b = CS fault & F39 = served while protected & F05 = EXIT, bit 7, ack & F08d = waits & F14 = firmware hangs & F36 = exit',
      from: 90820,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases lockedAt saved together beside, F18a = one-shot & F32 = stalls until unlocked & F38 = raised at once & F10 = until the switch & F07 = 50 ms',
      from: 37055,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases warm clocks beside, F32 = stalls until unlocked & F34 = paused & a GPU at 1 GHz',
      from: 40027,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases lockedAt saved together beside, F18b = dead & F32 = stalls until unlocked & F07 = 50 ms',
      from: 37055,
    },
    {
      strategy: 'mixture',
      program:
        'asks in phases lockedAt warm loose, F26 = protected fault & F32 = stalls until unlocked & F04 = 40 ms & F07 = 50 ms & F17 = times out & F23c = session that exits at once & F37 = for the owner & F39 = served while protected',
      from: 3742,
    },
    {
      strategy: 'run to completion',
      program:
        'asks in phases clocks lockedAt overtaken, F20 = runs & F32 = stalls until unlocked & F01 = session that stays & F05 = EXIT, bit 7, ack & F07 = 50 ms & F09b = kept & F18a = one-shot & F25 = fault & a GPU at 1 GHz',
      from: 1,
    },
  ],
};

/** More of them for the deep search, which come to such pairs another way. */
export const deepRows: readonly AskingCell[] = [
  {
    strategy: 'run to completion',
    program:
      'asks in phases empty reads empty grows, F21 = event while protected & F23c = session that exits at once & F02 = never acknowledged & F04 = 0 us & F06 = CS doorbell & F07 = 50 ms & F08b = waits & F09a = re-initialised & F10 = until the switch & F18a = one-shot & F26 = protected fault & F30 = EXIT first & F34 = paused & F36 = exit & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F04 = 40 ms & F12 = the acknowledged one & F30 = EXIT first & F01 = acknowledged and ignored & F02 = deferred until answered & F06 = user doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F16 = any & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F32 = stalls until unlocked & F35 = ends the session & F38 = raised at once',
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
      'asks of strangers, F01 = never acknowledged & F02 = never acknowledged & F04 = 40 ms & F06 = global doorbell & F08b = waits & F08c = raised again & F08d = waits & F13a = between ack and PROTM_ACTIVE & F16 = completes & F18a = one-shot & F19 = never acknowledged & F21 = event while protected & F26 = protected fault & F33 = also at entry & F34 = paused & F35 = ends the session & F39 = served while protected',
    from: 233,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F04 = 400 ms & F12 = the acknowledged one & F14 = firmware hangs & F30 = EXIT first & F01 = acknowledged and ignored & F02 = deferred until answered & F06 = user doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F16 = any & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F32 = stalls until unlocked & F35 = ends the session & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases grows beside clocks, F15 = lost & F21 = event while protected & F04 = 0 us & F08b = waits & F09a = re-initialised & F31 = yes & F34 = paused',
    from: 4444,
  },
  {
    strategy: 'mixture',
    program:
      'asks of clocks, F05 = EXIT, bit 7, ack & F17 = times out & F06 = global doorbell & F23a = CS fault & F02 = deferred until answered & F04 = 40 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F18b = dead & F19 = never acknowledged & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F36 = exit & F38 = raised at once & a GPU at 1 GHz',
    from: 271,
  },
  {
    strategy: 'run to completion; choice 3 = never; choice 6 = 300 ms; choice 7 = 50 ms',
    program:
      'asks in phases fails twins waits loose plain, F10 = until the switch & F18a = one-shot & F37 = for the owner & F36 = exit & F21 = event while protected & F34 = paused & F33 = also at entry & F18b = dead & F23c = session that exits at once & F31 = yes & F09a = re-initialised & F25 = fault & F04 = any & F08d = waits & F06 = CS doorbell & F22 = unserved doorbells are lost & F07 = 50 ms & F05 = EXIT, bit 7, ack & F09b = kept & F23b = CS fault & F16 = completes & F13a = between ack and PROTM_ACTIVE & F35 = ends the session & F20 = runs & F38 = raised at once & F15 = lost & F08b = waits & F26 = protected fault & F23a = CS fault & F30 = EXIT first',
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
    strategy: 'run to completion; choice 4 = never; choice 7 = 50 ms; choice 8 = 400 ms',
    program:
      'asks in phases cutFault beside loose empty, F26 = protected fault & F23a = CS fault & F04 = any & F18b = dead & F25 = fault & F21 = event while protected & F34 = paused & F37 = for the owner & F08b = waits & F16 = completes & F06 = global doorbell & F09b = kept & F36 = exit & F23c = session that exits at once & F08d = waits & F15 = lost & F13a = between ack and PROTM_ACTIVE & F33 = also at entry & F30 = EXIT first & F18a = one-shot & F09a = re-initialised & F07 = 300 ms & F23b = CS fault & F31 = yes & F10 = until the switch & F38 = raised at once & F35 = ends the session & F05 = EXIT, bit 7, ack & F22 = unserved doorbells are lost & F20 = runs',
    from: 1,
  },
  {
    strategy: 'mixture; choice 1 = 400 ms; choice 3 = never; choice 5 = never',
    program:
      'asks in phases past empty clocks past plain, F35 = ends the session & F15 = lost & F07 = any & F18a = one-shot & F04 = any & F13a = between ack and PROTM_ACTIVE & F06 = global doorbell & F31 = yes & F21 = event while protected & F38 = raised at once & F23a = CS fault & F16 = completes & F22 = unserved doorbells are lost & F25 = fault & F20 = runs & F09a = re-initialised & F08d = waits & F05 = EXIT, bit 7, ack & F36 = exit & F23c = session that exits at once & F33 = also at entry & F26 = protected fault & F34 = paused & F09b = kept & F23b = CS fault & F37 = for the owner & F18b = dead & F08b = waits & F30 = EXIT first & F10 = until the switch',
    from: 1077,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F34 = paused & F37 = for the owner & F01 = acknowledged and ignored & F02 = deferred until answered & F04 = 40 ms & F06 = user doorbell & F07 = any & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = completes & F17 = times out & F18a = one-shot & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 4 = never',
    program:
      'asks in phases clock plain, F07 = any & F34 = paused & F04 = 400 ms & F06 = global doorbell & F08b = waits & F14 = firmware hangs & F20 = runs & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases past clock past, F02 = never acknowledged & F23a = CS fault & F01 = acknowledged and ignored & F04 = 400 ms & F22 = unserved doorbells are lost & F33 = also at entry & F37 = for the owner',
    from: 1414,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases twins beside, F15 = lost & F38 = raised at once & F05 = EXIT, bit 7, ack & F13a = between ack and PROTM_ACTIVE & F17 = times out & F23a = CS fault & F30 = EXIT first & F32 = stalls until unlocked',
    from: 3693,
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
      'asks of regions, F04 = 0 us & F34 = paused & F01 = session that stays & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F06 = global doorbell & F08b = waits & F08c = raised again & F16 = any & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23c = session that exits at once & F26 = protected fault & F30 = EXIT first & F33 = also at entry & F35 = ends the session & F36 = exit & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F04 = 400 ms & F21 = event while protected & F23b = CS fault & F36 = exit & F02 = deferred until answered & F08d = waits & F09b = kept & F18b = dead & F20 = runs & F33 = also at entry & F35 = ends the session & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F06 = user doorbell & F14 = firmware hangs & F09b = kept & F22 = unserved doorbells are lost & F26 = protected fault & F05 = EXIT, bit 7, ack & F08c = raised again & F08d = waits & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F15 = lost & F23a = CS fault',
    from: 168,
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
      'asks of regions, F04 = 400 ms & F35 = ends the session & F07 = 50 ms & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F08c = raised again & F09b = kept & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F18a = one-shot & F19 = never acknowledged & F21 = event while protected & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F36 = exit & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F02 = deferred until answered & F04 = any & F05 = EXIT, bit 7, ack & F07 = 300 ms & F09a = re-initialised & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = completes & F17 = times out & F18b = dead & F23a = CS fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
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
      'asks of strangers, F01 = session that stays & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F17 = times out & F18a = one-shot & F19 = never acknowledged & F20 = runs & F23a = CS fault & F23c = session that exits at once & F26 = protected fault & F35 = ends the session & F36 = exit & F38 = raised at once',
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
      'asks in turn of sessions, F23a = CS fault & F23c = session that exits at once & F01 = never acknowledged & F02 = deferred until answered & F04 = any & F06 = CS doorbell & F07 = any & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = completes & F17 = times out & F21 = event while protected & F22 = unserved doorbells are lost & F23b = CS fault & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F36 = exit & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases waits reads cutFault empty waits plain, F13a = between ack and PROTM_ACTIVE & F15 = lost & F35 = ends the session & F31 = yes & F30 = EXIT first & F06 = global doorbell & F36 = exit & F23b = CS fault & F07 = 50 ms & F25 = fault & F04 = 0 us & F08d = waits & F18a = one-shot & F10 = until the switch & F23a = CS fault & F18b = dead & F26 = protected fault & F05 = EXIT, bit 7, ack & F20 = runs & F09b = kept & F21 = event while protected & F09a = re-initialised & F22 = unserved doorbells are lost & F23c = session that exits at once & F33 = also at entry & F08b = waits & F34 = paused & F38 = raised at once & F16 = completes & F37 = for the owner',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases waits, F36 = exit & F37 = for the owner & F04 = 40 ms & F07 = 300 ms & F08b = waits & F13a = between ack and PROTM_ACTIVE & F23b = CS fault & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases nested clock plain past, F23b = CS fault & F34 = paused & F10 = until the switch & F18a = one-shot & F23a = CS fault & F25 = fault & F31 = yes & F35 = ends the session & a GPU at 1 GHz',
    from: 4385,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases clocks reads nested nested, F02 = never acknowledged & F23b = CS fault & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08d = waits & F12 = the acknowledged one & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F26 = protected fault & F31 = yes & F35 = ends the session & F38 = raised at once',
    from: 549,
  },
  {
    strategy: 'run to completion; choice 1 = never',
    program:
      'asks in phases beside clock empty twins plain, F16 = completes & F34 = paused & F04 = any & F01 = session that stays & F07 = 300 ms & F13a = between ack and PROTM_ACTIVE & F18a = one-shot & F20 = runs & a GPU at 1 GHz',
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
      'asks of faults, F23a = CS fault & F35 = ends the session & F01 = session that stays & F02 = deferred until answered & F04 = 0 us & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F07 = 300 ms & F08b = waits & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = completes & F17 = times out & F20 = runs & F25 = fault & F26 = protected fault & F34 = paused & F36 = exit & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of power, F37 = for the owner & F39 = served while protected & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F06 = user doorbell & F12 = the acknowledged one & F15 = lost & F18a = one-shot & F19 = never acknowledged & F26 = protected fault & F33 = also at entry & F35 = ends the session & F38 = raised at once',
    from: 344,
  },
  {
    strategy: 'mixture; choice 1 = 50 ms; choice 4 = 0 us; choice 7 = 50 ms',
    program:
      'asks in phases past loose grows plain, F25 = fault & F05 = EXIT, bit 7, ack & F23a = CS fault & F23b = CS fault & F06 = CS doorbell & F23c = session that exits at once & F09a = re-initialised & F07 = 50 ms & F16 = completes & F33 = also at entry & F36 = exit & F35 = ends the session & F18b = dead & F09b = kept & F13a = between ack and PROTM_ACTIVE & F31 = yes & F20 = runs & F18a = one-shot & F26 = protected fault & F15 = lost & F04 = any & F22 = unserved doorbells are lost & F37 = for the owner & F30 = EXIT first & F08b = waits & F38 = raised at once & F34 = paused & F08d = waits & F21 = event while protected & F10 = until the switch',
    from: 2733,
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
      'asks of regions, F02 = deferred until answered & F04 = 40 ms & F07 = 50 ms & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23b = CS fault & F23c = session that exits at once & F25 = fault & F26 = protected fault & F27 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner & F39 = served while protected',
    from: 1,
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
      'asks of regions, F23c = session that exits at once & F38 = raised at once & F25 = fault & F02 = deferred until answered & F06 = global doorbell & F08c = raised again & F08d = waits & F09a = re-initialised & F14 = firmware hangs & F33 = also at entry',
    from: 671,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of power, F21 = event while protected & F23c = session that exits at once & F01 = acknowledged and ignored & F02 = never acknowledged & F04 = 0 us & F05 = EXIT, bit 7, ack & F06 = user doorbell & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F15 = lost & F16 = completes & F17 = times out & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F30 = EXIT first & F33 = also at entry & F35 = ends the session & F37 = for the owner & F39 = served while protected',
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
      'asks of strangers, F01 = session that stays & F02 = deferred until answered & F04 = any & F05 = EXIT, bit 7, ack & F06 = CS doorbell & F08c = raised again & F08d = waits & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = any & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F20 = runs & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F38 = raised at once',
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
      'asks of power, F05 = EXIT, bit 7, ack & F07 = never & F01 = acknowledged and ignored & F02 = never acknowledged & F04 = 0 us & F06 = CS doorbell & F08d = waits & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of strangers, F10 = until the switch & F14 = firmware hangs & F12 = the acknowledged one & F16 = completes & F17 = times out & F33 = also at entry & F35 = ends the session & F38 = raised at once & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks of clocks, F18a = one-shot & F34 = paused & F08d = waits & F01 = session that stays & F04 = 40 ms & F05 = EXIT, bit 7, ack & F06 = global doorbell & F08c = raised again & F09a = re-initialised & F09b = kept & F10 = until the switch & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F16 = any & F17 = times out & F18b = dead & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F35 = ends the session & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 115,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases twins waits, F36 = exit & F38 = raised at once & F04 = 400 ms & F06 = CS doorbell & F13a = between ack and PROTM_ACTIVE',
    from: 2254,
  },
  {
    strategy: 'run to completion; choice 5 = never',
    program:
      'asks in phases loose beside fails plain, F16 = completes & F26 = protected fault & F04 = any & F34 = paused',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases saved cutFault beside, F08d = waits & F15 = lost & F18b = dead & F04 = 40 ms & F05 = EXIT, bit 7, ack & F06 = global doorbell & F10 = until the switch & F22 = unserved doorbells are lost & F30 = EXIT first',
    from: 3527,
  },
  {
    strategy: 'run to completion; choice 4 = never',
    program:
      'asks in phases reads beside plain, F16 = completes & F25 = fault & F04 = any & F02 = deferred until answered & F06 = user doorbell & F13a = between ack and PROTM_ACTIVE & F21 = event while protected & F37 = for the owner',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 1 = never',
    program: 'asks in phases plain empty grows waits waits plain, F02 = never acknowledged & F07 = any',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases waits ends, F02 = never acknowledged & F36 = exit & F09a = re-initialised & F09b = kept & F12 = the acknowledged one & F22 = unserved doorbells are lost & F23a = CS fault & F30 = EXIT first & F34 = paused & F35 = ends the session',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 2 = never',
    program: 'asks in phases beside plain plain, F02 = never acknowledged & F16 = completes & F04 = any',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases loose plain empty, F23c = session that exits at once & F26 = protected fault & F02 = never acknowledged & F08b = waits & F12 = the acknowledged one & F23a = CS fault & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases clock waits nested faults saved reads, F01 = session that stays & F36 = exit & F14 = progress lost & F18b = dead & F23a = CS fault & F31 = yes & F34 = paused',
    from: 4451,
  },
  {
    strategy: 'run to completion; choice 3 = never',
    program:
      'asks in phases beside plain, F04 = any & F17 = times out & F08d = waits & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F16 = completes & F18b = dead',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 1 = never',
    program:
      'asks in phases beside loose nested plain, F01 = never acknowledged & F07 = any & F06 = user doorbell & F13a = between ack and PROTM_ACTIVE & F16 = completes & F18b = dead & F23c = session that exits at once & F32 = stalls until unlocked & F35 = ends the session',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases ends, F32 = stalls until unlocked & F35 = ends the session & F01 = session that stays & F04 = 400 ms & F18a = one-shot & F20 = runs & F31 = yes',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases saved empty, F04 = 400 ms & F39 = served while protected & F01 = never acknowledged & F20 = runs & F23c = session that exits at once & F25 = fault & F26 = protected fault',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases empty waits clock saved, F23c = session that exits at once & F34 = paused & F02 = never acknowledged & F07 = 50 ms & F18a = one-shot & F18b = dead & F39 = served while protected & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases clock empty, F23c = session that exits at once & F34 = paused & F01 = session that stays & F15 = lost & F18b = dead & F23a = CS fault & F26 = protected fault & F39 = served while protected & a GPU at 1 GHz',
    from: 4388,
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
      'asks of regions, F04 = 40 ms & F25 = fault & F01 = session that stays & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F07 = never & F08b = waits & F08c = raised again & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F18a = one-shot & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F23b = CS fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once',
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
      'asks of power, F16 = completes & F21 = event while protected & F01 = session that stays & F02 = never acknowledged & F04 = any & F06 = CS doorbell & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F15 = lost & F19 = never acknowledged & F23a = CS fault & F23b = CS fault & F23c = session that exits at once & F26 = protected fault & F36 = exit & F38 = raised at once',
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
      'asks of power, F04 = never & F06 = global doorbell & F01 = session that stays & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F07 = never & F08b = waits & F08c = raised again & F09a = re-initialised & F09b = kept & F14 = firmware hangs & F16 = completes & F19 = never acknowledged & F20 = runs & F21 = event while protected & F22 = unserved doorbells are lost & F23a = CS fault & F23b = CS fault & F25 = fault & F26 = protected fault & F30 = EXIT first & F33 = also at entry & F36 = exit & F38 = raised at once',
    from: 115,
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
    strategy: 'mixture',
    program:
      'asks of strangers, F12 = the acknowledged one & F18a = one-shot & F18b = dead & F35 = ends the session & F04 = 0 us & F05 = EXIT, bit 7, ack & F07 = any & F08c = raised again & F09a = re-initialised & F10 = until the switch & F15 = lost & F16 = completes & F17 = times out & F19 = never acknowledged & F20 = runs & F21 = event while protected & F23a = CS fault & F23c = session that exits at once & F30 = EXIT first & F33 = also at entry & F38 = raised at once',
    from: 180,
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
      'asks of regions, F16 = completes & F21 = event while protected & F04 = 40 ms & F25 = fault & F01 = session that stays & F02 = deferred until answered & F07 = never & F10 = until the switch & F13a = between ack and PROTM_ACTIVE & F22 = unserved doorbells are lost & F33 = also at entry & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once',
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
      'asks of regions, F10 = until the switch & F23a = CS fault & F06 = CS doorbell & F07 = 50 ms & F08c = raised again & F09a = re-initialised & F09b = kept & F14 = progress lost & F19 = never acknowledged & F20 = runs & F23b = CS fault & F25 = fault & F32 = stalls until unlocked',
    from: 701,
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
      'asks of faults, F07 = never & F22 = unserved doorbells are lost & F01 = acknowledged and ignored & F02 = never acknowledged & F05 = EXIT, bit 7, ack & F08b = waits & F08c = raised again & F08d = waits & F09b = kept & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = completes & F17 = times out & F18a = one-shot & F18b = dead & F19 = never acknowledged & F21 = event while protected & F23a = CS fault & F23b = CS fault & F25 = fault & F30 = EXIT first & F33 = also at entry & F34 = paused & F35 = ends the session & F36 = exit & F37 = for the owner',
    from: 278,
  },
  {
    strategy: 'mixture',
    program:
      'asks of strangers, F14 = firmware hangs & F22 = unserved doorbells are lost & F26 = protected fault & F05 = EXIT, bit 7, ack & F08c = raised again & F08d = waits & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F15 = lost & F23a = CS fault',
    from: 168,
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
      'asks of regions, F04 = 0 us & F06 = global doorbell & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F20 = runs & F26 = protected fault & F30 = EXIT first & F31 = yes & F36 = exit & F37 = for the owner & mute firmware',
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
      'asks of regions, F07 = 50 ms & F23a = CS fault & F08b = waits & F08c = raised again & F08d = waits & F14 = progress lost & F15 = lost & F17 = times out & F18b = dead & F19 = never acknowledged & F21 = event while protected & F22 = unserved doorbells are lost & F26 = protected fault & F31 = yes & F39 = served while protected & a GPU at 1 GHz',
    from: 842,
  },
  {
    strategy: 'mixture',
    program: 'asks in turn of clocks, F16 = completes & F23b = CS fault & F01 = session that stays',
    from: 235,
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
      'asks of regions, F01 = never acknowledged & F23a = CS fault & F02 = deferred until answered & F04 = any & F05 = EXIT, bit 7, ack & F07 = 300 ms & F09a = re-initialised & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F14 = firmware hangs & F15 = lost & F16 = completes & F17 = times out & F18b = dead & F26 = protected fault & F30 = EXIT first & F31 = yes & F32 = stalls until unlocked & F33 = also at entry & F36 = exit & F37 = for the owner & F38 = raised at once & F39 = served while protected',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks of regions, F01 = session that stays & F36 = exit & F23a = CS fault & F08c = raised again & F09a = re-initialised & F30 = EXIT first',
    from: 1,
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
    strategy: 'mixture',
    program:
      'asks of clocks, F08d = waits & F34 = paused & F06 = global doorbell & F23a = CS fault & F02 = deferred until answered & F04 = 40 ms & F05 = EXIT, bit 7, ack & F08c = raised again & F09a = re-initialised & F09b = kept & F17 = times out & F18b = dead & F19 = never acknowledged & F22 = unserved doorbells are lost & F23c = session that exits at once & F25 = fault & F30 = EXIT first & F31 = yes & F35 = ends the session & F36 = exit & F38 = raised at once & a GPU at 1 GHz',
    from: 233,
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
    program: 'asks of regions, F02 = never acknowledged & F25 = fault',
    from: 973,
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
    program: 'asks of power, F02 = deferred until answered & F07 = 50 ms',
    from: 1,
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
    strategy: 'run to completion',
    program:
      'asks of strangers, F15 = lost & F21 = event while protected & F04 = 40 ms & F05 = EXIT, bit 7, ack & F06 = user doorbell & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F16 = any & F19 = never acknowledged & F32 = stalls until unlocked & F34 = paused & F35 = ends the session & F37 = for the owner & F38 = raised at once & F39 = served while protected',
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
  {
    strategy: 'mixture',
    program: 'asks in phases ends nested, F23b = CS fault & F35 = ends the session',
    from: 739,
  },
  {
    strategy: 'run to completion',
    program: 'asks in phases waits nested, F23b = CS fault & F36 = exit',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program: 'asks in phases waits empty, F23c = session that exits at once & F36 = exit',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases beside waits, F15 = lost & F36 = exit & F04 = 400 ms & F05 = EXIT, bit 7, ack & F16 = completes & F23b = CS fault & F30 = EXIT first & F31 = yes',
    from: 469,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases grows loose beside, F15 = lost & F26 = protected fault & F04 = 400 ms & F05 = EXIT, bit 7, ack & F31 = yes & F33 = also at entry',
    from: 2733,
  },
  {
    strategy: 'mixture; choice 5 = never',
    program:
      'asks in phases waits beside beside plain, F15 = lost & F16 = completes & F04 = any & F08b = waits & F09b = kept & F13a = between ack and PROTM_ACTIVE & F21 = event while protected & F23a = CS fault & F23b = CS fault & F30 = EXIT first',
    from: 4082,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases grows, F19 = never acknowledged & F33 = also at entry & F01 = session that stays & F02 = never acknowledged & F04 = 0 us & F06 = user doorbell & F07 = 50 ms & F17 = times out & F22 = unserved doorbells are lost & F23c = session that exits at once & F35 = ends the session & F38 = raised at once',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 2 = 50 ms; choice 5 = 50 ms; choice 6 = 50 ms',
    program:
      'asks in phases clocks nested cutFault plain, F08b = waits & F05 = EXIT, bit 7, ack & F33 = also at entry & F23c = session that exits at once & F34 = paused & F21 = event while protected & F23a = CS fault & F25 = fault & F09b = kept & F16 = completes & F08d = waits & F36 = exit & F31 = yes & F09a = re-initialised & F23b = CS fault & F30 = EXIT first & F15 = lost & F06 = global doorbell & F18a = one-shot & F38 = raised at once & F13a = between ack and PROTM_ACTIVE & F35 = ends the session & F20 = runs & F18b = dead & F07 = any & F04 = 400 ms & F22 = unserved doorbells are lost & F37 = for the owner & F10 = until the switch & F26 = protected fault',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks in phases past twins empty, F23a = CS fault & F23c = session that exits at once',
    from: 137,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases ends faults, F12 = the acknowledged one & F18b = dead & F06 = CS doorbell & F08b = waits & F14 = progress lost & F25 = fault & F31 = yes & F34 = paused',
    from: 1617,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases faults past, F18b = dead & F23a = CS fault & F06 = user doorbell & F09a = re-initialised & F12 = the acknowledged one & F13a = between ack and PROTM_ACTIVE & F22 = unserved doorbells are lost & F26 = protected fault & F36 = exit & F37 = for the owner',
    from: 3490,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases empty, F12 = the acknowledged one & F23c = session that exits at once & F08b = waits & F09a = re-initialised & F13a = between ack and PROTM_ACTIVE & F14 = progress lost & F17 = times out & F18b = dead & F19 = never acknowledged & F33 = also at entry & F35 = ends the session & F36 = exit',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 2 = never',
    program: 'asks in phases beside empty plain, F16 = completes & F37 = for the owner & F04 = any',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases waits, F02 = never acknowledged & F36 = exit & F07 = 50 ms & F23b = CS fault & F30 = EXIT first & F33 = also at entry',
    from: 3782,
  },
  {
    strategy: 'mixture',
    program: 'asks in phases nested reads faults beside, F15 = lost & F25 = fault',
    from: 4286,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases beside empty, F06 = user doorbell & F23c = session that exits at once & F01 = session that stays & F09b = kept & F37 = for the owner',
    from: 1210,
  },
  {
    strategy: 'run to completion',
    program: 'asks in phases past beside, F13a = between ack and PROTM_ACTIVE & F23a = CS fault',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases fails empty, F21 = event while protected & F23c = session that exits at once & F14 = progress lost & F17 = times out & F18b = dead & F22 = unserved doorbells are lost & F26 = protected fault & F35 = ends the session & F38 = raised at once',
    from: 3386,
  },
  {
    strategy: 'mixture',
    program: 'asks in phases twins clock, F02 = never acknowledged & F34 = paused & a GPU at 1 GHz',
    from: 2648,
  },
  {
    strategy: 'run to completion; choice 4 = never',
    program:
      'asks in phases clock reads clock plain, F04 = any & F34 = paused & F05 = EXIT, bit 7, ack & F14 = progress lost & F15 = lost & F18a = one-shot & F18b = dead & F19 = never acknowledged & F22 = unserved doorbells are lost & F23a = CS fault & F38 = raised at once & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases nested, F02 = deferred until answered & F19 = never acknowledged & F01 = session that stays & F06 = user doorbell & F07 = 50 ms & F08d = waits & F18b = dead & F23a = CS fault & F33 = also at entry & F38 = raised at once',
    from: 1920,
  },
  {
    strategy: 'run to completion',
    program: 'asks in phases loose beside, F06 = CS doorbell & F26 = protected fault',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program: 'asks in phases clock, F07 = 50 ms & F34 = paused & a GPU at 1 GHz',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 3 = never',
    program:
      'asks in phases cutFault fails cut plain, F07 = any & F12 = the acknowledged one & F08b = waits & F21 = event while protected',
    from: 1,
  },
  {
    strategy: 'run to completion; choice 2 = never',
    program:
      'asks in phases twins beside twins clock plain, F16 = completes & F34 = paused & F04 = any & F02 = deferred until answered & F07 = 50 ms & F08b = waits & F09a = re-initialised & F14 = progress lost & F23a = CS fault & F23b = CS fault',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program: 'asks in phases past, F04 = 400 ms & F23a = CS fault',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks in phases empty beside, F15 = lost & F23c = session that exits at once',
    from: 4987,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases past ends twins nested past, F35 = ends the session & F38 = raised at once & F02 = never acknowledged & F06 = CS doorbell & F07 = 50 ms & F10 = until the switch & F17 = times out & F19 = never acknowledged & F21 = event while protected & F23b = CS fault & F26 = protected fault & F33 = also at entry',
    from: 1,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases waits waits, F32 = stalls until unlocked & F37 = for the owner & F01 = session that stays & F02 = deferred until answered & F10 = until the switch & F16 = completes & F25 = fault & F26 = protected fault & F33 = also at entry',
    from: 1,
  },
  {
    strategy: 'mixture',
    program: 'asks in phases ends loose, F26 = protected fault & F35 = ends the session',
    from: 1101,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases reads clock, F25 = fault & F34 = paused & F02 = deferred until answered & F16 = completes & F18a = one-shot & F38 = raised at once & a GPU at 1 GHz',
    from: 1865,
  },
  {
    strategy: 'mixture',
    program: 'asks in phases beside nested, F15 = lost & F23b = CS fault',
    from: 4226,
  },
  {
    strategy: 'run to completion',
    program:
      'asks in phases nested clock, F01 = never acknowledged & F23b = CS fault & F02 = deferred until answered & F05 = EXIT, bit 7, ack & F37 = for the owner',
    from: 1,
  },
  {
    strategy: 'mixture; choice 3 = never',
    program: 'asks in phases beside plain, F07 = any & F15 = lost',
    from: 4770,
  },
  {
    strategy: 'mixture',
    program:
      'asks in phases waits beside reads, F15 = lost & F25 = fault & F06 = user doorbell & F26 = protected fault & F33 = also at entry',
    from: 4807,
  },
];
