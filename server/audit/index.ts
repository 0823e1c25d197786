/**
 * Purpose: the append-only record of who did what.
 * Invariant: an entry stands or falls with the change it tells of; the database refuses to alter one.
 * Must never know: personal values, secrets, the words of visitors.
 */
export { type AuditFormat, exportAudit } from './export-audit.ts';
export { type AuditEntry, type ListAuditInput, listAudit } from './list-audit.ts';
export { type NewAuditEntry, recordAudit } from './record-audit.ts';
export { type AuditFilter, listAuditFacets, type NamedAuditEntry, searchAudit } from './search-audit.ts';
