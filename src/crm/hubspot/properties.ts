/** The properties that we ask for: the least that the records need. Which of them a portal has depends on its tier. */
import { type HubspotSettings, VENDOR_TYPES, type VendorObject } from './manifest.ts';

const CONTACT_ROLLUPS = [
  'hs_feedback_last_nps_rating_number',
  'hs_feedback_last_nps_follow_up',
  'hs_feedback_last_survey_date',
  'hs_feedback_last_csat_survey_rating',
  'hs_feedback_last_csat_survey_date',
  'hs_feedback_last_csat_survey_follow_up',
  'hs_feedback_last_ces_survey_rating',
  'hs_feedback_last_ces_survey_date',
  'hs_feedback_last_ces_survey_follow_up',
];
const TICKET_ROLLUPS = [
  'hs_feedback_last_nps_rating_number',
  'hs_feedback_last_nps_follow_up',
  'hs_feedback_last_ces_rating',
  'hs_feedback_last_ces_follow_up',
  'hs_feedback_last_survey_date',
];

const WANTED: Readonly<Record<VendorObject, readonly string[]>> = {
  contacts: [
    'firstname',
    'lastname',
    'email',
    'hs_language',
    'associatedcompanyid',
    'lifecyclestage',
    'hs_email_optout',
    'hs_merged_object_ids',
  ],
  companies: ['name', 'domain', 'annualrevenue', 'hs_merged_object_ids'],
  tickets: [
    'subject',
    'content',
    'createdate',
    'closed_date',
    'hs_last_closed_date',
    'hs_is_closed',
    'hs_pipeline_stage',
    'first_agent_reply_date',
    'hs_first_agent_message_sent_at',
    'time_to_first_agent_reply',
    'hs_ticket_reopened_at',
    'source_type',
    'hs_ticket_priority',
    'hs_ticket_category',
    'hs_merged_object_ids',
  ],
  feedback_submissions: [
    'hs_survey_type',
    'hs_survey_name',
    'hs_submission_timestamp',
    'hs_createdate',
    'hs_value',
    'hs_content',
  ],
  emails: [
    'hs_timestamp',
    'hs_email_direction',
    'hs_email_status',
    'hs_email_subject',
    'hs_email_text',
    'hs_sequence_id',
  ],
  calls: ['hs_timestamp', 'hs_call_direction', 'hs_call_status', 'hs_call_title'],
  meetings: ['hs_timestamp', 'hs_meeting_start_time', 'hs_meeting_outcome', 'hs_meeting_title'],
  notes: ['hs_timestamp'],
  deals: [
    'dealname',
    'dealtype',
    'dealstage',
    'amount',
    'createdate',
    'closedate',
    'hs_is_closed',
    'hs_is_closed_won',
    'closed_lost_reason',
  ],
};

const WHY: Readonly<Record<VendorObject, string>> = {
  contacts:
    'who it is, in which language to write, the company, where in the relationship, who was merged or opted out',
  companies: 'its name, what is at stake, who was merged',
  tickets: 'what was asked, when it was answered, solved and opened again, through which channel',
  feedback_submissions: 'answers to surveys with their comments',
  emails: 'who wrote when, to whom, and what; whether a sequence sent it',
  calls: 'that there was a call, who called, whether it was answered; never a recording or a transcript',
  meetings: 'that there was a meeting and whether it took place; never its notes',
  notes: 'that a note was written, and when; never what it says',
  deals: 'what is bought, renewed or lost, and why',
};

/** Everything that is ever asked for of each object, with what for; what a portal or our rights lack is left out of it. */
export const READS: readonly {
  readonly object: VendorObject;
  readonly fields: readonly string[];
  readonly why: string;
}[] = (Object.keys(WANTED) as VendorObject[]).map((object) => {
  const rollUps = object === 'contacts' ? CONTACT_ROLLUPS : object === 'tickets' ? TICKET_ROLLUPS : [];
  return { object, fields: [...new Set([...WANTED[object], ...rollUps])], why: WHY[object] };
});

/** The objects whose properties are looked up before they are asked for. */
export const DISCOVERED: ReadonlySet<VendorObject> = new Set(['contacts', 'tickets', 'feedback_submissions']);

/** The names stand in the address of a page of the list, which must not grow without end. */
const MOST_STAGES = 40;

/** https://developers.hubspot.com/docs/api-reference/latest/crm/properties/guide */
export const timeInStage = (stageId: string): string => `hs_v2_cumulative_time_in_${stageId}`;

/** `known`: the portal's own properties, null when they were not looked up. */
export function wantedProperties(
  vendor: VendorObject,
  known: { has(name: string): boolean } | null,
  hasSurveys: boolean,
  own: HubspotSettings['properties'],
  ticketStages: Iterable<string> = [],
): readonly string[] {
  const rollUps = hasSurveys
    ? []
    : vendor === 'contacts'
      ? CONTACT_ROLLUPS
      : vendor === 'tickets'
        ? TICKET_ROLLUPS
        : [];
  const { modified } = VENDOR_TYPES[vendor];
  const ownOnes =
    vendor === 'contacts'
      ? [own.externalId, ...own.segments]
      : vendor === 'tickets'
        ? [own.promised, ...[...ticketStages].slice(0, MOST_STAGES).map(timeInStage)]
        : [];
  const wanted = new Set([...WANTED[vendor], ...ownOnes, ...rollUps]);
  return [modified, ...[...wanted].filter((name) => known === null || known.has(name))];
}
