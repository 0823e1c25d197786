type Place = { url: string; key: string };

/** A request to the routes of bots, which must succeed. */
export async function callBots({ url, key }: Place, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, ...init.headers };
  const response = await fetch(`${url}/api/admin/bots${path}`, { ...init, headers });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return response;
}

/** Sends a form or JSON, and waits for the end of the answer: what is done with files is told as it is done. */
export async function postToBots(place: Place, path: string, body: FormData | object): Promise<void> {
  const sent =
    body instanceof FormData
      ? { body }
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  await (await callBots(place, path, { method: 'POST', ...sent })).text();
}
