/** E-mails, calls, meetings and notes: HubSpot → neutral. Bodies are only read of what a customer may have written. */
import type { VendorObject } from './manifest.ts';
import type { Draft, Links } from './map-context.ts';
import type { PropertyReader } from './values.ts';

type Engagement = Exclude<VendorObject, 'contacts' | 'companies' | 'tickets' | 'feedback_submissions' | 'deals'>;

/** A forwarded e-mail may be anybody's; a draft was never sent. */
const EMAIL_DIRECTIONS: Readonly<Record<string, 'inbound' | 'outbound'>> = {
  EMAIL: 'outbound',
  INCOMING_EMAIL: 'inbound',
};
const CALL_DIRECTIONS: Readonly<Record<string, 'inbound' | 'outbound'>> = { INBOUND: 'inbound', OUTBOUND: 'outbound' };

export function mapEngagement(vendor: Engagement, reader: PropertyReader, links: Links): Draft {
  const at =
    vendor === 'meetings'
      ? reader.firstInstant('hs_meeting_start_time', 'hs_timestamp')
      : reader.instant('hs_timestamp');
  if (at === undefined && reader.faults.length === 0) {
    reader.refuse('missing_property', 'hs_timestamp is empty; the time of the activity is not known');
  }
  const automated = reader.text('hs_sequence_id') !== undefined;
  const common = {
    customers: links.contacts,
    accounts: links.companies,
    at,
    automated,
    purpose: links.tickets.length > 0 ? 'service' : automated ? 'sales' : undefined,
  };
  switch (vendor) {
    case 'emails': {
      const code = reader.text('hs_email_direction')?.toUpperCase() ?? '';
      const direction = EMAIL_DIRECTIONS[code];
      return {
        ...common,
        type: 'email',
        direction,
        outcome: code === 'DRAFT_EMAIL' ? 'draft' : reader.text('hs_email_status')?.toLowerCase(),
        subject: reader.text('hs_email_subject'),
        text: direction === 'inbound' ? reader.text('hs_email_text') : undefined,
      };
    }
    case 'calls':
      return {
        ...common,
        type: 'call',
        direction: CALL_DIRECTIONS[reader.text('hs_call_direction')?.toUpperCase() ?? ''],
        outcome: reader.text('hs_call_status')?.toLowerCase(),
        subject: reader.text('hs_call_title'),
      };
    case 'meetings':
      return {
        ...common,
        type: 'meeting',
        outcome: reader.text('hs_meeting_outcome')?.toLowerCase(),
        subject: reader.text('hs_meeting_title'),
      };
    case 'notes':
      return { ...common, type: 'note' };
  }
}
