import {
  Accordion,
  Alert,
  Button,
  EmptyState,
  ErrorState,
  LoadingButton,
  LoadingSpinner,
  ScoreCircle,
  Select,
  StatusTag,
  Text,
  TextArea,
} from '@hubspot/ui-extensions';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { asCard, readCard } from '../../../extensions/hubspot/src/app/cards/card/document.ts';
import { ago } from '../../../extensions/hubspot/src/app/cards/card/words.ts';
import type { CardDocument } from '../../../src/cards/document.ts';
import { writeCard } from '../../../src/cards/stored-card.ts';
import { cardOf } from '../../fixtures/cards.ts';
import {
  answerWith,
  openLinkedCard,
  openRecordCard,
  type Properties,
  scriptFetch,
  wordsIn,
} from '../../fixtures/hubspot-card.ts';
import { bad, good, insufficient, slowAnswer } from '../../fixtures/scorecards.ts';

const card = cardOf(bad);
const written = (document: CardDocument | null): Properties => ({
  status: 'read',
  values: { pulso_card: document && JSON.stringify(document), pulso_score: null, pulso_scored_at: null },
});
const down = () => {
  throw new Error('nobody answers');
};
const never = () => new Promise<never>(() => undefined);
type Opened = ReturnType<typeof openRecordCard>['renderer'];
const words = (renderer: Opened) => wordsIn(renderer.getRootNode());
const alertTitles = (renderer: Opened) => renderer.findAll(Alert).map((alert) => alert.props.title);

afterEach(async () => {
  // What a component asks for when it appears, it asks of its own test.
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  vi.unstubAllGlobals();
});

describe('states', () => {
  test('loading: neither HubSpot nor Pulso has answered', () => {
    scriptFetch(never);
    const { renderer } = openRecordCard({ status: 'loading' });
    expect(renderer.find(LoadingSpinner).props.label).toBe('Loading the card');
  });

  test('Pulso is down and HubSpot still loads: no verdict before both have answered', async () => {
    const calls = scriptFetch(down);
    const { renderer } = openRecordCard({ status: 'loading' });
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    await new Promise((resolve) => setImmediate(resolve));
    expect(renderer.find(LoadingSpinner).props.label).toBe('Loading the card');
  });

  test('first paint is what the record itself holds, marked with its age', () => {
    scriptFetch(never);
    const { renderer } = openRecordCard(written(card));
    expect(renderer.find(ScoreCircle).props.score).toBe(31);
    expect(words(renderer)).toContain(`This is what Pulso last wrote, ${ago(card.asOf, Date.now(), 'en')}.`);
    expect(renderer.maybeFind(LoadingButton, (node) => node.text === 'Recalculate now')).toBeNull();
  });

  test('live: the answer stands in place of what was stored', async () => {
    const calls = scriptFetch(() => answerWith(cardOf(good)));
    const { renderer } = openRecordCard(written(card));
    await renderer.waitFor(() => expect(renderer.find(ScoreCircle).props.score).not.toBe(31));
    expect(words(renderer)).not.toContain('last wrote');
    expect(calls).toHaveLength(1);
    expect(calls[0]?.url.pathname).toBe('/hubspot/card');
    expect(Object.fromEntries(calls[0]?.url.searchParams ?? [])).toEqual({
      language: 'en',
      objectTypeId: '0-1',
      objectId: '301',
      call: expect.stringMatching(/^[a-z0-9]+$/),
    });
  });

  test('Pulso down: the stored card stays, with its age and a way to ask again', async () => {
    let up = false;
    scriptFetch(() => (up ? answerWith(cardOf(good)) : down()));
    const { renderer } = openRecordCard(written(card));
    await renderer.waitFor(() => expect(alertTitles(renderer)).toContain('Pulso does not answer'));
    expect(renderer.find(ScoreCircle).props.score).toBe(31);
    expect(words(renderer)).toContain('This is what Pulso last wrote');
    up = true;
    renderer.find(Button, (node) => node.text === 'Try again').trigger('onClick');
    await renderer.waitFor(() => expect(renderer.find(ScoreCircle).props.score).not.toBe(31));
  });

  test.each([
    [{ status: 500 }, 'Pulso does not answer', 'error'],
    [{ status: 401 }, 'Pulso is not connected with this account', 'lock'],
    [{ status: 403 }, 'You may not see this', 'lock'],
    [{ status: 502, body: { appServerStatusCode: 401 } }, 'Pulso is not connected with this account', 'lock'],
    [{ status: 200, body: { state: 'a newer state' } }, 'This card cannot be shown', 'error'],
  ] as const)('nothing stored and %j', async (scripted, title, type) => {
    scriptFetch(() => scripted);
    const { renderer } = openRecordCard(written(null));
    await renderer.waitFor(() => expect(renderer.find(ErrorState).props).toMatchObject({ title, type }));
  });

  test('uploaded without a profile: says what the admin has to do', async () => {
    const calls = scriptFetch(() => answerWith(card));
    const { renderer } = openRecordCard(written(null), { variables: {} });
    await renderer.waitFor(() =>
      expect(renderer.find(ErrorState).props.title).toBe('This app does not know where Pulso runs'),
    );
    expect(calls).toEqual([]);
  });

  test('no permission for the properties, and Pulso down', async () => {
    scriptFetch(down);
    const { renderer } = openRecordCard({ status: 'forbidden' });
    await renderer.waitFor(() =>
      expect(renderer.find(ErrorState).props.title).toBe('HubSpot does not show you the Pulso properties'),
    );
  });

  test.each([
    ['reading', 'Pulso is reading this record'],
    ['unknown', 'Pulso does not know this record yet'],
    ['merged', 'This record was merged'],
    ['deleted', 'This record is not in the CRM any more'],
  ] as const)('%s: the card says so in words, whatever is still stored', async (state, title) => {
    scriptFetch(() => ({ body: { state } }));
    const { renderer } = openRecordCard(written(card));
    await renderer.waitFor(() => expect(renderer.find(EmptyState).props.title).toBe(title));
    expect(renderer.maybeFind(ScoreCircle)).toBeNull();
  });

  test('too little known: no number, but what would help', async () => {
    scriptFetch(() => answerWith(cardOf(insufficient)));
    const { renderer } = openRecordCard(written(null));
    await renderer.waitFor(() => expect(alertTitles(renderer)).toContain('Not enough known for a score'));
    expect(renderer.maybeFind(ScoreCircle)).toBeNull();
  });

  test('paused: the card shows, and why it is not renewed', async () => {
    scriptFetch(() => answerWith(card, { paused: 'An admin paused it on Monday.' }));
    const { renderer } = openRecordCard(written(null));
    await renderer.waitFor(() => expect(alertTitles(renderer)).toContain('Pulso is paused'));
    expect(words(renderer)).toContain('An admin paused it on Monday.');
  });

  test('a property that somebody edited is no card', () => {
    for (const text of ['', '{', '[]', '{"version":9}', '"text"', 'null', '{"version":1,"blocks":[]}'])
      expect(readCard(text, 'en')).toBeNull();
    expect(readCard(JSON.stringify(card), 'en')).toEqual(card);
    expect(
      asCard({ ...card, blocks: [{ type: 'hologram' }, { type: 'score' }, null, ...card.blocks] })?.blocks,
    ).toEqual(card.blocks);
  });
});

test('a viewer of another language reads the property in his own where it is there', () => {
  const spanish = cardOf(bad, 'es');
  const text = writeCard(card, [spanish]);
  expect(readCard(text, 'es')).toEqual(spanish);
  expect(readCard(text, 'en')?.title).toBe(card.title);
  expect(readCard(JSON.stringify(card), 'es')).toEqual(card);
  expect(readCard(JSON.stringify({ ...card, translations: { es: 'no card' } }), 'es')?.title).toBe(card.title);
});

describe('what it shows', () => {
  test('every word of the document, in its order', async () => {
    scriptFetch(() => answerWith(card));
    const { renderer } = openRecordCard(written(null));
    await renderer.waitFor(() => renderer.find(ScoreCircle));
    const shown = [words(renderer), ...alertTitles(renderer), ...renderer.findAll(Accordion).map((a) => a.props.title)];
    for (const block of card.blocks) {
      if (block.type === 'score') expect(shown[0]).toContain(block.bandLabel);
      if (block.type === 'next') expect(shown).toContain(block.title);
      if (block.type === 'drivers') for (const driver of block.items) expect(shown[0]).toContain(driver.pointsLabel);
      if (block.type === 'flags') for (const flag of block.items) expect(shown[0]).toContain(flag.sentence);
      if (block.type === 'journey') for (const stop of block.items) expect(shown[0]).toContain(stop.label);
    }
  });

  test('in the language of whoever looks', async () => {
    const calls = scriptFetch(({ url }) => answerWith(cardOf(bad, url.searchParams.get('language') as 'en' | 'es')));
    const { renderer } = openRecordCard(written(card), { language: 'es-MX' });
    await renderer.waitFor(() => expect(words(renderer)).toContain('Recalcular ahora'));
    expect(calls[0]?.url.searchParams.get('language')).toBe('es');
    expect(words(renderer)).toContain(cardOf(bad, 'es').title);
  });

  test('a hundred flags: three at once, the others folded, the rest counted', async () => {
    const flags = Array.from({ length: 100 }, (_, index) => ({
      ...slowAnswer,
      since: new Date(Date.parse(slowAnswer.since) - index * 86_400_000).toISOString(),
      evidence: [{ signal: `s${index}`, at: slowAnswer.since, quote: `<script>alert(1)</script>${'x'.repeat(2_000)}` }],
    }));
    scriptFetch(() => answerWith(cardOf({ ...bad, flags })));
    const { renderer } = openRecordCard(written(null));
    await renderer.waitFor(() => renderer.find(ScoreCircle));
    const folded = renderer.find(Accordion, (node) => node.props.title === '97 more');
    expect(wordsIn(folded)).toContain('80 more');
    const quotes = renderer.findAll(Text, (node) => node.text?.includes('<script>') === true);
    expect(quotes).toHaveLength(20);
    expect(Math.max(...quotes.map((quote) => quote.text?.length ?? 0))).toBeLessThan(410);
  });
});

describe('what one can tell it', () => {
  const flag = { id: 'slow-answer', title: '', since: '', acknowledged: null };
  const flagsOf = (acknowledged: unknown) => {
    const block = card.blocks.find((each) => each.type === 'flags');
    return [{ ...flag, title: block?.items[0]?.title, since: block?.items[0]?.since, acknowledged }];
  };
  const button = (renderer: Opened, text: string) => renderer.find(LoadingButton, (node) => node.text === text);

  test('recalculate: asks until a newer card is there, then says so', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    let asked = 0;
    const calls = scriptFetch(({ method }) => {
      if (method === 'POST') return { status: 202, body: {} };
      asked += 1;
      return asked > 3 ? answerWith(cardOf(good), { revision: 2 }) : answerWith(card);
    });
    const { renderer, refetch } = openRecordCard(written(null));
    await vi.waitFor(() => button(renderer, 'Recalculate now'));
    button(renderer, 'Recalculate now').trigger('onClick');
    await vi.waitFor(() => expect(button(renderer, 'Pulso is recalculating').props.loading).toBe(true));
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(1_500);
      expect(renderer.mocks.actions.addAlert.calls).toEqual([[{ type: 'success', message: 'Recalculated.' }]]);
    });
    vi.useRealTimers();
    expect(calls.filter((call) => call.method === 'POST').map((call) => call.url.pathname)).toEqual([
      '/hubspot/card/recalculate',
    ]);
    expect(asked).toBe(4);
    expect(refetch).toHaveBeenCalledOnce();
    expect(renderer.find(ScoreCircle).props.score).not.toBe(31);
  });

  test('acknowledge a flag: who and when stands there afterwards', async () => {
    let acknowledged: unknown = null;
    const calls = scriptFetch(({ method }) => {
      if (method === 'POST') acknowledged = { by: 'Ana Ruiz', at: '2026-11-23T08:00:00.000Z' };
      return answerWith(card, { flags: flagsOf(acknowledged) });
    });
    const { renderer } = openRecordCard(written(null));
    await renderer.waitFor(() => button(renderer, 'Acknowledge'));
    button(renderer, 'Acknowledge').trigger('onClick');
    await renderer.waitFor(() => expect(words(renderer)).toContain('Acknowledged by Ana Ruiz on 23 Nov 2026, 09:00'));
    expect(calls[1]).toMatchObject({ method: 'POST', body: { flag: 'slow-answer', since: flagsOf(null)[0]?.since } });
  });

  test('this helped', async () => {
    const calls = scriptFetch(() => answerWith(card));
    const { renderer } = openRecordCard(written(null));
    await renderer.waitFor(() => button(renderer, 'This helped'));
    button(renderer, 'This helped').trigger('onClick');
    await renderer.waitFor(() => expect(words(renderer)).toContain('Thank you. It is kept with this score.'));
    expect(calls[1]).toMatchObject({ body: { verdict: 'helped' } });
    expect(calls[1]?.url.pathname).toBe('/hubspot/card/feedback');
  });

  test('this is wrong, and why; nothing is lost when it could not be sent', async () => {
    let up = false;
    const calls = scriptFetch(({ method }) => (method === 'POST' && !up ? { status: 503 } : answerWith(card)));
    const { renderer } = openRecordCard(written(null));
    await renderer.waitFor(() => button(renderer, 'This helped'));
    renderer.find(Button, (node) => node.text === 'This is wrong').trigger('onClick');
    await renderer.waitFor(() => renderer.find(TextArea, { name: 'comment' }));
    renderer.find(TextArea, { name: 'comment' }).trigger('onInput', 'They called me, happy.' as never);
    await renderer.waitFor(() =>
      expect(renderer.find(TextArea, { name: 'comment' }).props.value).toBe('They called me, happy.'),
    );
    button(renderer, 'Send').trigger('onClick');
    await renderer.waitFor(() => expect(renderer.mocks.actions.addAlert.callCount).toBe(1));
    up = true;
    button(renderer, 'Send').trigger('onClick');
    await renderer.waitFor(() => expect(words(renderer)).toContain('It is kept with this score'));
    expect(calls.at(-1)?.body).toEqual({ verdict: 'wrong', comment: 'They called me, happy.' });
  });

  test('log what I saw', async () => {
    const calls = scriptFetch(() => answerWith(card));
    const { renderer } = openRecordCard(written(null));
    await renderer.waitFor(() => renderer.find(TextArea, { name: 'observation' }));
    expect(button(renderer, 'Save').props.disabled).toBe(true);
    renderer.find(TextArea, { name: 'observation' }).trigger('onInput', '  She praised the new portal. ' as never);
    renderer.find(Select, { name: 'mood' }).trigger('onChange', 'good' as never);
    renderer.find(Select, { name: 'touchpoint' }).trigger('onChange', 'phone' as never);
    await renderer.waitFor(() => expect(button(renderer, 'Save').props.disabled).toBe(false));
    button(renderer, 'Save').trigger('onClick');
    await renderer.waitFor(() => expect(renderer.mocks.actions.addAlert.callCount).toBe(1));
    expect(calls[1]).toMatchObject({
      method: 'POST',
      body: { text: 'She praised the new portal.', mood: 'good', touchpoint: 'phone' },
    });
  });
});

describe('the card on a ticket or a deal', () => {
  const stored = (score: string | null, document: CardDocument) => ({
    pulso_score: score,
    pulso_card: JSON.stringify(document),
  });

  test('first paint: of several contacts the one who feels worst, with no help from Pulso', async () => {
    scriptFetch(down);
    const { renderer } = openLinkedCard(
      [stored('88', cardOf(good)), stored('31', card), stored(null, cardOf(insufficient))],
      [],
    );
    expect(renderer.find(ScoreCircle).props.score).toBe(31);
    await renderer.waitFor(() => expect(alertTitles(renderer)).toContain('Pulso does not answer'));
  });

  test('without a contact, its company', () => {
    scriptFetch(never);
    const { renderer } = openLinkedCard([{ pulso_card: null, pulso_score: null }], [stored('31', card)], {
      objectTypeId: '0-3',
    });
    expect(renderer.find(StatusTag).text).toBe('Critical');
  });

  test('linked with nobody', async () => {
    const calls = scriptFetch(() => ({ body: { state: 'unlinked' } }));
    const { renderer } = openLinkedCard([], []);
    await renderer.waitFor(() =>
      expect(renderer.find(EmptyState).props.title).toBe('Nobody is linked with this record'),
    );
    expect(calls.at(-1)?.url.searchParams.get('objectTypeId')).toBe('0-5');
  });
});
