/** The card of the people behind a ticket or a deal. First paint from the record's own properties, then from those of the linked records. */
import { useAssociations, useCrmProperties } from '@hubspot/ui-extensions/crm';
import { type CardContext, CardView, type CardViewProps, type Stored } from './card-view.tsx';
import { readCard } from './document.ts';
import { languageOf } from './pulso.ts';

type Props = Pick<CardViewProps, 'addAlert'> & { readonly context: CardContext };
type Linked = ReturnType<typeof useAssociations>;

/** Of several people the one who feels worst; who has no score comes last, as Pulso does. */
function worst(results: Linked['results']): string | null {
  const scoreOf = (result: Linked['results'][number]): number => {
    const score = result.properties.pulso_score;
    return score ? Number(score) : Number.POSITIVE_INFINITY;
  };
  const written = results.filter((result) => result.properties.pulso_card);
  return [...written].sort((a, b) => scoreOf(a) - scoreOf(b))[0]?.properties.pulso_card ?? null;
}

export function LinkedCard({ context, addAlert }: Props) {
  const wanted = ['pulso_card', 'pulso_score', 'pulso_scored_at'];
  const own = useCrmProperties(wanted);
  const contacts = useAssociations({ toObjectType: '0-1', properties: wanted, pageLength: 10 });
  const companies = useAssociations({ toObjectType: '0-2', properties: wanted, pageLength: 5 });
  const refresh = (): void => {
    void own.refetch();
    void contacts.refetch();
    void companies.refetch();
  };
  const stored = (): Stored => {
    // A deal has no such fields, nor has a ticket where Pulso may not make them: that is no error here.
    const written = own.error ? null : readCard(own.properties.pulso_card, languageOf(context));
    if (written !== null) return { status: 'read', card: written };
    if (own.isLoading || contacts.isLoading || companies.isLoading) return { status: 'loading' };
    if (contacts.error && companies.error) return { status: 'forbidden' };
    const linked = worst(contacts.results) ?? worst(companies.results);
    return { status: 'read', card: readCard(linked, languageOf(context)) };
  };
  return <CardView context={context} stored={stored()} addAlert={addAlert} refresh={refresh} />;
}
