/**
 * HubSpot's words for where and when: what each activity type, ticket source and lifecycle stage means as a touchpoint or stage.
 * https://developers.hubspot.com/docs/api-reference/latest/crm/objects/communications/guide.md and the default options of the properties.
 */
import type { VendorWords } from '../../cx/journey/vendor-words.ts';

export const hubspotWords: VendorWords = {
  source: 'hubspot',
  touchpoints: {
    // hs_engagement_type
    'engagement.EMAIL': 'email',
    'engagement.INCOMING_EMAIL': 'email',
    'engagement.FORWARDED_EMAIL': 'email',
    'engagement.CALL': 'phone',
    'engagement.CONVERSATION_SESSION': 'chat',
    'engagement.SMS': 'sms',
    'engagement.WHATS_APP': 'chat',
    'engagement.LINKEDIN_MESSAGE': 'social',
    'engagement.POSTAL_MAIL': 'advertising',
    'engagement.PUBLISHING_TASK': 'advertising',
    // A note or task is our own; a meeting may be anywhere.
    'engagement.NOTE': 'other',
    'engagement.TASK': 'other',
    'engagement.MEETING': 'other',
    // hs_communication_channel_type
    'communication.WHATS_APP': 'chat',
    'communication.SMS': 'sms',
    'communication.LINKEDIN_MESSAGE': 'social',
    // source_type of a ticket
    'ticket.CHAT': 'chat',
    'ticket.EMAIL': 'email',
    'ticket.FORM': 'form',
    'ticket.PHONE': 'phone',
    'ticket.WHATSAPP': 'chat',
    'ticket.FB_MESSENGER': 'social',
    'ticket.SMS': 'sms',
    'ticket.CUSTOMER_PORTAL': 'portal',
    // hs_analytics_source of a contact
    'original_source.ORGANIC_SEARCH': 'search',
    'original_source.PAID_SEARCH': 'search',
    'original_source.EMAIL_MARKETING': 'newsletter',
    'original_source.SOCIAL_MEDIA': 'social',
    'original_source.REFERRALS': 'partner',
    'original_source.OTHER_CAMPAIGNS': 'advertising',
    'original_source.DIRECT_TRAFFIC': 'website',
    'original_source.OFFLINE': 'other',
    'original_source.PAID_SOCIAL': 'advertising',
    'original_source.AI_REFERRALS': 'search',
    // hs_survey_channel
    'survey_channel.EMAIL': 'survey',
    'survey_channel.WEB': 'survey',
    'survey_channel.CHAT': 'survey',
    // Whole objects
    'object.feedback_submissions': 'survey',
    'object.deals': 'sales',
    'object.orders': 'purchase',
    'object.carts': 'purchase',
    'object.invoices': 'billing',
    'object.marketing_events': 'event',
    'object.tickets': 'service_desk',
  },
  stages: {
    lifecyclestage: {
      values: {
        subscriber: 'research',
        lead: 'research',
        marketingqualifiedlead: 'research',
        salesqualifiedlead: 'buy',
        opportunity: 'buy',
        customer: 'use',
        evangelist: 'renew',
        other: 'research',
      },
      otherwise: 'research',
    },
    hs_lead_status: {
      values: {
        NEW: 'research',
        OPEN: 'research',
        IN_PROGRESS: 'research',
        OPEN_DEAL: 'buy',
        UNQUALIFIED: 'research',
        ATTEMPTED_TO_CONTACT: 'research',
        CONNECTED: 'buy',
        BAD_TIMING: 'research',
      },
      otherwise: 'research',
    },
    dealstage: {
      values: {
        appointmentscheduled: 'buy',
        qualifiedtobuy: 'buy',
        presentationscheduled: 'buy',
        decisionmakerboughtin: 'buy',
        contractsent: 'buy',
        closedwon: 'deliver',
        closedlost: 'research',
      },
      otherwise: 'buy',
    },
    // The stages of the default ticket pipeline: new, waiting on contact, waiting on us, closed.
    hs_pipeline_stage: { values: { 1: 'support', 2: 'support', 3: 'support', 4: 'support' }, otherwise: 'support' },
  },
};
