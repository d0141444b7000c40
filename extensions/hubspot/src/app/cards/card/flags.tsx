/** The friction flags: what happened, in the customer's words, and who has seen it. */
import { Accordion, Flex, Heading, Link, LoadingButton, StatusTag, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { KnownFlag } from './answer.ts';
import type { Flag, FlagsBlock } from './document.ts';
import { dateTime, type Words } from './words.ts';

/** Shown before one has to ask for the rest. */
const FLAGS_SHOWN = 3;
const SEVERITY_TAGS = { high: 'danger', medium: 'warning', low: 'default' } as const;

export interface FlagsProps {
  readonly block: FlagsBlock;
  readonly words: Words;
  readonly timeZone: string | undefined;
  /** The flags as Pulso knows them; empty while only the stored card is there. */
  readonly known: readonly KnownFlag[];
  /** The text of the next step, which need not be said twice. */
  readonly nextText: string | null;
  readonly acknowledge: (flag: KnownFlag) => Promise<void>;
}

type FlagProps = Omit<FlagsProps, 'block'> & { readonly flag: Flag };

function Acknowledgement({ known, props }: { readonly known: KnownFlag; readonly props: FlagProps }) {
  const [busy, setBusy] = useState(false);
  const { words, timeZone, acknowledge } = props;
  if (known.acknowledged !== null) {
    const at = dateTime(known.acknowledged.at, words.language, timeZone);
    return <Text variant="microcopy">{words.acknowledged(known.acknowledged.by, at)}</Text>;
  }
  const onClick = (): void => {
    setBusy(true);
    void acknowledge(known).finally(() => setBusy(false));
  };
  return (
    <LoadingButton variant="secondary" size="extra-small" loading={busy} onClick={onClick}>
      {words.acknowledge}
    </LoadingButton>
  );
}

function FlagView(props: FlagProps) {
  const { flag, known, nextText } = props;
  const match = known.find(({ title, since }) => title === flag.title && since === flag.since);
  return (
    <Flex direction="column" gap="extra-small">
      <Text format={{ fontWeight: 'demibold' }}>{flag.title}</Text>
      <StatusTag variant={SEVERITY_TAGS[flag.severity]}>{`${flag.severityLabel}, ${flag.sinceLabel}`}</StatusTag>
      <Text>{flag.sentence}</Text>
      {flag.quote && <Text format={{ italic: true }}>{`“${flag.quote}”`}</Text>}
      {flag.advice && flag.advice !== nextText && <Text variant="microcopy">{flag.advice}</Text>}
      {flag.href && <Link href={flag.href}>{flag.hrefLabel ?? flag.title}</Link>}
      {match && <Acknowledgement known={match} props={props} />}
    </Flex>
  );
}

export function Flags({ block, ...rest }: FlagsProps) {
  const draw = (flag: Flag) => <FlagView key={`${flag.title} ${flag.since}`} flag={flag} {...rest} />;
  const folded = block.items.slice(FLAGS_SHOWN);
  const hidden = folded.length + (block.more?.count ?? 0);
  return (
    <Flex direction="column" gap="small">
      <Heading>{block.title}</Heading>
      {block.items.slice(0, FLAGS_SHOWN).map(draw)}
      {folded.length > 0 && (
        <Accordion title={rest.words.more(hidden)} size="small">
          <Flex direction="column" gap="small">
            {folded.map(draw)}
            {block.more && <Text variant="microcopy">{block.more.label}</Text>}
          </Flex>
        </Accordion>
      )}
    </Flex>
  );
}
