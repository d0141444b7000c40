import type { Caller, LimitBucket } from './api-call.ts';
import { type ApiError, rateLimited } from './api-error.ts';
import type { PlanLimits } from './options.ts';

const TEN_SECONDS_MS = 10_000;
const SECOND_MS = 1_000;

/** Times of the requests within a window that rolls with the clock. */
class RollingWindow {
  private readonly times: number[] = [];
  private start = 0;
  private readonly widthMs: number;

  constructor(widthMs: number) {
    this.widthMs = widthMs;
  }

  count(now: number): number {
    while (this.start < this.times.length && (this.times[this.start] ?? 0) <= now - this.widthMs) this.start += 1;
    if (this.start > 1_000) {
      this.times.splice(0, this.start);
      this.start = 0;
    }
    return this.times.length - this.start;
  }

  add(now: number): void {
    this.times.push(now);
  }

  /** Milliseconds until the oldest request leaves the window. */
  waitMs(now: number): number {
    return Math.max(0, (this.times[this.start] ?? now) + this.widthMs - now);
  }
}

export interface LimitVerdict {
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal?: ApiError;
}

/**
 * HubSpot's rate limits: per app in ten rolling seconds and per day, search per account and second, associations per
 * account in ten seconds (developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines). A refused request does not count.
 */
export class RateLimits {
  private readonly windows = new Map<string, RollingWindow>();
  private readonly days = new Map<string, { day: string; count: number }>();
  private readonly plan: PlanLimits;
  private readonly now: () => number;
  private readonly timeZone: () => string;

  constructor(plan: PlanLimits, now: () => number, timeZone: () => string) {
    this.plan = plan;
    this.now = now;
    this.timeZone = timeZone;
  }

  take(caller: Caller, bucket: LimitBucket | undefined): LimitVerdict {
    const now = this.now();
    const oauth = caller.kind === 'oauth';
    const max = oauth ? this.plan.oauthBurst : this.plan.burst;
    const burst = this.window(`burst:${caller.kind}:${caller.appId}`, TEN_SECONDS_MS);
    const daily = this.today(caller.appId);
    const special = this.specialWindow(bucket);
    const countsInBurst = !(oauth && bucket === 'search');

    if (special && special.window.count(now) >= special.max) {
      const policy = bucket === 'search' ? 'SECONDLY' : 'TEN_SECONDLY_ROLLING';
      return { headers: {}, refusal: rateLimited(policy) };
    }
    if (!oauth && daily.count >= this.plan.daily) {
      return { headers: this.headers(caller, bucket, now), refusal: rateLimited('DAILY') };
    }
    if (countsInBurst && burst.count(now) >= max) {
      const seconds = Math.max(1, Math.ceil(burst.waitMs(now) / SECOND_MS));
      const refusal = rateLimited('TEN_SECONDLY_ROLLING', { 'Retry-After': String(seconds) });
      return { headers: this.headers(caller, bucket, now), refusal };
    }
    special?.window.add(now);
    if (countsInBurst) burst.add(now);
    daily.count += 1;
    return { headers: this.headers(caller, bucket, now) };
  }

  /** What a private app used today, and when the count starts anew. */
  usage(caller: Caller): { readonly used: number; readonly limit: number } {
    return { used: this.today(caller.appId).count, limit: this.plan.daily };
  }

  reset(): void {
    this.windows.clear();
    this.days.clear();
  }

  /** None on search; the daily ones only for private apps. */
  private headers(caller: Caller, bucket: LimitBucket | undefined, now: number): Record<string, string> {
    if (bucket === 'search') return {};
    const oauth = caller.kind === 'oauth';
    const max = oauth ? this.plan.oauthBurst : this.plan.burst;
    const used = this.window(`burst:${caller.kind}:${caller.appId}`, TEN_SECONDS_MS).count(now);
    const headers: Record<string, string> = {
      'X-HubSpot-RateLimit-Max': String(max),
      'X-HubSpot-RateLimit-Remaining': String(Math.max(0, max - used)),
      'X-HubSpot-RateLimit-Interval-Milliseconds': String(TEN_SECONDS_MS),
    };
    if (oauth) return headers;
    const left = Math.max(0, this.plan.daily - this.today(caller.appId).count);
    return {
      ...headers,
      'X-HubSpot-RateLimit-Daily': String(this.plan.daily),
      'X-HubSpot-RateLimit-Daily-Remaining': String(left),
    };
  }

  private specialWindow(bucket: LimitBucket | undefined): { window: RollingWindow; max: number } | undefined {
    if (bucket === 'search') return { window: this.window('search', SECOND_MS), max: this.plan.searchPerSecond };
    if (bucket === 'associations') {
      return { window: this.window('associations', TEN_SECONDS_MS), max: this.plan.associationBurst };
    }
    return undefined;
  }

  private window(key: string, widthMs: number): RollingWindow {
    let window = this.windows.get(key);
    if (!window) {
      window = new RollingWindow(widthMs);
      this.windows.set(key, window);
    }
    return window;
  }

  /** The day's count of an app; it starts at midnight in the account's time zone. */
  private today(appId: number): { day: string; count: number } {
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: this.timeZone() }).format(new Date(this.now()));
    const key = String(appId);
    let entry = this.days.get(key);
    if (!entry || entry.day !== day) {
      entry = { day, count: 0 };
      this.days.set(key, entry);
    }
    return entry;
  }
}
