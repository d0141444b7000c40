/** Bundles the extensions once: else every program that a test starts from a fresh checkout would make them, all at the same time. */
import { extensionBundles } from '../src/extension-bundles.ts';

export default async function bundleExtensions(): Promise<void> {
  const failures: string[] = [];
  const folders = (['hubspot', 'salesforce'] as const).map((crm) =>
    extensionBundles(crm, (reason) => failures.push(`${crm}: ${reason}`)),
  );
  while (failures.length === 0 && folders.some((folder) => folder() === null)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (failures.length > 0) throw new Error(failures.join('\n'));
}
