export type Language = 'en' | 'es';

const WORDS = {
  crm: { en: 'Sandbox org', es: 'Organización de pruebas' },
  Account: { en: 'Accounts', es: 'Cuentas' },
  Contact: { en: 'Contacts', es: 'Contactos' },
  Case: { en: 'Cases', es: 'Casos' },
  Opportunity: { en: 'Opportunities', es: 'Oportunidades' },
  Task: { en: 'Tasks', es: 'Tareas' },
  about: { en: 'Details', es: 'Detalles' },
  related: { en: 'Related', es: 'Relacionado' },
  noRelated: { en: 'Nothing is related to this record yet.', es: 'Todavía no hay nada relacionado con este registro.' },
  pulso: { en: 'Pulso', es: 'Pulso' },
  noCard: {
    en: 'Pulso has not written a card for this record yet.',
    es: 'Pulso todavía no ha escrito una tarjeta para este registro.',
  },
  cardText: { en: 'What Pulso wrote', es: 'Lo que escribió Pulso' },
  search: { en: 'Search by name', es: 'Buscar por nombre' },
  find: { en: 'Search', es: 'Buscar' },
  name: { en: 'Name', es: 'Nombre' },
  noneFound: { en: 'No record matches.', es: 'Ningún registro coincide.' },
  of: { en: 'of', es: 'de' },
  next: { en: 'Next page', es: 'Página siguiente' },
  notFound: { en: 'This record does not exist.', es: 'Este registro no existe.' },
  deleted: { en: 'In the recycle bin', es: 'En la papelera' },
  homeLead: {
    en: 'A Salesforce org on this machine, filled with people who do not exist. Its API answers as Salesforce’s does.',
    es: 'Una organización de Salesforce en esta máquina, con personas que no existen. Su API responde como la de Salesforce.',
  },
  records: { en: 'Records', es: 'Registros' },
  forDevelopers: { en: 'For developers', es: 'Para desarrolladores' },
  apps: { en: 'Apps', es: 'Aplicaciones' },
  otherLanguage: { en: 'Español', es: 'English' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export type Word = keyof typeof WORDS;

/** The words of a page in one language. */
export function wordsIn(language: Language): (word: Word) => string {
  return (word) => WORDS[word][language];
}
