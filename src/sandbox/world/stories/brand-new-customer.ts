import { noFlagsBut, type Story, storyContactId } from '../story.ts';

export const brandNewCustomer: Story = {
  id: 'brand-new-customer',
  title: { en: 'Brand-new: too early to tell', es: 'Recién llegado: aún no se sabe' },
  who: {
    contact: {
      id: storyContactId(9),
      firstName: 'Tomás',
      lastName: 'Arrieta',
      email: 'tomas.arrieta@correo.example.org',
      language: 'es',
      country: 'ES',
      city: 'Bilbao',
      preferredChannel: 'chat',
      lifecycle: 'customer',
      joinedDaysAgo: 5,
    },
  },
  what: 'He bought five days ago. One welcome e-mail and one note are all there is: no number may be shown.',
  look: 'An almost empty timeline; the card must say that there is not enough information, not 50 and not 0.',
  expect: { flags: [], notFlags: noFlagsBut(), band: ['insufficient'], later: [] },
  tell({ ago, mailOut, note, deal }) {
    deal({
      name: 'Tomás Arrieta - alta de suscripción',
      kind: 'new',
      amount: 189,
      stage: 'won',
      at: ago(5),
      closedAt: ago(5, 11),
    });
    mailOut({
      subject: 'Te damos la bienvenida a Norte Hogar',
      body: 'Hola, Tomás:\n\nYa tienes tu termostato en camino. Cualquier duda, aquí estamos.\n\nPatricia',
      purpose: 'service',
      at: ago(4),
    });
    note({ body: 'Alta nueva por la web. Pendiente de llamada de bienvenida.', at: ago(4, 11) });
  },
};
