/**
 * Purpose: what crosses the wire: schemas, stream events, error codes.
 * Invariant: imports zod only; schemas never transform, so client and server types agree.
 * Must never know: any other room.
 */
export {
  type AnswerKind,
  answerKindSchema,
  type HistoryMessage,
  historyMessageSchema,
  type Passport,
  passportSchema,
  type Source,
  sourceSchema,
} from './answer.ts';
export { ERROR_CODES, type ErrorBody, type ErrorCode, errorBodySchema, errorCodeSchema } from './errors.ts';
