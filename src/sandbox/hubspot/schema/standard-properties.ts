import type { HubspotObjectType } from '../seed-format.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES } from './contact-properties.ts';
import { engagementProperties } from './engagement-properties.ts';
import { type PropertyDefinition, type PropertyGroup, readPropertyTable } from './property-definition.ts';
import { DEAL_PROPERTIES, FEEDBACK_PROPERTIES, TICKET_PROPERTIES } from './ticket-properties.ts';

const GROUP_LABELS: Readonly<Record<string, string>> = {
  contactinformation: 'Contact information',
  companyinformation: 'Company information',
  ticketinformation: 'Ticket information',
  dealinformation: 'Deal information',
  deal_information: 'Deal information',
  sales_properties: 'Sales properties',
  emailinformation: 'Email information',
  analyticsinformation: 'Web analytics history',
  conversioninformation: 'Conversion information',
  socialmediainformation: 'Social media information',
  feedback_submission_information: 'Feedback submission information',
  engagement: 'Activity information',
  email: 'Email',
  call: 'Call',
  meeting: 'Meeting',
  note: 'Note',
  task: 'Task',
};

function tableOf(type: HubspotObjectType): string {
  switch (type) {
    case 'contacts':
      return CONTACT_PROPERTIES;
    case 'companies':
      return COMPANY_PROPERTIES;
    case 'tickets':
      return TICKET_PROPERTIES;
    case 'deals':
      return DEAL_PROPERTIES;
    case 'feedback_submissions':
      return FEEDBACK_PROPERTIES;
    default:
      return engagementProperties(type);
  }
}

/** What `hs_date_entered_{stage}` and its sisters look like for one pipeline stage. */
export function stageProperties(group: string, stageId: string, stageLabel: string): PropertyDefinition[] {
  return readPropertyTable(
    ['', 'v2_']
      .flatMap((version) => [
        `hs_${version}date_entered_${stageId} | Date entered "${stageLabel}" | datetime/calculation_read_time | ${group} | ro calculated`,
        `hs_${version}date_exited_${stageId} | Date exited "${stageLabel}" | datetime/calculation_read_time | ${group} | ro calculated`,
        version === ''
          ? `hs_time_in_${stageId} | Time in "${stageLabel}" | number/calculation_read_time | ${group} | ro calculated`
          : `hs_v2_cumulative_time_in_${stageId} | Cumulative time in "${stageLabel}" | number/calculation_read_time | ${group} | ro calculated`,
      ])
      .join('\n'),
  );
}

/** The properties every portal has for a type, without those of its pipeline stages. */
export function standardProperties(type: HubspotObjectType): PropertyDefinition[] {
  return readPropertyTable(tableOf(type));
}

/** The groups that a type's standard properties stand in. */
export function standardGroups(properties: readonly PropertyDefinition[]): PropertyGroup[] {
  const names = [...new Set(properties.map((property) => property.groupName))];
  return names.map((name, index) => ({
    name,
    label: GROUP_LABELS[name] ?? name,
    displayOrder: index,
    archived: false,
  }));
}
