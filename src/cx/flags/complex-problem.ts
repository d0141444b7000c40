import { defineFlag } from '../define-flag.ts';
import { evidenceOf, FLAG_EVIDENCE, wordsOf } from '../evidence.ts';
import { DAY_MS } from '../stats/decay.ts';

export default defineFlag({
  id: 'complex-problem',
  title: { en: 'Hard case', es: 'Caso difícil' },
  describes: {
    en: 'A ticket on which the customer wrote five times or more, or that was handed on, came back or changed channel three times or more: it is no case for a form or a bot.',
    es: 'Un ticket en el que el cliente escribió cinco veces o más, o que pasó de mano en mano, volvió o cambió de canal tres veces o más: no es un caso para un formulario ni un bot.',
  },
  sentence: {
    en: '{#topic}“{topic}”: {/topic}{replies} {replies|reply|replies}, {handOvers} {handOvers|hand-over|hand-overs}, {reopens} {reopens|reopening|reopenings}, {switches} {switches|change|changes} of channel',
    es: '{#topic}«{topic}»: {/topic}{replies} {replies|respuesta|respuestas}, {handOvers} {handOvers|traspaso|traspasos}, {reopens} {reopens|reapertura|reaperturas}, {switches} {switches|cambio|cambios} de canal',
  },
  advice: {
    en: '{#open}Take it off bots and queues: give it to one experienced person who may decide, and have them call.{/open}{^open}Let an experienced person ask whether it is solved for good, and write down what was hard about it.{/open}',
    es: '{#open}Sácalo de bots y colas: dáselo a una persona con experiencia y capacidad de decidir, y que llame.{/open}{^open}Que una persona con experiencia pregunte si ha quedado resuelto del todo, y anota qué lo hizo difícil.{/open}',
  },
  facts: ['tickets', 'topic', 'replies', 'handOvers', 'reopens', 'switches', 'open'],
  needs: ['ticket', 'message'],
  detect(_signals, context) {
    const { replies, effort, windowDays } = context.model.flags.complexProblem;
    const from = context.now - windowDays * DAY_MS;
    const hard = context.efforts
      .filter(
        (own) => (own.ticket.open || own.ticket.touchedMs >= from) && (own.replies >= replies || own.effort >= effort),
      )
      .sort(
        (a, b) =>
          Number(b.ticket.open) - Number(a.ticket.open) ||
          b.effort - a.effort ||
          b.ticket.atMs - a.ticket.atMs ||
          (a.ticket.signal.id < b.ticket.signal.id ? -1 : 1),
      );
    const worst = hard[0];
    if (worst === undefined) return null;
    const { signal, open } = worst.ticket;
    return {
      severity: open ? (worst.effort >= 2 * effort ? 'high' : 'medium') : 'low',
      since: new Date(hard.reduce((first, own) => Math.min(first, own.ticket.atMs), context.now)).toISOString(),
      evidence: hard
        .slice(0, FLAG_EVIDENCE)
        .map((own) => evidenceOf(own.ticket, { value: own.effort, quote: wordsOf(own.ticket.signal) })),
      facts: {
        ...{ tickets: hard.length, topic: signal.subject ?? signal.topic ?? '', open: open ? 1 : 0 },
        ...{ replies: worst.replies, handOvers: worst.reassignments, reopens: worst.reopens, switches: worst.switches },
      },
    };
  },
});
