import { describe, expect, test } from 'vitest';
import { analyseText } from '../../../../src/cx/text/analyse.ts';
import { TOPICS } from '../../../../src/cx/text/topics.ts';

const topicsOf = (text: string) => analyseText(text).topics.map(({ id }) => id);

test('every topic is found by its own name in a complaint, in both languages', () => {
  const said: Record<string, [en: string, es: string]> = {
    'process-complexity': ['The cancellation process is endless.', 'El trámite de baja es interminable.'],
    usability: ['The menu is confusing.', 'El menú es confuso.'],
    'forced-registration': ['Why must I register just to pay?', 'Obligan a registrarse para comprar.'],
    'missing-information': ['The instructions are incomplete.', 'Las instrucciones están incompletas.'],
    'surprise-costs': ['There was an unexpected charge.', 'Apareció un cobro inesperado.'],
    'payment-options': ['My card was rejected.', 'Rechazaron mi tarjeta.'],
    'price-comparison': ['It is cheaper elsewhere.', 'Lo encontré más barato en otra tienda.'],
    indecision: ['We cannot decide yet.', 'Todavía no nos decidimos.'],
    'technical-problems': ['The app keeps crashing.', 'La app se cuelga siempre.'],
    'lack-of-trust': ['This looks like fraud.', 'Esto parece un fraude.'],
    distractions: ['Stop sending me ads.', 'Dejen de enviarme publicidad.'],
    'time-urgency': ['We are still waiting.', 'Seguimos esperando.'],
    'wrong-moment': ['You called at the worst time.', 'Llamaron en mal momento.'],
    'repeating-oneself': ['I had to repeat everything.', 'Tuve que repetir todo.'],
    'broken-promise': ['That is a broken promise.', 'Incumplieron lo acordado.'],
    delivery: ['The parcel is lost.', 'El paquete se perdió.'],
    returns: ['They denied the refund.', 'Me niegan el reembolso.'],
  };
  expect(Object.keys(said).sort()).toEqual(TOPICS.map(({ id }) => id).sort());
  for (const [id, texts] of Object.entries(said)) for (const text of texts) expect(topicsOf(text), text).toContain(id);
});

describe('is not found', () => {
  test.each([
    'No tuve ningún problema técnico.',
    'I never had to repeat myself.',
    'No hubo cobros ocultos.',
    'There were no hidden fees.',
    'La entrega fue rapidísima, gracias.',
    'Great delivery, friendly courier!',
    'The sky is blue today in Madrid.',
  ])('%s', (text) => {
    expect(topicsOf(text)).toEqual([]);
  });
});

test('a text can have several topics, each with its words; saying it twice makes it more certain', () => {
  const { topics } = analyseText('La app no carga. Me cobraron dos veces. Sigue saliendo un error al entrar.');
  expect(topics.map(({ id }) => id)).toEqual(['technical-problems', 'surprise-costs']);
  expect(topics[0]?.evidence.length).toBe(2);
  expect(topics[0]?.confidence).toBeCloseTo(0.96);
  expect(topics[1]).toMatchObject({ confidence: 0.8, evidence: [{ text: 'cobraron dos veces' }] });
});
