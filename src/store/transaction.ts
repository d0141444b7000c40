/** An open transaction of the store; only the store and the queue's adapters look inside. */
export interface Transaction {
  readonly transaction: unknown;
}
