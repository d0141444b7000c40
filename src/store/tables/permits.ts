import type { Kysely } from 'kysely';
import type { Connection } from '../connection.ts';
import { dividePermits } from '../divide-permits.ts';
import type { PermitReply, PermitRequest, Permits } from '../permits.ts';
import type { Tables } from '../schema.ts';

type Limits = Tables['permit_limits'];
type Share = Tables['permit_shares'];

/** The limits as they are known; locks their row, so that exchanges about one bucket happen one after the other. */
async function lockLimits(db: Kysely<Tables>, request: PermitRequest, askedMs: number): Promise<Limits> {
  const { install, bucket, limit, learned, heldForMs } = request;
  const heldUntilMs = heldForMs > 0 ? Math.trunc(askedMs + heldForMs) : 0;
  const row = await db
    .insertInto('permit_limits')
    .values({ install, bucket, requests: limit.requests, per_ms: limit.perMs, held_until: heldUntilMs })
    .onConflict((conflict) =>
      conflict.columns(['install', 'bucket']).doUpdateSet((eb) => ({
        requests: learned ? limit.requests : eb.ref('permit_limits.requests'),
        per_ms: learned ? limit.perMs : eb.ref('permit_limits.per_ms'),
        held_until: eb
          .case()
          .when('permit_limits.held_until', '<', heldUntilMs)
          .then(eb.val(heldUntilMs))
          .else(eb.ref('permit_limits.held_until'))
          .end(),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...row, held_until: Number(row.held_until) };
}

/** Shares of others. Those of programs that are gone come back a whole window after their lease. */
async function othersOf(db: Kysely<Tables>, { install, bucket, holder }: PermitRequest, endedBefore: number) {
  await db
    .deleteFrom('permit_shares')
    .where('install', '=', install)
    .where('bucket', '=', bucket)
    .where('until', '<', endedBefore)
    .execute();
  const shares = await db
    .selectFrom('permit_shares')
    .selectAll()
    .where('install', '=', install)
    .where('bucket', '=', bucket)
    .execute();
  return {
    own: shares.find((share) => share.holder === holder),
    others: shares.filter((share) => share.holder !== holder),
  };
}

async function store(db: Kysely<Tables>, share: Share): Promise<void> {
  if (share.places === 0 && share.wants === 0) {
    await db
      .deleteFrom('permit_shares')
      .where('install', '=', share.install)
      .where('bucket', '=', share.bucket)
      .where('holder', '=', share.holder)
      .execute();
    return;
  }
  const { places, wants, until } = share;
  await db
    .insertInto('permit_shares')
    .values(share)
    .onConflict((conflict) => conflict.columns(['install', 'bucket', 'holder']).doUpdateSet({ places, wants, until }))
    .execute();
}

export function permitsTable(connection: Connection, clock: () => number): Permits {
  return {
    async exchange(request): Promise<PermitReply> {
      const { install, bucket, holder, wants, returns, leaseMs } = request;
      return await connection.apart(async (db) => {
        const limits = await lockLimits(db, request, clock());
        const nowMs = Math.trunc(clock());
        const { own, others } = await othersOf(db, request, nowMs - limits.per_ms);
        const shares = dividePermits(limits.requests, [...others, { holder, wants }]);
        const target = shares.get(holder) ?? 0;
        // Places are taken from nobody: who has more than its share gives them back when no request uses them any more.
        const elsewhere = others.reduce((sum, share) => sum + share.places, 0);
        // A lease that ended was given to others: what it held is lost.
        const held = own?.places ?? 0;
        const kept = held - Math.min(returns, Math.max(0, held - target));
        const free = Math.max(0, limits.requests - elsewhere - kept);
        const places = kept + Math.min(free, Math.max(0, target - kept));
        await store(db, { install, bucket, holder, places, wants, until: nowMs + leaseMs });
        return {
          places,
          target,
          elsewhere,
          limit: { requests: limits.requests, perMs: limits.per_ms },
          heldForMs: Math.max(0, limits.held_until - nowMs),
        };
      });
    },
  };
}
