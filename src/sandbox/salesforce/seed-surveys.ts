import type { EpochMs, SurveyAnswer, SurveyKind } from '../world/world.ts';
import { present } from './seed-cases.ts';
import type { SeedRecord } from './seed-format.ts';
import { seedId } from './seed-ids.ts';

const iso = (at: EpochMs): string => new Date(at).toISOString();

interface SurveyFacts {
  readonly id: string;
  readonly name: string;
  /** NPS 0–10, CSAT 0–2 (sad, neutral, happy), Score 1–7 (7 = easy). */
  readonly questionType: string;
  readonly question: string;
}

const SURVEYS: Readonly<Record<SurveyKind, SurveyFacts>> = {
  nps: { id: '41001', name: 'NPS', questionType: 'NPS', question: 'Would you recommend us? · ¿Nos recomendarías?' },
  csat: { id: '41002', name: 'CSAT', questionType: 'CSAT', question: 'How was our help? · ¿Qué tal te atendimos?' },
  ces: { id: '41003', name: 'CES', questionType: 'Score', question: 'How easy was it? · ¿Fue fácil?' },
};
const COMMENT_QUESTION = '1';

/** The three surveys with a version and two questions each. */
export function* surveyDefinitions(since: EpochMs): Generator<SeedRecord> {
  for (const { id, name, questionType, question } of Object.values(SURVEYS)) {
    const audit = { CreatedDate: iso(since) };
    const versionId = seedId('surveyVersion', id);
    yield {
      type: 'Survey',
      id: seedId('survey', id),
      fields: {
        Name: name,
        DeveloperName: name.toLowerCase(),
        ActiveVersionId: versionId,
        LatestVersionId: versionId,
        TotalVersionsCount: 1,
        ...audit,
      },
    };
    yield {
      type: 'SurveyVersion',
      id: versionId,
      fields: { Name: name, SurveyId: seedId('survey', id), VersionNumber: 1, SurveyStatus: 'Active', ...audit },
    };
    yield {
      type: 'SurveyQuestion',
      id: seedId('surveyQuestion', id),
      fields: {
        Name: question,
        DeveloperName: 'score',
        SurveyVersionId: versionId,
        QuestionType: questionType,
        QuestionOrder: 1,
        ...audit,
      },
    };
    yield {
      type: 'SurveyQuestion',
      id: seedId('surveyQuestion', id + COMMENT_QUESTION),
      fields: {
        Name: 'Why? · ¿Por qué?',
        DeveloperName: 'comment',
        SurveyVersionId: versionId,
        QuestionType: 'FreeText',
        QuestionOrder: 2,
        ...audit,
      },
    };
  }
}

/** An answer as invitation, response, answers to the questions, and what it is about. */
export function* surveyRecords(answer: SurveyAnswer): Generator<SeedRecord> {
  const { id, kind, value, comment, answeredAt, personId, ticketId } = answer;
  const survey = SURVEYS[kind];
  const contactId = seedId('contact', personId);
  const invitationId = seedId('surveyInvitation', id);
  const responseId = seedId('surveyResponse', id);
  const versionId = seedId('surveyVersion', survey.id);
  const audit = { CreatedDate: iso(answeredAt) };
  yield {
    type: 'SurveyInvitation',
    id: invitationId,
    fields: {
      Name: `${survey.name} ${id}`,
      SurveyId: seedId('survey', survey.id),
      ContactId: contactId,
      ParticipantId: contactId,
      ResponseStatus: 'Completed',
      ...audit,
    },
  };
  yield {
    type: 'SurveyResponse',
    id: responseId,
    fields: {
      Name: `${survey.name} ${id}`,
      SurveyId: seedId('survey', survey.id),
      SurveyVersionId: versionId,
      InvitationId: invitationId,
      SubmitterId: contactId,
      Status: 'Completed',
      CompletionDateTime: iso(answeredAt),
      Language: answer.language,
      ...audit,
    },
  };
  const shared = { ResponseId: responseId, InvitationId: invitationId, SurveyVersionId: versionId, ...audit };
  yield {
    type: 'SurveyQuestionResponse',
    id: seedId('surveyAnswer', id),
    fields: {
      Name: `${id}-1`,
      QuestionId: seedId('surveyQuestion', survey.id),
      Datatype: 'Number',
      NumberValue: value,
      ResponseValue: String(value),
      ...shared,
    },
  };
  if (comment !== undefined)
    yield {
      type: 'SurveyQuestionResponse',
      // Beside the numbers of the scores, which end below it.
      id: seedId('surveyAnswer', `1${id}`),
      fields: present({
        Name: `${id}-2`,
        QuestionId: seedId('surveyQuestion', survey.id + COMMENT_QUESTION),
        Datatype: 'String',
        ResponseShortText: comment.slice(0, 255),
        ResponseValue: comment,
        ...shared,
      }),
    };
  if (ticketId !== undefined)
    yield {
      type: 'SurveySubject',
      id: seedId('surveySubject', id),
      fields: {
        Name: `SS-${id}`,
        ParentId: responseId,
        SurveyResponseId: responseId,
        SurveyId: seedId('survey', survey.id),
        SubjectId: seedId('case', ticketId),
        SubjectEntityType: 'Case',
        ...audit,
      },
    };
}
