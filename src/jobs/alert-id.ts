import { hash } from 'node:crypto';
import type { Alert } from '../cx/alert.ts';

/** The same crossing has the same id, in whatever run it is found: 64 hexadecimal digits. */
export function alertId(install: string, { subject, kind, since }: Pick<Alert, 'subject' | 'kind' | 'since'>): string {
  return hash('sha256', JSON.stringify([install, subject.object, subject.id, kind, since]), 'hex');
}
