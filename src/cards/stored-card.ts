/**
 * The text of the card field: the card in the install's language and, where there is room, the same card in the other languages
 * under `translations`, so that everybody reads their own also while Pulso is down. Who does not look there reads the first.
 */
import { z } from 'zod';
import type { Language } from '../cx/model/text.ts';
import { CARD_LIMITS, type CardDocument, cardDocumentSchema } from './document.ts';

/** At most `CARD_LIMITS.documentChars` long: translations that do not fit are left out, the last first. */
export function writeCard(card: CardDocument, translations: readonly CardDocument[] = []): string {
  if (translations.length === 0) return JSON.stringify(card);
  const text = JSON.stringify({
    ...card,
    translations: Object.fromEntries(translations.map((one) => [one.language, one])),
  });
  return text.length <= CARD_LIMITS.documentChars ? text : writeCard(card, translations.slice(0, -1));
}

const storedSchema = z.looseObject({ translations: z.record(z.string(), z.unknown()).optional() });

/** The card in a field, in this language where it has it; null when there is none or it is not a card of this version. */
export function readCard(json: string | null, language?: Language): CardDocument | null {
  if (json === null) return null;
  try {
    const { translations, ...card } = storedSchema.parse(JSON.parse(json));
    const translated = language && cardDocumentSchema.safeParse(translations?.[language]);
    if (translated?.success) return translated.data;
    const parsed = cardDocumentSchema.safeParse(card);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What a card in a field says but for the time: without `asOf`, in every language. Text that is no card stays as it is. */
export function timelessCard(json: string): unknown {
  try {
    const { translations = {}, ...card } = storedSchema.parse(JSON.parse(json));
    return { card: withoutAsOf(card), others: Object.values(translations).map(withoutAsOf) };
  } catch {
    return json;
  }
}

function withoutAsOf(card: unknown): unknown {
  if (typeof card !== 'object' || card === null) return card;
  return Object.fromEntries(Object.entries(card).filter(([key]) => key !== 'asOf'));
}
