import type { TextBank, TopicTexts } from './text-bank.ts';

/** What only somebody from Spain would write: the forms of "vosotros" and a few words. */
export const PENINSULAR =
  /áis\b|éis\b|[^a]ís\b|vosotr|vuestr|\bos\b|\b(borrad|decidme|sois)\b|móvil|manitas|finde|averiad|avería|enhorabuena|de recibo|en mi pueblo|gestoría|\bNIF\b|céntimo|tomadura|hacemos obra/iu;

/** Returns the Spanish texts without those that a customer in Latin America would not have written. Our own side writes from Spain. */
export function latinAmerican(bank: TextBank): TextBank {
  const tickets = Object.fromEntries(
    Object.entries(bank.tickets).map(([topic, { calm, upset }]) => [topic, { calm: kept(calm), upset: kept(upset) }]),
  ) as Record<keyof TextBank['tickets'], TopicTexts>;
  const comments = Object.fromEntries(
    Object.entries(bank.comments).map(([survey, { high, middle, low }]) => [
      survey,
      { high: kept(high), middle: kept(middle), low: kept(low) },
    ]),
  ) as unknown as TextBank['comments'];
  return { ...bank, tickets, comments, inquiries: kept(bank.inquiries), thanks: kept(bank.thanks) };
}

function kept<T extends string | readonly string[]>(texts: readonly T[]): readonly T[] {
  const rest = texts.filter((text) => !PENINSULAR.test(typeof text === 'string' ? text : text.join(' ')));
  if (rest.length === 0) throw new RangeError(`Every text of a list is from Spain: ${String(texts[0])}`);
  return rest;
}
