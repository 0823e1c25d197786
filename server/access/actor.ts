import type { Clock } from '../base/index.ts';
import type { Store } from '../store/index.ts';
import type { Role } from './rights.ts';

export type AccessDeps = { store: Store; clock: Clock };

/** Somebody or something that acts with a role. */
export type Actor = {
  /** As audit entries name it: `user:<id>`, `key:<id>`, `system:<part>`. */
  id: string;
  /** For people: the person's name, the key's. */
  name: string;
  role: Role;
  /** Null: every bot. */
  botId: string | null;
};
