/** How Pulso is connected, by what it scores, and what it writes. An admin pauses it here, has everybody scored anew, or chooses otherwise. */
import {
  Accordion,
  Alert,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  List,
  LoadingButton,
  LoadingSpinner,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { readFaults, readPreview, readSettings, type Settings } from './answer.ts';
import { type Asked, Choose } from './choose.tsx';
import { choiceOf, type Draft, draftOf, presetOf } from './draft.ts';
import { Failed, failureWords } from './failed.tsx';
import { type Caller, callPulso, languageOf } from './pulso.ts';
import { useAnswer } from './use-answer.ts';
import { type Words, wordsFor } from './words.ts';

/** In the account's time zone, which the page names; in UTC where this browser does not know it. */
function timeFormat(language: 'en' | 'es', { account }: Settings): Intl.DateTimeFormat {
  const format = (timeZone: string) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone,
    });
  try {
    return format(account.timeZone);
  } catch {
    return format('UTC');
  }
}

type AddAlert = (alert: { type?: 'success' | 'danger'; message: string }) => void;

function Connection({ settings, words }: { settings: Settings; words: Words }) {
  const { account, status, reason, waiting } = settings;
  return (
    <Flex direction="column" gap="small">
      <Heading>{words.connection}</Heading>
      <StatusTag variant={status === 'active' ? 'success' : 'warning'}>
        {status === 'active' ? words.active : words.paused}
      </StatusTag>
      {status === 'paused' && <Text>{reason ?? ''}</Text>}
      <DescriptionList direction="row">
        <DescriptionListItem label={words.account}>
          <Text>{account.name.includes(account.id) ? account.name : `${account.name} (${account.id})`}</Text>
        </DescriptionListItem>
        <DescriptionListItem label={words.timeZone}>
          <Text>{account.timeZone}</Text>
        </DescriptionListItem>
        <DescriptionListItem label={words.waiting}>
          <Text>{words.waitingText(waiting.scores, waiting.writes)}</Text>
        </DescriptionListItem>
      </DescriptionList>
    </Flex>
  );
}

function Reading({ settings, words, language }: { settings: Settings; words: Words; language: 'en' | 'es' }) {
  const when = timeFormat(language, settings);
  const count = new Intl.NumberFormat(language);
  return (
    <Flex direction="column" gap="small">
      <Heading>{words.read}</Heading>
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>{words.object}</TableHeader>
            <TableHeader align="right">{words.records}</TableHeader>
            <TableHeader>{words.lastLook}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {settings.streams.map((stream) => (
            <TableRow key={stream.object}>
              <TableCell>{stream.title}</TableCell>
              <TableCell align="right">{count.format(stream.read)}</TableCell>
              <TableCell>
                {stream.phase === 'backfill' ? words.firstPass : when.format(Date.parse(stream.updatedAt))}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

function Scoring({ settings, words }: { settings: Settings; words: Words }) {
  const { model, fields, language } = settings;
  const written = fields.filter((field) => field.written);
  const left = fields.filter((field) => !field.written);
  return (
    <Flex direction="column" gap="small">
      <Heading>{words.model}</Heading>
      <DescriptionList direction="row">
        <DescriptionListItem label={words.modelName}>
          <Text>{`${presetOf(settings, draftOf(settings).preset)?.title ?? ''} (${model.id} ${model.version})`}</Text>
        </DescriptionListItem>
        <DescriptionListItem label={words.bands}>
          <Text>{words.bandsText(model.bands.good, model.bands.fair, model.bands.poor)}</Text>
        </DescriptionListItem>
        <DescriptionListItem label={words.minCoverage}>
          <Text>{words.minCoverageText(model.minCoverage)}</Text>
        </DescriptionListItem>
        <DescriptionListItem label={words.language}>
          <Text>{words.languages[language]}</Text>
        </DescriptionListItem>
      </DescriptionList>
      <Accordion title={words.weights} size="small">
        <DescriptionList direction="row">
          {model.weights.map((weight) => (
            <DescriptionListItem key={weight.title} label={weight.title}>
              <Text>{words.share(weight.percent)}</Text>
            </DescriptionListItem>
          ))}
        </DescriptionList>
      </Accordion>
      <Accordion title={words.fields(written.length)} size="small">
        <List variant="unordered-styled">
          {written.map(({ name, label }) => (
            <Text key={name}>{label}</Text>
          ))}
        </List>
      </Accordion>
      {left.length > 0 && <Text variant="microcopy">{words.unwritten(left.map(({ label }) => label).join(', '))}</Text>}
    </Flex>
  );
}

function Changes({ settings, words, language }: { settings: Settings; words: Words; language: 'en' | 'es' }) {
  const when = timeFormat(language, settings);
  const keys = new Map<string, string>(Object.entries(words.keys));
  return (
    <Flex direction="column" gap="small">
      <Heading>{words.changes}</Heading>
      {settings.changes.length === 0 && <Text variant="microcopy">{words.nobody}</Text>}
      {settings.changes.length > 0 && (
        <List variant="unordered-styled">
          {settings.changes.map(({ at, by, after }) => (
            <Text key={`${at} ${by} ${JSON.stringify(after)}`}>
              {`${when.format(Date.parse(at))}, ${by}: ${Object.keys(after)
                .map((key) => keys.get(key) ?? key)
                .join(', ')}`}
            </Text>
          ))}
        </List>
      )}
    </Flex>
  );
}

interface SettingsViewProps {
  readonly context: Caller;
  readonly addAlert: AddAlert;
}

export function SettingsView({ context, addAlert }: SettingsViewProps) {
  const language = languageOf(context);
  const words = wordsFor(language);
  const { loaded, ask, send } = useAnswer(context, '/hubspot/settings', readSettings);
  const [busy, setBusy] = useState<string | null>(null);
  if (loaded.status === 'loading') return <LoadingSpinner label={words.loading} showLabel layout="centered" />;
  if (loaded.status === 'failed') {
    return <Failed failure={loaded.failure} language={language} retry={() => void ask()} />;
  }
  const settings = loaded.answer;
  const change = async (what: 'pause' | 'resume' | 'rescore'): Promise<void> => {
    setBusy(what);
    const failure = await send({ do: what });
    if (failure === null) addAlert({ type: 'success', message: words.taken });
    else addAlert({ type: 'danger', message: failureWords(failure, language).join('. ') });
    setBusy(null);
  };
  const button = (what: 'pause' | 'resume' | 'rescore') => (
    <LoadingButton
      variant="secondary"
      loading={busy === what}
      disabled={busy !== null}
      onClick={() => void change(what)}
    >
      {words[what]}
    </LoadingButton>
  );
  const asked = async (what: 'preview' | 'save', draft: Draft): Promise<Asked> => {
    const body = { do: what, choice: { ...choiceOf(settings, draft) } };
    const called = await callPulso(context, '/hubspot/settings', { method: 'POST', body });
    if (!called.ok) {
      addAlert({ type: 'danger', message: failureWords(called.failure, language).join('. ') });
      return null;
    }
    const faults = readFaults(called.body);
    if (what === 'save' && faults.length === 0) {
      addAlert({ type: 'success', message: words.saved });
      await ask();
    }
    return { faults, preview: readPreview(called.body) };
  };
  return (
    <Flex direction="column" gap="large">
      <Connection settings={settings} words={words} />
      {settings.mayChange ? (
        <Flex direction="row" gap="small" wrap>
          {button(settings.status === 'active' ? 'pause' : 'resume')}
          {settings.status === 'active' && button('rescore')}
        </Flex>
      ) : (
        <Text variant="microcopy">{words.onlyAdmins}</Text>
      )}
      {settings.notices.length > 0 && (
        <Alert variant="warning" title={words.notices}>
          <List variant="unordered-styled">
            {settings.notices.map((notice) => (
              <Text key={notice}>{notice}</Text>
            ))}
          </List>
        </Alert>
      )}
      <Reading settings={settings} words={words} language={language} />
      <Scoring settings={settings} words={words} />
      {settings.mayChange && (
        <Choose
          // What is kept is where a new choice begins.
          key={JSON.stringify(settings.choice)}
          settings={settings}
          words={words}
          preview={(draft) => asked('preview', draft)}
          save={(draft) => asked('save', draft)}
        />
      )}
      <Changes settings={settings} words={words} language={language} />
    </Flex>
  );
}
