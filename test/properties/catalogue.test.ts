import { expect, test } from 'vitest';
import { notStated, onlyInTheEnd, protectedMode } from '../../model/protected-mode/index.ts';
import * as scopes from '../../model/protected-mode/scopes.ts';
import { catalogue, ruleIds } from '../../properties/catalogue.ts';
import { rules } from '../../properties/rules/index.ts';
import { noLeak } from '../../properties/rules/NO-LEAK.ts';

const onModel = [...protectedMode(scopes.small).model.rules.map((r) => r.id), ...Object.keys(onlyInTheEnd)];
const onRuns = [...rules.map((r) => r.id), 'REFINES', noLeak.id];

test.each(ruleIds)('the catalogue says of %s what is true: on runs, on the model only, or not yet', (id) => {
  const onRun = onRuns.includes(id);
  const expected = onRun ? 'carried' : onModel.includes(id) ? 'modelOnly' : 'notYet';
  expect(catalogue[id].status).toBe(expected);
  expect(notStated.some((r) => r.id === id)).toBe(!onModel.includes(id));
});
