import type { Clock } from '../base/index.ts';
import type { Store } from '../store/index.ts';
import type { Role } from './rights.ts';

export type AccessDeps = { store: Store; clock: Clock };

/** Somebody or something that acts with a role. */
export type Actor = {
  /** As audit entries name it: `key:<id>`, `system:<part>`. */
  id: string;
  role: Role;
  /** Null: every bot. */
  botId: string | null;
};
