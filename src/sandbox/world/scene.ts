import type { StoryContact } from './cast.ts';
import type {
  CallEngagement,
  Channel,
  Deal,
  EmailEngagement,
  EpochMs,
  MeetingEngagement,
  Priority,
  Stage,
  SurveyKind,
  Topic,
} from './world.ts';

/** What everything in a script has. */
export interface By {
  /** The story's main contact unless named. */
  readonly by?: StoryContact;
  readonly at: EpochMs;
  /** First name of the agent; a support agent of the right language unless named. */
  readonly agent?: string;
  readonly ticket?: string;
}

export interface SceneTicket extends Omit<By, 'at' | 'ticket'> {
  readonly topic: Topic;
  readonly channel: Channel;
  readonly priority?: Priority;
  readonly subject: string;
  readonly body: string;
  /** Oldest first. The first step that is not `new` is our first answer. */
  readonly steps: readonly (readonly [stage: Stage, at: EpochMs])[];
  readonly resolution?: string;
  readonly promisedFor?: EpochMs;
}

/** What a story's script can write. Times come from `ago`, so that every story ends at the world's `now`. */
export interface Scene {
  /** `days` before today at the given hour (UTC); `days` is at least 1. */
  ago(days: number, hour?: number): EpochMs;
  ticket(ticket: SceneTicket): string;
  survey(answer: By & { readonly kind: SurveyKind; readonly value: number; readonly comment?: string }): void;
  mailIn(mail: By & Pick<EmailEngagement, 'subject' | 'body'>): void;
  mailOut(
    mail: By & Pick<EmailEngagement, 'subject' | 'body'> & { readonly purpose?: EmailEngagement['purpose'] },
  ): void;
  call(
    call: By &
      Pick<CallEngagement, 'direction' | 'title' | 'body'> &
      Partial<Pick<CallEngagement, 'disposition'>> & { readonly minutes: number },
  ): void;
  meeting(meeting: By & Pick<MeetingEngagement, 'title' | 'body'> & Partial<Pick<MeetingEngagement, 'outcome'>>): void;
  note(note: By & { readonly body: string }): void;
  deal(
    deal: By & Pick<Deal, 'name' | 'kind' | 'amount' | 'stage'> & Partial<Pick<Deal, 'closedAt' | 'lostReason'>>,
  ): void;
}
