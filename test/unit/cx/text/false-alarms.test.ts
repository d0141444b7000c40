/** What was once taken for something else, and what must still be found beside it. */
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../../src/cx/model/text.ts';
import { analyseText } from '../../../../src/cx/text/analyse.ts';

const topicsOf = (language: Language, text: string) => analyseText(text, { language }).topics.map(({ id }) => id);
const labelOf = (language: Language, text: string) => analyseText(text, { language }).sentiment.label;

describe('terms of delivery and returns are no complaint', () => {
  test.each([
    ['en', 'You can return it within 30 days.'],
    ['en', 'Returns are accepted within 30 days of delivery.'],
    ['en', 'Delivery takes 3 to 5 days.'],
    ['en', 'The refund takes up to 14 days.'],
    ['en', 'Can I still return it? I received it 10 days ago.'],
    ['en', 'I would like to return the jacket within the 30 days.'],
    ['es', 'Se puede devolver en un plazo de 30 días.'],
    ['es', 'Las devoluciones se aceptan en los 30 días posteriores a la entrega.'],
    ['es', 'La entrega tarda de 3 a 5 días.'],
    ['es', 'El reembolso tarda hasta 14 días.'],
    ['es', 'Quiero devolverlo, aún estoy dentro de los 30 días.'],
  ] as const)('%s: %s', (language, text) => {
    expect(topicsOf(language, text)).not.toContain('time-urgency');
    expect(labelOf(language, text)).not.toBe('negative');
  });
});

describe('what is late about a delivery or a refund is told of that, and not of us being slow as well', () => {
  test.each([
    ['en', 'The delivery took three weeks.', 'delivery'],
    ['en', 'I returned the jacket two weeks ago and there is no refund.', 'returns'],
    ['en', 'My parcel is three days late.', 'delivery'],
    ['en', 'My order is three days late.', 'delivery'],
    ['en', 'Delivery was 3 days late.', 'delivery'],
    ['es', 'La entrega tardó tres semanas.', 'delivery'],
    ['es', 'Devolví la chaqueta hace dos semanas y no hay reembolso.', 'returns'],
    ['es', 'El pedido llega con tres días de retraso.', 'delivery'],
  ] as const)('%s: %s', (language, text, topic) => {
    expect(topicsOf(language, text)).toContain(topic);
    expect(topicsOf(language, text)).not.toContain('time-urgency');
  });

  test.each([
    ['en', 'I asked where my parcel is and nobody has answered for two weeks.'],
    ['en', 'Still waiting for an answer about my return.'],
    ['en', 'Support takes 5 business days to reply, far too slow.'],
    ['en', 'Nobody replied to my return request within 5 days.'],
    ['es', 'Pregunté por mi pedido y nadie contesta desde hace dos semanas.'],
    ['es', 'Sigo esperando una respuesta sobre la devolución.'],
  ] as const)('but a question about it that nobody answers is: %s: %s', (language, text) => {
    expect(topicsOf(language, text)).toContain('time-urgency');
  });
});

describe('a page about deliveries is a page', () => {
  test.each([
    ['en', 'The delivery page does not load.'],
    ['en', 'The returns page is broken.'],
    ['en', 'Your order tracking site shows an error, nothing works.'],
    ['en', 'The shipping form never loads.'],
    ['es', 'La página de entregas no carga.'],
    ['es', 'La página de devoluciones no funciona.'],
    ['es', 'El formulario de envíos no funciona, da error.'],
    ['es', 'La web de pedidos no abre.'],
  ] as const)('%s: %s', (language, text) => {
    const topics = topicsOf(language, text);
    expect(topics).toContain('technical-problems');
    expect(topics).not.toContain('delivery');
    expect(topics).not.toContain('returns');
  });

  test.each([
    ['en', 'The reports arrive late.'],
    ['en', 'Your invoice came late again.'],
    ['en', 'The technician arrived two hours late.'],
    ['es', 'Los informes llegan tarde.'],
    ['es', 'La factura llegó tarde otra vez.'],
    ['es', 'El técnico llegó dos horas tarde.'],
  ] as const)('and what else comes late is no delivery: %s: %s', (language, text) => {
    expect(topicsOf(language, text)).not.toContain('delivery');
    expect(labelOf(language, text)).toBe('negative');
  });

  test.each([
    ['en', 'The delivery page does not load and my parcel is lost.'],
    ['en', 'The website said delivered, but the parcel never arrived.'],
    ['en', 'It arrived late.'],
    ['es', 'La página de entregas no carga y mi paquete se perdió.'],
    ['es', 'En la web pone entregado, pero el paquete nunca llegó.'],
    ['es', 'Llegó tarde.'],
  ] as const)('but a parcel is a parcel: %s: %s', (language, text) => {
    expect(topicsOf(language, text)).toContain('delivery');
  });
});

describe('a polite question about consumption is no anger', () => {
  test.each([
    [
      'es',
      'Buenos días:\n\nNo encuentro el informe mensual de consumo en la nueva web. ¿Me podéis indicar dónde está?\n\nGracias,\nNuria',
    ],
    ['es', 'El consumo no baja y no entiendo por qué.'],
    ['es', 'Hay mucha demanda y no quedan plazas.'],
    ['en', 'Our consumption is wrong in the report.'],
  ] as const)('%s: %s', (language, text) => {
    expect(analyseText(text, { language }).sentiment.anger.isAngry).toBe(false);
  });

  test.each([
    ['es', 'Voy a poner una queja en la oficina de consumo.'],
    ['es', 'Os voy a poner una demanda, es una vergüenza.'],
    ['en', 'I will call consumer protection, this is a disgrace.'],
  ] as const)('but a threat is: %s: %s', (language, text) => {
    expect(analyseText(text, { language }).sentiment.anger.isAngry).toBe(true);
  });
});

describe('a rival who is better', () => {
  test.each([
    ['en', 'Acme is better than you.'],
    ['en', 'The service of Acme is far better than yours.'],
    ['en', 'Acme answers faster than you.'],
    ['en', 'Honestly, your competitors are cheaper and friendlier than you.'],
    ['es', 'Acme es mejor que vosotros.'],
    ['es', 'El servicio de Acme es mucho mejor que el vuestro.'],
    ['es', 'La competencia responde más rápido que ustedes.'],
    ['es', 'Otros son más baratos que ustedes.'],
  ] as const)('is no praise of us: %s: %s', (language, text) => {
    expect(labelOf(language, text)).toBe('negative');
    expect(topicsOf(language, text)).toContain('price-comparison');
  });

  test.each([
    ['en', 'You are better than Acme.'],
    ['en', 'Nobody is better than you.'],
    ['en', 'It was better than you promised.'],
    ['en', 'Much better than your old app.'],
    ['es', 'Sois mucho mejores que la competencia, estoy encantado.'],
    ['es', 'Nadie es mejor que vosotros.'],
    ['es', 'Todo fue mejor de lo que esperaba.'],
  ] as const)('but who is worse is: %s: %s', (language, text) => {
    expect(labelOf(language, text)).toBe('positive');
  });
});

describe('praise that a complaint follows is none', () => {
  test.each([
    ['en', 'Great, another week without answer.', 'time-urgency'],
    ['en', 'Oh great, it broke again.', 'technical-problems'],
    ['en', 'Wonderful, my order is lost again.', 'delivery'],
    ['en', 'Perfect, now nothing works.', 'technical-problems'],
    ['en', 'Brilliant. Another error.', 'technical-problems'],
    ['es', 'Genial, otra semana sin respuesta.', 'time-urgency'],
    ['es', 'Estupendo, otra vez la página no carga.', 'technical-problems'],
    ['es', 'Qué bien, ahora no funciona nada.', 'technical-problems'],
    ['es', 'Perfecto, el paquete se perdió otra vez.', 'delivery'],
    ['es', '¡Genial! Otra semana sin respuesta.', 'time-urgency'],
  ] as const)('%s: %s', (language, text, topic) => {
    expect(labelOf(language, text)).toBe('negative');
    expect(topicsOf(language, text)).toContain(topic);
  });

  test.each([
    ['en', 'Thanks for nothing.'],
    ['es', 'Gracias por nada.'],
  ] as const)('%s: %s', (language, text) => {
    expect(labelOf(language, text)).toBe('negative');
  });

  test.each([
    ['en', 'Great, another year without problems!'],
    ['en', 'Great, no more errors since the update.'],
    ['en', 'Great, thank you, no more questions.'],
    ['en', 'Perfect, the error is gone and everything works again.'],
    ['en', 'Excellent, my late delivery was sorted out quickly.'],
    ['es', 'Genial, otro año sin problemas.'],
    ['es', 'Genial, ya no da error.'],
    ['es', 'Perfecto, el error ya está solucionado, gracias.'],
    ['es', 'Estupendo, ninguna queja.'],
  ] as const)('but praise is: %s: %s', (language, text) => {
    expect(labelOf(language, text)).toBe('positive');
  });
});
