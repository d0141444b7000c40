/** The card on a ticket and on a deal: how the people behind it feel. */
import { hubspot } from '@hubspot/ui-extensions';
import { LinkedCard } from './card/linked-card.tsx';

hubspot.extend<'crm.record.sidebar'>(({ context, actions }) => (
  <LinkedCard context={context} addAlert={actions.addAlert} />
));
