import { DAY_MS, HOUR_MS } from './calendar.ts';
import { type Ledger, recordId } from './ledger.ts';
import { AGENTS } from './people.ts';
import { courseUntil } from './tickets.ts';
import type { EpochMs, Oddity, Person } from './world.ts';

/** Adds the records that are wrong on purpose, and lists them. One contact (the archived one) comes on top of the size asked for. */
export function addOddities(ledger: Ledger, now: EpochMs): readonly Oddity[] {
  const nextPerson = () => recordId('person', ledger.people.length + 1);
  const add = (id: string, created: number, fields: Partial<Person>): Person => {
    const createdAt = now - created * DAY_MS;
    const person: Person = {
      id,
      optedOut: false,
      consent: 'unknown',
      createdAt,
      updatedAt: createdAt,
      mergedIds: [],
      archived: false,
      ...fields,
    };
    ledger.people.push(person);
    return person;
  };

  const loserId = recordId('person', 900_000_001);
  const merged = add(nextPerson(), 410, {
    firstName: 'Maite',
    lastName: 'Larrañaga',
    email: 'maite.larranaga@correo.example.org',
    phone: '+34 600 000 417',
    language: 'es',
    country: 'ES',
    city: 'Bilbao',
    lifecycle: 'customer',
    preferredChannel: 'email',
    customerSince: '32/13/2024',
    mergedIds: [loserId],
  });
  const empty = add(nextPerson(), 96, {});
  const phoneOnly = add(nextPerson(), 150, {
    firstName: 'Desmond',
    lastName: 'Achterberg',
    phone: '+44 7700 900417',
    language: 'en',
    country: 'GB',
    city: 'Leeds',
    lifecycle: 'lead',
    preferredChannel: 'phone',
  });
  const archived = add(nextPerson(), 600, {
    firstName: 'Ernesto',
    lastName: 'Villaverde Conde',
    email: 'ernesto.villaverde@correo.example.org',
    language: 'es',
    country: 'ES',
    lifecycle: 'customer',
    archived: true,
  });
  const orphan = ledger.addTicket({
    agentId: AGENTS[0]?.id ?? '',
    topic: 'missing_info',
    channel: 'form',
    priority: 'medium',
    language: 'es',
    subject: 'Pregunta sin remitente',
    body: '¿Tienen el sensor de humedad en color negro? Mi número es el de siempre.',
    ...courseUntil(
      [
        { stage: 'new', at: now - 33 * DAY_MS },
        { stage: 'waiting_on_customer', at: now - 33 * DAY_MS + 3 * HOUR_MS },
      ],
      now,
    ),
  });
  const outOfScale = ledger.addSurvey({
    personId: merged.id,
    kind: 'nps',
    value: 11,
    comment: 'Un 11, porque el 10 se queda corto 😉',
    language: 'es',
    channel: 'web',
    answeredAt: now - 40 * DAY_MS,
  });
  return [
    {
      id: 'ticket_without_contact',
      kind: 'ticket',
      recordId: orphan.id,
      what: 'A form ticket that nobody linked to a contact.',
    },
    {
      id: 'survey_out_of_scale',
      kind: 'survey',
      recordId: outOfScale.id,
      what: 'An NPS answer of 11 on a scale from 0 to 10.',
    },
    {
      id: 'unparsable_date',
      kind: 'person',
      recordId: merged.id,
      what: '“Customer since” reads 32/13/2024, in a text property.',
    },
    {
      id: 'merged_contact',
      kind: 'person',
      recordId: merged.id,
      what: `Contact ${loserId} of the same family address was merged into this one.`,
    },
    {
      id: 'archived_contact',
      kind: 'person',
      recordId: archived.id,
      what: 'An archived contact; it comes on top of the number of contacts.',
    },
    {
      id: 'empty_contact',
      kind: 'person',
      recordId: empty.id,
      what: 'A contact with no name, no address and no history.',
    },
    {
      id: 'contact_without_email',
      kind: 'person',
      recordId: phoneOnly.id,
      what: 'A contact that has only a telephone number.',
    },
  ];
}
