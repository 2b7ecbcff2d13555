/** The command streams of a mask, `CS0 and CS2`. */
export function csNames(mask: number): string {
  const names = Array.from({ length: 32 }, (_, i) => i).flatMap((i) => ((mask >>> i) & 1 ? [`CS${i}`] : []));
  const last = names.slice(-1);
  return names.length < 2 ? last.join('') : `${names.slice(0, -1).join(', ')} and ${last.join('')}`;
}
