/** The card on a contact and on a company. First paint from the record's own properties, with nobody's help. */
import { hubspot } from '@hubspot/ui-extensions';
import { useCrmProperties } from '@hubspot/ui-extensions/crm';
import { type CardContext, CardView, type CardViewProps, type Stored } from './card/card-view.tsx';
import { readCard } from './card/document.ts';
import { languageOf } from './card/pulso.ts';

type Props = Pick<CardViewProps, 'addAlert'> & { readonly context: CardContext };

export function RecordCard({ context, addAlert }: Props) {
  const { properties, isLoading, error, refetch } = useCrmProperties(['pulso_card', 'pulso_score', 'pulso_scored_at']);
  const stored: Stored = error
    ? { status: 'forbidden' }
    : isLoading
      ? { status: 'loading' }
      : { status: 'read', card: readCard(properties.pulso_card, languageOf(context)) };
  return <CardView context={context} stored={stored} addAlert={addAlert} refresh={() => void refetch()} />;
}

hubspot.extend<'crm.record.sidebar'>(({ context, actions }) => (
  <RecordCard context={context} addAlert={actions.addAlert} />
));
