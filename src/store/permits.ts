/** How the programs of a fleet share the CRM's limits: the store keeps who holds how much. */

/** One program's exchange about its share of a limit. */
export interface PermitRequest {
  readonly install: string;
  readonly bucket: string;
  readonly holder: string;
  /** So many requests per window, as far as this program knows. */
  readonly limit: { readonly requests: number; readonly perMs: number };
  /** The CRM itself told this limit: it counts for everybody. */
  readonly learned: boolean;
  /** Places that it could use. */
  readonly wants: number;
  /** Places that it can do without: no request of the last window has used them. */
  readonly returns: number;
  /** Nobody may send for so long, as the CRM told this program; 0 when it did not. A span, as the programs' clocks may differ. */
  readonly heldForMs: number;
  readonly leaseMs: number;
}

export interface PermitReply {
  /** Places of each window that are this program's now. */
  readonly places: number;
  /** Its fair share; what it holds beyond is to be given back as it becomes free. */
  readonly target: number;
  /** Places that other programs hold. */
  readonly elsewhere: number;
  readonly limit: { readonly requests: number; readonly perMs: number };
  /** Nobody may send for so long; 0 when everybody may. */
  readonly heldForMs: number;
}

/** The CRM's limits, divided between the programs of the fleet. Never are more places held than the limit has. */
export interface Permits {
  exchange(request: PermitRequest): Promise<PermitReply>;
}
