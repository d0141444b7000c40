import type { DeployProgress } from '../../crm/salesforce/deploy.ts';

const WIDTH = 24;

/** How far a deployment has come, in one line. */
export function deployLine({ done, failed, total, status }: DeployProgress): string {
  const seen = done + failed;
  const filled = total === 0 ? 0 : Math.min(WIDTH, Math.round((seen / total) * WIDTH));
  const refused = failed === 0 ? '' : `, ${failed} refused`;
  return `deploying [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${seen} of ${total} components${refused} (${status})`;
}
