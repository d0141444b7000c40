import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QuotaExhausted } from '../../../src/errors.ts';
import { readStatus } from '../../../src/jobs/status.ts';
import type { TaskDeps } from '../../../src/jobs/tasks/deps.ts';
import { withInstall } from '../../../src/jobs/tasks/with-install.ts';
import { openStore } from '../../../src/store/open.ts';
import { install, noonMs } from '../../contract/store/samples.ts';

describe('work for an install whose quota is used up', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-with-install-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('comes again later, and the status says why it waits', async () => {
    const url = `sqlite:${join(folder, 'pulso.db')}`;
    const { store, queue } = await openStore({ url, secretKey: new Uint8Array(32), clock: () => noonMs });
    await store.transaction((tx) => store.installs.put(tx, install('i1')));
    const deps = { store, queue, connect: () => ({}) } as unknown as TaskDeps;
    const error = new QuotaExhausted('2026-11-23T12:15:00.000Z', {}, 'Our share of the day is used');
    const task = withInstall(deps, () => Promise.reject(error));
    await expect(task({ install: 'i1' }, {} as never)).rejects.toBe(error);
    const { installs } = await readStatus(store, queue, noonMs);
    expect(installs[0]).toMatchObject({
      status: 'active',
      notices: ['Our share of the day is used; work resumes at 2026-11-23T12:15:00.000Z.'],
    });
    await store.close();
  });
});
