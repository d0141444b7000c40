import type { Program } from '../program.ts';
import { SANDBOX_TITLES, type SandboxCrm } from '../sandbox-access.ts';

/** Where each sandbox is, a line each. */
export function sandboxLines(sandboxes: Program['sandboxes']): string[] {
  return Object.entries(sandboxes).map(([crm, url]) => `The sandbox ${SANDBOX_TITLES[crm as SandboxCrm]} is at ${url}`);
}
