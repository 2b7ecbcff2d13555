import { type Ioctl, ioctlText } from '../../impl/userspace/ioctl.ts';
import { commandText, type Stream } from '../../impl/userspace/stream.ts';
import type { Step, SystemStep } from '../../impl/userspace/workload.ts';
import { STORY_WIDTH, wrap } from '../story/layout.ts';

/** A step of a process as lines of C; what has to be filled in is marked TODO. */
export function stepLines(step: Step, tab: string): readonly string[] {
  switch (step.op) {
    case 'submit':
      return [
        ...syncComments(step, tab),
        ...streamComment(step.stream, tab),
        `${tab}igt_panthor_group_submit_simple(fd, ${groupVariable(step.group)}, ${step.queue}, STREAM_VA, STREAM_SIZE,`,
        `${tab}\t\t\t\t${syncVariable(step.group)}[${step.queue}], 0);`,
      ];
    case 'wait':
      return [
        `${tab}syncobj_wait(fd, &${syncVariable(step.group)}[${step.queue}], 1, time_ns() + ${step.timeoutUs}ull * 1000, 0, NULL);`,
      ];
    case 'sleep':
      return [`${tab}usleep(${step.us});`];
    case 'repeat':
      return [
        `${tab}for (unsigned int n = 0; n < ${step.times}; n++) {`,
        ...step.script.flatMap((inner) => stepLines(inner, `${tab}\t`)),
        `${tab}}`,
      ];
    case 'create':
      return [`${tab}/* TODO: create ${step.group} again, as above. */`];
    case 'destroy':
      return [`${tab}igt_panthor_group_destroy(fd, ${groupVariable(step.group)}, 0);`];
    case 'bind':
      return [
        `${tab}/* TODO: igt_panthor_vm_bind() of ${step.pages} more pages, at an address of its own. */`,
      ];
    case 'bindAsync':
    case 'bindAfter':
      return [
        ...(step.op === 'bindAsync' ? syncComments(step, tab) : []),
        `${tab}/* TODO: DRM_IOCTL_PANTHOR_VM_BIND of ${step.pages} pages, DRM_PANTHOR_VM_BIND_ASYNC. */`,
      ];
    case 'waitBind':
      return [`${tab}/* TODO: wait for the last asynchronous bind. */`];
    case 'attempt':
      return [
        `${tab}/* TODO: try to reach the protected suspend buffer of ${step.group} by ${step.how}: must fail. */`,
      ];
    case 'reclaim':
      return [`${tab}/* TODO: memory pressure until mappings are reclaimed. */`];
    case 'decode':
      return [`${tab}/* TODO: have the trusted decoder write protected content into ${step.bo}. */`];
    case 'look':
      return [`${tab}/* TODO: read ${step.bo} through its CPU mapping. */`];
    case 'dump':
      return [`${tab}/* TODO: take a dump of the device's memory (devcoredump, debugfs). */`];
    case 'query':
      return [`${tab}/* TODO: DRM_IOCTL_PANTHOR_DEV_QUERY of what is offered of protected mode. */`];
    case 'ioctl':
      return [
        ...(step.ioctl.call === 'VM_BIND' ? syncComments(step.ioctl, tab) : []),
        `${tab}/* TODO: ${ioctlLine(step.ioctl)} */`,
      ];
    case 'unplug':
      return [`${tab}/* TODO: unbind the driver from the device (sysfs). */`];
    case 'exit':
      return [];
    default:
      return step satisfies never;
  }
}

/** The elements of `syncs` of what comes next. */
function syncComments(
  { after, signals }: { after?: string; signals?: string },
  tab: string,
): readonly string[] {
  return [
    ...(after === undefined ? [] : [`after the fence of ${after} (DRM_PANTHOR_SYNC_OP_WAIT)`]),
    ...(signals === undefined ? [] : [`its fence goes into ${signals} (DRM_PANTHOR_SYNC_OP_SIGNAL)`]),
  ].map((text) => `${tab}/* TODO: ${text}. */`);
}

const ioctlLine = (ioctl: Ioctl): string => `DRM_IOCTL_PANTHOR_${ioctlText(ioctl)}`;

/** What the stream has to do: instructions are for whoever knows them. */
function streamComment(stream: Stream, tab: string): readonly string[] {
  const commands = stream.map(commandText).join('; ');
  return [
    `${tab}/*`,
    ...wrap(`TODO: the stream: ${commands}.`, STORY_WIDTH - 10).map((line) => `${tab} * ${line}`),
    `${tab} */`,
  ];
}

/** A step of the system as a line of C. */
export function systemLine(step: SystemStep): string {
  switch (step.op) {
    case 'sleep':
      return `\t\tusleep(${step.us});`;
    case 'suspend':
      return '\t\tigt_system_suspend_autoresume(SUSPEND_STATE_MEM, SUSPEND_TEST_NONE);';
    case 'resume':
      return '\t\t/* The suspend above resumes by itself. */';
    default:
      return step satisfies never;
  }
}

/** A name of a workload as one of C. */
export const identifier = (name: string): string => name.replaceAll(/\W/g, '_');
/** A group's name within its process. */
export const groupVariable = (group: string): string =>
  `group_${identifier(group.split('.').at(-1) ?? group)}`;
/** The fences of a group, one for each queue. */
export const syncVariable = (group: string): string => `sync_${identifier(group.split('.').at(-1) ?? group)}`;
