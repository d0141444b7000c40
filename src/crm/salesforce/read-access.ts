/**
 * Salesforce's own fields that we read and that can be hidden from a user by field-level security; a user of the profile "Minimum
 * Access" sees none of them until a permission set opens them. Required and system fields are always seen and cannot be opened.
 * https://help.salesforce.com/s/articleView?id=platform.admin_fls.htm
 */
import type { StandardObject } from './manifest.ts';

export const READ_ACCESS: Readonly<Partial<Record<StandardObject, readonly string[]>>> = {
  Contact: ['AccountId', 'Email', 'HasOptedOutOfEmail'],
  Account: ['AnnualRevenue', 'Website'],
  Case: [
    ...['AccountId', 'ClosedDate', 'ContactId', 'Description', 'IsEscalated', 'Origin'],
    ...['Priority', 'Reason', 'Subject', 'Type'],
  ],
  Opportunity: ['AccountId', 'Amount', 'Type'],
  Task: ['ActivityDate', 'Type', 'WhatId', 'WhoId'],
  Event: ['Type', 'WhatId', 'WhoId'],
};

/** What of a task is filled where Pulso makes one. */
export const TASK_FIELDS: readonly string[] = ['ActivityDate', 'Description', 'WhatId', 'WhoId'];
