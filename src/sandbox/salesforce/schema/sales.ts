import {
  choice,
  computed,
  day,
  decimal,
  field,
  flag,
  money,
  type PicklistValue,
  pick,
  refer,
  text,
  textArea,
  whole,
} from './field.ts';
import { type ObjectDefinition, object } from './object.ts';

const stage = (value: string, probability: number, facts: Partial<PicklistValue> = {}) =>
  choice(value, { probability, closed: false, won: false, ...facts });

const STAGES = [
  stage('Prospecting', 10),
  stage('Qualification', 10),
  stage('Needs Analysis', 20),
  stage('Value Proposition', 50),
  stage('Id. Decision Makers', 60),
  stage('Perception Analysis', 70),
  stage('Proposal/Price Quote', 75),
  stage('Negotiation/Review', 90),
  stage('Closed Won', 100, { closed: true, won: true }),
  stage('Closed Lost', 0, { closed: true }),
];

export const SALES_OBJECTS: readonly ObjectDefinition[] = [
  object(
    'Opportunity',
    '006',
    [
      refer('AccountId', 'Account', 'Opportunities', { cascadeDelete: true }),
      flag('IsPrivate', { label: 'Private' }),
      text('Name', 120, { nillable: false, nameField: true }),
      textArea('Description', 32_000),
      pick('StageName', STAGES, { nillable: false, label: 'Stage' }),
      money('Amount'),
      field('Probability', 'percent', { precision: 3, scale: 0, label: 'Probability (%)' }),
      money('ExpectedRevenue', computed),
      decimal('TotalOpportunityQuantity', 18, 2, { label: 'Quantity' }),
      day('CloseDate', { nillable: false }),
      pick(
        'Type',
        [
          'Existing Customer - Upgrade',
          'Existing Customer - Replacement',
          'Existing Customer - Downgrade',
          'New Customer',
        ],
        { label: 'Opportunity Type' },
      ),
      text('NextStep', 255),
      pick('LeadSource', ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other']),
      flag('IsClosed', computed),
      flag('IsWon', computed),
      pick('ForecastCategory', ['Omitted', 'Pipeline', 'BestCase', 'Forecast', 'Closed'], computed),
      pick('ForecastCategoryName', ['Omitted', 'Pipeline', 'Best Case', 'Commit', 'Closed']),
      refer('CampaignId', 'Campaign', 'Opportunities'),
      flag('HasOpportunityLineItem', computed),
      day('LastActivityDate', computed),
      whole('FiscalQuarter', computed),
      whole('FiscalYear', computed),
      text('Fiscal', 6, computed),
      refer('ContactId', 'Contact', undefined, { updateable: false }),
    ],
    { owned: true, viewed: true, searchable: true, labelPlural: 'Opportunities' },
  ),
  object('OpportunityContactRole', '00K', [
    refer('OpportunityId', 'Opportunity', 'OpportunityContactRoles', {
      nillable: false,
      updateable: false,
      cascadeDelete: true,
    }),
    refer('ContactId', 'Contact', 'OpportunityContactRoles', { nillable: false, cascadeDelete: true }),
    pick('Role', ['Business User', 'Decision Maker', 'Economic Buyer', 'Executive Sponsor', 'Influencer', 'Other']),
    flag('IsPrimary'),
  ]),
  object(
    'Product2',
    '01t',
    [
      text('Name', 255, { nillable: false, nameField: true, label: 'Product Name' }),
      text('ProductCode', 255),
      textArea('Description', 4_000),
      flag('IsActive'),
      pick('Family', ['None']),
    ],
    { viewed: true, searchable: true, label: 'Product' },
  ),
];
