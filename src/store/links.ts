/** One customer in several CRMs: whom they are linked with, and what was copied from there so that a score sees both. */
import type { Transaction } from './transaction.ts';

export interface Link {
  readonly customer: string;
  /** The other install, and the same person there. */
  readonly other: string;
  readonly otherCustomer: string;
  /** The dirty mark of the other when it was read. */
  readonly mark: number;
}

export interface Links {
  /** By what each is recognised; null where by nothing (any more). */
  identify(
    tx: Transaction,
    install: string,
    identities: readonly { readonly customer: string; readonly value: string | null }[],
  ): Promise<void>;
  clearIdentities(tx: Transaction, install: string): Promise<void>;
  /**
   * Links every customer with the one of the same identity in each of the other installs, where it is the only one of this identity
   * on both sides. Links that are not so any more are dissolved, with what was copied by them; all of them when there are no others.
   */
  sync(tx: Transaction, install: string, others: readonly string[]): Promise<void>;
  /** Links whose other side may have changed since it was copied. */
  stale(install: string, limit: number): Promise<readonly Link[]>;
  /** Notes which signals are copies by these links now; former ones that are not among them are removed. */
  copied(
    tx: Transaction,
    install: string,
    links: readonly (Link & { readonly signals: readonly string[] })[],
  ): Promise<void>;
  /** Linked customers by the other install. */
  counts(install: string): Promise<readonly { readonly other: string; readonly customers: number }[]>;
}
