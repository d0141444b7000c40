/** The app's settings inside HubSpot. */
import { hubspot } from '@hubspot/ui-extensions';
import { SettingsView } from './page/settings.tsx';

hubspot.extend<'settings'>(({ context, actions }) => <SettingsView context={context} addAlert={actions.addAlert} />);
