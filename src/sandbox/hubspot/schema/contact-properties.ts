/** HubSpot-defined contact properties (developers.hubspot.com/docs/api-reference/crm-contacts-v3/guide and the portal's usual ones). */
export const CONTACT_PROPERTIES = `
hs_object_id | Record ID | number/number | contactinformation | ro unique
createdate | Create Date | datetime/date | contactinformation | ro
lastmodifieddate | Last Modified Date | datetime/date | contactinformation | ro
email | Email | string/text | contactinformation | unique
hs_additional_emails | Additional email addresses | enumeration/checkbox | contactinformation | ro external
firstname | First Name | string/text | contactinformation
lastname | Last Name | string/text | contactinformation
salutation | Salutation | string/text | contactinformation
phone | Phone Number | string/phonenumber | contactinformation
mobilephone | Mobile Phone Number | string/phonenumber | contactinformation
fax | Fax Number | string/phonenumber | contactinformation
company | Company Name | string/text | contactinformation
associatedcompanyid | Primary Associated Company ID | number/number | contactinformation | ro
jobtitle | Job Title | string/text | contactinformation
website | Website URL | string/text | contactinformation
address | Street Address | string/text | contactinformation
city | City | string/text | contactinformation
state | State/Region | string/text | contactinformation
zip | Postal Code | string/text | contactinformation
country | Country/Region | string/text | contactinformation
industry | Industry | string/text | contactinformation
message | Message | string/textarea | contactinformation
date_of_birth | Date of birth | string/text | contactinformation
gender | Gender | string/text | contactinformation
hs_language | Preferred language | enumeration/select | contactinformation | | en=English,es=Spanish,de=German,fr=French,it=Italian,pt=Portuguese,pt-br=Portuguese (Brazil),nl=Dutch,ja=Japanese,pl=Polish,sv=Swedish,en-gb=English (United Kingdom),en-us=English (United States),es-es=Spanish (Spain),es-mx=Spanish (Mexico),es-ar=Spanish (Argentina)
hs_timezone | Time Zone | enumeration/select | contactinformation | external
lifecyclestage | Lifecycle Stage | enumeration/radio | contactinformation | | subscriber=Subscriber,lead=Lead,marketingqualifiedlead=Marketing Qualified Lead,salesqualifiedlead=Sales Qualified Lead,opportunity=Opportunity,customer=Customer,evangelist=Evangelist,other=Other
hs_lead_status | Lead Status | enumeration/radio | sales_properties | | NEW=New,OPEN=Open,IN_PROGRESS=In Progress,OPEN_DEAL=Open Deal,UNQUALIFIED=Unqualified,ATTEMPTED_TO_CONTACT=Attempted to Contact,CONNECTED=Connected,BAD_TIMING=Bad Timing
hubspot_owner_id | Contact owner | enumeration/select | contactinformation | owner
hubspot_owner_assigneddate | Owner Assigned Date | datetime/date | contactinformation | ro
hubspot_team_id | HubSpot Team | enumeration/select | contactinformation | ro external
hs_all_owner_ids | All owner IDs | enumeration/checkbox | contactinformation | ro external
hs_created_by_user_id | Created by user ID | number/number | contactinformation | ro
hs_updated_by_user_id | Updated by user ID | number/number | contactinformation | ro
hs_object_source | Record source | string/text | contactinformation | ro
hs_object_source_id | Record source detail ID | string/text | contactinformation | ro
hs_object_source_label | Record source | enumeration/select | contactinformation | ro external
hs_merged_object_ids | Merged Contact IDs | enumeration/checkbox | contactinformation | ro external
hs_calculated_merged_vids | Merged vids with timestamps of a contact | enumeration/checkbox | contactinformation | ro external
hs_is_contact | Is a contact | bool/booleancheckbox | contactinformation | ro
hs_current_customer | Current customer | bool/booleancheckbox | contactinformation | ro
hs_has_active_subscription | Has active subscription | number/number | contactinformation | ro
hs_marketable_status | Marketing contact status | enumeration/select | contactinformation | ro | true=Marketing contact,false=Non-marketing contact
hs_lifecyclestage_customer_date | Became a Customer Date | datetime/date | contactinformation | ro
hs_lifecyclestage_lead_date | Became a Lead Date | datetime/date | contactinformation | ro
hubspotscore | HubSpot Score | number/number | contactinformation | ro
first_deal_created_date | First Deal Created Date | datetime/date | deal_information | ro
num_associated_deals | Number of Associated Deals | number/number | deal_information | ro
hs_num_associated_open_deals | Number of open deals | number/number | deal_information | ro
recent_deal_amount | Recent Deal Amount | number/number | deal_information | ro money
recent_deal_close_date | Recent Deal Close Date | datetime/date | deal_information | ro
total_revenue | Total Revenue | number/number | deal_information | ro money
closedate | Close Date | datetime/date | contactinformation
days_to_close | Days To Close | number/number | contactinformation | ro
notes_last_contacted | Last Contacted | datetime/date | sales_properties | ro
notes_last_updated | Last Activity Date | datetime/date | sales_properties | ro
notes_next_activity_date | Next Activity Date | datetime/date | sales_properties | ro
num_contacted_notes | Number of times contacted | number/number | sales_properties | ro
num_notes | Number of Sales Activities | number/number | sales_properties | ro
hs_last_sales_activity_date | Last sales activity date | datetime/date | sales_properties | ro
hs_last_sales_activity_timestamp | Last Engagement Date | datetime/date | sales_properties | ro
hs_latest_meeting_activity | Latest meeting activity | datetime/date | sales_properties | ro
hs_sales_email_last_opened | Recent Sales Email Opened Date | datetime/date | sales_properties | ro
hs_sales_email_last_clicked | Recent Sales Email Clicked Date | datetime/date | sales_properties | ro
hs_sales_email_last_replied | Recent Sales Email Replied Date | datetime/date | sales_properties | ro
hs_email_domain | Email Domain | string/text | contactinformation | ro
hs_email_open | Marketing emails opened | number/number | emailinformation | ro
hs_email_click | Marketing emails clicked | number/number | emailinformation | ro
hs_email_delivered | Marketing emails delivered | number/number | emailinformation | ro
hs_email_bounce | Marketing emails bounced | number/number | emailinformation | ro
hs_email_replied | Marketing emails replied | number/number | emailinformation | ro
hs_email_optout | Unsubscribed from all email | bool/booleancheckbox | emailinformation
hs_email_quarantined | Email Address Quarantined | bool/booleancheckbox | emailinformation | ro
hs_email_hard_bounce_reason_enum | Email hard bounce reason | enumeration/select | emailinformation | ro | BLOCKED=Blocked,CONTENT=Content,MAILBOX_FULL=Mailbox full,OTHER=Other,POLICY=Policy,SPAM=Spam,UNKNOWN_USER=Unknown user
hs_email_optout_survey_reason | Reason for opting out of email | enumeration/select | emailinformation | ro external
hs_email_sends_since_last_engagement | Sends Since Last Engagement | number/number | emailinformation | ro
hs_email_first_send_date | First marketing email send date | datetime/date | emailinformation | ro
hs_email_first_open_date | First marketing email open date | datetime/date | emailinformation | ro
hs_email_first_click_date | First marketing email click date | datetime/date | emailinformation | ro
hs_email_first_reply_date | First marketing email reply date | datetime/date | emailinformation | ro
hs_email_last_send_date | Last marketing email send date | datetime/date | emailinformation | ro
hs_email_last_open_date | Last marketing email open date | datetime/date | emailinformation | ro
hs_email_last_click_date | Last marketing email click date | datetime/date | emailinformation | ro
hs_email_last_reply_date | Last marketing email reply date | datetime/date | emailinformation | ro
hs_email_last_email_name | Last marketing email name | string/text | emailinformation | ro
hs_feedback_last_nps_rating | Last NPS survey rating | enumeration/radio | contactinformation | ro | DETRACTOR=Detractor,PASSIVE=Passive,PROMOTER=Promoter
hs_feedback_last_nps_rating_number | Last NPS survey rating (number) | number/number | contactinformation | ro
hs_feedback_last_nps_follow_up | Last NPS survey comment | string/text | contactinformation | ro
hs_feedback_last_survey_date | Last NPS survey date | datetime/date | contactinformation | ro
hs_feedback_show_nps_web_survey | Should be shown an NPS web survey | bool/booleancheckbox | contactinformation | ro
hs_feedback_last_csat_survey_rating | Last CSAT survey rating | number/number | contactinformation | ro
hs_feedback_last_csat_survey_date | Last CSAT survey date | datetime/date | contactinformation | ro
hs_feedback_last_csat_survey_follow_up | Last CSAT survey comment | string/text | contactinformation | ro
hs_feedback_last_ces_survey_rating | Last CES survey rating | number/number | contactinformation | ro
hs_feedback_last_ces_survey_date | Last CES survey date | datetime/date | contactinformation | ro
hs_feedback_last_ces_survey_follow_up | Last CES survey comment | string/text | contactinformation | ro
hs_analytics_source | Original Source | enumeration/select | analyticsinformation | | ORGANIC_SEARCH=Organic Search,PAID_SEARCH=Paid Search,EMAIL_MARKETING=Email Marketing,SOCIAL_MEDIA=Organic Social,REFERRALS=Referrals,OTHER_CAMPAIGNS=Other Campaigns,DIRECT_TRAFFIC=Direct Traffic,OFFLINE=Offline Sources,PAID_SOCIAL=Paid Social
hs_analytics_num_visits | Number of Sessions | number/number | analyticsinformation | ro
hs_analytics_num_page_views | Number of Pageviews | number/number | analyticsinformation | ro
hs_analytics_first_visit_timestamp | Time of First Session | datetime/date | analyticsinformation | ro
hs_analytics_last_visit_timestamp | Time of Last Session | datetime/date | analyticsinformation | ro
hs_analytics_last_timestamp | Time Last Seen | datetime/date | analyticsinformation | ro
num_unique_conversion_events | Number of Unique Forms Submitted | number/number | conversioninformation | ro
num_conversion_events | Number of Form Submissions | number/number | conversioninformation | ro
recent_conversion_date | Recent Conversion Date | datetime/date | conversioninformation | ro
`;

export const COMPANY_PROPERTIES = `
hs_object_id | Record ID | number/number | companyinformation | ro unique
createdate | Create Date | datetime/date | companyinformation | ro
hs_createdate | Object create date/time | datetime/date | companyinformation | ro
hs_lastmodifieddate | Last Modified Date | datetime/date | companyinformation | ro
name | Company name | string/text | companyinformation
domain | Company Domain Name | string/text | companyinformation
hs_additional_domains | Additional Domains | enumeration/checkbox | companyinformation | ro external
website | Website URL | string/text | companyinformation
phone | Phone Number | string/phonenumber | companyinformation
address | Street Address | string/text | companyinformation
address2 | Street Address 2 | string/text | companyinformation
city | City | string/text | companyinformation
state | State/Region | string/text | companyinformation
zip | Postal Code | string/text | companyinformation
country | Country/Region | string/text | companyinformation
timezone | Time Zone | string/text | companyinformation
industry | Industry | enumeration/select | companyinformation | external
type | Type | enumeration/select | companyinformation | | PROSPECT=Prospect,PARTNER=Partner,RESELLER=Reseller,VENDOR=Vendor,CUSTOMER=Customer,OTHER=Other
description | Description | string/textarea | companyinformation
about_us | About Us | string/textarea | companyinformation
numberofemployees | Number of Employees | number/number | companyinformation
annualrevenue | Annual Revenue | number/number | companyinformation | money
founded_year | Year Founded | string/text | companyinformation
is_public | Is Public | bool/booleancheckbox | companyinformation
linkedin_company_page | LinkedIn Company Page | string/text | socialmediainformation
lifecyclestage | Lifecycle Stage | enumeration/radio | companyinformation | | subscriber=Subscriber,lead=Lead,marketingqualifiedlead=Marketing Qualified Lead,salesqualifiedlead=Sales Qualified Lead,opportunity=Opportunity,customer=Customer,evangelist=Evangelist,other=Other
hs_lead_status | Lead Status | enumeration/radio | companyinformation | | NEW=New,OPEN=Open,IN_PROGRESS=In Progress,OPEN_DEAL=Open Deal,UNQUALIFIED=Unqualified,ATTEMPTED_TO_CONTACT=Attempted to Contact,CONNECTED=Connected,BAD_TIMING=Bad Timing
hubspot_owner_id | Company owner | enumeration/select | companyinformation | owner
hubspot_owner_assigneddate | Owner Assigned Date | datetime/date | companyinformation | ro
hs_parent_company_id | Parent Company | number/number | companyinformation
hs_num_child_companies | Number of child companies | number/number | companyinformation | ro
num_associated_contacts | Number of Associated Contacts | number/number | companyinformation | ro
num_associated_deals | Number of Associated Deals | number/number | companyinformation | ro
hs_num_open_deals | Number of open deals | number/number | companyinformation | ro
hs_csm_sentiment | CSM sentiment | enumeration/select | companyinformation | | positive=Positive,neutral=Neutral,negative=Negative
hs_next_renewal_date | Next renewal date | date/date | companyinformation
hs_last_sales_activity_timestamp | Last Engagement Date | datetime/date | companyinformation | ro
notes_last_contacted | Last Contacted | datetime/date | companyinformation | ro
notes_last_updated | Last Activity Date | datetime/date | companyinformation | ro
num_notes | Number of Sales Activities | number/number | companyinformation | ro
num_contacted_notes | Number of times contacted | number/number | companyinformation | ro
closedate | Close Date | datetime/date | companyinformation
total_revenue | Total Revenue | number/number | companyinformation | ro money
recent_deal_amount | Recent Deal Amount | number/number | companyinformation | ro money
hs_total_deal_value | Total open deal value | number/number | companyinformation | ro money
hs_merged_object_ids | Merged Company IDs | enumeration/checkbox | companyinformation | ro external
hs_object_source | Record source | string/text | companyinformation | ro
hs_object_source_label | Record source | enumeration/select | companyinformation | ro external
hs_analytics_num_visits | Number of Sessions | number/number | analyticsinformation | ro
hs_analytics_last_visit_timestamp | Time of Last Session | datetime/date | analyticsinformation | ro
`;
