import { isBadAnswer } from '../answers.ts';
import { defineFlag } from '../define-flag.ts';
import { evidenceOf, FLAG_EVIDENCE } from '../evidence.ts';
import { DAY_MS } from '../stats/decay.ts';
import type { Dated } from '../timeline.ts';

const HOUR_MS = 3_600_000;

/** The latest answer of each customer to each kind of survey: a later, better answer heals an earlier one. */
function latestAnswers(surveys: readonly Dated<'survey'>[]): Dated<'survey'>[] {
  return [...new Map(surveys.map((answer) => [`${answer.signal.survey} ${answer.signal.customer}`, answer])).values()];
}

export default defineFlag({
  id: 'detractor-unanswered',
  title: { en: 'Bad answer left alone', es: 'Mala nota sin respuesta' },
  describes: {
    en: 'A bad survey answer (NPS 0–6, lowest satisfaction, effort 3 or less of 7) after which nobody got in touch within 72 hours, nor since.',
    es: 'Una mala respuesta a una encuesta (NPS 0–6, satisfacción mínima, facilidad de 3 o menos sobre 7) tras la que nadie se puso en contacto en 72 horas, ni después.',
  },
  sentence: {
    en: 'Answered {answer} to {survey} on {answeredAt}; nobody has got in touch since',
    es: 'Puso un {answer} en {survey} el {answeredAt}; nadie se ha puesto en contacto desde entonces',
  },
  advice: {
    en: 'Call today, thank them for the honest answer and ask what happened.',
    es: 'Llama hoy, agradece la sinceridad y pregunta qué ocurrió.',
  },
  facts: ['answer', 'survey', 'answeredAt', 'answers'],
  needs: ['survey', 'ticket', 'message', 'meeting'],
  detect(signals, context) {
    const { hours, windowDays } = context.model.flags.detractorUnanswered;
    const from = context.now - windowDays * DAY_MS;
    const alone = latestAnswers(signals.survey).filter(
      ({ signal, atMs }) =>
        atMs >= from &&
        context.now - atMs > hours * HOUR_MS &&
        isBadAnswer(signal) &&
        context.attention(signal.customer, atMs) === null,
    );
    alone.sort((a, b) => b.atMs - a.atMs || (a.signal.id < b.signal.id ? -1 : 1));
    const newest = alone[0];
    const oldest = alone.at(-1);
    if (newest === undefined || oldest === undefined) return null;
    return {
      severity: 'high',
      since: oldest.signal.at,
      evidence: alone
        .slice(0, FLAG_EVIDENCE)
        .map((answer) => evidenceOf(answer, { value: answer.signal.value, quote: answer.signal.text })),
      facts: {
        answer: newest.signal.value,
        survey: newest.signal.survey.toUpperCase(),
        answeredAt: newest.signal.at,
        answers: alone.length,
      },
    };
  },
});
