import { defineFlag } from '../define-flag.ts';
import { evidenceOf, FLAG_EVIDENCE, wordsOf } from '../evidence.ts';
import { DAY_MS } from '../stats/decay.ts';

export default defineFlag({
  id: 'reopened',
  title: { en: 'Reopened', es: 'Reabierto' },
  describes: {
    en: 'A ticket was opened again after it had been called solved.',
    es: 'Un ticket se volvió a abrir después de darse por resuelto.',
  },
  sentence: {
    en: '{tickets} {tickets|ticket|tickets} opened again after being solved',
    es: '{tickets} {tickets|ticket reabierto|tickets reabiertos} tras darse por {tickets|resuelto|resueltos}',
  },
  advice: {
    en: '{#open}Look for the cause behind the first solution, and ask the customer before closing again.{/open}{^open}Ask whether it is really solved now, and look for the cause behind the first solution.{/open}',
    es: '{#open}Busca la causa detrás de la primera solución y consulta al cliente antes de volver a cerrar.{/open}{^open}Pregunta si ahora está resuelto de verdad y busca la causa detrás de la primera solución.{/open}',
  },
  facts: ['tickets', 'times', 'open'],
  needs: ['ticket'],
  detect(signals, context) {
    const from = context.now - context.model.flags.reopened.windowDays * DAY_MS;
    const reopened = signals.ticket
      .map((ticket) => ({ ticket, times: ticket.reopenedMs.filter((ms) => ms >= from) }))
      .filter(({ times }) => times.length > 0)
      .sort(
        (a, b) =>
          b.times.length - a.times.length ||
          (b.times.at(-1) ?? 0) - (a.times.at(-1) ?? 0) ||
          (a.ticket.signal.id < b.ticket.signal.id ? -1 : 1),
      );
    if (reopened.length === 0) return null;
    const times = reopened.reduce((sum, { times: own }) => sum + own.length, 0);
    const firstMs = reopened.reduce((first, { times: own }) => Math.min(first, own[0] ?? first), context.now);
    const stillOpen = reopened.some(({ ticket }) => ticket.open);
    return {
      severity: times > 1 && stillOpen ? 'high' : times > 1 || stillOpen ? 'medium' : 'low',
      since: new Date(firstMs).toISOString(),
      evidence: reopened
        .slice(0, FLAG_EVIDENCE)
        .map(({ ticket, times: own }) => evidenceOf(ticket, { value: own.length, quote: wordsOf(ticket.signal) })),
      facts: { tickets: reopened.length, times, open: reopened.filter(({ ticket }) => ticket.open).length },
    };
  },
});
