/** What the daily look at all customers together found: which frictions there are, and what goes with what customers say. */
import {
  BarChart,
  Flex,
  Heading,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

type Advice = 'improve' | 'keep' | 'watch' | 'maintain';
export interface Together {
  readonly at: string;
  readonly customers: number;
  readonly of: number;
  readonly meanScore: number | null;
  readonly frictions: readonly {
    readonly title: string;
    readonly customers: number;
    readonly percent: number;
    readonly cumulative: number;
  }[];
  readonly keyDrivers:
    | {
        readonly status: 'reported';
        readonly target: string;
        readonly answers: number;
        readonly drivers: readonly {
          readonly title: string;
          readonly importance: number;
          readonly performance: number;
          readonly advice: Advice;
        }[];
      }
    | {
        readonly status: 'insufficient';
        readonly target: string;
        readonly answers: number | null;
        readonly needed: number | null;
      };
}

const MOST_SHOWN = 8;
/** The vital few. */
const MOST_OF_ALL = 80;
const ADVICE_TAGS = { improve: 'danger', keep: 'success', watch: 'default', maintain: 'info' } as const;

const EN = {
  frictions: 'Frictions among all customers',
  noFrictions: 'No customer has a friction now. Good.',
  few: (count: number, percent: number) =>
    count === 1 ? `One friction is ${percent}% of all.` : `${count} frictions are ${percent}% of all.`,
  looked: (customers: string, all: string, when: string) =>
    customers !== all ? `${customers} of ${all} customers, evenly chosen, ${when}.` : `All ${all} customers, ${when}.`,
  bar: (title: string, percent: number) => `${title} (${percent}% of customers)`,
  people: 'Customers',
  drivers: (target: string) => `What goes with their answers: ${target}`,
  tooFew: (answers: number, needed: number) =>
    `Too few to say: ${answers} customers have an answer and all of the recorded metrics; ${needed} are needed.`,
  nothing: 'Too few to say: nobody has an answer together with recorded metrics.',
  driver: 'Metric',
  importance: 'Weight',
  performance: 'Now (0–100)',
  advice: 'What to do',
  advices: { improve: 'Improve first', keep: 'Keep it up', watch: 'Watch', maintain: 'Fine as it is' },
  chance: 'may be chance',
  share: (percent: number) => `${percent}%`,
  note: (answers: number) =>
    `From ${answers} customers. What goes together is no cause: only a change that is tried out shows what moves it.`,
};
const ES: typeof EN = {
  frictions: 'Fricciones entre todos los clientes',
  noFrictions: 'Ahora ningún cliente tiene fricciones. Bien.',
  few: (count, percent) =>
    count === 1
      ? `Una fricción es el ${percent}\u00a0% de todas.`
      : `${count} fricciones son el ${percent}\u00a0% de todas.`,
  looked: (customers, all, when) =>
    customers !== all
      ? `${customers} de ${all} clientes, repartidos por igual, ${when}.`
      : `Los ${all} clientes, ${when}.`,
  bar: (title, percent) => `${title} (${percent}\u00a0% de los clientes)`,
  people: 'Clientes',
  drivers: (target) => `Qué acompaña a sus respuestas: ${target}`,
  tooFew: (answers, needed) =>
    `Aún no se puede decir: ${answers} clientes tienen respuesta y todas las métricas; hacen falta ${needed}.`,
  nothing: 'Aún no se puede decir: nadie tiene a la vez una respuesta y métricas registradas.',
  driver: 'Métrica',
  importance: 'Peso',
  performance: 'Ahora (0–100)',
  advice: 'Qué hacer',
  advices: { improve: 'Mejorar primero', keep: 'Seguir así', watch: 'Vigilar', maintain: 'Bien como está' },
  chance: 'puede ser azar',
  share: (percent) => `${percent}\u00a0%`,
  note: (answers) =>
    `De ${answers} clientes. Lo que va unido no es una causa: solo un cambio que se prueba muestra qué lo mueve.`,
};

interface TogetherProps {
  readonly together: Together;
  readonly language: 'en' | 'es';
}

export function Frictions({ together, language }: TogetherProps) {
  const words = language === 'es' ? ES : EN;
  const { frictions, customers, of, at } = together;
  const when = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'medium' });
  const count = new Intl.NumberFormat(language);
  const vital = frictions.findIndex(({ cumulative }) => cumulative >= MOST_OF_ALL);
  return (
    <Flex direction="column" gap="small">
      <Heading>{words.frictions}</Heading>
      {frictions.length === 0 && <Text>{words.noFrictions}</Text>}
      {vital >= 0 && vital + 1 < frictions.length && (
        <Text>{words.few(vital + 1, frictions[vital]?.cumulative ?? 100)}</Text>
      )}
      {frictions.length > 0 && (
        <BarChart
          data={frictions
            .slice(0, MOST_SHOWN)
            .map(({ title, customers: people, percent }) => ({ title: words.bar(title, percent), value: people }))}
          axes={{
            x: { field: 'title', fieldType: 'category' },
            y: { field: 'value', fieldType: 'linear', label: words.people },
          }}
          options={{ showDataLabels: true, showLegend: false }}
        />
      )}
      <Text variant="microcopy">
        {words.looked(count.format(customers), count.format(of), when.format(Date.parse(at)))}
      </Text>
    </Flex>
  );
}

export function Drivers({ together, language }: TogetherProps) {
  const words = language === 'es' ? ES : EN;
  const { keyDrivers } = together;
  return (
    <Flex direction="column" gap="small">
      <Heading>{words.drivers(keyDrivers.target)}</Heading>
      {keyDrivers.status === 'insufficient' ? (
        <Text>
          {keyDrivers.answers === null || keyDrivers.needed === null
            ? words.nothing
            : words.tooFew(keyDrivers.answers, keyDrivers.needed)}
        </Text>
      ) : (
        <Flex direction="column" gap="small">
          <Table bordered density="condensed">
            <TableHead>
              <TableRow>
                <TableHeader>{words.driver}</TableHeader>
                <TableHeader align="right">{words.importance}</TableHeader>
                <TableHeader align="right">{words.performance}</TableHeader>
                <TableHeader>{words.advice}</TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {keyDrivers.drivers.slice(0, MOST_SHOWN).map(({ title, importance, performance, advice }) => (
                <TableRow key={title}>
                  <TableCell>{title}</TableCell>
                  <TableCell align="right">{importance === 0 ? words.chance : words.share(importance)}</TableCell>
                  <TableCell align="right">{String(performance)}</TableCell>
                  <TableCell>
                    <StatusTag variant={ADVICE_TAGS[advice]}>{words.advices[advice]}</StatusTag>
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <Text variant="microcopy">{words.note(keyDrivers.answers)}</Text>
        </Flex>
      )}
    </Flex>
  );
}
