/** The card beside a ticket in the Help Desk, which does not show the cards of records. */
import { hubspot } from '@hubspot/ui-extensions';
import { LinkedCard } from './card/linked-card.tsx';

hubspot.extend<'helpdesk.sidebar'>(({ context, actions }) => (
  <LinkedCard context={context} addAlert={actions.addAlert} />
));
