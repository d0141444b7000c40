import type { HubspotObjectType } from '../seed-format.ts';

const COMMON = `
hs_object_id | Record ID | number/number | engagement | ro unique
hs_createdate | Create date | datetime/date | engagement | ro
hs_lastmodifieddate | Last modified date | datetime/date | engagement | ro
hs_timestamp | Activity date | datetime/date | engagement
hubspot_owner_id | Activity assigned to | enumeration/select | engagement | owner
hs_body_preview | Body preview | string/text | engagement | ro
hs_attachment_ids | Attached file IDs | enumeration/checkbox | engagement | external
hs_engagement_source | Engagement source | enumeration/select | engagement | ro external
hs_activity_type | Activity type | enumeration/select | engagement | external
hs_created_by_user_id | Created by user ID | number/number | engagement | ro
hs_object_source_label | Record source | enumeration/select | engagement | ro external
hs_unique_id | Unique ID | string/text | engagement | ro
hs_merged_object_ids | Merged record IDs | enumeration/checkbox | engagement | ro external
`;

const OWN: Readonly<Partial<Record<HubspotObjectType, string>>> = {
  emails: `
hs_email_direction | Email direction | enumeration/select | email | | EMAIL=Email,INCOMING_EMAIL=Incoming email,FORWARDED_EMAIL=Forwarded email,DRAFT_EMAIL=Draft email
hs_email_status | Email send status | enumeration/select | email | | BOUNCED=Bounced,FAILED=Failed,SCHEDULED=Scheduled,SENDING=Sending,SENT=Sent
hs_email_subject | Email subject | string/text | email
hs_email_text | Email body | string/textarea | email
hs_email_html | Email HTML | string/html | email
hs_email_headers | Email headers | string/text | email
hs_email_from_email | Email from address | string/text | email
hs_email_from_firstname | Email from first name | string/text | email
hs_email_from_lastname | Email from last name | string/text | email
hs_email_sender_email | Email sender address | string/text | email
hs_email_to_email | Email to address | string/text | email
hs_email_to_firstname | Email to first name | string/text | email
hs_email_to_lastname | Email to last name | string/text | email
hs_email_open_count | Number of email opens | number/number | email
hs_email_click_count | Number of email clicks | number/number | email
hs_email_reply_count | Number of email replies | number/number | email
hs_email_thread_id | Email thread ID | string/text | email
hs_email_message_id | Email message ID | string/text | email
hs_email_bounce_error_detail_message | Email bounce detail | string/text | email`,
  calls: `
hs_call_title | Call title | string/text | call
hs_call_body | Call notes | string/html | call
hs_call_direction | Call direction | enumeration/select | call | | INBOUND=Inbound,OUTBOUND=Outbound
hs_call_status | Call status | enumeration/select | call | | BUSY=Busy,CALLING_CRM_USER=Calling CRM user,CANCELED=Canceled,COMPLETED=Completed,CONNECTING=Connecting,FAILED=Failed,IN_PROGRESS=In progress,NO_ANSWER=No answer,QUEUED=Queued,RINGING=Ringing,MISSED=Missed
hs_call_disposition | Call outcome | enumeration/select | call | external
hs_call_duration | Call duration | number/number | call
hs_call_from_number | From number | string/text | call
hs_call_to_number | To number | string/text | call
hs_call_recording_url | Recording URL | string/text | call
hs_call_summary | Call summary | string/textarea | call
hs_call_has_transcript | Transcript available | bool/booleancheckbox | call`,
  meetings: `
hs_meeting_title | Meeting name | string/text | meeting
hs_meeting_body | Meeting description | string/html | meeting
hs_internal_meeting_notes | Internal meeting notes | string/html | meeting
hs_meeting_location | Meeting location | string/text | meeting
hs_meeting_external_url | External URL | string/text | meeting
hs_meeting_start_time | Meeting start time | datetime/date | meeting
hs_meeting_end_time | Meeting end time | datetime/date | meeting
hs_meeting_outcome | Meeting outcome | enumeration/select | meeting | | SCHEDULED=Scheduled,COMPLETED=Completed,RESCHEDULED=Rescheduled,NO_SHOW=No show,CANCELED=Canceled`,
  notes: `
hs_note_body | Note body | string/html | note`,
  tasks: `
hs_task_subject | Task title | string/text | task
hs_task_body | Task notes | string/html | task
hs_task_status | Task status | enumeration/select | task | | COMPLETED=Completed,DEFERRED=Deferred,IN_PROGRESS=In progress,NOT_STARTED=Not started,WAITING=Waiting
hs_task_priority | Priority | enumeration/select | task | | NONE=None,LOW=Low,MEDIUM=Medium,HIGH=High
hs_task_type | Task type | enumeration/select | task | | CALL=Call,EMAIL=Email,LINKED_IN=LinkedIn,TODO=To-do,MEETING=Meeting
hs_task_completion_date | Completed at | datetime/date | task
hs_task_reminders | Task reminders | string/text | task
hs_task_is_completed | Is completed | number/number | task | ro`,
};

/** The property table of an engagement type (developers.hubspot.com/docs/guides/api/crm/engagements). */
export function engagementProperties(type: HubspotObjectType): string {
  return COMMON + (OWN[type] ?? '');
}
