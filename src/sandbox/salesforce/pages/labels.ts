import type { Language } from './words.ts';

/** Labels of standard objects and fields as an org shows them to users in Spanish. */
const SPANISH: Readonly<Record<string, string>> = {
  ...{
    Account: 'Cuenta',
    Contact: 'Contacto',
    Case: 'Caso',
    Opportunity: 'Oportunidad',
    Task: 'Tarea',
    Event: 'Evento',
  },
  ...{ Accounts: 'Cuentas', Contacts: 'Contactos', Cases: 'Casos', Opportunities: 'Oportunidades', Tasks: 'Tareas' },
  ...{ Events: 'Eventos', 'Email Messages': 'Mensajes de correo', 'Case Comments': 'Comentarios del caso' },
  ...{ 'Case History': 'Historial del caso', 'Survey Responses': 'Respuestas de encuestas' },
  ...{
    'Survey Invitations': 'Invitaciones a encuestas',
    Title: 'Cargo',
    'Business Phone': 'Teléfono',
    Email: 'Correo',
  },
  ...{ Owner: 'Propietario', 'Account Type': 'Tipo de cuenta', Industry: 'Sector', Website: 'Sitio web' },
  ...{ 'Account Name': 'Nombre de la cuenta', Employees: 'Empleados', 'Case Number': 'Número del caso' },
  ...{ Status: 'Estado', Priority: 'Prioridad', 'Case Reason': 'Motivo del caso', 'Case Origin': 'Origen del caso' },
  ...{ Subject: 'Asunto', Description: 'Descripción', 'Is Closed': 'Cerrado', 'Closed Date': 'Fecha de cierre' },
  ...{ 'Internal Comments': 'Comentarios internos', Escalated: 'Escalado', 'First Name': 'Nombre' },
  ...{ 'Last Name': 'Apellidos', 'Full Name': 'Nombre completo', 'Mailing City': 'Ciudad', 'Mailing Country': 'País' },
  ...{ 'Billing City': 'Ciudad de facturación', 'Billing Country': 'País de facturación' },
  ...{ 'Created Date': 'Fecha de creación', 'Created By': 'Creado por', 'Last Modified Date': 'Última modificación' },
  ...{ 'Last Modified By': 'Modificado por', 'System Modstamp': 'Marca del sistema' },
};

/** A label as a page shows it: references by what they point to, in the language of whoever looks. */
export function labelText(label: string, language: Language): string {
  const short = label.replace(/ ID$/, '');
  return language === 'es' ? (SPANISH[short] ?? short) : short;
}
