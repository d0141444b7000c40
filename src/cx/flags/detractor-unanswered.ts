import { isBadAnswer, isBadRating } from '../answers.ts';
import type { Context } from '../context.ts';
import { defineFlag } from '../define-flag.ts';
import { evidenceOf, FLAG_EVIDENCE } from '../evidence.ts';
import { DAY_MS } from '../stats/decay.ts';
import type { Dated, Timeline } from '../timeline.ts';

const HOUR_MS = 3_600_000;

/** One thing that the customer said of us to somebody. */
interface Said {
  readonly dated: Dated<'survey'> | Dated<'review'> | Dated<'mention'>;
  readonly isBad: boolean;
}

/** Answers, reviews and public words, oldest first; what is said in public counts by how it reads, where that is certain. */
function everythingSaid(signals: Pick<Timeline, 'survey' | 'review' | 'mention'>, context: Context): Said[] {
  const { minConfidence } = context.model.flags.angry;
  const sour = new Set(
    signals.mention.length === 0
      ? []
      : context.texts.readings
          .filter(
            ({ reading: { sentiment } }) => sentiment.label === 'negative' && sentiment.confidence >= minConfidence,
          )
          .map(({ dated }) => dated.signal.id),
  );
  return [
    ...signals.survey.map((dated) => ({ dated, isBad: isBadAnswer(dated.signal) })),
    ...signals.review.map((dated) => ({ dated, isBad: isBadRating(dated.signal) })),
    ...signals.mention.map((dated) => ({ dated, isBad: sour.has(dated.signal.id) })),
  ];
}

/** The latest of each customer and kind of survey, or place: a later, better word heals an earlier one. */
function latest(said: readonly Said[]): Said[] {
  const keyOf = ({ dated: { signal } }: Said): string =>
    `${signal.kind === 'survey' ? signal.survey : signal.kind} ${signal.customer}`;
  return [...new Map(said.map((own) => [keyOf(own), own])).values()];
}

export default defineFlag({
  id: 'detractor-unanswered',
  title: { en: 'Bad answer left alone', es: 'Mala nota sin respuesta' },
  describes: {
    en: 'A bad survey answer (NPS 0–6, lowest satisfaction, effort 3 or less of 7), a bad review or a complaint in public after which nobody got in touch within 72 hours, nor since.',
    es: 'Una mala respuesta a una encuesta (NPS 0–6, satisfacción mínima, facilidad de 3 o menos sobre 7), una mala reseña o una queja en público tras la que nadie se puso en contacto en 72 horas, ni después.',
  },
  sentence: {
    en: '{#survey}Answered {answer} to {survey} on {answeredAt}{/survey}{#review}Wrote a bad review on {answeredAt}{/review}{#mention}Complained in public on {answeredAt}{/mention}; nobody has got in touch since',
    es: '{#survey}Puso un {answer} en {survey} el {answeredAt}{/survey}{#review}Escribió una mala reseña el {answeredAt}{/review}{#mention}Se quejó en público el {answeredAt}{/mention}; nadie se ha puesto en contacto desde entonces',
  },
  advice: {
    en: '{#survey}Call today, thank them for the honest answer and ask what happened.{/survey}{^survey}Answer today where they wrote it, briefly and without excuses, and call to ask what happened.{/survey}',
    es: '{#survey}Llama hoy, agradece la sinceridad y pregunta qué ocurrió.{/survey}{^survey}Responde hoy donde lo escribió, con brevedad y sin excusas, y llama para preguntar qué ocurrió.{/survey}',
  },
  facts: ['answer', 'survey', 'review', 'mention', 'answeredAt', 'answers'],
  needs: ['survey', 'review', 'mention', 'ticket', 'message', 'meeting'],
  detect(signals, context) {
    const { hours, windowDays } = context.model.flags.detractorUnanswered;
    const from = context.now - windowDays * DAY_MS;
    const alone = latest(everythingSaid(signals, context))
      .filter(
        ({ dated: { signal, atMs }, isBad }) =>
          isBad &&
          atMs >= from &&
          context.now - atMs > hours * HOUR_MS &&
          context.attention(signal.customer, atMs) === null,
      )
      .map(({ dated }) => dated);
    alone.sort((a, b) => b.atMs - a.atMs || (a.signal.id < b.signal.id ? -1 : 1));
    const newest = alone[0]?.signal;
    const oldest = alone.at(-1);
    if (newest === undefined || oldest === undefined) return null;
    return {
      severity: 'high',
      since: oldest.signal.at,
      evidence: alone.slice(0, FLAG_EVIDENCE).map((dated) =>
        evidenceOf(dated, {
          value: 'value' in dated.signal ? dated.signal.value : undefined,
          quote: dated.signal.text,
        }),
      ),
      facts: {
        answer: newest.kind === 'mention' ? 0 : (newest.value ?? 0),
        survey: newest.kind === 'survey' ? newest.survey.toUpperCase() : '',
        ...{ review: newest.kind === 'review' ? 1 : 0, mention: newest.kind === 'mention' ? 1 : 0 },
        ...{ answeredAt: newest.at, answers: alone.length },
      },
    };
  },
});
