/** Who still buys, and how often they will: a table of purchases becomes P(alive), expected purchases and RFM of each customer. */
import { type Rfm, rfm } from './rfm.ts';
import {
  type BgNbdModel,
  expectedPurchases,
  fitBgNbd,
  type PurchaseHistory,
  probabilityAlive,
} from './stats/bg-nbd.ts';
import { DAY_MS } from './stats/decay.ts';
import { type Interval, wilsonInterval } from './stats/intervals.ts';
import { requireNumber } from './stats/require-finite.ts';

export interface Purchase {
  readonly customer: string;
  /** ms since 1970. */
  readonly atMs: number;
  /** In one currency; null where it is not known. */
  readonly amount: number | null;
}

/** A customer's purchases in sum, as the model needs them. */
export interface Buyer {
  readonly customer: string;
  readonly history: PurchaseHistory;
  /** Null where no amount is known. */
  readonly amount: number | null;
}

export interface BuyerForecast {
  readonly customer: string;
  /** The first one counted in. */
  readonly purchases: number;
  /** Time since the last one. */
  readonly sinceLast: number;
  /** Probability of still being a customer, 0..1. */
  readonly alive: number;
  /** Purchases to expect within `ahead`. */
  readonly expected: number;
  /** Quintiles; null where no amount is known. */
  readonly rfm: Rfm | null;
}

export type PurchaseForecast = {
  readonly buyers: number;
  readonly repeatBuyers: number;
  /** repeatBuyers / buyers, 0..1, with Wilson's interval. */
  readonly repurchase: { readonly share: number; readonly interval: Interval };
} & (
  | { readonly status: 'insufficient'; readonly reason: string }
  | {
      readonly status: 'fitted';
      readonly model: BgNbdModel;
      readonly logLikelihood: number;
      /** As given, in the unit of the times. */
      readonly ahead: number;
      readonly warnings: readonly string[];
      /** Of most purchases to expect first. */
      readonly customers: readonly BuyerForecast[];
    }
);

/** With fewer customers who bought again the four parameters of the model are guesses. */
export const FEWEST_REPEAT_BUYERS = 20;
/** Mean chance of leaving after a purchase below which the data do not show anybody leave. */
const LEAST_CHANCE_OF_LEAVING = 0.02;

/**
 * Sums the purchases of each customer up, in days until `nowMs`. Purchases of one UTC day count as one, since the model knows no rate within a
 * day; purchases after `nowMs` are left out.
 */
export function buyersOf(purchases: readonly Purchase[], nowMs: number): Buyer[] {
  const known = purchases.filter(({ atMs }) => atMs <= nowMs);
  return [...Map.groupBy(known, ({ customer }) => customer)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([customer, own]) => {
      const days = [...new Set(own.map(({ atMs }) => Math.floor(atMs / DAY_MS)))].sort((a, b) => a - b);
      const first = days[0] ?? 0;
      const amounts = own.flatMap(({ amount }) => (amount === null ? [] : [amount]));
      return {
        customer,
        history: {
          repeats: days.length - 1,
          lastAt: (days.at(-1) ?? first) - first,
          age: Math.floor(nowMs / DAY_MS) - first,
        },
        amount: amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0),
      };
    });
}

/**
 * Fits BG/NBD to the customers and foretells each of them. With fewer than 20 who bought again, or where they never seem to leave, only the
 * repurchase rate is told, or it is said.
 * @param ahead how far to look, in the unit of the histories.
 * @throws RangeError for no customer, a history that cannot be, or an `ahead` not above 0.
 */
export function forecastPurchases(buyers: readonly Buyer[], ahead: number): PurchaseForecast {
  requireNumber('ahead', ahead, Number.MIN_VALUE);
  if (buyers.length === 0) throw new RangeError('buyers must hold at least one customer.');
  const repeatBuyers = buyers.filter(({ history }) => history.repeats > 0).length;
  const counts = {
    buyers: buyers.length,
    repeatBuyers,
    repurchase: { share: repeatBuyers / buyers.length, interval: wilsonInterval(repeatBuyers, buyers.length) },
  };
  if (repeatBuyers < FEWEST_REPEAT_BUYERS) {
    const reason = `${repeatBuyers} customers bought again; a forecast needs ${FEWEST_REPEAT_BUYERS}.`;
    return { ...counts, status: 'insufficient', reason };
  }
  const { model, logLikelihood, converged } = fitBgNbd(buyers.map(({ history }) => history));
  const warnings = converged ? [] : ['The search for the best model did not settle; read the forecast with care.'];
  if (model.a / (model.a + model.b) < LEAST_CHANCE_OF_LEAVING) {
    warnings.push('Hardly anybody seems to leave in these data; the probability of being a customer tells nothing.');
  }
  const quintiles = rfm(
    buyers.map(({ history, amount }) => ({
      daysSinceLast: history.age - history.lastAt,
      purchases: history.repeats + 1,
      amount: amount ?? 0,
    })),
  );
  const customers = buyers.map(
    ({ customer, history, amount }, index): BuyerForecast => ({
      customer,
      purchases: history.repeats + 1,
      sinceLast: history.age - history.lastAt,
      alive: probabilityAlive(model, history),
      expected: expectedPurchases(model, history, ahead),
      rfm: amount === null ? null : (quintiles[index] ?? null),
    }),
  );
  customers.sort((a, b) => b.expected - a.expected || (a.customer < b.customer ? -1 : 1));
  return { ...counts, status: 'fitted', model, logLikelihood, ahead, warnings, customers };
}
