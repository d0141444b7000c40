import type { Agent, CallEngagement, EmailEngagement, Engagement, MeetingEngagement, Person } from '../world/world.ts';

type Properties = Readonly<Record<string, string | number | undefined>>;

/** Returns what HubSpot keeps of an e-mail, a call, a meeting or a note, apart from its time and owner. */
export function engagementProperties(
  engagement: Engagement,
  agent: Agent | undefined,
  person: Person | undefined,
): Properties {
  switch (engagement.kind) {
    case 'email':
      return emailProperties(engagement, agent, person);
    case 'call':
      return callProperties(engagement, person);
    case 'meeting':
      return meetingProperties(engagement);
    case 'note':
      return { hs_note_body: engagement.body };
  }
}

/** Sequences of the seeded portal; what they send carries their id. */
const SEQUENCE_IDS: Readonly<Partial<Record<EmailEngagement['purpose'], string>>> = {
  sales: '51001',
  marketing: '51002',
};

function emailProperties(email: EmailEngagement, agent: Agent | undefined, person: Person | undefined): Properties {
  const inbound = email.direction === 'in';
  const [from, to] = inbound ? [person, agent] : [agent, person];
  return {
    hs_email_direction: inbound ? 'INCOMING_EMAIL' : 'EMAIL',
    hs_email_status: 'SENT',
    hs_email_subject: email.subject,
    hs_email_text: email.body,
    hs_email_from_email: from?.email,
    hs_email_from_firstname: from?.firstName,
    hs_email_from_lastname: from?.lastName,
    hs_email_to_email: to?.email,
    hs_email_to_firstname: to?.firstName,
    hs_email_to_lastname: to?.lastName,
    hs_sequence_id: inbound ? undefined : SEQUENCE_IDS[email.purpose],
  };
}

/** HubSpot's default call outcomes (https://developers.hubspot.com/docs/guides/api/crm/engagements/calls). */
const DISPOSITIONS: Readonly<Record<CallEngagement['disposition'], { readonly id: string; readonly status: string }>> =
  {
    connected: { id: 'f240bbac-87c9-4f6e-bf70-924b57d47db7', status: 'COMPLETED' },
    no_answer: { id: '73a0d17f-1163-4015-bdd5-ec830791da20', status: 'NO_ANSWER' },
    voicemail: { id: 'b2cf5968-551e-4856-9783-52b3da59a7d0', status: 'COMPLETED' },
    busy: { id: '9d9162e7-6cf3-4944-bf63-4dff82258764', status: 'BUSY' },
    wrong_number: { id: '17b47fee-58de-441e-a44c-c6300d46f273', status: 'COMPLETED' },
  };

function callProperties(call: CallEngagement, person: Person | undefined): Properties {
  const { id, status } = DISPOSITIONS[call.disposition];
  const inbound = call.direction === 'in';
  return {
    hs_call_title: call.title,
    hs_call_body: call.body,
    hs_call_direction: inbound ? 'INBOUND' : 'OUTBOUND',
    hs_call_status: status,
    hs_call_disposition: id,
    hs_call_duration: call.durationMs,
    [inbound ? 'hs_call_from_number' : 'hs_call_to_number']: person?.phone,
  };
}

function meetingProperties(meeting: MeetingEngagement): Properties {
  return {
    hs_meeting_title: meeting.title,
    hs_meeting_body: meeting.body,
    hs_meeting_start_time: new Date(meeting.at).toISOString(),
    hs_meeting_end_time: new Date(meeting.at + meeting.durationMs).toISOString(),
    hs_meeting_outcome: meeting.outcome.toUpperCase(),
  };
}
