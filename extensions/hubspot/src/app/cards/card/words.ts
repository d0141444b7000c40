/** The words around a card, in the language of whoever looks. The card's own words stand in its document. */
import type { NoCard } from './answer.ts';
import type { Failure } from './pulso.ts';

export interface Words {
  readonly language: 'en' | 'es';
  readonly loading: string;
  readonly asking: string;
  readonly storedOnly: (age: string) => string;
  readonly failures: Readonly<Record<Failure, { readonly title: string; readonly text: string }>>;
  readonly noCard: Readonly<Record<NoCard, { readonly title: string; readonly text: string }>>;
  readonly noProperties: { readonly title: string; readonly text: string };
  readonly unreadable: { readonly title: string; readonly text: string };
  readonly paused: string;
  readonly retry: string;
  readonly readNow: string;
  readonly recalculate: string;
  readonly recalculating: string;
  readonly recalculated: string;
  readonly unchanged: string;
  readonly notDone: string;
  readonly feedbackTitle: string;
  readonly helped: string;
  readonly wrong: string;
  readonly whyWrong: string;
  readonly send: string;
  readonly thanks: string;
  readonly acknowledge: string;
  readonly acknowledged: (by: string, at: string) => string;
  readonly observe: string;
  readonly observed: string;
  readonly whatSeen: string;
  readonly whatSeenHint: string;
  readonly howItWent: string;
  readonly where: string;
  readonly moods: Readonly<Record<'unknown' | 'good' | 'neutral' | 'bad', string>>;
  readonly places: Readonly<Record<string, string>>;
  readonly save: string;
  readonly more: (count: number) => string;
}

const en: Words = {
  language: 'en',
  loading: 'Loading the card',
  asking: 'Asking Pulso for the latest',
  storedOnly: (age) => `This is what Pulso last wrote, ${age}.`,
  failures: {
    unset: {
      title: 'This app does not know where Pulso runs',
      text: 'Ask an admin to upload it again with its profile, as the setup guide says.',
    },
    refused: {
      title: 'Pulso is not connected with this account',
      text: 'Ask an admin to connect it in Pulso and to enter this app’s client secret.',
    },
    forbidden: { title: 'You may not see this', text: 'Ask an admin for access to Pulso.' },
    down: { title: 'Pulso does not answer', text: 'Nothing is lost. Try again in a moment.' },
  },
  noCard: {
    reading: { title: 'Pulso is reading this record', text: 'Its card appears here within a minute.' },
    unknown: {
      title: 'Pulso does not know this record yet',
      text: 'It reads new records by itself, or at once if you ask.',
    },
    merged: { title: 'This record was merged', text: 'Its history lives on in the record that it was merged into.' },
    deleted: { title: 'This record is not in the CRM any more', text: 'Pulso no longer scores it.' },
    unlinked: { title: 'Nobody is linked with this record', text: 'Link a contact or a company to see how they feel.' },
  },
  noProperties: {
    title: 'HubSpot does not show you the Pulso properties',
    text: 'Ask an admin to let you view the properties of the group Pulso.',
  },
  unreadable: { title: 'This card cannot be shown', text: 'Ask an admin to update the Pulso app.' },
  paused: 'Pulso is paused',
  retry: 'Try again',
  readNow: 'Read it now',
  recalculate: 'Recalculate now',
  recalculating: 'Pulso is recalculating',
  recalculated: 'Recalculated.',
  unchanged: 'Pulso is still at work. The card renews itself when you open it again.',
  notDone: 'That did not work. Try again in a moment.',
  feedbackTitle: 'Does this fit what you know?',
  helped: 'This helped',
  wrong: 'This is wrong',
  whyWrong: 'What is wrong? (optional)',
  send: 'Send',
  thanks: 'Thank you. It is kept with this score.',
  acknowledge: 'Acknowledge',
  acknowledged: (by, at) => `Acknowledged by ${by} on ${at}`,
  observe: 'Log what I saw',
  observed: 'Kept. It counts from the next score on.',
  whatSeen: 'What did you see or hear?',
  whatSeenHint: 'In the customer’s own words where you can.',
  howItWent: 'How was it for the customer?',
  where: 'Where?',
  moods: { unknown: 'I do not know', good: 'It went well', neutral: 'Neither good nor bad', bad: 'It went badly' },
  places: {
    phone: 'Phone',
    email: 'Email',
    chat: 'Chat',
    store: 'Store',
    sales: 'Sales',
    service_desk: 'Service desk',
    event: 'Event',
    other: 'Somewhere else',
  },
  save: 'Save',
  more: (count) => `${count} more`,
};

const es: Words = {
  language: 'es',
  loading: 'Cargando la tarjeta',
  asking: 'Preguntando a Pulso por lo último',
  storedOnly: (age) => `Esto es lo último que escribió Pulso, ${age}.`,
  failures: {
    unset: {
      title: 'La aplicación no sabe dónde está Pulso',
      text: 'Pide a quien administra la cuenta que la suba de nuevo con su perfil, como dice la guía.',
    },
    refused: {
      title: 'Pulso no está conectado con esta cuenta',
      text: 'Pide a quien administra la cuenta que la conecte en Pulso con el secreto de cliente de esta aplicación.',
    },
    forbidden: { title: 'No puedes ver esto', text: 'Pide acceso a Pulso a quien administra la cuenta.' },
    down: { title: 'Pulso no responde', text: 'No se ha perdido nada. Inténtalo de nuevo en un momento.' },
  },
  noCard: {
    reading: { title: 'Pulso está leyendo este registro', text: 'Su tarjeta aparecerá aquí en menos de un minuto.' },
    unknown: {
      title: 'Pulso todavía no conoce este registro',
      text: 'Lee los registros nuevos por sí solo, o ahora mismo si se lo pides.',
    },
    merged: { title: 'Este registro se fusionó', text: 'Su historia continúa en el registro con el que se fusionó.' },
    deleted: { title: 'Este registro ya no está en el CRM', text: 'Pulso ya no lo puntúa.' },
    unlinked: {
      title: 'Este registro no tiene a nadie vinculado',
      text: 'Vincula un contacto o una empresa para ver cómo se sienten.',
    },
  },
  noProperties: {
    title: 'HubSpot no te muestra las propiedades de Pulso',
    text: 'Pide a quien administra la cuenta permiso para ver las propiedades del grupo Pulso.',
  },
  unreadable: {
    title: 'Esta tarjeta no se puede mostrar',
    text: 'Pide a quien administra la cuenta que actualice la aplicación Pulso.',
  },
  paused: 'Pulso está en pausa',
  retry: 'Reintentar',
  readNow: 'Leerlo ahora',
  recalculate: 'Recalcular ahora',
  recalculating: 'Pulso está recalculando',
  recalculated: 'Recalculado.',
  unchanged: 'Pulso sigue trabajando. La tarjeta se renueva al volver a abrirla.',
  notDone: 'No ha funcionado. Inténtalo de nuevo en un momento.',
  feedbackTitle: '¿Encaja con lo que sabes?',
  helped: 'Me ha servido',
  wrong: 'No es correcto',
  whyWrong: '¿Qué no es correcto? (opcional)',
  send: 'Enviar',
  thanks: 'Gracias. Se guarda junto a esta puntuación.',
  acknowledge: 'Darse por enterado',
  acknowledged: (by, at) => `${by} se dio por enterado el ${at}`,
  observe: 'Anotar lo que he visto',
  observed: 'Guardado. Cuenta desde la próxima puntuación.',
  whatSeen: '¿Qué has visto u oído?',
  whatSeenHint: 'Con las palabras del cliente, si puedes.',
  howItWent: '¿Cómo le fue al cliente?',
  where: '¿Dónde?',
  moods: { unknown: 'No lo sé', good: 'Le fue bien', neutral: 'Ni bien ni mal', bad: 'Le fue mal' },
  places: {
    phone: 'Teléfono',
    email: 'Correo',
    chat: 'Chat',
    store: 'Tienda',
    sales: 'Ventas',
    service_desk: 'Atención al cliente',
    event: 'Evento',
    other: 'En otro sitio',
  },
  save: 'Guardar',
  more: (count) => `${count} más`,
};

export const wordsIn = (language: 'en' | 'es'): Words => (language === 'es' ? es : en);

const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago an instant lies: `3 hours ago`. */
export function ago(instant: string, now: number, language: 'en' | 'es'): string {
  const ms = Math.max(0, now - Date.parse(instant));
  const [unit, size] = STEPS.find(([, step]) => ms >= step) ?? ['minute', 60_000];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.floor(ms / size), unit);
}

/** A date and time in the portal's time zone; in UTC where that is not known. */
export function dateTime(instant: string, language: 'en' | 'es', timeZone: string | undefined): string {
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const;
  // British order, as in the documents themselves: 9 Nov 2026.
  const locale = language === 'en' ? 'en-GB' : language;
  try {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone: timeZone ?? 'UTC' }).format(Date.parse(instant));
  } catch {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(Date.parse(instant));
  }
}
