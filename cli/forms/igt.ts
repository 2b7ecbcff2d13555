import type { GroupSpec, ProcessSpec, Step, Workload } from '../../impl/userspace/workload.ts';
import { STORY_WIDTH, wrap } from '../story/layout.ts';
import { said } from '../story/said.ts';
import type { Form, Telling } from './form.ts';
import { groupVariable, identifier, stepLines, syncVariable, systemLine } from './igt-steps.ts';

/**
 * A C test in the style of the kernel's GPU test suite that does what the workload of a story does. It is a skeleton:
 * command streams have to be filled in, and what needs an answer from firmware or hardware is marked ANSWER.
 *
 * Names of the uAPI: include/uapi/drm/panthor_drm.h; GROUP_CREATE_PROTECTED and the field of its flags: A.1.6. Names
 * of the suite: lib/igt_panthor.h, lib/igt_syncobj.h, lib/igt_core.h, lib/igt_aux.h, as of April 2026: skeletons
 * were compiled against those.
 */
export const igtForm: Form = (telling) => {
  const { counterexample: c, parts, replay } = telling;
  const { processes, system = [] } = c.workload;
  const lines = [
    '// SPDX-License-Identifier: MIT',
    '/*',
    ...block(parts.headline),
    ...block(parts.needs),
    // Whole, however long: it is there to be copied.
    ` * ${replay}`,
    ' *',
    ...block(
      'Skeleton. The schedule of the story is not forced here: repeat the subtest, and load the host. TODO: what has to be filled in. ANSWER: what firmware or hardware has to say.',
    ),
    ' */',
    '#include "igt.h"',
    '#include "igt_panthor.h"',
    '#include "igt_syncobj.h"',
    '#include "panthor_drm.h"',
    ...(system.length > 0 ? ['#include "igt_aux.h"'] : []),
    '',
    `IGT_TEST_DESCRIPTION("${cText(`${c.rule}: ${parts.headline}`)}");`,
    '',
    '#define STREAM_VA 0x1000000',
    '#define STREAM_SIZE 4096',
    '',
    ...answers(telling),
    ...helpers(c.workload),
    ...processes.flatMap((process) => processFunction(process, c.workload)),
    'int igt_main()',
    '{',
    '\tigt_fixture()',
    '\t\tigt_panthor_skip_on_big_endian();',
    '',
    `\tigt_describe("${cText(said(c.what))}");`,
    `\tigt_subtest("${subtestName(telling)}") {`,
    '\t\tuint64_t mark = time_ns();',
    ...processes.flatMap(({ process }) => [
      '',
      `\t\tigt_fork(child_${identifier(process)}, 1)`,
      `\t\t\t${identifier(process)}();`,
    ]),
    ...(system.length > 0 ? ['', ...system.map(systemLine)] : []),
    '',
    '\t\tigt_waitchildren();',
    ...verdictLines(telling),
    '\t}',
    '}',
  ];
  return `${lines.join('\n')}\n`;
};

/** Everything that the story stands on and nobody but firmware or hardware can say. */
function answers({ counterexample: c }: Telling): readonly string[] {
  const choices = Object.entries(c.needs.choices).map(
    ([id, option]) =>
      `ANSWER ${id}: the story needs "${option}"; on other firmware this test proves nothing.`,
  );
  const faults = Object.keys(c.faults).map(
    (fault) => `ANSWER: the story injects ${fault}; find a way to cause it.`,
  );
  const late =
    c.needs.late === 0
      ? []
      : [
          `ANSWER: ${c.needs.late} wake-ups come late in the story: load every CPU, or a kernel that delays them.`,
        ];
  const all = [...choices, ...faults, ...late];
  return all.length === 0 ? [] : ['/*', ...all.flatMap(block), ' */', ''];
}

/** What every process needs; a group is declared protected only with the uAPI of the series. */
function helpers(workload: Workload): readonly string[] {
  const declares = declaresGroups(workload);
  return [
    '/* The clock of syncobj_wait(); that of igt_gettime() is another one. */',
    'static uint64_t time_ns(void)',
    '{',
    '\tstruct timespec now;',
    '',
    '\tclock_gettime(CLOCK_MONOTONIC, &now);',
    '\treturn now.tv_sec * (uint64_t)NSEC_PER_SEC + now.tv_nsec;',
    '}',
    '',
    ...(declares
      ? ['/* Needs panthor_drm.h of the series: mainline has `pad` where that has `flags`. */']
      : []),
    `static uint32_t create_group(int fd, uint32_t vm_id, unsigned int priority, unsigned int queues${declares ? ', bool protected' : ''})`,
    '{',
    '\tstruct drm_panthor_gpu_info gpu = {};',
    '\tstruct drm_panthor_queue_create queue[8] = {};',
    '\tstruct drm_panthor_group_create args = {',
    '\t\t.queues = DRM_PANTHOR_OBJ_ARRAY(queues, queue),',
    '\t\t.priority = priority,',
    '\t\t.max_compute_cores = 1,',
    '\t\t.max_fragment_cores = 1,',
    '\t\t.max_tiler_cores = 1,',
    '\t\t.vm_id = vm_id,',
    '\t};',
    '',
    '\tigt_panthor_query(fd, DRM_PANTHOR_DEV_QUERY_GPU_INFO, &gpu, sizeof(gpu), 0);',
    '\targs.compute_core_mask = igt_panthor_get_first_core(gpu.shader_present);',
    '\targs.fragment_core_mask = igt_panthor_get_first_core(gpu.shader_present);',
    '\targs.tiler_core_mask = igt_panthor_get_first_core(gpu.tiler_present);',
    '\tfor (unsigned int i = 0; i < queues; i++)',
    '\t\tqueue[i].ringbuf_size = 4096;',
    ...(declares ? ['\tif (protected)', '\t\targs.flags = DRM_PANTHOR_GROUP_CREATE_PROTECTED;'] : []),
    '\tigt_panthor_group_create(fd, &args, 0);',
    '\treturn args.group_handle;',
    '}',
    '',
  ];
}

const declaresGroups = ({ processes }: Workload): boolean =>
  processes.some(({ groups }) => groups.some((group) => group.protected));

const priorities = {
  low: 'PANTHOR_GROUP_PRIORITY_LOW',
  medium: 'PANTHOR_GROUP_PRIORITY_MEDIUM',
  high: 'PANTHOR_GROUP_PRIORITY_HIGH',
  realtime: 'PANTHOR_GROUP_PRIORITY_REALTIME',
} as const;

function processFunction(
  { process, groups, script, unprivileged }: ProcessSpec,
  workload: Workload,
): readonly string[] {
  const names = groups.map(({ group }) => groupVariable(group));
  const lines = script.flatMap((step) => stepLines(step, '\t'));
  return [
    `static void ${identifier(process)}(void)`,
    '{',
    '\tint fd = drm_open_driver(DRIVER_PANTHOR);',
    '\tstruct panthor_bo stream = {};',
    ...names.map((name) => `\tuint32_t ${name};`),
    ...groups.map(({ group, queues }) => `\tuint32_t ${syncVariable(group)}[${queues}];`),
    '\tuint32_t vm_id;',
    '',
    ...(unprivileged === true ? ['\t/* Without CAP_SYS_NICE. */', '\tigt_drop_root();'] : []),
    '\tigt_panthor_vm_create(fd, &vm_id, 0);',
    '\tigt_panthor_bo_create_mapped(fd, &stream, STREAM_SIZE, 0, 0);',
    '\tigt_panthor_vm_bind(fd, vm_id, stream.handle, STREAM_VA, stream.size,',
    '\t\t\t    DRM_PANTHOR_VM_BIND_OP_TYPE_MAP, 0);',
    ...groups.flatMap((group) => groupLines(group, declaresGroups(workload))),
    '',
    ...lines,
    ...groups.flatMap(({ group, queues }) => [
      ...(destroyed(script, group) ? [] : [`\tigt_panthor_group_destroy(fd, ${groupVariable(group)}, 0);`]),
      `\tfor (unsigned int i = 0; i < ${queues}; i++)`,
      `\t\tsyncobj_destroy(fd, ${syncVariable(group)}[i]);`,
    ]),
    '\tigt_panthor_free_bo(fd, &stream);',
    '\tigt_panthor_vm_destroy(fd, vm_id, 0);',
    '\tdrm_close_driver(fd);',
    '}',
    '',
  ];
}

const destroyed = (script: readonly Step[], group: string): boolean =>
  script.some((step) => step.op === 'destroy' && step.group === group);

function groupLines(
  { group, priority, protected: declared, queues }: GroupSpec,
  declares: boolean,
): readonly string[] {
  const name = groupVariable(group);
  return [
    `\t${name} = create_group(fd, vm_id, ${priorities[priority]}, ${queues}${declares ? `, ${declared}` : ''});`,
    `\tfor (unsigned int i = 0; i < ${queues}; i++)`,
    `\t\t${syncVariable(group)}[i] = syncobj_create(fd, 0);`,
  ];
}

/** What a test can see from outside; the rest is for whoever can read the interface words. */
function verdictLines({ counterexample: c, parts }: Telling): readonly string[] {
  const where = parts.where;
  return [
    '',
    '\t\t/*',
    ...wrap(`Broken when: ${said(c.what)}.`, STORY_WIDTH - 19).map((line) => `\t\t * ${line}`),
    ...(where === null ? [] : [`\t\t * In ${where.file} ${where.function}(), ${where.patch}.`]),
    '\t\t * TODO: assert what is seen of that: fences, the state of groups, the kernel log, time.',
    '\t\t */',
    '\t\tigt_info("took %" PRIu64 " us\\n", (time_ns() - mark) / 1000);',
  ];
}

const subtestName = ({ counterexample: c }: Telling): string =>
  `${c.rule}-${c.instance}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');

const cText = (text: string): string => text.replaceAll(/["\\]/g, '\\$&');
const block = (text: string): readonly string[] =>
  wrap(text.replaceAll(/\s+/g, ' ').replaceAll('*/', '* /'), STORY_WIDTH - 3).map((line) => ` * ${line}`);
