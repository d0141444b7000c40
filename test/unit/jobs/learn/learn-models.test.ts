import { expect, test } from 'vitest';
import { hasLearned } from '../../../../src/jobs/learn/learn-models.ts';
import { churnKind, TEXT_KIND } from '../../../../src/jobs/learn/learned-content.ts';
import { openStore } from '../../../../src/store/open.ts';
import { install, noonMs } from '../../../contract/store/samples.ts';

test('what a program learned before it died is not all that there is to learn', async () => {
  const { store } = await openStore({ url: ':memory:', secretKey: new Uint8Array(32), clock: () => noonMs });
  await store.transaction((tx) => store.installs.put(tx, install('i1')));
  const states: boolean[] = [await hasLearned(store, 'i1')];
  for (const kind of [TEXT_KIND, churnKind('customer'), churnKind('account')]) {
    const model = { kind, id: kind, version: 1, content: {}, at: new Date(noonMs).toISOString() };
    await store.transaction((tx) => store.models.use(tx, 'i1', model));
    states.push(await hasLearned(store, 'i1'));
  }
  expect(states).toEqual([false, false, false, true]);
  await store.close();
});
