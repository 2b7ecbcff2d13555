/** What a fix of the reference is to the authors of the series, beside what it changes and what forces it. */
export interface Advice {
  /** What goes wrong in the posted series, in a sentence or two. */
  readonly why: string;
  /** How the production driver kbase r51 solves it, and where docs/protocol.md says so; null: nothing is known. */
  readonly production: { readonly says: string; readonly cite: string } | null;
}

/** By the name of the fix, in the order in which they are stacked. */
export const adviceOf: Readonly<Record<string, Advice>> = {
  'enter-gate': {
    why: 'Every tick that has a candidate sends PROTM_ENTER, whether it asked or not, and acknowledgements are given before it is certain that an entry follows. Decide first, acknowledge in the same step as ENTER, and read CS_STATUS_WAIT bit 29 for requests that firmware does not raise again.',
    production: {
      says: 'enters only for a group on a running slot that has an address space and protected pages, after it really acknowledged at least one CS, all under one lock',
      cite: 'C.5',
    },
  },
  'exit-answered': {
    why: 'A tick may send ENTER while the exit of the session before is still under way, or raised and not answered. Wait for all of it, in whatever order firmware shows it: bit 7 clear, EXIT raised, the PING acknowledged, and ring again for a PING whose doorbell an exit under way took along. Then look once more whether a reset is due.',
    production: {
      says: 'enters only with no owner and not protected, and a forced exit waits until the EXIT interrupt has cleared the owner',
      cite: 'C.5, C.7',
    },
  },
  'owner-truth': {
    why: 'active_group is set without an entry and protected_mode also after a failed one; the group is not referenced. Set both with ENTER, hold a reference, and clear them when EXIT is answered or a reset takes over.',
    production: {
      says: 'sets the owner together with the ENTER request under the interrupt lock, and clears it on EXIT, removal of the group and reset',
      cite: 'C.1, C.5',
    },
  },
  'keep-session': {
    why: 'The first thing a tick does is STATUS_UPDATE to every slot, which throws the session out; the same group asks again, enters and is thrown out by the next tick. Touch no slot while the owner is still first.',
    production: {
      says: 'touches nothing while the owner is the top group, and only looks at how long the session has lasted',
      cite: 'C.6',
    },
  },
  'quiet-session': {
    why: 'Whether a doorbell ends a session is open (F06). Hold doorbells back while there is an owner and ring them all after it; give those rung just before ENTER time to be served.',
    production: {
      says: 'sends no periodic PING, STATUS_UPDATE or configuration with an owner, but rings CSG doorbells for queues that start and for answers to faults',
      cite: 'B.5',
    },
  },
  'fair-exit': {
    why: 'Nothing bounds a session: whoever waits in normal mode runs into its own job timeout. Bound it below the job clock, end it for whoever ranks higher or is due, and let those who waited run before the next entry.',
    production: {
      says: 'ends a session when another group becomes top, by rotation with every tick or by a tock, and at the progress timeout',
      cite: 'C.6',
    },
  },
  'pending-hygiene': {
    why: 'protm_pending_queues outlives the slot, eviction and reset, so that an entry follows for a request that no longer stands; an unanswered event is left in the slot for the next group. Forget and answer both at unbind.',
    production: {
      says: 'clears the bit at queue unbind and at any attempt to acknowledge, and drops requests whose bits are equal without entering',
      cite: 'C.2, C.8',
    },
  },
  'undeclared-use': {
    why: 'A request of a group without a protected suspend buffer is neither refused nor served: it comes back with every interrupt until the job times out. Kill the group at once.',
    production: {
      says: 'has no flag: it allocates protected pages at the first request, and after five failures reports a fatal error to user space',
      cite: 'C.4',
    },
  },
  'fair-reset': {
    why: 'A reset marks all queues of active_group fatal, whoever is at fault, and irq.mask is changed under the wrong lock. Blame the owner for its fault, its missing entry or its missing exit only, and keep whom firmware saved at entry, if there was no exit since.',
    production: {
      says: 'leaves protected mode before the reset, ends the owner only if it faulted, and takes the others as suspended where firmware is dead',
      cite: 'C.8, C.9',
    },
  },
  'quiet-watchdog': {
    why: 'The watchdog pings every 12 s and a PING ends a session; an exit that takes longer than its 100 ms counts as dead firmware. Skip the ping while there is an owner.',
    production: { says: 'pings only with a single active CSG and never with an owner', cite: 'C.10' },
  },
  'quiet-mmu': {
    why: 'After a forced exit that failed the VM operation goes on and issues AS commands that stall until its patience ends; the MMU fault thread takes no part in the interlock. Fail with the reset that is due and try again after it; take the lock in the fault thread too.',
    production: {
      says: 'lets VM operations read and entries write one semaphore; the shrinker gives up, and page-fault unlock and fault disabling do not take it',
      cite: 'B.6',
    },
  },
  'unlock-at-release': {
    why: 'A VM operation that locks its region after the GPU was reset and before all address spaces are released leaves the region locked for whoever gets the address space next. Unlock before release.',
    production: null,
  },
  'unlock-if-locked': {
    why: 'panthor_vm_lock_region() does nothing for an operation of no size, and so ends no session; panthor_vm_unlock_region() flushes and unlocks all the same. Any client can have that by an asynchronous VM_BIND of nothing. Make both ask for the same.',
    production: null,
  },
  'bind-if-alive': {
    why: "panthor_vm_bind_job_create() looks at vm->destroyed, the job does not. What is still queued when its VM is destroyed maps into a VM that nobody can unmap from: memory stays mapped and charged after its process is gone, the protected heap's too, until nobody gets any. Look at it in panthor_vm_exec_op(), under op_lock.",
    production: null,
  },
  'top-only': {
    why: 'A partial tick lets a group in while one of a higher priority waits for a slot, and a real-time group that asks does not go first. Rank all groups, on slot and off.',
    production: {
      says: 'enters for the top group among all contexts only, real-time groups that ask in front',
      cite: 'C.4, C.6',
    },
  },
  'session-clocks': {
    why: 'The 5 s job clocks of all groups run on while only the owner can make progress. Stop those of the others for the time of a session.',
    production: null,
  },
  'reset-holds-device': {
    why: 'A device suspend waits for the reset work, inside the device guard. The reset stops run_job, which may be waiting for the end of that suspend; and where firmware does not boot again it unplugs the device, which waits for the guard. None of them ends. Hold the device in the reset, and wait for it before the guard is entered. A reset whose work finds the device not active stays pending, and so does one that is scheduled before a resume has set pm.state: whoever uses the device next queues it again, once it is active.',
    production: null,
  },
  'quiet-suspend': {
    why: 'A device suspend halts firmware without ending the session, and a tick may put groups back on slots in the middle of it. End the session first and let no tick run until the resume.',
    production: {
      says: 'checks nothing in its own idle path: it relies on the suspend of the groups to make firmware leave',
      cite: 'B.7',
    },
  },
  'busy-after-suspend': {
    why: 'Groups with work that a suspend left on the idle lists, or that got it at the end of a reset, are not picked while any other group is busy. List them by what they have to do before a tick chooses.',
    production: null,
  },
  'bind-checked': {
    why: 'The result of panthor_vm_active() is ignored: a group without an address space is started all the same. Check it and reset.',
    production: { says: 'enters only for a context that has an address space', cite: 'C.5' },
  },
  'ordered-clear': {
    why: 'JOB_INT_CLEAR is a posted write: it may land after shared memory was read and take along an event raised since. Read the register back, or order the write, before looking at shared memory.',
    production: {
      says: 'puts an outer-shareable barrier between the clear and its reads of shared memory',
      cite: 'C.3',
    },
  },
  'map-before-lock': {
    why: 'sync_upd_work maps sync objects under the scheduler lock and so waits for a VM operation, which may wait for memory that only a fence frees, which needs that lock. Look buffers up before taking it.',
    production: null,
  },
  'late-heap': {
    why: 'A protected section with initial data is written by the CPU after it became protected, and protected mode is offered whatever the firmware had at its boot. Write first, lend after, and offer it only when section and heap were there at the last boot.',
    production: {
      says: 'allocates protected pages when a group first asks; a reload of the firmware rewrites protected sections by the CPU too',
      cite: 'C.4, C.10',
    },
  },
  'clean-unplug': {
    why: 'An unplug waits for the tick only: other works still ring doorbells after it, and groups and buffers are not given back. Wait for all works, and for the calls that map, and end the session first. Calls that give back what is mapped wait for its end instead.',
    production: null,
  },
  'quiet-profile': {
    why: 'The cycles and times of a job are stored where its client and others can read them, and hold its protected work and all that a session had to wait for. Measure no job of a group that declared protected use.',
    production: {
      says: 'asks for no counters in protected mode: firmware takes a sample by itself before it enters',
      cite: 'B.9',
    },
  },
};
