/**
 * Clauses of rules of the rulebook that this model states in part, each with what is left out of it and why. A rule that is
 * not stated at all is in `notStated` (`rules/catalogue.ts`), one of liveness only in `onlyInTheEnd`.
 */
export const clausesLeftOut = {
  'ENTER-GATE': 'that its VM has an address space: these are not in this state',
  OWNER:
    'that it is a live group: a process may destroy the group of a session, which ends in its own time; that its memory stays until then is REF-SAFE',
  'ACK-COPY':
    'the value that is written: req and ack are one fact here, equal or not, so that a stale value can not be told from a fresh one',
  'ENTER-CONFIRMED':
    'AS commands other than the lock of a region: what binding, faults and flushes issue is judged on runs',
  'NO-MMU-IN-ENTRY':
    'AS commands other than those of a VM operation, and the patience of who issues one that stalls: there are no address spaces and no times below a tick period here',
  'PROT-MEM-ONLY':
    'where protected firmware sections lie and what firmware writes: a section is in place or it is not',
  'NO-CPU-MAP':
    'kernel mappings, dumps, and sections that the CPU must fill first (F27): content is in the simulator only',
  'NO-GPU-MAP': 'TLBs of other address spaces: only the binding in a VM is here',
  'NO-HANDLE': 'mmap offsets and foreign attachments: a handle and an exported buffer stand for all of them',
  'SAVE-BUF': 'that the buffer is large enough: sizes are in the simulator only',
  'FE-a':
    'T in milliseconds: all bounds of FAIR-EXIT are counted in tick periods, of which the games find the smallest',
  SERVED: 'that who is killed is told: what user space sees is in the simulator only',
  TIMELY: 'when the tick starts: locks of the kernel are in the simulator only',
  'IDLE-TRUTH':
    'kicks: a stream here is read by whoever runs it, so that work which is submitted is the kick',
  'NO-STALE-PENDING':
    "that it is never taken for another group's: slots are alike here and keep nothing of who left them",
  'REF-SAFE': 'work items and lists: here only the owner refers to a group',
  'INNOCENT-SAFE': 'job clocks: a stream here may take as long as it likes',
  BLAME: 'what user space is told: here the cause that a group is killed for',
  'PING-SAFE':
    "the ping limit: what is left of it, that the watchdog throws no session out, is NO-THRASH, which has no reason for the watchdog's PING",
  'HEAP-REF': 'the pool, and memory that stops being protected: a page is protected for its life here',
} as const;

/**
 * Choices of part F that the model does not carry, each with the reason. `F04` and `F07` are carried as far as something
 * never completes (`F04F07`).
 */
export const choicesLeftOut = {
  F01: 'no ENTER is sent without an acknowledged CS, or one that waits (ENTER-GATE)',
  F02: 'no ENTER is sent before EXIT is answered and bit 7 clear (NO-OVERLAP)',
  F03: 'nothing is raised twice before it is answered: a CS asks once for a region, and EXIT is answered before ENTER (NO-OVERLAP)',
  F04: 'how long it takes: whatever is answered may be answered at any time; that it never is, is F04F07',
  F06: 'doorbells leave no trace in this state, so that an exit which one forces would have no cause; judged on runs',
  F07: 'how long it takes, as F04',
  F08c: 'nothing is acknowledged after ENTER (ACK-BEFORE)',
  F09a: 'what is unanswered goes with the unbind (EVENT-ONCE), so that START finds nothing to keep',
  F09b: 'a reset is one step that leaves no request (RESET-CLEAN): how the driver comes by that is judged on runs',
  F10: 'nothing is acknowledged after ENTER (ACK-BEFORE), so that it is the same when acknowledgements are sampled',
  F11: 'only the stress answer differs; under the other one the rest of the owner stands still (FROZEN)',
  F13a: 'a CSG may be saved at any moment between the sample and bit 7, so that both answers are in every run',
  F13b: 'caches are not in this state',
  F14: 'no region runs without a mapped buffer (ENTER-GATE, SAVE-BUF)',
  F15: 'a stream is read by whoever runs it: doorbells leave no trace in this state',
  F16: 'no region is locked in an entry or a session (NO-MMU-IN-ENTRY); other AS commands are not in this state',
  F17: 'caches are not in this state',
  F18a: 'PROTM_FAULT is masked in the step that handles it, and a reset follows, so that it does not come again',
  F19: 'no ENTER is sent without the section (ENTER-GATE)',
  F20: 'the progress timers of the firmware are not in this state',
  F21: 'a command neither faults nor runs out of memory here; PROTM_FAULT is the fault of a session',
  F22: 'the fast reset inside an exit leaves no trace: neither doorbells nor RAWSTAT are in this state',
  F23a: 'streams are words of N and P: a region ends within its job',
  F23b: 'streams are words of N and P: a region holds no other',
  F23c: 'streams are words of N and P: a region has a command',
  F24: 'a command does not fault, and who is to be terminated can not run, so that no ENTER is sent for it',
  F25: 'accesses to memory are not in this state',
  F26: 'a command is over when it is over (see NO-LEAK-WRITE)',
  F27: 'what a section holds is not in this state',
  F28: 'only the stress answer differs: a page of the heap is protected memory here',
  F29: 'only the stress answer differs: a reset ends protected mode here',
  F31: 'what of the owner was not let in stands still either way; where its own CSG is restored too it goes on later, as it may here',
  F32: 'no region is locked at an entry (NO-MMU-IN-ENTRY)',
  F33: 'what the words say of a CS that waits stays true until the exit, and the driver makes use of it only then',
  F34: 'the progress timers of the firmware are not in this state',
  F36: 'waits for sync objects are not in this state; that an owner holds its progress back is a pace of the games',
  F37: 'a group is classed idle by a report taken out of protected mode (driver.reportIdle): the event itself leaves no trace',
  F39: 'HALT is sent out of protected mode only (SUSPEND-EXIT); other global requests leave no trace in this state',
} as const;
