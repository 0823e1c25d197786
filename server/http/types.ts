import type { HttpBindings } from '@hono/node-server';
import type { IdentityDeps, Limits, SignInLimits } from '../access/index.ts';
import type { AccountsDeps } from '../accounts/index.ts';
import type { Log, Metrics } from '../base/index.ts';
import type { ChatDeps, Visitor } from '../chat/index.ts';
import type { Config } from '../config/index.ts';
import type { DeliveryDeps, HandoffDeps } from '../handoff/index.ts';
import type { CrawlDeps } from '../knowledge/index.ts';
import type { Embedder, Generator } from '../models/index.ts';
import type {
  CompareDeps,
  CrossEncoder,
  PublishDeps,
  ServedGenerators,
  TeachDeps,
  VersionDeps,
} from '../tuning/index.ts';
import type { ReadinessProbe } from './readiness.ts';

/** What the routes need; the context satisfies it. */
export type HttpDeps = ChatDeps &
  HandoffDeps &
  CrawlDeps & {
    config: Config;
    metrics: Metrics;
    limits: Limits;
    signInLimits: SignInLimits;
    accounts: AccountsDeps;
    identity: IdentityDeps;
    delivering: DeliveryDeps;
    generator: Generator;
    embedder: Embedder;
    readiness: ReadinessProbe;
    teaching: TeachDeps;
    versions: VersionDeps & PublishDeps;
    served: ServedGenerators;
    comparing: CompareDeps;
    /** Undefined where it is switched off, or a test brings an embedder of its own. */
    crossEncoder: CrossEncoder | undefined;
    /** Folder of the built widget, console and demo page. */
    assetsDir: string;
  };

export type HttpEnv = {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    log: Log;
    /** Where the request came from, for limits; `unknown` without a socket. */
    address: string;
    /** Whom the organisation's token names; unset for everybody else. */
    visitor?: Visitor;
  };
};
