import type { GroupId } from '../ids.ts';
import type { Cell } from '../runtime/cell.ts';
import type { Driver } from './driver.ts';
import { type Group, groupIsIdle } from './group.ts';

export type GroupList = Cell<readonly GroupId[]>;

/** list_add_tail(). */
export function listAddTail(list: GroupList, group: Group): void {
  list.set([...list.get(), group.id]);
}

/** list_add(). */
export function listAddHead(list: GroupList, group: Group): void {
  list.set([group.id, ...list.get()]);
}

export function listDel(list: GroupList, group: Group): void {
  if (list.get().includes(group.id)) list.set(list.get().filter((id) => id !== group.id));
}

/** list_del_init(&group->run_node): takes it off whichever scheduler list it is on. */
export function delRunNode(d: Driver, group: Group): void {
  for (const list of [...d.state.runnable, ...d.state.idle]) listDel(list, group);
}

/** list_del_init(&group->wait_node). */
export function delWaitNode(d: Driver, group: Group): void {
  listDel(d.state.waiting, group);
}

/** The list on which an off-slot group belongs by its masks. */
export function listFor(d: Driver, group: Group): GroupList {
  const lists = groupIsIdle(group) ? d.state.idle : d.state.runnable;
  return lists[group.priority] as GroupList;
}
