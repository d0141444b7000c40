/** What a person can tell Pulso: whether the score fits, and what they saw. */
import { Accordion, Button, Flex, LoadingButton, Select, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Words } from './words.ts';

export interface Observation {
  readonly text: string;
  readonly mood: string;
  readonly touchpoint: string;
}

/** Pulso takes no longer ones. */
const MOST_CHARACTERS = 2_000;

interface FeedbackProps {
  readonly words: Words;
  readonly given: 'helped' | 'wrong' | null;
  readonly send: (verdict: 'helped' | 'wrong', comment: string) => Promise<boolean>;
}

export function Feedback({ words, given, send }: FeedbackProps) {
  const [said, setSaid] = useState(given);
  const [asking, setAsking] = useState(false);
  const [comment, setComment] = useState('');
  const [busy, setBusy] = useState(false);
  const tell = async (verdict: 'helped' | 'wrong'): Promise<void> => {
    setBusy(true);
    if (await send(verdict, comment.slice(0, MOST_CHARACTERS))) {
      setSaid(verdict);
      setAsking(false);
    }
    setBusy(false);
  };
  if (said !== null) return <Text variant="microcopy">{words.thanks}</Text>;
  return (
    <Flex direction="column" gap="extra-small">
      <Text variant="microcopy">{words.feedbackTitle}</Text>
      <Flex direction="row" gap="small" wrap>
        <LoadingButton size="extra-small" variant="secondary" loading={busy} onClick={() => void tell('helped')}>
          {words.helped}
        </LoadingButton>
        <Button size="extra-small" variant="secondary" disabled={busy} onClick={() => setAsking(true)}>
          {words.wrong}
        </Button>
      </Flex>
      {asking && (
        <Flex direction="column" gap="extra-small">
          <TextArea
            name="comment"
            label={words.whyWrong}
            value={comment}
            maxLength={MOST_CHARACTERS}
            rows={2}
            onInput={setComment}
            onChange={setComment}
          />
          <LoadingButton size="extra-small" variant="primary" loading={busy} onClick={() => void tell('wrong')}>
            {words.send}
          </LoadingButton>
        </Flex>
      )}
    </Flex>
  );
}

interface ObserveProps {
  readonly words: Words;
  readonly send: (observation: Observation) => Promise<boolean>;
}

export function Observe({ words, send }: ObserveProps) {
  const [text, setText] = useState('');
  const [mood, setMood] = useState('unknown');
  const [touchpoint, setTouchpoint] = useState('other');
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    if (await send({ text: text.trim().slice(0, MOST_CHARACTERS), mood, touchpoint })) setText('');
    setBusy(false);
  };
  const options = (labels: Readonly<Record<string, string>>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }));
  return (
    <Accordion title={words.observe} size="small">
      <Flex direction="column" gap="small">
        <TextArea
          name="observation"
          label={words.whatSeen}
          description={words.whatSeenHint}
          value={text}
          maxLength={MOST_CHARACTERS}
          rows={3}
          onInput={setText}
          onChange={setText}
        />
        <Select
          name="mood"
          label={words.howItWent}
          value={mood}
          options={options(words.moods)}
          onChange={(value) => setMood(String(value))}
        />
        <Select
          name="touchpoint"
          label={words.where}
          value={touchpoint}
          options={options(words.places)}
          onChange={(value) => setTouchpoint(String(value))}
        />
        <LoadingButton variant="primary" loading={busy} disabled={text.trim() === ''} onClick={() => void save()}>
          {words.save}
        </LoadingButton>
      </Flex>
    </Accordion>
  );
}
