/** How everybody stands: by band, who needs somebody first, what changed this week and what hurts most. */
import {
  Alert,
  BarChart,
  EmptyState,
  Flex,
  Heading,
  Link,
  LoadingSpinner,
  Statistics,
  StatisticsItem,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { Failed } from './failed.tsx';
import { type Caller, languageOf } from './pulso.ts';
import { Drivers, Frictions, type Together } from './together.tsx';
import { useAnswer } from './use-answer.ts';

type Band = 'good' | 'fair' | 'poor' | 'critical';
type Counts = Readonly<Record<Band | 'insufficient', number>>;
interface Standing {
  readonly name: string;
  readonly href: string | null;
  readonly score: number;
  readonly band: Band;
  readonly bandLabel: string;
  readonly flags: readonly string[];
}
interface Change {
  readonly name: string;
  readonly href: string | null;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly better: boolean;
}
export interface Home {
  readonly account: string;
  readonly status: 'active' | 'paused';
  readonly reason: string | null;
  readonly waiting: number;
  readonly customers: Counts;
  readonly accounts: Counts;
  readonly worstAccounts: readonly Standing[];
  readonly worstCustomers: readonly Standing[];
  readonly changes: readonly Change[];
  readonly together: Together | null;
  readonly among: number;
  readonly frictions: readonly { readonly title: string; readonly count: number }[];
  readonly drivers: readonly { readonly title: string; readonly points: number }[];
}

const LISTS = ['worstAccounts', 'worstCustomers', 'changes', 'frictions', 'drivers'];

/** Null when it is no home that this page understands. */
export function readHome(body: unknown): Home | null {
  if (typeof body !== 'object' || body === null) return null;
  const given = new Map<string, unknown>(Object.entries(body));
  const counts = ['customers', 'accounts'].every(
    (key) => typeof given.get(key) === 'object' && given.get(key) !== null,
  );
  return counts && LISTS.every((key) => Array.isArray(given.get(key))) ? (body as Home) : null;
}

const BAND_TAGS = { good: 'success', fair: 'info', poor: 'warning', critical: 'danger' } as const;
const MOST_BARS = 8;

const EN = {
  title: 'How your customers feel',
  loading: 'Loading',
  none: 'Nobody has a score yet',
  noneText: 'Pulso reads everything once and scores it. The first scores appear here within minutes.',
  paused: 'Pulso is paused',
  waiting: (count: number) => `${count} wait for a new score.`,
  customers: 'Customers',
  accounts: 'Accounts',
  bands: { good: 'Good', fair: 'Fair', poor: 'Poor', critical: 'Critical', insufficient: 'Not enough known' },
  worstAccounts: 'Accounts that need attention first',
  worstCustomers: 'Customers who need attention first',
  name: 'Name',
  score: 'Score',
  why: 'What hurts',
  changes: 'What changed this week',
  noChanges: 'No band changed within seven days.',
  became: (from: string, to: string) => `${from} → ${to}`,
  frictions: (among: number) => `Frictions among the ${among} who are poor or critical`,
  drivers: (among: number) => `What takes most from the ${among} poor or critical scores, in points on average`,
  people: 'Customers',
  points: 'Points',
};
const ES: typeof EN = {
  title: 'Cómo se sienten tus clientes',
  loading: 'Cargando',
  none: 'Todavía nadie tiene puntuación',
  noneText: 'Pulso lo lee todo una vez y lo puntúa. Las primeras puntuaciones aparecen aquí en minutos.',
  paused: 'Pulso está en pausa',
  waiting: (count) => `${count} esperan una nueva puntuación.`,
  customers: 'Clientes',
  accounts: 'Empresas',
  bands: { good: 'Buena', fair: 'Regular', poor: 'Mala', critical: 'Crítica', insufficient: 'Faltan datos' },
  worstAccounts: 'Empresas que atender primero',
  worstCustomers: 'Clientes que atender primero',
  name: 'Nombre',
  score: 'Puntuación',
  why: 'Qué les duele',
  changes: 'Qué ha cambiado esta semana',
  noChanges: 'Nadie ha cambiado de nivel en siete días.',
  became: (from, to) => `${from} → ${to}`,
  frictions: (among) => `Fricciones entre los ${among} en nivel malo o crítico`,
  drivers: (among) => `Lo que más resta a los ${among} en nivel malo o crítico, en puntos de media`,
  people: 'Clientes',
  points: 'Puntos',
};

type Words = typeof EN;
const named = ({ name, href }: { readonly name: string; readonly href: string | null }) =>
  href === null ? <Text>{name}</Text> : <Link href={href}>{name}</Link>;

function Bands({ title, counts, words }: { title: string; counts: Counts; words: Words }) {
  return (
    <Tile>
      <Heading>{title}</Heading>
      <Statistics>
        {(['good', 'fair', 'poor', 'critical', 'insufficient'] as const).map((band) => (
          <StatisticsItem key={band} label={words.bands[band]} number={counts[band]} />
        ))}
      </Statistics>
    </Tile>
  );
}

function Worst({ title, rows, words }: { title: string; rows: readonly Standing[]; words: Words }) {
  if (rows.length === 0) return null;
  return (
    <Flex direction="column" gap="small">
      <Heading>{title}</Heading>
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>{words.name}</TableHeader>
            <TableHeader align="right">{words.score}</TableHeader>
            <TableHeader>{words.why}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={`${row.name} ${row.href ?? ''}`}>
              <TableCell>{named(row)}</TableCell>
              <TableCell align="right">
                <StatusTag variant={BAND_TAGS[row.band]}>{`${row.score} ${row.bandLabel}`}</StatusTag>
              </TableCell>
              <TableCell>
                <Text>{row.flags.join(', ')}</Text>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

function Changes({ rows, words }: { rows: readonly Change[]; words: Words }) {
  return (
    <Flex direction="column" gap="small">
      <Heading>{words.changes}</Heading>
      {rows.length === 0 && <Text>{words.noChanges}</Text>}
      {rows.map((row) => (
        <Flex key={`${row.name} ${row.at}`} direction="row" gap="small" align="center" wrap>
          {named(row)}
          <StatusTag variant={row.better ? 'success' : 'danger'} hollow>
            {words.became(row.from, row.to)}
          </StatusTag>
        </Flex>
      ))}
    </Flex>
  );
}

interface BarsProps {
  readonly title: string;
  readonly rows: readonly { readonly title: string; readonly value: number }[];
  readonly label: string;
}

function Bars({ title, rows, label }: BarsProps) {
  if (rows.length === 0) return null;
  return (
    <Flex direction="column" gap="small">
      <Heading>{title}</Heading>
      <BarChart
        data={rows.slice(0, MOST_BARS).map((row) => ({ title: row.title, value: row.value }))}
        axes={{
          x: { field: 'title', fieldType: 'category' },
          y: { field: 'value', fieldType: 'linear', label },
        }}
        options={{ showDataLabels: true, showLegend: false }}
      />
    </Flex>
  );
}

export function HomeView({ context }: { readonly context: Caller }) {
  const language = languageOf(context);
  const words = language === 'es' ? ES : EN;
  const { loaded, ask } = useAnswer(context, '/hubspot/home', readHome);
  if (loaded.status === 'loading') return <LoadingSpinner label={words.loading} showLabel layout="centered" />;
  if (loaded.status === 'failed') {
    return <Failed failure={loaded.failure} language={language} retry={() => void ask()} />;
  }
  const home = loaded.answer;
  const scored = home.customers.good + home.customers.fair + home.customers.poor + home.customers.critical;
  return (
    <Flex direction="column" gap="large">
      {home.status === 'paused' && (
        <Alert variant="warning" title={words.paused}>
          <Text>{home.reason ?? ''}</Text>
        </Alert>
      )}
      {home.waiting > 0 && <Text variant="microcopy">{words.waiting(home.waiting)}</Text>}
      <Heading>{words.title}</Heading>
      <Bands title={words.customers} counts={home.customers} words={words} />
      <Bands title={words.accounts} counts={home.accounts} words={words} />
      {scored === 0 ? (
        <EmptyState title={words.none} imageName="customerExperience">
          <Text>{words.noneText}</Text>
        </EmptyState>
      ) : (
        <Flex direction="column" gap="large">
          <Worst title={words.worstAccounts} rows={home.worstAccounts} words={words} />
          <Worst title={words.worstCustomers} rows={home.worstCustomers} words={words} />
          <Changes rows={home.changes} words={words} />
          {home.together === null ? (
            <Bars
              title={words.frictions(home.among)}
              rows={home.frictions.map((row) => ({ title: row.title, value: row.count }))}
              label={words.people}
            />
          ) : (
            <Frictions together={home.together} language={language} />
          )}
          <Bars
            title={words.drivers(home.among)}
            rows={home.drivers.map((row) => ({ title: row.title, value: row.points }))}
            label={words.points}
          />
          {home.together !== null && <Drivers together={home.together} language={language} />}
        </Flex>
      )}
    </Flex>
  );
}
