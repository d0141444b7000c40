/** Who of the buyers still buys, and which good customers may have gone without a word. It is shown; it never enters a score. */
import type { Signal } from '../model/signal.ts';
import { buyersOf, forecastPurchases, type Purchase } from '../purchase-forecast.ts';
import type { Rfm } from '../rfm.ts';

const AHEAD_DAYS = 90;
/** Less likely still a customer than not. */
const LIKELY_GONE = 0.5;
/** Quintile of what they spent from which losing them hurts. */
const VALUED = 4;
const SHOWN = 10;

export interface SlippingBuyer {
  readonly customer: string;
  readonly alive: number;
  readonly purchases: number;
  readonly daysSinceLast: number;
  readonly rfm: Rfm;
}

export type Buying =
  | { readonly status: 'insufficient'; readonly buyers: number; readonly repeatBuyers: number; readonly reason: string }
  | {
      readonly status: 'fitted';
      readonly buyers: number;
      readonly repeatBuyers: number;
      /** Sum of the probabilities of still being a customer: how many of them still buy. */
      readonly alive: number;
      /** Purchases to expect within 90 days. */
      readonly expected: number;
      /** Among the two upper fifths by amount, more likely gone than not; the greatest spenders first, then the least likely. */
      readonly slipping: readonly SlippingBuyer[];
      readonly warnings: readonly string[];
    };

/** BG/NBD over all won orders, with RFM quintiles; null where nobody bought. See `forecastPurchases` for what it needs. */
export function buyingOf(signals: readonly Signal[], nowMs: number): Buying | null {
  const seen = new Set<string>();
  const purchases: Purchase[] = [];
  for (const signal of signals) {
    if (signal.kind !== 'order' || signal.outcome !== 'won' || seen.has(signal.id)) continue;
    const atMs = Date.parse(signal.at);
    if (atMs > nowMs) continue;
    seen.add(signal.id);
    purchases.push({ customer: signal.customer, atMs, amount: signal.amount ?? null });
  }
  if (purchases.length === 0) return null;
  const forecast = forecastPurchases(buyersOf(purchases, nowMs), AHEAD_DAYS);
  const { buyers, repeatBuyers } = forecast;
  if (forecast.status === 'insufficient')
    return { status: 'insufficient', buyers, repeatBuyers, reason: forecast.reason };
  const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
  const slipping = forecast.customers
    .flatMap(({ customer, alive, purchases: bought, sinceLast, rfm }): SlippingBuyer[] =>
      rfm !== null && rfm.monetary >= VALUED && alive < LIKELY_GONE
        ? [{ customer, alive, purchases: bought, daysSinceLast: sinceLast, rfm }]
        : [],
    )
    .sort((a, b) => b.rfm.monetary - a.rfm.monetary || a.alive - b.alive || (a.customer < b.customer ? -1 : 1))
    .slice(0, SHOWN);
  return {
    ...{ status: 'fitted', buyers, repeatBuyers, slipping, warnings: forecast.warnings },
    alive: sum(forecast.customers.map((own) => own.alive)),
    expected: sum(forecast.customers.map((own) => own.expected)),
  };
}
