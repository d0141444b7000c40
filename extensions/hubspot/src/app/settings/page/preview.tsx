/** What a choice would do, before it is kept. */
import {
  Flex,
  Heading,
  List,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { Preview } from './answer.ts';
import type { Words } from './words.ts';

const FLAGS_SHOWN = 6;

interface PreviewViewProps {
  readonly preview: Preview;
  readonly words: Words;
}

export function PreviewView({ preview, words }: PreviewViewProps) {
  const moved = preview.counts.filter(({ from, to }) => from !== to);
  const points = (score: number | null): string => (score === null ? words.noScore : String(Math.round(score)));
  return (
    <Flex direction="column" gap="small">
      <Heading>{words.would(preview.changed, preview.customers)}</Heading>
      {preview.customers < preview.of && <Text variant="microcopy">{words.sample(preview.customers, preview.of)}</Text>}
      {moved.length === 0 && preview.flags.length === 0 && <Text>{words.same}</Text>}
      {moved.length > 0 && (
        <Table bordered density="condensed">
          <TableHead>
            <TableRow>
              <TableHeader>{words.from}</TableHeader>
              <TableHeader>{words.to}</TableHeader>
              <TableHeader align="right">{words.customers}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {moved.map(({ from, to, fromLabel, toLabel, customers }) => (
              <TableRow key={`${from} ${to}`}>
                <TableCell>{fromLabel}</TableCell>
                <TableCell>{toLabel}</TableCell>
                <TableCell align="right">{String(customers)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {preview.flags.length > 0 && <Text format={{ fontWeight: 'demibold' }}>{words.flagsWould}</Text>}
      {preview.flags.length > 0 && (
        <List variant="unordered-styled">
          {preview.flags.slice(0, FLAGS_SHOWN).map(({ flag, title, raised, cleared }) => (
            <Text key={flag}>{`${title}: ${words.raised(raised)}, ${words.cleared(cleared)}`}</Text>
          ))}
        </List>
      )}
      {preview.moves.length > 0 && <Text format={{ fontWeight: 'demibold' }}>{words.most}</Text>}
      {preview.moves.length > 0 && (
        <List variant="unordered-styled">
          {preview.moves.map(({ subject, name, scoreFrom, scoreTo }) => (
            <Text key={subject.id}>{`${name}: ${points(scoreFrom)} → ${points(scoreTo)}`}</Text>
          ))}
        </List>
      )}
    </Flex>
  );
}
