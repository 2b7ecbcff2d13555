import type { Machine } from './machine.ts';

/** A map that activities share, beside the cells of what is in it. What is done to it is recorded, and is no switch point. */
export class Table<K, V> extends Map<K, V> {
  constructor(
    private readonly machine: Machine,
    private readonly name: string,
  ) {
    super();
  }

  override get(key: K): V | undefined {
    this.machine.touch(this.name, 'read');
    return super.get(key);
  }

  override has(key: K): boolean {
    this.machine.touch(this.name, 'read');
    return super.has(key);
  }

  override values(): ReturnType<Map<K, V>['values']> {
    this.machine.touch(this.name, 'read');
    return super.values();
  }

  override set(key: K, value: V): this {
    this.machine.touch(this.name, 'write');
    return super.set(key, value);
  }
}
