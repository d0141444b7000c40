/** A card in every state that it can be in: first what the CRM holds, then what Pulso says now. */
import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Flex,
  Heading,
  Link,
  LoadingButton,
  LoadingSpinner,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { KnownFlag, NoCard } from './answer.ts';
import { Feedback, type Observation, Observe } from './answers.tsx';
import { BlockView } from './blocks.tsx';
import type { CardDocument } from './document.ts';
import { Flags } from './flags.tsx';
import { languageOf } from './pulso.ts';
import { type Live, type RecordContext, useLive } from './use-live.ts';
import { ago, dateTime, type Words, wordsIn } from './words.ts';

/** What the CRM itself holds. `forbidden`: this person may not see our properties. */
export type Stored =
  | { readonly status: 'loading' | 'forbidden' }
  | { readonly status: 'read'; readonly card: CardDocument | null };

export interface CardContext extends RecordContext {
  readonly portal: { readonly timezone?: string };
}
/** `hidden`: Pulso does not answer, and HubSpot does not show what it wrote. */
type Failed = (Live & { status: 'failed' })['failure'] | 'hidden';
type AddAlert = (alert: { type?: 'success' | 'warning' | 'danger'; message: string }) => void;

export interface CardViewProps {
  readonly context: CardContext;
  readonly stored: Stored;
  readonly addAlert: AddAlert;
  /** Reads the properties of the CRM again. */
  readonly refresh?: () => void;
}

/** Pulso reads, scores and writes within seconds; longer than this nobody waits. */
const ROUNDS = 6;
const ROUND_MS = 1_500;
const round = () => new Promise<void>((resolve) => setTimeout(resolve, ROUND_MS));

interface DocumentProps extends Pick<CardViewProps, 'context'> {
  readonly card: CardDocument;
  readonly words: Words;
  readonly known: readonly KnownFlag[];
  readonly acknowledge: (flag: KnownFlag) => Promise<void>;
}

function DocumentView({ card, words, context, known, acknowledge }: DocumentProps) {
  const timeZone = context.portal.timezone;
  const next = card.blocks.find((block) => block.type === 'next');
  const { subject } = card;
  return (
    <Flex direction="column" gap="medium">
      <Flex direction="column" gap="flush">
        <Heading>{card.title}</Heading>
        {subject.href ? <Link href={subject.href}>{subject.name}</Link> : <Text>{subject.name}</Text>}
        <Text variant="microcopy">{`${card.asOfLabel} ${dateTime(card.asOf, words.language, timeZone)}`}</Text>
      </Flex>
      {card.blocks.map((block, index) =>
        block.type === 'flags' ? (
          <Flags
            key="flags"
            block={block}
            words={words}
            timeZone={timeZone}
            known={known}
            nextText={next?.text ?? null}
            acknowledge={acknowledge}
          />
        ) : (
          // Blocks have no name of their own; their order is theirs.
          <BlockView key={`${block.type} ${String(index)}`} block={block} words={words} />
        ),
      )}
    </Flex>
  );
}

function NoCardView({ state, words, read }: { state: NoCard; words: Words; read: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const { title, text } = words.noCard[state];
  const onClick = (): void => {
    setBusy(true);
    void read().finally(() => setBusy(false));
  };
  return (
    <EmptyState title={title} layout="vertical" imageName="customerExperience" imageWidth={120}>
      <Text>{text}</Text>
      {state === 'unknown' && (
        <LoadingButton variant="secondary" loading={busy} onClick={onClick}>
          {words.readNow}
        </LoadingButton>
      )}
    </EmptyState>
  );
}

interface FailedProps {
  readonly failure: Failed;
  readonly words: Words;
  readonly retry: () => void;
}

function FailedView({ failure, words, retry }: FailedProps) {
  const { title, text } = wordsOf(failure, words);
  const lock = failure === 'forbidden' || failure === 'refused' || failure === 'hidden';
  return (
    <ErrorState title={title} type={lock ? 'lock' : 'error'}>
      <Text>{text}</Text>
      <Button variant="secondary" onClick={retry}>
        {words.retry}
      </Button>
    </ErrorState>
  );
}

const wordsOf = (failure: Failed, words: Words): { readonly title: string; readonly text: string } =>
  failure === 'unreadable' ? words.unreadable : failure === 'hidden' ? words.noProperties : words.failures[failure];

/** What stands above the card: that it is only the stored one and how old, or that Pulso is paused. */
function Standing({ live, shown, words }: { live: Live; shown: CardDocument; words: Words }) {
  const age = ago(shown.asOf, Date.now(), words.language);
  if (live.status === 'asking') return <Text variant="microcopy">{`${words.storedOnly(age)} ${words.asking}`}</Text>;
  if (live.status === 'failed') {
    const { title, text } = wordsOf(live.failure, words);
    return (
      <Alert variant={live.failure === 'down' ? 'info' : 'warning'} title={title}>
        <Text>{`${words.storedOnly(age)} ${live.failure === 'down' ? '' : text}`.trim()}</Text>
      </Alert>
    );
  }
  const paused = live.answer.state === 'card' ? live.answer.paused : null;
  return paused === null ? null : (
    <Alert variant="warning" title={words.paused}>
      <Text>{paused}</Text>
    </Alert>
  );
}

export function CardView({ context, stored, addAlert, refresh }: CardViewProps) {
  const words = wordsIn(languageOf(context));
  const { live, ask, tell } = useLive(context);
  const [working, setWorking] = useState(false);
  const answer = live.status === 'answered' ? live.answer : null;
  const liveCard = answer?.state === 'card' ? answer : null;
  const storedCard = stored.status === 'read' ? stored.card : null;
  const failed = (): void => addAlert({ type: 'danger', message: words.notDone });

  const recalculate = async (): Promise<void> => {
    const before = liveCard?.revision;
    setWorking(true);
    if (await tell('recalculate')) {
      let now = await ask();
      for (let left = ROUNDS; left > 0 && !(now?.state === 'card' && now.revision !== before); left -= 1) {
        await round();
        now = await ask();
      }
      const done = now?.state === 'card' && now.revision !== before;
      addAlert({ type: done ? 'success' : 'warning', message: done ? words.recalculated : words.unchanged });
      refresh?.();
    } else failed();
    setWorking(false);
  };
  const acknowledge = async (flag: KnownFlag): Promise<void> => {
    if (await tell('acknowledge', { flag: flag.id, since: flag.since })) await ask();
    else failed();
  };
  const feedback = async (verdict: 'helped' | 'wrong', comment: string): Promise<boolean> => {
    const kept = await tell('feedback', { verdict, ...(comment.trim() !== '' && { comment: comment.trim() }) });
    if (!kept) failed();
    return kept;
  };
  const observe = async (observation: Observation): Promise<boolean> => {
    const kept = await tell('observe', { ...observation });
    if (kept) addAlert({ type: 'success', message: words.observed });
    else failed();
    return kept;
  };

  if (answer !== null && answer.state !== 'card') {
    return <NoCardView state={answer.state} words={words} read={recalculate} />;
  }
  const shown = liveCard?.card ?? storedCard;
  if (shown === null) {
    if (live.status === 'failed' && stored.status !== 'loading') {
      const failure = live.failure === 'down' && stored.status === 'forbidden' ? 'hidden' : live.failure;
      return <FailedView failure={failure} words={words} retry={() => void ask()} />;
    }
    return <LoadingSpinner label={words.loading} showLabel layout="centered" />;
  }
  return (
    <Flex direction="column" gap="medium">
      <Standing live={live} shown={shown} words={words} />
      <DocumentView
        card={shown}
        words={words}
        context={context}
        known={liveCard?.flags ?? []}
        acknowledge={acknowledge}
      />
      {liveCard === null ? (
        live.status === 'failed' && (
          <Button variant="secondary" size="small" onClick={() => void ask()}>
            {words.retry}
          </Button>
        )
      ) : (
        <Flex direction="column" gap="small">
          <LoadingButton variant="secondary" size="small" loading={working} onClick={() => void recalculate()}>
            {working ? words.recalculating : words.recalculate}
          </LoadingButton>
          <Feedback words={words} given={liveCard.feedback} send={feedback} />
          {liveCard.object === 'customer' && <Observe words={words} send={observe} />}
        </Flex>
      )}
    </Flex>
  );
}
