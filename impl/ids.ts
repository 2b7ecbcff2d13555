declare const brand: unique symbol;

/** A symbolic id: the name under which things refer to each other. Equality is all that is allowed. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

/** A group by its name in the workload, `player.video`. */
export type GroupId = Id<'group'>;
/** A process by its name in the workload, `player`. */
export type ProcessId = Id<'process'>;
/** A job by its group, queue and submission, `player.video:0/3`. */
export type JobId = Id<'job'>;
/** An asynchronous VM_BIND by its VM and its place among those of the VM, `VM_BIND #2 of player`. */
export type BindId = Id<'bind'>;
/** A fence is called as what it tells the end of. */
export type FenceId = JobId | BindId;
/** A buffer or mapping by what it is for, `player.video/protm_suspend_buf`. */
export type BufferId = Id<'buffer'>;

export const groupId = (name: string): GroupId => name as GroupId;
export const processId = (name: string): ProcessId => name as ProcessId;
export const bufferId = (name: string): BufferId => name as BufferId;
export const jobId = (group: GroupId, queue: number, nth: number): JobId =>
  `${group}:${queue}/${nth}` as JobId;
export const bindId = (vm: string, nth: number): BindId => `VM_BIND #${nth} of ${vm}` as BindId;
