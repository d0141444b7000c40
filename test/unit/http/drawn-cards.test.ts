import { describe, expect, test } from 'vitest';
import { createDrawnCards } from '../../../src/http/hubspot/drawn-cards.ts';
import { createReplays } from '../../../src/http/hubspot/replays.ts';

describe('drawn cards', () => {
  const counted = () => {
    const drawn: string[] = [];
    const work = (name: string) => async () => {
      drawn.push(name);
      return { card: name.repeat(10) };
    };
    return { drawn, work };
  };

  test('are drawn once and come back equal', async () => {
    const cards = createDrawnCards();
    const { drawn, work } = counted();
    const first = await cards.of('a', work('a'));
    expect(await cards.of('a', work('a'))).toEqual(first);
    expect(drawn).toEqual(['a']);
  });

  test('keep what was asked for last and never more than they may', async () => {
    const cards = createDrawnCards(70);
    const { drawn, work } = counted();
    for (const name of ['a', 'b', 'c']) await cards.of(name, work(name));
    await cards.of('a', work('a'));
    await cards.of('d', work('d'));
    expect(cards.size()).toBeLessThanOrEqual(70);
    await cards.of('a', work('a'));
    await cards.of('b', work('b'));
    expect(drawn).toEqual(['a', 'b', 'c', 'd', 'b']);
  });

  test('do not keep one that is larger than all of them may be', async () => {
    const cards = createDrawnCards(5);
    expect(await cards.of('a', async () => 'far too long')).toBe('far too long');
    expect(cards.size()).toBe(0);
  });

  test('a failure is not kept', async () => {
    const cards = createDrawnCards();
    await expect(cards.of('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await cards.of('a', async () => 1)).toBe(1);
  });
});

test('signatures that were used are forgotten by age and, beyond a number, the oldest first', () => {
  const replays = createReplays(2);
  expect([replays.take('a', 0), replays.take('a', 1), replays.take('b', 2)]).toEqual([true, false, true]);
  expect(replays.take('c', 3)).toBe(true);
  expect([replays.take('c', 4), replays.take('b', 4), replays.take('a', 4)]).toEqual([false, false, true]);
  expect(replays.take('c', 700_000)).toBe(true);
});
