/**
 * The rulebook's ids with what each says, its kind and how far it is carried; the source is docs/rules.md.
 *
 * S: safety of a state or step. L: liveness. B: a bound.
 */
export type RuleKind = 'S' | 'L' | 'B';

/** What a catalogue row says about a rule of docs/rules.md. */
export interface CatalogueRow {
  readonly kinds: readonly RuleKind[];
  readonly says: string;
  /**
   * `carried`: checked on runs of the simulator. `modelOnly`: stated on the reference model, not on runs. `notYet`:
   * named in every report as not yet stated.
   */
  readonly status: 'carried' | 'modelOnly' | 'notYet';
  /** The headline rules that it is a part of. */
  readonly partOf?: readonly HeadlineId[];
  /** What of the rule's text is not looked at. */
  readonly except?: string;
}

export type HeadlineId = 'SINGLE-TOP-GROUP' | 'NO-USER-MAPPING' | 'FAIR-EXIT';

export const headlines: Readonly<Record<HeadlineId, string>> = {
  'SINGLE-TOP-GROUP': 'at most one CSG executes protected, and at entry it is the top one',
  'NO-USER-MAPPING':
    'the protected suspend buffer lies in protected memory and no process can reach it until it is scrubbed and every TLB entry is gone',
  'FAIR-EXIT': 'entering protected mode is a scheduling decision and does not overrule normal mode',
};

const top: readonly HeadlineId[] = ['SINGLE-TOP-GROUP'];
const mapping: readonly HeadlineId[] = ['NO-USER-MAPPING'];
const fair: readonly HeadlineId[] = ['FAIR-EXIT'];

const rows = {
  'ENTER-GATE': {
    kinds: ['S'],
    status: 'carried',
    partOf: top,
    says: 'ENTER is sent only for one group, active on a slot, with an acknowledged or waiting CS and a mapped protected buffer',
  },
  OWNER: {
    kinds: ['S'],
    status: 'carried',
    partOf: top,
    says: 'at most one owner, live and on slot from before ENTER until EXIT is raised or a reset takes over',
  },
  'FLAG-TRUTH': {
    kinds: ['S'],
    status: 'carried',
    says: 'what the driver believes equals GPU protected whenever no ENTER, EXIT or reset is in flight',
  },
  'ACK-COPY': {
    kinds: ['S'],
    status: 'carried',
    says: 'an acknowledgement copies ACK; programming a CS hides no request of the group now bound and shows none of an earlier one',
  },
  'ACK-BEFORE': {
    kinds: ['S'],
    status: 'carried',
    says: 'no PROTM_PENDING is acknowledged between ENTER and EXIT',
  },
  'ONE-GROUP': {
    kinds: ['S'],
    status: 'carried',
    partOf: top,
    says: "only the owner's acknowledged CSs run while GPU protected",
  },
  'TOP-ONLY': { kinds: ['S'], status: 'carried', partOf: top, says: 'at ENTER the owner is the top group' },
  'NO-OVERLAP': {
    kinds: ['S'],
    status: 'carried',
    says: "no ENTER before the previous session's EXIT is answered",
  },
  'ENTER-CONFIRMED': {
    kinds: ['S'],
    status: 'carried',
    says: 'after ENTER the entry lock is held and no AS or CSG request is issued until the entry is confirmed, was over, or a reset is scheduled',
  },
  'NO-MMU-IN-ENTRY': {
    kinds: ['S'],
    status: 'carried',
    says: 'no region is locked and no AS command is in flight when GPU protected rises, and none that is issued then outlasts its issuer',
  },
  'PROT-MEM-ONLY': {
    kinds: ['S'],
    status: 'carried',
    partOf: mapping,
    says: 'protected firmware sections and protected suspend buffers lie in protected memory',
  },
  'NO-CPU-MAP': {
    kinds: ['S'],
    status: 'carried',
    partOf: mapping,
    says: 'protected memory has no CPU mapping',
  },
  'NO-GPU-MAP': {
    kinds: ['S'],
    status: 'carried',
    partOf: mapping,
    says: "a protected suspend buffer is mapped in no address space but the firmware's",
  },
  'NO-HANDLE': {
    kinds: ['S'],
    status: 'carried',
    partOf: mapping,
    says: 'a protected suspend buffer has no handle, offset or descriptor, and its pages reach their next owner scrubbed',
  },
  'KERNEL-OWNED': {
    kinds: ['S'],
    status: 'carried',
    partOf: mapping,
    says: 'the kernel allocates the protected suspend buffer',
  },
  'SAVE-BUF': {
    kinds: ['S'],
    status: 'carried',
    partOf: mapping,
    says: 'whenever a region can be suspended, its buffer is present, mapped and large enough',
  },
  'NO-LEAK-WRITE': {
    kinds: ['S'],
    status: 'carried',
    says: 'no protected-tagged work is outstanding when GPU protected falls',
  },
  SERVED: {
    kinds: ['L'],
    status: 'carried',
    says: 'a pending request of a live group that stays top leads to an entry, or the group is killed for cause',
  },
  TIMELY: {
    kinds: ['B'],
    status: 'carried',
    says: 'no tick that sees the top group pending, no owner and no reset ends without ENTER, and such a tick starts within one period',
  },
  'NO-LOST-WAKE': {
    kinds: ['L'],
    status: 'carried',
    says: 'a doorbell or sync signal for a normal group during a session is acted on after it',
  },
  'BOUNDED-RESIDENCE': {
    kinds: ['B'],
    status: 'carried',
    says: 'a session longer than the residence limit is ended',
  },
  'NO-THRASH': {
    kinds: ['L', 'B'],
    status: 'carried',
    says: 'before the residence limit and with the same top group the driver forces no exit; no endless cycle of entries without progress',
  },
  'IDLE-TRUTH': {
    kinds: ['S'],
    status: 'carried',
    says: 'a group with a pending request, or kicked during a session, is not classed idle',
  },
  'NO-STALE-PENDING': {
    kinds: ['S'],
    status: 'carried',
    says: "a recorded request vanishes with the group's unbind, termination or reset and is never taken for another group's",
    except: 'finding again what firmware does not raise again is judged by SERVED',
  },
  'REF-SAFE': {
    kinds: ['S'],
    status: 'carried',
    says: 'no owner pointer, work item or list refers to a freed group',
  },
  'INNOCENT-SAFE': {
    kinds: ['S'],
    status: 'carried',
    says: "a fault or timeout of a session kills the owner only; no job clock runs out because of another's session",
  },
  BLAME: {
    kinds: ['S'],
    status: 'carried',
    says: 'after PROTM_FAULT or a missing exit the owner, and only it, is reported faulty',
  },
  'RESET-CLEAN': {
    kinds: ['S'],
    status: 'carried',
    says: 'after a reset: not protected, no owner, no request remembered, PROTM_FAULT unmasked',
  },
  'FAULT-REARM': {
    kinds: ['S'],
    status: 'carried',
    says: 'PROTM_FAULT masked implies a reset scheduled; unmasked after it',
  },
  'NO-PROFILE': {
    kinds: ['S'],
    status: 'carried',
    says: 'nothing that measures a job tells about protected work beyond that it ran',
  },
  'NO-POWER-IN-PROTM': {
    kinds: ['S'],
    status: 'carried',
    says: 'no sleep, halt or power-off while GPU protected',
  },
  'SUSPEND-EXIT': {
    kinds: ['S'],
    status: 'carried',
    says: 'device suspend: EXIT answered and no owner before the firmware is halted, nothing of the session believed after the resume',
  },
  'BOOT-GEN': {
    kinds: ['S'],
    status: 'carried',
    says: 'protected mode is offered only if the section was in place at the last firmware boot',
  },
  'CREATE-TIME': {
    kinds: ['S'],
    status: 'carried',
    says: 'protected use is declared at group creation; undeclared use kills the group',
  },
  'PING-SAFE': {
    kinds: ['S', 'B'],
    status: 'carried',
    says: 'the watchdog neither throws a session out nor schedules a reset because an exit is slow',
  },
  'LOCK-LIVE': {
    kinds: ['S', 'B'],
    status: 'carried',
    says: 'no deadlock; the scheduler lock is held for a bounded time',
  },
  'FENCE-PATH': {
    kinds: ['S'],
    status: 'carried',
    says: 'code that signals a fence takes no lock held across a fence wait or a reclaiming allocation',
  },
  'HEAP-REF': {
    kinds: ['S'],
    status: 'carried',
    partOf: mapping,
    says: 'heap and pool outlive their buffers; a region stays protected while a buffer lives in it',
  },
  'EVENT-ONCE': {
    kinds: ['S', 'L'],
    status: 'carried',
    says: 'each raise that is visible when the driver reads the word is handled',
    except: 'handling an unanswered one again is not compared',
  },
  PRIVILEGE: {
    kinds: ['S', 'L'],
    status: 'carried',
    says: "between two exits forced by one client the owner makes progress; no client fails because another's session hangs",
  },
  'UNMAP-ALWAYS': {
    kinds: ['S', 'L'],
    status: 'carried',
    says: 'closing and destroying always succeed, in any state',
  },
  'EXACTLY-ONCE': {
    kinds: ['S'],
    status: 'carried',
    says: 'each command of a stream is issued once and in stream order, protected ones only in protected mode',
  },
  'NO-LEAK': {
    kinds: ['S'],
    status: 'carried',
    says: 'two runs that differ only in protected content look the same outside',
  },
  'LOCK-RULES': {
    kinds: ['S'],
    status: 'carried',
    says: 'a lock is released by its owner and taken in one order; no register is used without power, and nobody touches a device that is gone',
    except: 'sleeping under a spinning lock and unguarded writes end the run as errors of the simulator',
  },
  REFINES: {
    kinds: ['S'],
    status: 'carried',
    says: 'every visible step is explained by at most a stated number of named model steps',
  },
  'FE-a': {
    kinds: ['B'],
    status: 'carried',
    partOf: fair,
    says: 'a waiting group of strictly higher priority: the session ends or a reset begins within T',
  },
  'FE-b': {
    kinds: ['B'],
    status: 'carried',
    partOf: fair,
    says: 'a waiting group of equal priority: within T and one tick period',
  },
  'FE-c': {
    kinds: ['B'],
    status: 'carried',
    partOf: fair,
    says: 'a waiting group of lower priority: within the residence limit',
  },
  'FE-d': {
    kinds: ['S'],
    status: 'carried',
    partOf: fair,
    says: 'after such an exit the waiting group progresses before a group of the same or lower rank enters',
  },
  'FE-e': {
    kinds: ['L'],
    status: 'carried',
    partOf: fair,
    says: 'a pending group that is top infinitely often finishes its region or is killed for cause',
  },
  'FE-f': {
    kinds: ['S'],
    status: 'carried',
    partOf: fair,
    says: 'a session ended by FE-b has made progress',
  },
} as const satisfies Readonly<Record<string, CatalogueRow>>;

export type RuleId = keyof typeof rows;

/** Every rule of docs/rules.md by its id. */
export const catalogue: Readonly<Record<RuleId, CatalogueRow>> = rows;

export const ruleIds = Object.keys(rows) as readonly RuleId[];
