import { answerPosition, answersTo, npsCategory } from '../answers.ts';
import { type Context, halfLifeDays } from '../context.ts';
import { defineMetric, type Measurement } from '../define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE } from '../evidence.ts';
import { meanOfAnswers, meansByScope } from '../mean-of-answers.ts';
import { DAY_MS } from '../stats/decay.ts';
import { Z95 } from '../stats/intervals.ts';
import { netPromoterScore } from '../stats/surveys.ts';
import type { Dated } from '../timeline.ts';
import { weigh } from '../weigh.ts';

function counted(answers: readonly Dated<'survey'>[]): { promoters: number; passives: number; detractors: number } {
  const counts = { promoters: 0, passives: 0, detractors: 0 };
  for (const { signal } of answers) {
    const category = npsCategory(signal);
    if (category === 'promoter') counts.promoters += 1;
    else if (category === 'passive') counts.passives += 1;
    else counts.detractors += 1;
  }
  return counts;
}

/** One person, one vote: the latest answer of each customer. */
function latestOfEach(answers: readonly Dated<'survey'>[]): Dated<'survey'>[] {
  return [...new Map(answers.map((answer) => [answer.signal.customer, answer])).values()];
}

function ofAccount(answers: readonly Dated<'survey'>[], context: Context): Measurement | null {
  const horizonMs = context.model.confidence.horizonHalfLives * halfLifeDays(context, 'survey') * DAY_MS;
  const all = latestOfEach(answers);
  const recent = all.filter(({ atMs }) => context.now - atMs <= horizonMs);
  const votes = recent.length > 0 ? recent : all;
  if (votes.length === 0) return null;
  const { promoters, passives, detractors } = counted(votes);
  const result = netPromoterScore(promoters, passives, detractors);
  const worstFirst = votes.toSorted(
    (a, b) =>
      answerPosition(a.signal) - answerPosition(b.signal) || b.atMs - a.atMs || (a.signal.id < b.signal.id ? -1 : 1),
  );
  return {
    value: result.nps,
    score: (result.nps + 100) / 2,
    n: votes.length,
    confidence: weigh(
      'survey',
      votes.map(({ atMs }) => atMs),
      context,
    ).confidence,
    standardError: result.adjusted.halfWidth / Z95 / 2,
    ...(result.interval === null ? {} : { interval: result.interval }),
    details: {
      promoters,
      passives,
      detractors,
      ...meansByScope(
        votes,
        votes.map(({ signal }) => 100 * answerPosition(signal)),
        (score) => score / 10,
        context,
      ),
    },
    evidence: worstFirst
      .slice(0, SHOWN_EVIDENCE)
      .map((answer) => evidenceOf(answer, { value: answer.signal.value, quote: answer.signal.text })),
  };
}

function ofCustomer(answers: readonly Dated<'survey'>[], context: Context): Measurement | null {
  const scores = answers.map(({ signal }) => 100 * answerPosition(signal));
  const measured = meanOfAnswers(answers, scores, (score) => score / 10, context);
  if (measured === null) return null;
  return {
    ...measured,
    details: { ...counted(answers), ...meansByScope(answers, scores, (score) => score / 10, context) },
  };
}

export default defineMetric({
  id: 'nps',
  title: { en: 'Willingness to recommend (NPS)', es: 'Disposición a recomendar (NPS)' },
  describes: {
    en: 'How likely they say they are to recommend us, from 0 to 10; for an account, promoters minus detractors.',
    es: 'Cuánto dicen que nos recomendarían, de 0 a 10; en una cuenta, promotores menos detractores.',
  },
  sentence: { en: 'Would recommend us: {value}', es: 'Nos recomendaría: {value}' },
  details: ['promoters', 'passives', 'detractors', 'transactional', 'relational'],
  formula: {
    en: 'customer: mean of answers, weights 2^(-age/h), score 10·mean; account: 100(P−D)/n over the latest answer of each customer, score (NPS+100)/2; transactional and relational: their means apart',
    es: 'cliente: media de las respuestas, pesos 2^(-edad/h), puntuación 10·media; cuenta: 100(P−D)/n sobre la última respuesta de cada cliente, puntuación (NPS+100)/2; transactional y relational: las medias por separado',
  },
  missing: {
    en: 'Without an answer the metric is left out; it is never counted as zero.',
    es: 'Sin respuesta, la métrica no se tiene en cuenta; nunca vale cero.',
  },
  sources: ['https://measuringu.com/nps-three-confidence-intervals'],
  nature: 'perception',
  area: 'feedback',
  unit: '0-10',
  range: { min: 0, max: 10 },
  account: { unit: 'NPS', range: { min: -100, max: 100 } },
  needs: ['survey'],
  better: 'high',
  measure(signals, context) {
    const answers = answersTo(signals.survey, 'nps');
    return context.subject.object === 'account' ? ofAccount(answers, context) : ofCustomer(answers, context);
  },
});
