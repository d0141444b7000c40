/** Survey answers, themselves or rolled up: HubSpot → neutral. */
import type { RolledUpSurvey } from '../record.ts';
import type { Draft, Links } from './map-context.ts';
import type { PropertyReader } from './values.ts';

/** The scales of HubSpot's own surveys; its CSAT has three faces. https://knowledge.hubspot.com/customer-feedback */
const SURVEY_SCALES = {
  nps: { min: 0, max: 10, reversed: false },
  csat: { min: 0, max: 2, reversed: false },
  ces: { min: 1, max: 7, reversed: false },
} as const;

/** The roll-ups of a contact. */
export function contactSurveys(reader: PropertyReader): readonly RolledUpSurvey[] {
  const last = 'hs_feedback_last';
  return [
    rollUp(reader, 'nps', `${last}_nps_rating_number`, [`${last}_survey_date`], `${last}_nps_follow_up`),
    rollUp(reader, 'csat', `${last}_csat_survey_rating`, [`${last}_csat_survey_date`], `${last}_csat_survey_follow_up`),
    rollUp(reader, 'ces', `${last}_ces_survey_rating`, [`${last}_ces_survey_date`], `${last}_ces_survey_follow_up`),
  ].filter((survey) => survey !== null);
}

/** A rolled-up answer needs a value on its scale and its date; one without a value never was. */
function rollUp(
  reader: PropertyReader,
  survey: RolledUpSurvey['survey'],
  valueName: string,
  dateNames: readonly string[],
  textName: string,
): RolledUpSurvey | null {
  const value = reader.number(valueName);
  if (value === undefined) return null;
  const scale = SURVEY_SCALES[survey];
  if (value < scale.min || value > scale.max) {
    reader.refuse('out_of_scale', `${valueName} is ${value}, outside ${scale.min} to ${scale.max}; correct the answer`);
    return null;
  }
  const answeredAt = reader.firstInstant(...dateNames);
  if (answeredAt === undefined) {
    reader.refuse('missing_property', `${dateNames[0]} is empty though ${valueName} is set; HubSpot should give both`);
    return null;
  }
  const text = reader.text(textName);
  return { survey, value, scale, answeredAt, ...(text && { text }) };
}

/** The ticket's CSAT roll-up is left out: HubSpot does not say on which scale it is. */
export function ticketSurveys(reader: PropertyReader): readonly RolledUpSurvey[] {
  const last = 'hs_feedback_last';
  return [
    rollUp(reader, 'nps', `${last}_nps_rating_number`, [`${last}_survey_date`], `${last}_nps_follow_up`),
    rollUp(reader, 'ces', `${last}_ces_rating`, [`${last}_survey_date`], `${last}_ces_follow_up`),
  ].filter((survey) => survey !== null);
}

const SURVEY_KINDS: Readonly<Record<string, keyof typeof SURVEY_SCALES>> = { NPS: 'nps', CSAT: 'csat', CES: 'ces' };

/** https://developers.hubspot.com/docs/api-reference/crm-feedback-submissions-v3/guide */
export function mapSurvey(reader: PropertyReader, links: Links): Draft {
  const type = reader.text('hs_survey_type')?.toUpperCase();
  const survey = type === undefined ? undefined : SURVEY_KINDS[type];
  if (type === undefined) reader.refuse('missing_property', 'hs_survey_type is empty; the kind of survey is not known');
  else if (survey === undefined) {
    reader.refuse('unknown_scale', `hs_survey_type ${type} has no stated scale; use an NPS, CSAT or CES survey`);
  }
  const value = reader.number('hs_value');
  if (value === undefined && reader.text('hs_value') === undefined) {
    reader.refuse('missing_property', 'hs_value is empty; the answer has no rating');
  }
  const answeredAt = reader.firstInstant('hs_submission_timestamp', 'hs_createdate');
  if (answeredAt === undefined && reader.faults.every((fault) => fault.reason !== 'bad_date')) {
    reader.refuse('missing_property', 'hs_submission_timestamp is empty; the date of the answer is not known');
  }
  if (survey === undefined || value === undefined) return {};
  const scale = SURVEY_SCALES[survey];
  if (value < scale.min || value > scale.max) {
    reader.refuse('out_of_scale', `hs_value is ${value}, outside ${scale.min} to ${scale.max}; correct the answer`);
  }
  return {
    customers: links.contacts,
    accounts: links.companies,
    survey,
    name: reader.text('hs_survey_name'),
    value,
    scale,
    scope: survey === 'nps' ? 'relational' : survey === 'ces' || links.tickets.length > 0 ? 'transactional' : undefined,
    answeredAt,
    text: reader.text('hs_content'),
  };
}
