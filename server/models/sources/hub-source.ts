import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../base/index.ts';
import { DEFAULT_HUB_URL, DEFAULT_RETRY_PAUSE_MS, DEFAULT_TIMEOUT_MS } from '../deps.ts';
import { downloadFile } from './download-file.ts';
import { fingerprint, markComplete } from './kept-download.ts';
import type { FetchFrom } from './types.ts';

/** A hub, addressed as transformers.js addresses it: `<hub>/<repository>/resolve/<revision>/<path>`. */
export const fetchFromHub: FetchFrom<'hub'> = async (
  source,
  { settings, entry, downloads, onBytes },
  signal,
) => {
  if (settings.hubUrl === null) throw new AppError('model_source_failed', 'the hub is switched off');
  const base = (settings.hubUrl ?? DEFAULT_HUB_URL).replace(/\/+$/, '');
  const timeoutMs = settings.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const retryPauseMs = settings.retryPauseMs ?? DEFAULT_RETRY_PAUSE_MS;
  const path = join(downloads, 'hub');
  await mkdir(path, { recursive: true, mode: 0o700 });
  const files: { path: string; sha256: string }[] = [];
  let before = 0;
  for (const file of source.files) {
    const url = `${base}/${source.repository}/resolve/${source.revision}/${file.path}`;
    const name = basename(file.path);
    let length = 0;
    const sha256 = await downloadFile(
      {
        url,
        target: join(path, name),
        ...(file.sha256 === undefined ? {} : { sha256: file.sha256 }),
        ...(file.bytes === undefined ? {} : { bytes: file.bytes }),
        timeoutMs,
        retryPauseMs,
        onBytes: (done) => {
          length = done;
          onBytes(before + done, Math.max(entry.downloadBytes, before + done));
        },
      },
      signal,
    );
    before += length;
    if (sha256 !== undefined) files.push({ path: name, sha256 });
    else if (!file.optional) throw new AppError('model_source_failed', `${url} does not exist (404)`);
  }
  const description = `${base}/${source.repository} at ${source.revision}`;
  await markComplete(path, { source: fingerprint(source), description, files });
  return { kind: 'hub', description, path };
};
