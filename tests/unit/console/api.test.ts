import { expect, test } from 'vitest';
import { unwrap } from '../../../widget/console/api.ts';

/** What nginx answers in Foyer's place. */
const fromProxy = async (status: number): Promise<Response> =>
  new Response('<html><body><center>nginx</center></body></html>', { status });

test('a proxy that takes no large files is named, with who can change it', async () => {
  await expect(unwrap(fromProxy(413))).rejects.toMatchObject({
    message: 'This is too large for the proxy in front of Foyer. Ask your operator to raise its limit.',
    retryable: false,
  });
});

test.each([502, 503, 504])(
  'a proxy that cannot reach Foyer (%i) reads as a server that is away',
  async (status) => {
    await expect(unwrap(fromProxy(status))).rejects.toMatchObject({
      message: 'The server cannot be reached. Check your connection and try again.',
      retryable: true,
    });
  },
);
