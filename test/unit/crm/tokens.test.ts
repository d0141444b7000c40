import { describe, expect, it } from 'vitest';
import type { Tokens } from '../../../src/crm/port.ts';
import { refreshingTokens, staticTokens } from '../../../src/crm/tokens.ts';
import { AccessRevoked, CrmUnavailable } from '../../../src/errors.ts';
import { virtualClock } from './virtual-clock.ts';

const NOW = 1_000_000;
const tokens = (accessToken: string, expiresInMs: number, refreshToken: string | null = 'r1'): Tokens => ({
  accessToken,
  refreshToken,
  expiresAt: new Date(NOW + expiresInMs).toISOString(),
  scopes: [],
});

function shelf(first: Tokens, refresh: (token: string) => Promise<Tokens>) {
  const state = { stored: first, refreshes: 0, tail: Promise.resolve() as Promise<unknown> };
  const open = () =>
    refreshingTokens({
      read: async () => state.stored,
      write: async (fresh) => {
        state.stored = fresh;
      },
      refresh: async (token) => {
        state.refreshes += 1;
        return await refresh(token);
      },
      // One lock for however many programs.
      lock: (work) => {
        const done = state.tail.then(work, work);
        state.tail = done.catch(() => undefined);
        return done;
      },
      clock: virtualClock(NOW),
    });
  return { state, open };
}

describe('refreshing tokens', () => {
  it('gives the stored token while it is good', async () => {
    const { state, open } = shelf(tokens('a', 600_000), async () => tokens('b', 600_000));
    expect(await open().current()).toBe('a');
    expect(state.refreshes).toBe(0);
  });

  it('refreshes before it expires, once for all who ask, in two programs', async () => {
    const { state, open } = shelf(tokens('a', 60_000), async () => tokens('b', 1_800_000));
    const [one, two] = [open(), open()];
    const got = await Promise.all([...Array(10)].flatMap(() => [one.current(), two.current()]));
    expect(new Set(got)).toEqual(new Set(['b']));
    expect(state.refreshes).toBe(1);
  });

  it('takes what another program has refreshed meanwhile', async () => {
    const { state, open } = shelf(tokens('a', 600_000), async () => tokens('c', 600_000));
    const source = open();
    state.stored = tokens('b', 600_000);
    expect(await source.renew('a')).toBe('b');
    expect(state.refreshes).toBe(0);
    expect(await source.renew('b')).toBe('c');
  });

  it('keeps the refresh token when the answer does not repeat it', async () => {
    const { state, open } = shelf(tokens('a', 0), async () => tokens('b', 600_000, null));
    await open().current();
    expect(state.stored.refreshToken).toBe('r1');
  });

  it('remembers a refusal, until other tokens are stored', async () => {
    const { state, open } = shelf(tokens('a', 0), async (token) => {
      if (token === 'r1') throw new AccessRevoked('BAD_REFRESH_TOKEN');
      return tokens('b', 600_000);
    });
    const source = open();
    await expect(source.current()).rejects.toBeInstanceOf(AccessRevoked);
    await expect(source.current()).rejects.toBeInstanceOf(AccessRevoked);
    expect(state.refreshes).toBe(1);
    state.stored = tokens('x', 0, 'r2');
    expect(await source.current()).toBe('b');
  });

  it('asks again after a failure that may pass', async () => {
    let down = true;
    const { open } = shelf(tokens('a', 0), async () => {
      if (down) throw new CrmUnavailable('503');
      return tokens('b', 600_000);
    });
    const source = open();
    await expect(source.current()).rejects.toBeInstanceOf(CrmUnavailable);
    down = false;
    expect(await source.current()).toBe('b');
  });

  it('says so when there is nothing to refresh with', async () => {
    const { open } = shelf(tokens('a', 0, null), async () => tokens('b', 0));
    await expect(open().current()).rejects.toBeInstanceOf(AccessRevoked);
    await expect(staticTokens('x').renew('x')).rejects.toBeInstanceOf(AccessRevoked);
    expect(await staticTokens('x').current()).toBe('x');
  });
});
