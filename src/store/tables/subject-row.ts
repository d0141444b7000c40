import { languageSchema } from '../../cx/model/text.ts';
import type { StoredSubject } from '../port.ts';
import type { SubjectRow } from '../schema.ts';

export const SUBJECT_COLUMNS = [
  'subjects.install',
  'subjects.object',
  'subjects.id',
  'subjects.name',
  'subjects.href',
  'subjects.language',
  'subjects.account',
  'subjects.revenue',
] as const;

export function toSubject(row: Omit<SubjectRow, 'mark' | 'clean' | 'archived'>): StoredSubject {
  return {
    install: row.install,
    object: row.object === 'account' ? 'account' : 'customer',
    id: row.id,
    name: row.name,
    href: row.href,
    language: row.language === null ? null : languageSchema.parse(row.language),
    account: row.account,
    revenue: row.revenue,
  };
}
