import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storedFiles } from '../../cli/explain/stored.ts';
import { readStored } from '../../cli/files.ts';
import type { Telling } from '../../cli/forms/form.ts';
import { stepLines } from '../../cli/forms/igt-steps.ts';
import { forms, tellingOf } from '../../cli/forms/index.ts';
import { replay } from '../../properties/counterexample/replay.ts';

function tellingOfFile(file: string): Telling {
  const counterexample = readStored(file);
  const telling = tellingOf(counterexample, replay(counterexample), file);
  if (telling === null) throw new Error(`${file} does not show`);
  return telling;
}

let folder = '';
let telling: Telling;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'forms-'));
  telling = tellingOfFile('counterexamples/series-2026/ENTER-GATE.enter-gate.json');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the recipe for hardware', () => {
  /** Runs the recipe where the kernel knows `known`, and the trace is of these functions, in this order. */
  function looked(
    known: readonly string[],
    trace: readonly string[],
  ): { code: number | null; out: string; err: string } {
    const tracing = join(folder, 'tracing');
    const bin = join(folder, 'bin');
    mkdirSync(tracing, { recursive: true });
    mkdirSync(bin, { recursive: true });
    writeFileSync(
      join(tracing, 'available_filter_functions'),
      known.map((name) => `${name} [panthor]\n`).join(''),
    );
    writeFileSync(join(tracing, 'kprobe_events'), '');
    const report = trace.map((name, i) => `  kworker/u8:1-7  [000] 12.${i}: ${name}: (0xffff)\n`).join('');
    writeFileSync(join(bin, 'trace'), report);
    writeFileSync(
      join(bin, 'trace-cmd'),
      `#!/bin/sh\n[ "$1" = report ] && cat ${join(bin, 'trace')} || true\n`,
    );
    chmodSync(join(bin, 'trace-cmd'), 0o755);
    const script = forms.kprobe(telling).replace('tracing=/sys/kernel/tracing', `tracing=${tracing}`);
    const { status, stdout, stderr } = spawnSync('sh', ['-s', 'true'], {
      input: script,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
    });
    return { code: status, out: stdout, err: stderr };
  }

  const wanted = (): readonly string[] => (/want='(.*)' '/.exec(forms.kprobe(telling))?.[1] ?? '').split(' ');

  test('names functions in the order in which they are entered: the tick before what it calls', () => {
    const order = wanted();
    expect(order.length).toBeGreaterThan(2);
    expect(order.indexOf('tick_work')).toBeGreaterThanOrEqual(0);
    expect(order.indexOf('tick_work')).toBeLessThan(order.indexOf('panthor_fw_protm_enter'));
    expect(new Set(order).size).toBe(order.length);
  });

  test('finds the order of the story in a trace, and does not find another', () => {
    const order = wanted();
    const noise = order.flatMap((name) => ['panthor_fw_ping_work', name]);
    expect(looked(order, [...noise, ...noise])).toMatchObject({
      code: 0,
      out: expect.stringContaining(
        `2 times in the order of the story (${order.length} functions of ${order.length})`,
      ),
      err: '',
    });
    expect(looked(order, order.toReversed()).code).toBe(1);
    // What cannot be probed is said, and the rest is looked for.
    const [first = '', ...rest] = order;
    expect(looked(rest, rest)).toMatchObject({
      code: 0,
      out: expect.stringContaining(
        `1 times in the order of the story (${rest.length} functions of ${order.length})`,
      ),
      err: expect.stringContaining(`not in this kernel: ${first}`),
    });
    expect(looked([], order)).toMatchObject({
      code: 2,
      err: expect.stringContaining('none of the functions'),
    });
    // Every probe that was put is taken away.
    looked(order, order);
    const events = readFileSync(join(folder, 'tracing/kprobe_events'), 'utf8').trimEnd().split('\n');
    expect(events.toSorted()).toEqual(
      [
        ...order.map((name) => `p:protm_check/${name} ${name}`).sort(),
        ...order.map((name) => `-:protm_check/${name}`).sort(),
      ].sort(),
    );
  });

  test('says which patch a function needs, and never probes one that is inline', () => {
    const script = forms.kprobe(telling);
    expect(script).toMatch(/^probe panthor_fw_protm_enter {2}# panthor_fw\.c, 7\/8$/m);
    expect(script).not.toMatch(/^probe panthor_device_schedule_reset/m);
    for (const line of script.split('\n'))
      if (/^#(?!!| replay: )/.test(line)) expect(line.length).toBeLessThanOrEqual(75);
  });
});

describe('the test for the GPU test suite', () => {
  test('has every process, group and submission of the workload, and marks what it does not know', () => {
    const { workload } = telling.counterexample;
    const text = forms.igt(telling);
    for (const { process, groups } of workload.processes) {
      expect(text).toContain(`static void ${process}(void)`);
      expect(text).toContain(`igt_fork(child_${process}, 1)`);
      for (const { group } of groups)
        expect(text).toContain(`group_${group.split('.')[1]} = create_group(fd, vm_id, PANTHOR_`);
    }
    const submits = workload.processes
      .flatMap(({ script }) => script)
      .filter(({ op }) => op === 'submit').length;
    expect(text.match(/^\t+igt_panthor_group_submit_simple\(fd, group_/gm)).toHaveLength(submits);
    expect(text).toContain('TODO: the stream: RUN 1 ms.');
    const open = tellingOfFile('counterexamples/series-2026/NO-MMU-IN-ENTRY.quiet-mmu.json');
    expect(forms.igt(open)).toContain('ANSWER F07: the story needs "never"');
  });

  test('a group is declared protected only where one is: without the uAPI of the series the rest compiles', () => {
    expect(telling.counterexample.workload.processes.flatMap(({ groups }) => groups)).not.toContainEqual(
      expect.objectContaining({ protected: true }),
    );
    expect(forms.igt(telling)).not.toContain('GROUP_CREATE_PROTECTED');
    const declared = forms.igt(tellingOfFile('counterexamples/series-2026/NO-MMU-IN-ENTRY.quiet-mmu.json'));
    expect(declared).toContain('args.flags = DRM_PANTHOR_GROUP_CREATE_PROTECTED;');
    expect(declared).toMatch(/create_group\(fd, vm_id, PANTHOR_GROUP_PRIORITY_\w+, \d, true\);/);
  });

  const compiler = ['/usr/bin/cc', '/usr/bin/gcc'].find(existsSync);
  test.skipIf(compiler === undefined)('is C, given what the suite and the uAPI declare', () => {
    writeFileSync(join(folder, 'igt.h'), declarations);
    for (const name of ['igt_panthor.h', 'igt_syncobj.h', 'igt_aux.h', 'panthor_drm.h'])
      writeFileSync(join(folder, name), '');
    for (const file of ['ENTER-GATE.enter-gate', 'NO-MMU-IN-ENTRY.quiet-mmu']) {
      const source = join(folder, 'story.c');
      writeFileSync(source, forms.igt(tellingOfFile(`counterexamples/series-2026/${file}.json`)));
      const { status, stderr } = spawnSync(
        compiler ?? '',
        ['-fsyntax-only', '-Wall', '-Werror', '-I', folder, source],
        { encoding: 'utf8' },
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    }
  });
});

test('a skeleton tells the sync objects of a bind as it does those of a submit', () => {
  const text = stepLines({ op: 'bindAsync', pages: 4, after: 'drawn', signals: 'mapped' }, '\t');
  expect(text).toEqual([
    '\t/* TODO: after the fence of drawn (DRM_PANTHOR_SYNC_OP_WAIT). */',
    '\t/* TODO: its fence goes into mapped (DRM_PANTHOR_SYNC_OP_SIGNAL). */',
    '\t/* TODO: DRM_IOCTL_PANTHOR_VM_BIND of 4 pages, DRM_PANTHOR_VM_BIND_ASYNC. */',
  ]);
  const bind = { call: 'VM_BIND', op: 'unmap', vm: 'vm', bo: 'a', offset: 0, pages: 1 } as const;
  expect(stepLines({ op: 'ioctl', ioctl: { ...bind, flags: 1, after: 'drawn' } }, '')).toEqual([
    '/* TODO: after the fence of drawn (DRM_PANTHOR_SYNC_OP_WAIT). */',
    '/* TODO: DRM_IOCTL_PANTHOR_VM_BIND unmap a in vm, async */',
  ]);
});

/** As lib/igt_panthor.h and its neighbours declare it. What of the suite's headers and of panthor_drm.h a skeleton uses. */
const declarations = `
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>
#define NSEC_PER_SEC 1000000000ull
#define DRIVER_PANTHOR 1
#define IGT_TEST_DESCRIPTION(text) extern int described
#define igt_describe(text) (void)(text)
#define igt_subtest(name) if (name[0])
#define igt_fixture() if (described_at)
extern int described_at;
#define igt_fork(child, n) for (int child = 0; child < (n); child++)
struct panthor_bo { uint32_t handle; uint64_t size; };
struct drm_panthor_obj_array { uint32_t stride, count; uint64_t array; };
#define DRM_PANTHOR_OBJ_ARRAY(n, p) { .stride = sizeof((p)[0]), .count = (n), .array = (uint64_t)(uintptr_t)(p) }
struct drm_panthor_queue_create { uint8_t priority, pad[3]; uint32_t ringbuf_size; };
struct drm_panthor_group_create { struct drm_panthor_obj_array queues; uint8_t max_compute_cores, max_fragment_cores, max_tiler_cores, priority;
  uint32_t flags; uint64_t compute_core_mask, fragment_core_mask, tiler_core_mask; uint32_t vm_id, group_handle; };
enum { PANTHOR_GROUP_PRIORITY_LOW, PANTHOR_GROUP_PRIORITY_MEDIUM, PANTHOR_GROUP_PRIORITY_HIGH, PANTHOR_GROUP_PRIORITY_REALTIME };
enum { DRM_PANTHOR_GROUP_CREATE_PROTECTED = 1, DRM_PANTHOR_VM_BIND_OP_TYPE_MAP = 0 };
enum { DRM_PANTHOR_DEV_QUERY_GPU_INFO };
struct drm_panthor_gpu_info { uint64_t shader_present, tiler_present; };
void igt_info(const char *format, ...);
int drm_open_driver(int driver);
void drm_close_driver(int fd);
void igt_waitchildren(void);
void igt_drop_root(void);
void igt_panthor_vm_create(int fd, uint32_t *vm_id, int err);
void igt_panthor_bo_create_mapped(int fd, struct panthor_bo *bo, uint64_t size, uint32_t flags, int err);
void igt_panthor_vm_bind(int fd, uint32_t vm_id, uint32_t bo, uint64_t va, uint64_t size, uint32_t flags, int err);
void igt_panthor_group_create(int fd, struct drm_panthor_group_create *args, int err);
void igt_panthor_group_destroy(int fd, uint32_t group, int err);
void igt_panthor_group_submit_simple(int fd, uint32_t group, uint32_t queue, uint64_t va, uint32_t size, uint32_t syncobj, int err);
void igt_panthor_query(int fd, int32_t type, void *data, size_t size, int err);
uint64_t igt_panthor_get_first_core(uint64_t cores);
void igt_panthor_free_bo(int fd, struct panthor_bo *bo);
void igt_panthor_vm_destroy(int fd, uint32_t vm_id, int err);
void igt_panthor_skip_on_big_endian(void);
uint32_t syncobj_create(int fd, uint32_t flags);
void syncobj_destroy(int fd, uint32_t handle);
bool syncobj_wait(int fd, uint32_t *handles, uint32_t count, uint64_t abs_timeout_nsec, uint32_t flags, uint32_t *first);
`;

test('both have the line that replays it whole, however long its file is called', () => {
  const file = storedFiles().toSorted((a, b) => b.file.length - a.file.length)[0]?.file ?? '';
  expect(file.length).toBeGreaterThan(75);
  const long = tellingOfFile(file);
  expect(forms.kprobe(long)).toContain(`# replay: npm run replay -- ${file}\n`);
  expect(forms.igt(long)).toContain(` * npm run replay -- ${file}\n`);
});
