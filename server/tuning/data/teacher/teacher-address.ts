import { AppError } from '../../../base/index.ts';

export type TeacherSettings = {
  /** Base address of an OpenAI-compatible server, with or without `/v1`. */
  url: string;
  model: string;
  /** Sent as a bearer token, kept nowhere. */
  apiKey?: string | undefined;
};

/**
 * Where a teacher takes chat completions. An address on this machine or in the own network is as good as any other: that is
 * where most teachers run.
 * @throws AppError `bad_request` when it is no plain http or https address
 */
export function teacherEndpoint(url: string): URL {
  const address = URL.parse(url);
  if (address === null || !/^https?:$/.test(address.protocol)) {
    throw new AppError(
      'bad_request',
      'The address of a teacher begins with http:// or https://, for instance http://localhost:11434/v1.',
    );
  }
  if (address.username !== '' || address.password !== '') {
    throw new AppError(
      'bad_request',
      'Put the key of the teacher into FOYER_TEACHER_KEY, not into its address.',
    );
  }
  if (address.search !== '' || address.hash !== '') {
    throw new AppError('bad_request', 'The address of a teacher ends before any "?" or "#".');
  }
  const path = address.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '');
  address.pathname = `${path.endsWith('/v1') ? path : `${path}/v1`}/chat/completions`;
  return address;
}

/** What staff have to know before the first passage is sent. */
export function departureNotice({ url, model }: TeacherSettings): string {
  const { hostname, host } = teacherEndpoint(url);
  const isHere = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  const where = isHere ? 'another program on this machine' : 'they leave this machine';
  return `Passages of this bot's documents are sent to ${host} for "${model}" to write questions about: ${where}.`;
}
