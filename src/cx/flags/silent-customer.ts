import { ageDays } from '../context.ts';
import { defineFlag } from '../define-flag.ts';
import { evidenceOf, wordsOf } from '../evidence.ts';
import type { Interaction } from '../interactions.ts';
import { DAY_MS } from '../stats/decay.ts';
import { median } from '../stats/quantiles.ts';

/** Days (UTC) on which there was an exchange: a long conversation on one day is one. */
function exchangeDays(interactions: readonly Interaction[]): number[] {
  return [...new Set(interactions.map(({ atMs }) => Math.floor(atMs / DAY_MS)))];
}

export default defineFlag({
  id: 'silent-customer',
  title: { en: 'Gone silent', es: 'Ha dejado de dar señales' },
  describes: {
    en: 'No exchange for more than 90 days and more than three times as long as usual for this customer, who was in touch on at least four days before.',
    es: 'Ningún intercambio en más de 90 días y más del triple de lo habitual en este cliente, con al menos cuatro días de contacto anteriores.',
  },
  sentence: {
    en: 'Not heard from since {lastAt}; before, usually every {usualDays} {usualDays|day|days}',
    es: 'Sin noticias desde el {lastAt}; antes, lo habitual era cada {usualDays} {usualDays|día|días}',
  },
  advice: {
    en: 'Get in touch in person, without selling: ask how it is going.',
    es: 'Ponte en contacto personalmente, sin vender: pregunta cómo va todo.',
  },
  facts: ['lastAt', 'usualDays'],
  needs: ['survey', 'ticket', 'message', 'meeting'],
  detect(_signals, context) {
    const limits = context.model.flags.silentCustomer;
    const { interactions } = context;
    const last = interactions.at(-1);
    if (last === undefined) return null;
    const silence = ageDays(context, last.atMs);
    if (silence <= limits.days) return null;
    const days = exchangeDays(interactions);
    if (days.length < limits.interactions) return null;
    const usualDays = median(days.slice(1).map((day, index) => day - (days[index] ?? day)));
    if (silence <= limits.usualGapFactor * usualDays) return null;
    return {
      severity: silence > 2 * limits.days ? 'high' : 'medium',
      since: last.dated.signal.at,
      evidence: [
        evidenceOf(last.dated, {
          value: silence,
          quote: 'subject' in last.dated.signal ? wordsOf(last.dated.signal) : last.dated.signal.text,
        }),
      ],
      facts: { lastAt: last.dated.signal.at, usualDays },
    };
  },
});
