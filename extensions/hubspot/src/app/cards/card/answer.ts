/** What Pulso answers about a record, checked as far as it is drawn. */
import { asCard, type CardDocument } from './document.ts';

/** A flag as Pulso knows it; `title` and `since` tie it to the flag in the document. */
export interface KnownFlag {
  readonly id: string;
  readonly title: string;
  readonly since: string;
  readonly acknowledged: { readonly by: string; readonly at: string } | null;
}

/** Why there is no card. `unlinked`: a ticket or deal that belongs to nobody. */
export const NO_CARD = ['reading', 'unknown', 'merged', 'deleted', 'unlinked'] as const;
export type NoCard = (typeof NO_CARD)[number];

export type Answer =
  | {
      readonly state: 'card';
      /** Whom the card is about; of a company nobody can say what they saw of one person. */
      readonly object: 'customer' | 'account';
      readonly card: CardDocument;
      /** Grows with every scorecard. */
      readonly revision: number;
      readonly flags: readonly KnownFlag[];
      /** What this person said of the score. */
      readonly feedback: 'helped' | 'wrong' | null;
      /** Why Pulso does not renew it, as a sentence. */
      readonly paused: string | null;
    }
  | { readonly state: NoCard };

const isFlag = (value: unknown): value is KnownFlag =>
  typeof value === 'object' && value !== null && 'id' in value && 'title' in value && 'since' in value;

/** Null when it is not an answer that this card understands. */
export function readAnswer(body: unknown): Answer | null {
  if (typeof body !== 'object' || body === null || !('state' in body)) return null;
  const none = NO_CARD.find((state) => state === body.state);
  if (none !== undefined) return { state: none };
  const given = new Map<string, unknown>(Object.entries(body));
  const card = asCard(given.get('card'));
  if (body.state !== 'card' || card === null) return null;
  const flags = given.get('flags');
  const feedback = given.get('feedback');
  const paused = given.get('paused');
  return {
    state: 'card',
    object: given.get('object') === 'account' ? 'account' : 'customer',
    card,
    revision: Number(given.get('revision') ?? 0),
    flags: Array.isArray(flags) ? flags.filter(isFlag) : [],
    feedback: feedback === 'helped' || feedback === 'wrong' ? feedback : null,
    paused: typeof paused === 'string' ? paused : null,
  };
}
