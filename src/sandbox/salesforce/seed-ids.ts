import { makeId } from './ids.ts';

/** Key prefixes of what is seeded. */
export const PREFIX = {
  account: '001',
  contact: '003',
  user: '005',
  opportunity: '006',
  case: '500',
  caseHistory: '017',
  caseComment: '00a',
  email: '02s',
  task: '00T',
  event: '00U',
  role: '00K',
  survey: '0Kd',
  surveyVersion: '0Kf',
  surveyQuestion: '0Kg',
  surveyInvitation: '0Ki',
  surveyResponse: '0Ks',
  surveyAnswer: '0Kt',
  surveySubject: '0Kn',
} as const;

/** The Salesforce id of a record of the world: the same number under the object's prefix. */
export function seedId(kind: keyof typeof PREFIX, worldId: string): string {
  return makeId(PREFIX[kind], Number(worldId));
}
