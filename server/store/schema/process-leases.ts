/** A process that shares this database, for as long as it holds something. */
export type ProcessLeaseTable = {
  id: string;
  lease_until: number;
};
