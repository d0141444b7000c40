import { SANDBOX_TITLES, type SandboxCrm } from '../open-sandbox.ts';
import type { Program } from '../program.ts';

/** Where each sandbox is, a line each. */
export function sandboxLines(sandboxes: Program['sandboxes']): string[] {
  return Object.entries(sandboxes).map(([crm, url]) => `The sandbox ${SANDBOX_TITLES[crm as SandboxCrm]} is at ${url}`);
}
