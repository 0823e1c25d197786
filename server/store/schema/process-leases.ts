/** A process that shares this database, for as long as it holds something. */
export type ProcessLeaseTable = {
  id: string;
  lease_until: number;
  /** The kernel it runs on; null where it cannot show there that it lives. */
  machine: string | null;
};
