/**
 * Purpose: the few things every room needs: errors, ids, clock, log, invariant, atomic files, supervised children.
 * Invariant: pure or standard-library only; nothing here knows what Foyer does.
 * Must never know: HTTP, SQL, models.
 */
export { capitalised } from './capitalised.ts';
export { type CallContext, type ChildHandlers, serveChild } from './child-host.ts';
export {
  type CallOptions,
  type ChildOptions,
  type SupervisedChild,
  superviseChild,
} from './child-process.ts';
export type { ChildCall, ChildCalls } from './child-protocol.ts';
export { chunks } from './chunks.ts';
export { type Clock, systemClock } from './clock.ts';
export { BYTE_ORDER_MARK, csvCell } from './csv-cell.ts';
export { headerDelimiter } from './csv-delimiter.ts';
export { csvProblem } from './csv-problem.ts';
export { EMPTY_WORDS, FUNCTION_WORDS, wordSet } from './english-words.ts';
export { AppError, type AppErrorOptions, cancelled, toAppError } from './errors.ts';
export { ignoreMissing, ignoring, removeIfOlder, syncFolder, writeFileAtomic } from './files.ts';
export { newId, newSecret } from './ids.ts';
export { InvariantError, invariant } from './invariant.ts';
export { parseJson } from './json.ts';
export { createLog, type Log, type LogFields, type LogLevel, type LogOptions } from './log.ts';
export { longestCommonSubsequence } from './longest-common-subsequence.ts';
export { createMetrics, type MetricLabels, type Metrics } from './metrics.ts';
export { namedTwice } from './named-twice.ts';
export { onceMade } from './once-made.ts';
export { findPersonalData, type PersonalValue, redactPersonalData } from './personal-data.ts';
export {
  isPublicAddress,
  type PublicOnly,
  publicLookup,
  publicOnly,
  type Resolve,
} from './public-address.ts';
export { type Complaint, readTable, type TableRow } from './read-table.ts';
export { runEvery } from './run-every.ts';
export { systemProblem } from './system-problem.ts';
export { takePage } from './take-page.ts';
export { parseTimeCursor, timeCursor } from './time-cursor.ts';
export { wordsOf } from './words.ts';
