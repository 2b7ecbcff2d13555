import type { ModelReport } from '../../properties/verify-report.ts';
import { counted } from '../progress.ts';
import { endedBy, wasCut } from './limit.ts';
import { columns } from './table.ts';

/** The scopes in which the reference model was searched, and what broke there. */
export function modelSection(models: readonly ModelReport[]): string {
  if (models.length === 0) return 'Reference model: not searched\n';
  const rows = models.map((model) => [
    model.scope,
    counted(model.states, 'state'),
    counted(model.transitions, 'transition'),
    `depth ${model.depth}`,
    scopeVerdict(model),
  ]);
  return `Reference model\n${columns(rows, '  ')}${models.map(broken).join('')}`;
}

function scopeVerdict({ rules, deadActions, truncatedBy }: ModelReport): string {
  const tally = new Map<string, number>();
  for (const { word } of rules) tally.set(word, (tally.get(word) ?? 0) + 1);
  const parts = [...tally].map(([word, n]) => `${word}: ${counted(n, 'rule')}`);
  if (deadActions.length > 0) parts.push(`dead: ${deadActions.join(', ')}`);
  if (wasCut(truncatedBy)) parts.push(endedBy(truncatedBy));
  return parts.join('; ');
}

function broken({ scope, rules }: ModelReport): string {
  return rules
    .filter(({ trace }) => trace.length > 0)
    .map(
      ({ rule, word, trace }) =>
        `\n  ${rule}, ${word} in scope ${scope}\n${trace.map((line) => `    ${line}\n`).join('')}`,
    )
    .join('');
}
