/** Spanish for the labels of our fields and their choices. Labels have at most 40 characters. */
import type { FieldName } from '../../../src/cards/fields.ts';

export const LABELS: Readonly<Record<FieldName, string>> = {
  score: 'Puntuación CX de Pulso (0–100)',
  band: 'Banda CX de Pulso',
  override: 'Puntuación CX fijada por una persona',
  coverage: 'Cobertura CX de Pulso (%)',
  change_30d: 'Cambio CX en 30 días de Pulso',
  flags: 'Fricciones CX de Pulso',
  top_driver: 'Causa principal CX de Pulso',
  next_step: 'Próximo paso CX de Pulso',
  nps: 'NPS de Pulso',
  nps_category: 'Categoría NPS de Pulso',
  csat: 'Satisfacción de Pulso (0–100)',
  ces: 'Facilidad de Pulso (1–7)',
  sentiment: 'Sentimiento de Pulso (−100–100)',
  open_tickets: 'Casos abiertos de Pulso',
  first_response_hours: 'Primera respuesta de Pulso (h laboral)',
  resolution_hours: 'Resolución de Pulso (horas laborables)',
  churn_risk: 'Riesgo de abandono de Pulso (0–100)',
  low_since: 'CX baja desde, según Pulso',
  scored_at: 'CX calculada el, por Pulso',
  card: 'Tarjeta CX de Pulso (no editar)',
};

/** By the value of a choice; flags bring their own Spanish. */
export const CHOICES: Readonly<Record<string, string>> = {
  good: 'Buena',
  fair: 'Regular',
  poor: 'Mala',
  critical: 'Crítica',
  promoter: 'Promotor',
  passive: 'Pasivo',
  detractor: 'Detractor',
};

/** What people see of an object of the package's own. */
export interface ObjectWords {
  readonly singular: string;
  readonly plural: string;
  readonly gender: 'Feminine' | 'Masculine';
  /** Field → its label and, of a picklist, its choices by value. */
  readonly fields: Readonly<
    Record<string, { readonly label: string; readonly choices?: Readonly<Record<string, string>> }>
  >;
}

/** By object. */
export const OBJECTS: Readonly<Record<string, ObjectWords>> = {
  Pulso_Request__c: {
    singular: 'Solicitud a Pulso',
    plural: 'Solicitudes a Pulso',
    gender: 'Feminine',
    fields: {
      Kind__c: {
        label: 'Qué se pide',
        choices: {
          recalculate: 'Recalcular ahora',
          observation: 'Anotar una observación',
          acknowledge: 'Dar por vista una fricción',
          helped: 'Me ha servido',
          wrong: 'No es correcto',
        },
      },
      Record_Id__c: { label: 'Id. del registro' },
      Text__c: { label: 'Texto' },
      Mood__c: {
        label: 'Cómo fue',
        choices: { good: 'Fue bien', neutral: 'Ni bien ni mal', bad: 'Fue mal', unknown: 'No lo sé' },
      },
      Touchpoint__c: {
        label: 'Dónde fue',
        choices: {
          phone: 'Teléfono',
          email: 'Correo',
          chat: 'Chat',
          store: 'Tienda',
          sales: 'Ventas',
          service_desk: 'Atención al cliente',
          event: 'Evento',
          other: 'En otro sitio',
        },
      },
      Flag__c: { label: 'Fricción' },
      Flag_Since__c: { label: 'Fricción desde' },
      Status__c: { label: 'Estado', choices: { open: 'Abierta', done: 'Hecha', refused: 'Rechazada' } },
      Result__c: { label: 'Resultado' },
    },
  },
};
