export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Record<string, unknown>;

export type Log = {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  with(fields: LogFields): Log;
};

export type LogOptions = { level: LogLevel; write?: (line: string) => void; now?: () => number };

const ORDER: Record<LogLevel, number> = { debug: 10, info: 20, warn: 30, error: 40 };

/** Never written to a log, whatever their depth: secrets, and the words of visitors. */
const REDACTED_FIELDS = new Set([
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'apiKey',
  'email',
  'question',
  'text',
  'content',
  'message_text',
]);

/** Structured log: one JSON object a line, so that no value can forge a second line. Written to stderr. */
export function createLog(options: LogOptions, base: LogFields = {}): Log {
  const write = options.write ?? ((line) => process.stderr.write(`${line}\n`));
  const now = options.now ?? Date.now;
  function emit(level: LogLevel, event: string, fields: LogFields = {}): void {
    if (ORDER[level] < ORDER[options.level]) return;
    const line = { time: new Date(now()).toISOString(), level, event, ...base, ...fields };
    write(JSON.stringify(line, redact));
  }
  return {
    debug: (event, fields) => emit('debug', event, fields),
    info: (event, fields) => emit('info', event, fields),
    warn: (event, fields) => emit('warn', event, fields),
    error: (event, fields) => emit('error', event, fields),
    with: (fields) => createLog(options, { ...base, ...fields }),
  };
}

function redact(key: string, value: unknown): unknown {
  if (REDACTED_FIELDS.has(key)) return '[redacted]';
  if (value instanceof Error) {
    return { name: value.name, message: value.message, stack: value.stack, cause: value.cause };
  }
  return value;
}
