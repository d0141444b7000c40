/**
 * Survey answers: Salesforce → neutral. A response is one record, its questions are others; the one with the rating makes the
 * survey, the first free text is its comment.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_surveyquestionresponse.htm
 */
import type { Scale } from '../../cx/model/signal.ts';
import { type SalesforceSettings, VENDOR_TYPES } from './manifest.ts';
import { type Draft, listOf, type MapContext, refersTo } from './map-context.ts';
import { type FieldReader, readFieldsOf } from './values.ts';

interface Rating {
  readonly survey: 'nps' | 'csat' | 'ces' | 'other';
  readonly scale: Scale;
}

const NPS_RANGE = [0, 10] as const;
const KINDS: Readonly<Record<string, Rating['survey']>> = {
  NPS: 'nps',
  CSAT: 'csat',
  Rating: 'csat',
  Score: 'other',
  Slider: 'other',
};
const EFFORT = /\bces\b|effort|esfuerzo|how easy|f[aá]cil/i;
const TEXTS = new Set(['FreeText', 'ShortText']);

/** A customer-effort question has no type of its own and is told by its words. */
function ratingOf(type: string, words: string, scales: SalesforceSettings['surveyScales']): Rating | undefined {
  const kind = KINDS[type];
  if (kind === undefined) return undefined;
  const [min, max] = type === 'NPS' ? NPS_RANGE : scales[type as keyof typeof scales];
  const isEffort = type !== 'NPS' && type !== 'CSAT' && EFFORT.test(words);
  return { survey: isEffort ? 'ces' : kind, scale: { min, max, reversed: false } };
}

export function mapSurvey(id: string, reader: FieldReader, context: MapContext): Draft {
  const status = reader.text('Status');
  // Begun and not sent is no answer yet.
  if (status !== undefined && status !== 'Completed') return null;
  const name = reader.text('Survey.Name') ?? reader.text('Invitation.Survey.Name');
  const questions = (context.answers.get(id) ?? []).map((answer) => readFieldsOf(answer));
  const rated = questions
    .map((question) => {
      const words = `${name ?? ''} ${question.text('Question.Name') ?? ''}`;
      return {
        rating: ratingOf(question.text('Question.QuestionType') ?? '', words, context.settings.surveyScales),
        value: question.number('NumberValue'),
      };
    })
    .filter((each): each is { rating: Rating; value: number } => each.rating !== undefined && each.value !== undefined)
    .sort((a, b) => rank(a.rating) - rank(b.rating))[0];
  if (rated === undefined) {
    reader.refuse(
      'unknown_scale',
      'no NPS, CSAT, rating, score or slider question was answered; add one to the survey',
    );
    return {};
  }
  const { rating, value } = rated;
  if (value < rating.scale.min || value > rating.scale.max) {
    const range = `${rating.scale.min} to ${rating.scale.max}`;
    reader.refuse('out_of_scale', `NumberValue is ${value}, outside ${range}; correct the answer`);
  }
  const customer = whoAnswered(reader);
  const answeredAt = reader.instant('CompletionDateTime') ?? reader.instant('CreatedDate');
  const comment = questions.find((question) => TEXTS.has(question.text('Question.QuestionType') ?? ''));
  const invitation = reader.text('InvitationId');
  const aboutCase = context.surveyCases.has(id) || (invitation !== undefined && context.surveyCases.has(invitation));
  return {
    customers: listOf(customer),
    accounts:
      customer === reader.text('Invitation.ContactId') ? listOf(reader.text('Invitation.Contact.AccountId')) : [],
    survey: rating.survey,
    name,
    value,
    scale: rating.scale,
    scope: rating.survey === 'nps' ? 'relational' : rating.survey === 'ces' || aboutCase ? 'transactional' : undefined,
    answeredAt,
    text: comment?.text('ResponseValue') ?? comment?.text('ResponseShortText'),
  };
}

function rank({ survey }: Rating): number {
  return ['nps', 'csat', 'ces', 'other'].indexOf(survey);
}

function whoAnswered(reader: FieldReader): string | undefined {
  const candidates = ['SubmitterId', 'Invitation.ContactId', 'Invitation.ParticipantId'].map((path) =>
    reader.text(path),
  );
  return candidates.find((id) => refersTo(id, VENDOR_TYPES.Contact.prefix));
}
