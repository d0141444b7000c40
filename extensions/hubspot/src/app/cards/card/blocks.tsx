/** Draws the blocks of a card document with HubSpot's own components. Flags stand apart (flags.tsx): one can answer them. */
import {
  Accordion,
  Alert,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  Inline,
  Link,
  List,
  ProgressBar,
  ScoreCircle,
  Statistics,
  StatisticsItem,
  StatusTag,
  Text,
} from '@hubspot/ui-extensions';
import type {
  Block,
  Driver,
  DriversBlock,
  InsufficientBlock,
  JourneyBlock,
  Mood,
  ScoreBlock,
  TilesBlock,
} from './document.ts';
import type { Words } from './words.ts';

/** Shown before one has to ask for the rest. */
const DRIVERS_SHOWN = 4;

const BAND_TAGS = { good: 'success', fair: 'info', poor: 'warning', critical: 'danger' } as const;
const MOOD_TAGS = { good: 'success', neutral: 'default', bad: 'danger', unknown: 'default' } as const satisfies Record<
  Mood,
  string
>;

function Score({ block }: { readonly block: ScoreBlock }) {
  return (
    <Flex direction="column" gap="small">
      <Flex direction="row" gap="medium" align="center">
        <ScoreCircle score={Math.round(block.value)} />
        <Flex direction="column" gap="extra-small">
          <StatusTag variant={BAND_TAGS[block.band]}>{block.bandLabel}</StatusTag>
          {block.sinceLabel && <Text variant="microcopy">{block.sinceLabel}</Text>}
          <Text>{block.rangeLabel}</Text>
          {block.change && <Text format={{ fontWeight: 'demibold' }}>{block.change.label}</Text>}
        </Flex>
      </Flex>
      {block.parts.length > 0 && (
        <Statistics>
          {block.parts.map((part) => (
            <StatisticsItem key={part.label} label={part.label} number={Math.round(part.value)} />
          ))}
        </Statistics>
      )}
      <ProgressBar
        title={block.coverageLabel}
        aria-label={block.coverageLabel}
        value={Math.round(block.coverage * 100)}
        maxValue={100}
      />
    </Flex>
  );
}

function Insufficient({ block }: { readonly block: InsufficientBlock }) {
  return (
    <Alert variant="info" title={block.title}>
      <Text>{block.text}</Text>
      {block.missing.length > 0 && (
        <List variant="unordered-styled">
          {block.missing.map((name) => (
            <Text key={name}>{name}</Text>
          ))}
        </List>
      )}
    </Alert>
  );
}

function DriverList({ drivers }: { readonly drivers: readonly Driver[] }) {
  return (
    <DescriptionList direction="column">
      {drivers.map((driver) => (
        <DescriptionListItem key={driver.label} label={driver.label}>
          <Inline gap="small">
            <StatusTag variant={driver.direction === 'up' ? 'success' : 'danger'} hollow>
              {driver.pointsLabel}
            </StatusTag>
            {driver.detail && <Text variant="microcopy">{driver.detail}</Text>}
          </Inline>
        </DescriptionListItem>
      ))}
    </DescriptionList>
  );
}

function Drivers({ block, words }: { readonly block: DriversBlock; readonly words: Words }) {
  const folded = block.items.slice(DRIVERS_SHOWN);
  return (
    <Flex direction="column" gap="extra-small">
      <Heading>{block.title}</Heading>
      <DriverList drivers={block.items.slice(0, DRIVERS_SHOWN)} />
      {folded.length > 0 && (
        <Accordion title={words.more(folded.length)} size="small">
          <DriverList drivers={folded} />
        </Accordion>
      )}
    </Flex>
  );
}

function Tiles({ block }: { readonly block: TilesBlock }) {
  return (
    <Flex direction="column" gap="extra-small">
      <Heading>{block.title}</Heading>
      <DescriptionList direction="row">
        {block.items.map((tile) => (
          <DescriptionListItem key={tile.label} label={tile.label}>
            <Text>{tile.unit === null ? tile.value : `${tile.value} ${tile.unit}`}</Text>
          </DescriptionListItem>
        ))}
      </DescriptionList>
    </Flex>
  );
}

function Journey({ block }: { readonly block: JourneyBlock }) {
  return (
    <Flex direction="column" gap="extra-small">
      <Heading>{block.title}</Heading>
      <List variant="unordered-styled">
        {block.items.map((stop) => (
          <Inline key={`${stop.at} ${stop.label}`} gap="small" align="center">
            {stop.href === null ? <Text>{stop.label}</Text> : <Link href={stop.href}>{stop.label}</Link>}
            <StatusTag variant={MOOD_TAGS[stop.mood]} hollow>
              {stop.moodLabel}
            </StatusTag>
            <Text variant="microcopy">{stop.atLabel}</Text>
          </Inline>
        ))}
      </List>
    </Flex>
  );
}

/** One block; flags are drawn by flags.tsx and give nothing here. */
export function BlockView({ block, words }: { readonly block: Block; readonly words: Words }) {
  switch (block.type) {
    case 'score':
      return <Score block={block} />;
    case 'insufficient':
      return <Insufficient block={block} />;
    case 'drivers':
      return <Drivers block={block} words={words} />;
    case 'tiles':
      return <Tiles block={block} />;
    case 'journey':
      return <Journey block={block} />;
    case 'next':
      return (
        <Alert variant="tip" title={block.title}>
          <Text>{block.text}</Text>
        </Alert>
      );
    case 'note':
      return <Alert variant={block.tone === 'warning' ? 'warning' : 'info'} title={block.text} />;
    case 'link':
      return <Link href={block.href}>{block.label}</Link>;
    case 'flags':
      return null;
  }
}
