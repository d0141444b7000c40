import { DAY_MS } from './calendar.ts';
import type { Ledger } from './ledger.ts';
import { agentFor, type Character } from './people.ts';
import type { Random } from './random.ts';
import { textsOf } from './texts/texts.ts';
import type { Deal, EpochMs } from './world.ts';

const DEAL_WORDS = {
  en: { new: 'new subscription', renewal: 'renewal', expansion: 'extra devices' },
  es: { new: 'alta de suscripción', renewal: 'renovación', expansion: 'más dispositivos' },
} as const;

/** Adds the sales of the two years: most customers bought once, some renewed or bought more, some offers were lost. */
export function addDeals(ledger: Ledger, characters: readonly Character[], now: EpochMs, random: Random): void {
  const accountNames = new Map(ledger.accounts.map((account) => [account.id, account.name]));
  for (const character of characters) {
    const { person, isCustomer, activeFrom, activeUntil } = character;
    if (!isCustomer && person.lifecycle !== 'opportunity') continue;
    const buyer = accountNames.get(person.accountId ?? '') ?? `${person.firstName} ${person.lastName}`;
    const add = (kind: Deal['kind'], createdAt: EpochMs) =>
      ledger.addDeal(drawDeal(character, { buyer, kind, createdAt: Math.round(createdAt) }, now, random));
    if (random.chance(0.45)) add('new', activeFrom);
    const anniversary = activeFrom + random.int(330, 380) * DAY_MS;
    if (anniversary < activeUntil && random.chance(0.4)) add('renewal', anniversary);
    if (random.chance(0.12))
      add('expansion', random.between(activeFrom, Math.max(activeFrom, activeUntil - 5 * DAY_MS)));
  }
}

function drawDeal(
  { person, language, isCustomer, mood }: Character,
  offer: { readonly buyer: string; readonly kind: Deal['kind']; readonly createdAt: EpochMs },
  now: EpochMs,
  random: Random,
): Omit<Deal, 'id'> {
  const { buyer, kind, createdAt } = offer;
  const closesAt = Math.round(createdAt + random.logNormal(16, 0.8) * DAY_MS);
  const isOpen = closesAt >= now || (!isCustomer && random.chance(0.5));
  const isWon = isCustomer && (kind === 'new' || random.chance(0.35 + 0.6 * mood));
  return {
    personId: person.id,
    ...(person.accountId === undefined ? {} : { accountId: person.accountId }),
    agentId: agentFor('sales', language, random).id,
    name: `${buyer} - ${DEAL_WORDS[language][kind]}`,
    kind,
    amount: Math.round(random.logNormal(person.accountId === undefined ? 240 : 1800, 0.7)),
    stage: isOpen ? random.pick(['qualified', 'proposal', 'contract'] as const) : isWon ? 'won' : 'lost',
    createdAt,
    ...(isOpen ? {} : { closedAt: closesAt }),
    ...(isOpen || isWon ? {} : { lostReason: random.pick(textsOf(language, person.country).lostReasons) }),
  };
}
