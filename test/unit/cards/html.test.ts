import { describe, expect, test } from 'vitest';
import { cardJsonToHtml, renderHtml } from '../../../src/cards/html.ts';
import { html } from '../../../src/cards/safe-html.ts';
import { cardOf, renderer, viewOf } from '../../fixtures/cards.ts';
import { bad, insufficient, slowAnswer } from '../../fixtures/scorecards.ts';

const now = Date.parse('2026-11-23T11:00:00Z');
const textOf = (markup: string) =>
  markup
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('renderHtml', () => {
  test('says score, band, interval, change, flag and step', () => {
    const text = textOf(renderHtml(cardOf(bad), { now }));
    for (const words of [
      '31 / 100',
      'Critical',
      'likely 24 to 38',
      '−27.6 points',
      'Slow answer',
      'Next step',
      '2 hours ago',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('gives the drawing a text alternative that says its finding', () => {
    expect(renderHtml(cardOf(bad))).toContain('role="img" aria-label="31 / 100, Critical, likely 24 to 38"');
  });

  test('writes dates in the viewer’s language and zone, words in the card’s own', () => {
    const text = textOf(renderHtml(cardOf(bad), { now, language: 'es', timeZone: 'Europe/Madrid' }));
    expect(text).toContain('23 nov 2026, 10:00');
    expect(text).toContain('hace 2 horas');
    expect(text).toContain('Critical');
  });

  test('marks an old card, and says no age where it is not asked for', () => {
    expect(renderHtml(cardOf(bad), { now: now + 49 * 3_600_000 })).toContain('class="asof stale"');
    expect(renderHtml(cardOf(bad), { now })).not.toContain('class="asof stale"');
    expect(renderHtml(cardOf(bad))).not.toContain('ago)');
  });

  test('shows no number where too little is known', () => {
    const text = textOf(renderHtml(cardOf(insufficient), { now }));
    expect(text).toContain('Not enough known for a score');
    expect(text).not.toContain('/ 100');
  });

  test('folds all but the strongest drivers and says what they are called', () => {
    const drivers = ['nps', 'csat', 'first-response-time', 'engagement-recency', 'reopens', 'other'].map((metric) => ({
      metric,
      points: -2,
    }));
    expect(textOf(renderHtml(cardOf({ ...bad, drivers })))).toContain('+2: Reopened tickets, other');
    expect(renderHtml(cardOf(bad))).not.toContain('<details>');
  });

  test('escapes what people wrote', () => {
    const markup = renderHtml(cardOf(bad, 'en', { subject: { name: '<img src=x onerror=alert(1)>"\'&', href: null } }));
    expect(markup).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
    expect(markup).not.toContain('<img');
  });

  test('a hundred flags: three at once, the rest folded, what is left out counted', () => {
    const flags = Array.from({ length: 100 }, (_, index) => ({
      ...slowAnswer,
      since: new Date(Date.UTC(2026, 9, 1, index)).toISOString(),
      evidence: [{ signal: `s${index}`, at: slowAnswer.since, quote: 'palabra '.repeat(250) }],
    }));
    const markup = renderHtml(cardOf({ ...bad, flags }));
    const [shown = '', folded = ''] = (/<h3>What hurts[\s\S]*/.exec(markup)?.[0] ?? '').split('<details>');
    expect([shown, folded].map((part) => part.match(/class="flag"/g)?.length)).toEqual([3, 17]);
    expect(textOf(markup)).toContain('80 more');
    const quotes = [...markup.matchAll(/<blockquote dir="auto">([^<]*)</g)].map(([, quote]) => quote ?? '');
    expect(quotes).toHaveLength(20);
    expect(quotes.every((quote) => quote.length <= 400 && quote.endsWith('\u2026'))).toBe(true);
  });

  test('a script in a ticket’s subject is text on the card of the ticket too', () => {
    const quote = '</blockquote><script>alert(1)</script>';
    const flags = [{ ...slowAnswer, evidence: [{ signal: 's', at: slowAnswer.since, quote }] }];
    const markup = renderHtml(renderer.render('ticket', viewOf({ ...bad, flags }), 'en'));
    expect(markup).toContain('&lt;/blockquote&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(markup).not.toContain('<script');
  });

  test('words of either direction run their own way, alone in an element each', () => {
    const quote = 'لم يرد أحد على رسالتي';
    const flags = [{ ...slowAnswer, evidence: [{ signal: 's', at: slowAnswer.since, quote }] }];
    const markup = renderHtml(cardOf({ ...bad, flags }, 'en', { subject: { name: 'ליאת כהן', href: null } }));
    expect(markup).toContain(`<blockquote dir="auto">${quote}</blockquote>`);
    expect(markup).toContain('<p class="subject" dir="auto">ליאת כהן</p>');
  });

  test('carries the nonce on its style', () => {
    expect(renderHtml(cardOf(bad), { nonce: 'a1"' })).toContain('<style nonce="a1&quot;">');
  });
});

describe('cardJsonToHtml', () => {
  test('draws the card of a field', () => {
    expect(cardJsonToHtml(JSON.stringify(cardOf(bad)), 'en')).toBe(renderHtml(cardOf(bad), { language: 'en' }));
  });

  test.each([null, '', '{', '[]', '{"version":2}', JSON.stringify({ ...cardOf(bad), extra: 1 })])(
    'says kindly that there is no card: %j',
    (json) => {
      expect(textOf(cardJsonToHtml(json, 'es'))).toContain('Todavía no hay tarjeta');
      expect(textOf(cardJsonToHtml(json, 'en'))).toContain('No card to show yet');
    },
  );
});

describe('html', () => {
  test('escapes values, joins lists, drops nothing-values and keeps html', () => {
    const list = ['<', html`<b>${'&'}</b>`];
    expect(html`<p title="${'"'}">${list}${null}${undefined}${false}${0}</p>`.text).toBe(
      '<p title="&quot;">&lt;<b>&amp;</b>0</p>',
    );
  });
});
