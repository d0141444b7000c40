/** Made-up customers with a dozen signals each: the same ones for the same number, without a random generator. */
import type { Signal } from '../src/cx/model/signal.ts';
import type { Install, StoredSubject } from '../src/store/port.ts';

export const SIGNALS_PER_CUSTOMER = 12;
export const CUSTOMERS_PER_ACCOUNT = 8;
const DAY_MS = 86_400_000;
export const NOW = '2026-11-20T12:00:00.000Z';

export const INSTALL: Install = {
  ...{ id: 'hubspot-bench', crm: 'hubspot', accountId: 'bench', name: 'Bench', baseUrl: 'http://127.0.0.1' },
  ...{ uiUrl: 'http://127.0.0.1', timeZone: 'UTC', settings: {}, status: 'active', statusReason: null },
  createdAt: NOW,
};

const WORDS = [
  'Thank you, the technician came on time and everything works.',
  'I have been waiting for an answer for nine days and nobody calls back.',
  'Buenos días, ¿me mandan la factura de octubre?',
  'La caldera vuelve a fallar y ya es la tercera vez que escribo.',
  'Could you send the manual of the thermostat?',
  'Muy contentos con la instalación, gracias a todo el equipo.',
];

export const customerId = (index: number): string => `c${String(index).padStart(7, '0')}`;
/** As HubSpot numbers its records. */
export const numericId = (index: number): string => String(1_000_000 + index);
export const accountId = (index: number): string => `a${String(index).padStart(7, '0')}`;

export function customer(index: number): StoredSubject {
  const account = accountId(Math.floor(index / CUSTOMERS_PER_ACCOUNT));
  return {
    ...{ install: INSTALL.id, object: 'customer', id: customerId(index), name: `Customer ${index}`, href: null },
    ...{ language: index % 2 === 0 ? 'en' : 'es', account, revenue: null },
  };
}

export function account(index: number): StoredSubject {
  return {
    ...{ install: INSTALL.id, object: 'account', id: accountId(index), name: `Account ${index}`, href: null },
    ...{ language: null, account: null, revenue: 1_000 + index },
  };
}

/** Surveys, messages and tickets of one customer over two years; valid without being checked, so that filling is quick. */
export function signalsOf(index: number): Signal[] {
  const nowMs = Date.parse(NOW);
  return Array.from({ length: SIGNALS_PER_CUSTOMER }, (_, place): Signal => {
    const turn = (index * 31 + place * 17) % 97;
    const atMs = nowMs - ((place * 60 + turn) % 720) * DAY_MS - turn * 60_000;
    const at = new Date(atMs).toISOString();
    const text = WORDS[(index + place) % WORDS.length] ?? '';
    const common = { id: `bench:${index}:${place}`, customer: customerId(index), at, source: 'bench', text };
    if (place % 6 === 0) {
      return { ...common, touchpoint: 'email', kind: 'survey', survey: 'nps', value: turn % 11 };
    }
    if (place % 6 === 3) {
      const open = turn % 4 === 0;
      const hours = (count: number) => new Date(atMs + count * 3_600_000).toISOString();
      return {
        ...{ ...common, touchpoint: 'service_desk', kind: 'ticket', open, reopenedAt: [] },
        ...(open ? {} : { firstResponseAt: hours(1 + (turn % 30)), resolvedAt: hours(40 + turn) }),
      };
    }
    const direction = place % 2 === 0 ? 'inbound' : 'outbound';
    return { ...common, touchpoint: 'email', kind: 'message', direction, automated: false };
  });
}
