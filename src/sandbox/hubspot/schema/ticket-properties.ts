/** HubSpot-defined ticket, deal and feedback properties (names as portals list them). */
export const TICKET_PROPERTIES = `
hs_object_id | Record ID | number/number | ticketinformation | ro unique
hs_ticket_id | Ticket ID | number/number | ticketinformation | ro
createdate | Create date | datetime/date | ticketinformation
hs_createdate | Object create date/time | datetime/date | ticketinformation | ro
hs_lastmodifieddate | Last modified date | datetime/date | ticketinformation | ro
subject | Ticket name | string/text | ticketinformation
content | Ticket description | string/textarea | ticketinformation
hs_pipeline | Pipeline | enumeration/select | ticketinformation | external
hs_pipeline_stage | Ticket status | enumeration/select | ticketinformation | external
hs_ticket_priority | Priority | enumeration/select | ticketinformation | | LOW=Low,MEDIUM=Medium,HIGH=High,URGENT=Urgent
hs_ticket_category | Category | enumeration/checkbox | ticketinformation | | PRODUCT_ISSUE=Product issue,BILLING_ISSUE=Billing issue,FEATURE_REQUEST=Feature request,GENERAL_INQUIRY=General inquiry
hs_resolution | Resolution | enumeration/select | ticketinformation | | ISSUE_FIXED=Issue fixed,ALREADY_FIXED=Already fixed,INVALID=Invalid,DUPLICATE=Duplicate,OTHER=Other
source_type | Source | enumeration/select | ticketinformation | | CHAT=Chat,EMAIL=Email,FORM=Form,PHONE=Phone,SMS=SMS,WHATS_APP=WhatsApp,FB_MESSENGER=Facebook Messenger,API=API,MANUAL=Manual
source_ref | Reference to source-specific object | string/text | ticketinformation
hubspot_owner_id | Ticket owner | enumeration/select | ticketinformation | owner
hubspot_owner_assigneddate | Owner assigned date | datetime/date | ticketinformation | ro
hs_assignment_method | Assignment method | enumeration/select | ticketinformation | external
hs_owning_teams | Owning teams | enumeration/checkbox | ticketinformation | ro external
hs_primary_company_id | Primary company ID | number/number | ticketinformation | ro
hs_primary_company_name | Primary company name | string/text | ticketinformation | ro
hs_all_associated_contact_emails | Associated contact emails | enumeration/checkbox | ticketinformation | ro external
hs_all_associated_contact_companies | Associated contact companies | enumeration/checkbox | ticketinformation | ro external
closed_date | Close date | datetime/date | ticketinformation
hs_last_closed_date | Last closed date | datetime/date | ticketinformation | ro
hs_is_closed | Is closed | bool/booleancheckbox | ticketinformation | ro
time_to_close | Time to close | number/number | ticketinformation | ro
time_to_first_agent_reply | Time to first agent email reply | number/number | ticketinformation
first_agent_reply_date | First agent email response date | datetime/date | ticketinformation
hs_first_agent_message_sent_at | First agent message sent at | datetime/date | ticketinformation
hs_time_to_first_rep_assignment | Time to first rep assignment | number/number | ticketinformation | ro
hs_time_to_first_response_in_operating_hours | Time to first response in operating hours | number/number | ticketinformation | ro
hs_time_to_close_in_operating_hours | Time to close in operating hours | number/number | ticketinformation | ro
hs_time_to_first_response_sla_status | Time to First Response SLA Status | enumeration/select | ticketinformation | ro | 0=Unknown,1=Active,2=Due soon,3=Overdue,4=Completed
hs_time_to_first_response_sla_at | Time to First Response SLA Due Date | datetime/date | ticketinformation | ro
hs_time_to_next_response_sla_status | Time to Next Response SLA Status | enumeration/select | ticketinformation | ro | 0=Unknown,1=Active,2=Due soon,3=Overdue,4=Completed
hs_time_to_next_response_sla_at | Time to Next Response SLA Due Date | datetime/date | ticketinformation | ro
hs_time_to_close_sla_status | Time to Close SLA Status | enumeration/select | ticketinformation | ro | 0=Unknown,1=Active,2=Due soon,3=Overdue,4=Completed
hs_time_to_close_sla_at | Time to Close SLA Due Date | datetime/date | ticketinformation | ro
hs_most_relevant_sla_status | Most relevant SLA status | enumeration/select | ticketinformation | ro | 0=Unknown,1=Active,2=Due soon,3=Overdue,4=Completed
hs_ticket_reopened_at | Ticket reopened at | datetime/date | ticketinformation | ro
hs_num_times_contacted | Number of times contacted | number/number | ticketinformation | ro
hs_number_of_touches | Number of touches | number/number | ticketinformation | ro
hs_is_one_touch_ticket | Is one touch ticket | bool/booleancheckbox | ticketinformation | ro
hs_last_message_received_at | Last message received at | datetime/date | ticketinformation
hs_last_message_sent_at | Last response date | datetime/date | ticketinformation
hs_last_message_from_visitor | Last message from visitor | bool/booleancheckbox | ticketinformation
last_reply_date | Last customer reply date | datetime/date | ticketinformation
last_engagement_date | Date of last engagement | datetime/date | ticketinformation | ro
hs_lastactivitydate | Last activity date | datetime/date | ticketinformation | ro
hs_lastcontacted | Last contacted date | datetime/date | ticketinformation | ro
hs_nextactivitydate | Next activity date | datetime/date | ticketinformation | ro
hs_sales_email_last_replied | Recent sales email replied date | datetime/date | ticketinformation | ro
num_notes | Number of sales activities | number/number | ticketinformation | ro
num_contacted_notes | Number of contact activities | number/number | ticketinformation | ro
hs_last_csat_rating | Last CSAT survey rating | number/number | ticketinformation
hs_last_csat_date | Last CSAT survey date | datetime/date | ticketinformation
hs_feedback_last_ces_rating | Last CES survey rating | number/number | ticketinformation
hs_feedback_last_ces_follow_up | Last CES survey comment | string/text | ticketinformation
hs_feedback_last_nps_rating_number | Last NPS survey rating | number/number | ticketinformation
hs_feedback_last_survey_date | Last survey date | datetime/date | ticketinformation
hs_predicted_cx_score | CX Score | enumeration/select | ticketinformation | ro | 1=Very poor,2=Poor,3=Fair,4=Good,5=Excellent
hs_predicted_cx_score_evidence | CX Score evidence | string/textarea | ticketinformation | ro
hs_cx_score_range | CX Score range | enumeration/select | ticketinformation | ro external
hs_customer_agent_ticket_status | Customer agent ticket status | enumeration/select | ticketinformation | ro external
hs_customer_agent_escalated_time | Customer agent escalated time | datetime/date | ticketinformation | ro
hs_primary_topic | Primary topic | string/text | ticketinformation
hs_first_visitor_message_sentiment_score | First visitor message sentiment score | number/number | ticketinformation | ro
hs_overall_visitor_messages_sentiment_score | Overall visitor messages sentiment score | number/number | ticketinformation | ro
hs_ticket_language_ai_tag | Ticket language | string/text | ticketinformation
hs_originating_channel_instance_id | Originating channel account | enumeration/select | ticketinformation | external
hs_conversations_originating_thread_id | Conversation thread ID | number/number | ticketinformation
hs_merged_object_ids | Merged ticket IDs | enumeration/checkbox | ticketinformation | ro external
hs_object_source | Record source | string/text | ticketinformation | ro
hs_object_source_label | Record source | enumeration/select | ticketinformation | ro external
created_by | Created by | number/number | ticketinformation | ro
hs_created_by_user_id | Created by user ID | number/number | ticketinformation | ro
hs_updated_by_user_id | Updated by user ID | number/number | ticketinformation | ro
`;

export const DEAL_PROPERTIES = `
hs_object_id | Record ID | number/number | dealinformation | ro unique
createdate | Create Date | datetime/date | dealinformation
hs_createdate | HubSpot Create Date | datetime/date | dealinformation | ro
hs_lastmodifieddate | Last Modified Date | datetime/date | dealinformation | ro
dealname | Deal Name | string/text | dealinformation
description | Deal Description | string/textarea | dealinformation
dealtype | Deal Type | enumeration/radio | dealinformation | | newbusiness=New Business,existingbusiness=Existing Business
pipeline | Pipeline | enumeration/select | dealinformation | external
dealstage | Deal Stage | enumeration/radio | dealinformation | external
amount | Amount | number/number | dealinformation | money
amount_in_home_currency | Amount in company currency | number/number | dealinformation | ro money
deal_currency_code | Currency | enumeration/select | dealinformation | external
closedate | Close Date | datetime/date | dealinformation
hs_is_closed | Is Deal Closed? | bool/calculation_equation | dealinformation | ro calculated
hs_is_closed_won | Is Closed Won | bool/calculation_equation | dealinformation | ro calculated
hs_is_closed_lost | Is closed lost | bool/calculation_equation | dealinformation | ro calculated
hs_deal_stage_probability | Deal probability | number/number | dealinformation | ro
hs_priority | Priority | enumeration/select | dealinformation | | low=Low,medium=Medium,high=High
closed_lost_reason | Closed Lost Reason | string/textarea | dealinformation
closed_won_reason | Closed Won Reason | string/textarea | dealinformation
hubspot_owner_id | Deal owner | enumeration/select | dealinformation | owner
hubspot_owner_assigneddate | Owner Assigned Date | datetime/date | dealinformation | ro
num_associated_contacts | Number of Associated Contacts | number/number | dealinformation | ro
num_notes | Number of Sales Activities | number/number | dealinformation | ro
notes_last_contacted | Last Contacted | datetime/date | dealinformation | ro
notes_last_updated | Last Activity Date | datetime/date | dealinformation | ro
hs_next_step | Next step | string/text | dealinformation
hs_mrr | Monthly recurring revenue | number/number | dealinformation | money
hs_arr | Annual recurring revenue | number/number | dealinformation | money
hs_merged_object_ids | Merged Deal IDs | enumeration/checkbox | dealinformation | ro external
hs_object_source | Record source | string/text | dealinformation | ro
hs_object_source_label | Record source | enumeration/select | dealinformation | ro external
`;

export const FEEDBACK_PROPERTIES = `
hs_object_id | Record ID | number/number | feedback_submission_information | ro unique
hs_createdate | Object create date/time | datetime/date | feedback_submission_information | ro
hs_lastmodifieddate | Object last modified date/time | datetime/date | feedback_submission_information | ro
hs_survey_type | Survey type | enumeration/select | feedback_submission_information | ro | NPS=Net Promoter Score,CSAT=Customer Satisfaction,CES=Customer Effort Score,KNOWLEDGE=Knowledge base,CUSTOM=Custom
hs_survey_id | Survey ID | number/number | feedback_submission_information | ro
hs_survey_name | Survey name | string/text | feedback_submission_information | ro
hs_survey_channel | Survey channel | enumeration/select | feedback_submission_information | ro | EMAIL=Email,WEB=Web,CHAT=Chat,LINK=Link,WHATS_APP=WhatsApp,BOT=Bot
hs_submission_timestamp | Submission timestamp | datetime/date | feedback_submission_information | ro
hs_submission_name | Submission name | string/text | feedback_submission_information | ro
hs_submission_url | Submission URL | string/text | feedback_submission_information | ro
hs_value | Rating | string/text | feedback_submission_information | ro
hs_response_group | Response group | enumeration/select | feedback_submission_information | ro | PROMOTER=Promoter,PASSIVE=Passive,DETRACTOR=Detractor
hs_sentiment | Sentiment | enumeration/select | feedback_submission_information | ro | POSITIVE=Positive,NEUTRAL=Neutral,NEGATIVE=Negative
hs_content | Response | string/textarea | feedback_submission_information | ro
hs_ingestion_id | Ingestion ID | string/text | feedback_submission_information | ro
hs_form_guid | Form GUID | string/text | feedback_submission_information | ro
hs_contact_id | Contact ID | number/number | feedback_submission_information | ro
hs_contact_email_rollup | Contact email | string/text | feedback_submission_information | ro
hs_contact_firstname | Contact first name | string/text | feedback_submission_information | ro
hs_contact_lastname | Contact last name | string/text | feedback_submission_information | ro
hs_engagement_id | Engagement ID | number/number | feedback_submission_information | ro
hs_visitor_id | Visitor ID | number/number | feedback_submission_information | ro
hs_knowledge_article_id | Knowledge article ID | number/number | feedback_submission_information | ro
hs_industry_standard_question_type | Industry standard question type | enumeration/select | feedback_submission_information | ro | NPS=NPS,CSAT=CSAT,CES=CES
hs_response_text | Response text | string/textarea | feedback_submission_information | ro
hubspot_owner_id | Owner | enumeration/select | feedback_submission_information | ro owner
`;
