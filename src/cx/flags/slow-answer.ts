import { defineFlag } from '../define-flag.ts';
import { evidenceOf, FLAG_EVIDENCE, wordsOf } from '../evidence.ts';
import { DAY_MS } from '../stats/decay.ts';

export default defineFlag({
  id: 'slow-answer',
  title: { en: 'Slow answer', es: 'Respuesta lenta' },
  describes: {
    en: 'A ticket waited longer than agreed (24 working hours) for its first answer, or is still waiting.',
    es: 'Un ticket esperó su primera respuesta más de lo acordado (24 horas laborables), o aún la espera.',
  },
  sentence: {
    en: '{#waiting}Waiting for a first answer since {waitingSince}{/waiting}{^waiting}First answer after {hours} working {hours|hour|hours}{/waiting}',
    es: '{#waiting}Espera una primera respuesta desde el {waitingSince}{/waiting}{^waiting}Primera respuesta a las {hours} {hours|hora laborable|horas laborables}{/waiting}',
  },
  advice: {
    en: '{#waiting}Answer today, and say what took so long.{/waiting}{^waiting}{#open}Give the open case an owner, and tell the customer when they will hear next.{/open}{^open}Say sorry for the wait, and ask whether the answer helped.{/open}{/waiting}',
    es: '{#waiting}Contesta hoy y explica a qué se debió la espera.{/waiting}{^waiting}{#open}Asigna el caso abierto a una persona y di al cliente cuándo tendrá noticias.{/open}{^open}Pide disculpas por la espera y pregunta si la respuesta le sirvió.{/open}{/waiting}',
  },
  facts: ['hours', 'tickets', 'waiting', 'waitingSince', 'open'],
  needs: ['ticket', 'message'],
  detect(_signals, context) {
    const { hours: limit, windowDays } = context.model.flags.slowAnswer;
    const from = context.now - windowDays * DAY_MS;
    const slow = context.waits
      .filter(({ hours, isWaiting, toMs }) => hours > limit && (isWaiting || toMs >= from))
      .sort(
        (a, b) =>
          b.hours - a.hours || a.ticket.atMs - b.ticket.atMs || (a.ticket.signal.id < b.ticket.signal.id ? -1 : 1),
      );
    const [worst] = slow;
    if (worst === undefined) return null;
    const waiting = slow.filter(({ isWaiting }) => isWaiting);
    const longest = waiting.reduce<(typeof slow)[number] | undefined>(
      (a, b) => (a === undefined || b.ticket.atMs < a.ticket.atMs ? b : a),
      undefined,
    );
    const first = slow.reduce((a, b) => (b.ticket.atMs < a.ticket.atMs ? b : a));
    return {
      severity: waiting.length > 0 ? 'high' : slow.length > 1 || worst.hours > 2 * limit ? 'medium' : 'low',
      since: first.ticket.signal.at,
      evidence: slow
        .slice(0, FLAG_EVIDENCE)
        .map(({ ticket, hours }) => evidenceOf(ticket, { value: hours, quote: wordsOf(ticket.signal) })),
      facts: {
        hours: worst.hours,
        tickets: slow.length,
        waiting: waiting.length,
        waitingSince: longest?.ticket.signal.at ?? '',
        open: slow.filter(({ ticket }) => ticket.open).length,
      },
    };
  },
});
