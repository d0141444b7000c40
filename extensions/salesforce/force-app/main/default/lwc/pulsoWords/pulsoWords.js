import LANG from '@salesforce/i18n/lang';
import TIME_ZONE from '@salesforce/i18n/timeZone';

const en = {
  language: 'en',
  name: 'Pulso',
  loading: 'Loading',
  refresh: 'Refresh',
  refreshed: 'Refreshed',
  notRefreshed: 'That did not work. Try again in a moment.',
  stale: (age) => `Pulso wrote this ${age}. Something may have changed since.`,
  more: (count) => `${count} more`,
  notices: {
    none: {
      title: 'No card yet',
      text: 'Pulso writes it here after it has read this record, mostly within minutes.',
    },
    unlinked: {
      title: 'Nobody is linked with this case',
      text: 'Link a contact or an account to see how they feel.',
    },
    forbidden: {
      title: 'You may not see the Pulso fields',
      text: 'Ask an admin for the permission set “Pulso: user”.',
    },
    unreadable: {
      title: 'This card cannot be shown',
      text: 'It was changed by hand, or written by a newer Pulso. The next score replaces it; if this stays, ask an admin to update the Pulso package.',
    },
    failed: {
      title: 'Salesforce does not give out this record',
      text: 'Nothing is lost. Try again in a moment.',
    },
    nobody: {
      title: 'This account has no contacts',
      text: 'Its score comes from the people who belong to it.',
    },
    empty: {
      title: 'Nobody has a score yet',
      text: 'Pulso reads everything once and scores it. The first scores appear here within minutes.',
    },
  },
  bands: {
    good: 'Good',
    fair: 'Fair',
    poor: 'Poor',
    critical: 'Critical',
    unknown: 'Not enough known',
  },
  points: (points) => `${points} in 30 days`,
  openTickets: (count) => (count === 1 ? '1 open case' : `${count} open cases`),
  account: 'People at this account',
  firstOnly: (count) => `The first ${count} contacts of this account.`,
  portfolio: 'How your customers feel',
  customers: 'Customers',
  worstAccounts: 'Accounts that need attention first',
  worstCustomers: 'Customers who need attention first',
  noneLow: 'None has a score.',
  recalculate: 'Recalculate now',
  recalculating: 'Pulso has been asked. The card renews itself in a minute or two.',
  feedbackTitle: 'Does this fit what you know?',
  helped: 'This helped',
  wrong: 'This is wrong',
  whyWrong: 'What is wrong? (optional)',
  send: 'Send',
  thanks: 'Thank you. It is kept with this score.',
  acknowledge: 'Acknowledge',
  acknowledgeFlag: (flag) => `Acknowledge: ${flag}`,
  acknowledged: (at) => `You acknowledged this on ${at}`,
  told: 'Pulso is told within a minute.',
  refused: (why) => `Pulso did not do what you asked last: ${why}`,
  observe: 'Log what I saw',
  observed: 'Kept. Pulso counts it within a minute or two.',
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
};

const es = {
  language: 'es',
  name: 'Pulso',
  loading: 'Cargando',
  refresh: 'Actualizar',
  refreshed: 'Actualizado',
  notRefreshed: 'No ha funcionado. Inténtalo de nuevo en un momento.',
  stale: (age) => `Pulso escribió esto ${age}. Puede que algo haya cambiado desde entonces.`,
  more: (count) => `${count} más`,
  notices: {
    none: {
      title: 'Todavía no hay tarjeta',
      text: 'Pulso la escribe aquí cuando ha leído este registro, casi siempre en unos minutos.',
    },
    unlinked: {
      title: 'Este caso no tiene a nadie vinculado',
      text: 'Vincula un contacto o una cuenta para ver cómo se sienten.',
    },
    forbidden: {
      title: 'No puedes ver los campos de Pulso',
      text: 'Pide el conjunto de permisos «Pulso: user» a quien administra Salesforce.',
    },
    unreadable: {
      title: 'Esta tarjeta no se puede mostrar',
      text: 'Alguien la cambió a mano o la escribió un Pulso más nuevo. La próxima puntuación la reemplaza; si sigue así, pide a quien administra Salesforce que actualice el paquete Pulso.',
    },
    failed: {
      title: 'Salesforce no entrega este registro',
      text: 'No se ha perdido nada. Inténtalo de nuevo en un momento.',
    },
    nobody: {
      title: 'Esta cuenta no tiene contactos',
      text: 'Su puntuación sale de las personas que pertenecen a ella.',
    },
    empty: {
      title: 'Todavía nadie tiene puntuación',
      text: 'Pulso lo lee todo una vez y lo puntúa. Las primeras puntuaciones aparecen aquí en minutos.',
    },
  },
  bands: {
    good: 'Buena',
    fair: 'Regular',
    poor: 'Mala',
    critical: 'Crítica',
    unknown: 'Faltan datos',
  },
  points: (points) => `${points} en 30 días`,
  openTickets: (count) => (count === 1 ? '1 caso abierto' : `${count} casos abiertos`),
  account: 'Personas de esta cuenta',
  firstOnly: (count) => `Los primeros ${count} contactos de esta cuenta.`,
  portfolio: 'Cómo se sienten tus clientes',
  customers: 'Clientes',
  worstAccounts: 'Cuentas que atender primero',
  worstCustomers: 'Clientes que atender primero',
  noneLow: 'Ninguna tiene puntuación.',
  recalculate: 'Recalcular ahora',
  recalculating: 'Pulso ya lo sabe. La tarjeta se renueva en uno o dos minutos.',
  feedbackTitle: '¿Encaja con lo que sabes?',
  helped: 'Me ha servido',
  wrong: 'No es correcto',
  whyWrong: '¿Qué no es correcto? (opcional)',
  send: 'Enviar',
  thanks: 'Gracias. Se guarda junto a esta puntuación.',
  acknowledge: 'Darse por enterado',
  acknowledgeFlag: (flag) => `Darse por enterado: ${flag}`,
  acknowledged: (at) => `Te diste por enterado el ${at}`,
  told: 'Pulso lo sabrá en menos de un minuto.',
  refused: (why) => `Pulso no hizo lo último que le pediste: ${why}`,
  observe: 'Anotar lo que he visto',
  observed: 'Guardado. Pulso lo cuenta en uno o dos minutos.',
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
};

/** The user's words; English where Pulso does not speak their language. */
export const words = String(LANG).toLowerCase().startsWith('es') ? es : en;

// British dates (3 Nov 2026) are read the same on both sides of the Atlantic.
const TAG = words.language === 'es' ? 'es-ES' : 'en-GB';
const AGES = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const minus = (text) => text.replace('-', '\u2212');

/** How long ago an instant lies: `3 hours ago`. `now` in milliseconds since 1970. */
export function ago(instant, now) {
  const seconds = Math.min(0, (Date.parse(instant) - now) / 1000);
  const relative = new Intl.RelativeTimeFormat(TAG, { numeric: 'auto' });
  const age = AGES.find(([, length]) => -seconds >= length);
  return age ? relative.format(Math.trunc(seconds / age[1]), age[0]) : relative.format(0, 'second');
}

/** `3 Nov 2026, 14:05` in the user's time zone. */
export function dateTime(instant) {
  const style = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' };
  return new Intl.DateTimeFormat(TAG, { ...style, timeZone: TIME_ZONE }).format(Date.parse(instant));
}

/** A number with at most so many decimals. */
export function number(value, decimals = 0) {
  return minus(new Intl.NumberFormat(TAG, { maximumFractionDigits: decimals }).format(value));
}

/** Points with their sign and one decimal. */
export function signed(value) {
  const style = { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' };
  return minus(new Intl.NumberFormat(TAG, style).format(value));
}
