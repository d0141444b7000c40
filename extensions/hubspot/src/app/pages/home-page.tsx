/** The app's page inside HubSpot. */
import { hubspot, useExtensionContext } from '@hubspot/ui-extensions';
import { createPageRouter, PageRoutes } from '@hubspot/ui-extensions/pages';
import { HomeView } from './page/home.tsx';

function Home() {
  return <HomeView context={useExtensionContext<'pages'>()} />;
}

const Router = createPageRouter(
  <PageRoutes>
    <PageRoutes.IndexRoute component={Home} />
  </PageRoutes>,
);

hubspot.extend<'pages'>(() => <Router />);
