import type {
  Account,
  CallEngagement,
  Deal,
  EmailEngagement,
  Engagement,
  MeetingEngagement,
  NoteEngagement,
  Person,
  SurveyAnswer,
  Ticket,
} from './world.ts';

const FIRST_ID = {
  agent: 70_000_000,
  person: 70_100_000_000,
  account: 70_200_000_000,
  ticket: 70_300_000_000,
  survey: 70_400_000_000,
  engagement: 70_500_000_000,
  deal: 70_600_000_000,
} as const;
export type RecordKind = keyof typeof FIRST_ID;

/** Returns the id of the n-th record of a kind (from 1): long numbers, as real CRMs have, and the same in every world. */
export function recordId(kind: RecordKind, n: number): string {
  return String(FIRST_ID[kind] + n);
}

type Draft<T> = Omit<T, 'id'>;
type EngagementDraft =
  | Draft<EmailEngagement>
  | Draft<CallEngagement>
  | Draft<MeetingEngagement>
  | Draft<NoteEngagement>;

/** Where a world is written down: numbers every record in the order in which it is added. */
export interface Ledger {
  readonly accounts: Account[];
  readonly people: Person[];
  readonly tickets: Ticket[];
  readonly surveys: SurveyAnswer[];
  readonly engagements: Engagement[];
  readonly deals: Deal[];
  addTicket(draft: Draft<Ticket>): Ticket;
  addSurvey(draft: Draft<SurveyAnswer>): SurveyAnswer;
  addEngagement(draft: EngagementDraft): void;
  addDeal(draft: Draft<Deal>): void;
}

export function createLedger(): Ledger {
  const tickets: Ticket[] = [];
  const surveys: SurveyAnswer[] = [];
  const engagements: Engagement[] = [];
  const deals: Deal[] = [];
  return {
    accounts: [],
    people: [],
    tickets,
    surveys,
    engagements,
    deals,
    addTicket: (draft) => {
      const ticket = { id: recordId('ticket', tickets.length + 1), ...draft };
      tickets.push(ticket);
      return ticket;
    },
    addSurvey: (draft) => {
      const answer = { id: recordId('survey', surveys.length + 1), ...draft };
      surveys.push(answer);
      return answer;
    },
    addEngagement: (draft) => {
      engagements.push({ id: recordId('engagement', engagements.length + 1), ...draft });
    },
    addDeal: (draft) => {
      deals.push({ id: recordId('deal', deals.length + 1), ...draft });
    },
  };
}
