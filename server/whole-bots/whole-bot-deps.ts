import type { KnowledgeDeps } from '../knowledge/index.ts';
import type { VersionDeps } from '../tuning/index.ts';

/** The context satisfies it. */
export type WholeBotDeps = KnowledgeDeps & { versions: VersionDeps };
