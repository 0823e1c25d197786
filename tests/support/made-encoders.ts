import { DEFAULT_EMBEDDER_ID, type ModelFolder } from '../../server/models/index.ts';
import { openCrossEncoder, readRankings, readReadings } from '../../server/tuning/index.ts';
import { testModelsDeps } from './models.ts';

/** What this machine taught itself (`foyer model cross-encoder`), for benches; nothing where FOYER_CROSS_ENCODER is `off`. */
export async function madeEncoders(): Promise<{ crossEncoder?: ModelFolder; biEncoder?: ModelFolder }> {
  if (process.env['FOYER_CROSS_ENCODER'] === 'off') return {};
  const base = {
    models: testModelsDeps(),
    embedder: DEFAULT_EMBEDDER_ID,
    precision: 'q8',
    threads: 2,
  } as const;
  const made = openCrossEncoder({ ...base, readReadings, readRankings });
  const [crossEncoder, biEncoder] = await Promise.all([made.find(), made.findBiEncoder()]);
  return { ...(crossEncoder && { crossEncoder }), ...(biEncoder && { biEncoder }) };
}
