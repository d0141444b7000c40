/** Model, thresholds, properties and language of this account. What a change would do is seen before it can be kept. */
import {
  Accordion,
  Alert,
  Button,
  Flex,
  Heading,
  List,
  LoadingButton,
  NumberInput,
  Select,
  Text,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Fault, Preview, Settings, Threshold } from './answer.ts';
import { AS_CONFIGURED, type Draft, differs, draftOf, faultsOf, presetOf, withPreset, withStandards } from './draft.ts';
import { PreviewView } from './preview.tsx';
import type { Words } from './words.ts';

/** What became of a choice that was sent; null where it could not be asked, which the page has told. */
export type Asked = { readonly faults: readonly Fault[]; readonly preview: Preview | null } | null;

interface ChooseProps {
  readonly settings: Settings;
  readonly words: Words;
  readonly preview: (draft: Draft) => Promise<Asked>;
  readonly save: (draft: Draft) => Promise<Asked>;
}

interface PartProps {
  readonly settings: Settings;
  readonly draft: Draft;
  readonly words: Words;
  /** By key. */
  readonly faults: ReadonlyMap<string, string>;
  readonly edit: (draft: Draft) => void;
}

function faultProps(faults: PartProps['faults'], key: string) {
  const message = faults.get(key);
  return message === undefined ? {} : { error: true, validationMessage: message };
}

function ModelPart({ settings, draft, words, faults, edit }: PartProps) {
  return (
    <Flex direction="column" gap="extra-small">
      <Select
        name="preset"
        label={words.preset}
        value={draft.preset}
        options={settings.presets.map(({ id, title }) => ({ label: title, value: id ?? AS_CONFIGURED }))}
        onChange={(value) => edit(withPreset(settings, draft, String(value)))}
        {...faultProps(faults, 'preset')}
      />
      <Text variant="microcopy">{presetOf(settings, draft.preset)?.describes ?? ''}</Text>
    </Flex>
  );
}

function ThresholdsPart({ settings, draft, words, faults, edit }: PartProps) {
  const standards = presetOf(settings, draft.preset)?.thresholds ?? {};
  const labelOf = ({ title, unit }: Threshold) => (unit === null ? title : `${title} (${unit})`);
  const set = (id: string, value: number) => edit({ ...draft, thresholds: { ...draft.thresholds, [id]: value } });
  return (
    <Accordion title={words.thresholds} size="small">
      <Flex direction="column" gap="small">
        {settings.thresholds.map((threshold) => {
          const { id, min, max } = threshold;
          const value = draft.thresholds[id];
          return (
            <NumberInput
              key={id}
              name={id}
              label={labelOf(threshold)}
              min={min}
              max={max}
              {...(value !== undefined && Number.isFinite(value) && { value })}
              description={words.standard(String(standards[id] ?? ''))}
              onChange={(given) => set(id, given)}
              {...faultProps(faults, `thresholds.${id}`)}
            />
          );
        })}
        <Button size="small" variant="secondary" onClick={() => edit(withStandards(settings, draft))}>
          {words.asModel}
        </Button>
      </Flex>
    </Accordion>
  );
}

function FieldsPart({ settings, draft, words, faults, edit }: PartProps) {
  return (
    <Accordion title={`${words.written}: ${draft.fields.length} / ${settings.fields.length}`} size="small">
      <Flex direction="column" gap="extra-small">
        <Text variant="microcopy">{words.leavesOut}</Text>
        <ToggleGroup
          toggleType="checkboxList"
          name="fields"
          label={words.written}
          value={[...draft.fields]}
          options={settings.fields.map(({ name, label }) => ({ value: name, label }))}
          onChange={(fields) => edit({ ...draft, fields })}
          {...faultProps(faults, 'fields')}
        />
      </Flex>
    </Accordion>
  );
}

function LanguagePart({ settings, draft, words, faults, edit }: PartProps) {
  const { languages } = words;
  return (
    <Select
      name="language"
      label={words.language}
      value={draft.language}
      options={[
        { label: words.asConfigured(languages[settings.configuredLanguage]), value: AS_CONFIGURED },
        ...(['en', 'es'] as const).map((value) => ({ label: languages[value], value })),
      ]}
      onChange={(value) => edit({ ...draft, language: String(value) })}
      {...faultProps(faults, 'language')}
    />
  );
}

export function Choose({ settings, words, preview, save }: ChooseProps) {
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [seen, setSeen] = useState<Preview | null>(null);
  const [refused, setRefused] = useState<readonly Fault[]>([]);
  const [busy, setBusy] = useState(false);
  const faults = [...faultsOf(settings, draft, words), ...refused];
  const changed = differs(settings, draft);
  const edit = (next: Draft): void => {
    setDraft(next);
    setSeen(null);
    setRefused([]);
  };
  const ask = async (send: (draft: Draft) => Promise<Asked>): Promise<void> => {
    setBusy(true);
    const asked = await send(draft);
    setRefused(asked?.faults ?? []);
    setSeen(asked?.preview ?? null);
    setBusy(false);
  };
  const parts = { settings, draft, words, faults: new Map(faults.map(({ key, message }) => [key, message])), edit };
  return (
    <Flex direction="column" gap="medium">
      <Heading>{words.choose}</Heading>
      <ModelPart {...parts} />
      <ThresholdsPart {...parts} />
      <FieldsPart {...parts} />
      <LanguagePart {...parts} />
      {faults.length > 0 && (
        <Alert variant="danger" title={words.faults}>
          <List variant="unordered-styled">
            {[...new Set(faults.map(({ message }) => message))].map((message) => (
              <Text key={message}>{message}</Text>
            ))}
          </List>
        </Alert>
      )}
      {seen !== null && <PreviewView preview={seen} words={words} />}
      <Flex direction="row" gap="small" wrap>
        {seen === null ? (
          <LoadingButton
            variant="primary"
            loading={busy}
            disabled={!changed || faults.length > 0}
            onClick={() => void ask(preview)}
          >
            {words.preview}
          </LoadingButton>
        ) : (
          <LoadingButton variant="primary" loading={busy} onClick={() => void ask(save)}>
            {words.save}
          </LoadingButton>
        )}
        {changed && (
          <Button variant="secondary" disabled={busy} onClick={() => edit(draftOf(settings))}>
            {words.discard}
          </Button>
        )}
      </Flex>
      {!changed && <Text variant="microcopy">{words.unchanged}</Text>}
    </Flex>
  );
}
