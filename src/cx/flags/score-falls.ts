import { defineFlag } from '../define-flag.ts';
import { FLAG_EVIDENCE } from '../evidence.ts';
import { SIGNAL_KINDS } from '../model/signal.ts';
import { DAY_MS } from '../stats/decay.ts';

const DAYS = 30;

export default defineFlag({
  id: 'score-falls',
  title: { en: 'Score is falling', es: 'La puntuación baja' },
  describes: {
    en: 'The score has fallen by 10 points or more in 30 days because of what happened in that time, not because old evidence aged.',
    es: 'La puntuación ha bajado 10 puntos o más en 30 días por lo ocurrido en ese tiempo, no porque lo anterior haya envejecido.',
  },
  sentence: {
    en: 'Fell from {from} to {to} within 30 days',
    es: 'Ha bajado de {from} a {to} en 30 días',
  },
  advice: {
    en: 'Look at what happened last, and get in touch before the customer does.',
    es: 'Revisa lo último que ha pasado y ponte en contacto antes de que lo haga el cliente.',
  },
  facts: ['from', 'to', 'points'],
  needs: [...SIGNAL_KINDS],
  detect(_signals, context, change) {
    const limit = context.model.flags.scoreFalls.points;
    if (change === null || change.points > -limit) return null;
    const sinceMs = context.now - DAYS * DAY_MS;
    const seen = new Set<string>();
    const evidence = change.drivers
      .filter(({ points }) => points < 0)
      .flatMap(({ metric }) => change.evidenceOf(metric))
      .filter(({ signal, at }) => {
        const isNew = Date.parse(at) >= sinceMs && !seen.has(signal);
        seen.add(signal);
        return isNew;
      });
    if (evidence.length === 0) return null;
    const firstMs = Math.min(...evidence.map(({ at }) => Date.parse(at)));
    return {
      severity: change.points <= -2 * limit ? 'high' : 'medium',
      since: new Date(firstMs).toISOString(),
      evidence: evidence.slice(0, FLAG_EVIDENCE),
      facts: {
        from: Math.round(change.from),
        to: Math.round(change.from + change.points),
        points: Math.round(change.points),
      },
    };
  },
});
