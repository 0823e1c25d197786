import { OpenAPIHono } from '@hono/zod-openapi';
import type { z } from 'zod';
import { AppError } from '../base/index.ts';
import { problemsOf } from '../contract/index.ts';
import { notFound, onError } from './errors.ts';
import { embedCors } from './middleware/embed-origin.ts';
import { limitBody } from './middleware/limits.ts';
import { requireOwnOrigin } from './middleware/own-origin.ts';
import { requestContext } from './middleware/request-context.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { endUnreadBody } from './middleware/unread-body.ts';
import { admitVisitors } from './middleware/visitors.ts';
import { openaiRoutes } from './openai/routes.ts';
import { documentApi } from './openapi.ts';
import { accountRoutes } from './routes/account.ts';
import { approvedRoutes } from './routes/approved.ts';
import { assetRoutes } from './routes/assets.ts';
import { attachmentRoutes } from './routes/attachments.ts';
import { auditRoutes } from './routes/audit.ts';
import { backupRoutes } from './routes/backups.ts';
import { botFileRoutes, botImportRoutes } from './routes/bot-files.ts';
import { botKeepingRoutes } from './routes/bot-keeping.ts';
import { botRoutes } from './routes/bots.ts';
import { chatRoutes } from './routes/chat.ts';
import { citationRoutes } from './routes/citations.ts';
import { comparisonRoutes } from './routes/comparisons.ts';
import { contactRequestRoutes } from './routes/contact-requests.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { crawlRoutes } from './routes/crawls.ts';
import { dataSetRoutes } from './routes/data-sets.ts';
import { decisionRoutes } from './routes/decisions.ts';
import { documentTextRoutes } from './routes/document-texts.ts';
import { documentRoutes } from './routes/documents.ts';
import { flagRoutes } from './routes/flags.ts';
import { handoffRoutes } from './routes/handoff.ts';
import { identityKeyRoutes } from './routes/identity-keys.ts';
import { inboxRoutes } from './routes/inbox.ts';
import { inboxExtraRoutes } from './routes/inbox-extras.ts';
import { keyRoutes } from './routes/keys.ts';
import { lessonRoutes } from './routes/lessons.ts';
import { lookRoutes } from './routes/looks.ts';
import { overlapRoutes } from './routes/overlaps.ts';
import { preferenceRoutes } from './routes/preferences.ts';
import { publicBotRoutes } from './routes/public-bots.ts';
import { runRoutes } from './routes/runs.ts';
import { searchRoutes } from './routes/search.ts';
import { secondFactorRoutes } from './routes/second-factor.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { systemRoutes } from './routes/system.ts';
import { meRoutes, teamRoutes } from './routes/team.ts';
import { testQuestionRoutes } from './routes/test-questions.ts';
import { topicRoutes } from './routes/topics.ts';
import { turnRoutes } from './routes/turns.ts';
import { versionFileRoutes } from './routes/version-files.ts';
import { versionRoutes } from './routes/versions.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { widgetScriptRoute } from './routes/widget-script.ts';
import { wordRoutes } from './routes/words.ts';
import type { HttpDeps, HttpEnv } from './types.ts';

const UPLOADS =
  /^\/api\/admin\/bots\/(import|[^/]+\/(documents|(lessons|test-questions|versions)\/import))$|^\/api\/chat\/[^/]+\/files$/;
const EMBEDDED = ['/api/chat', '/api/chat/*', '/api/bots/*', '/widget.js', '/widget/*'] as const;

/** Every route there is, in the order in which a visitor, a person of the staff and a machine meet them. */
export function createApp(deps: HttpDeps) {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: refuseInvalid });
  app.use(requestContext(deps));
  app.use(securityHeaders);
  app.use(endUnreadBody);
  app.use((c, next) => (UPLOADS.test(c.req.path) ? next() : limitBody(c, next)));
  for (const path of EMBEDDED) app.use(path, embedCors);
  app.use('/api/account/*', (c, next) => {
    requireOwnOrigin(deps, c);
    return next();
  });
  for (const path of ['/api/chat', '/api/chat/*']) app.use(path, admitVisitors(deps));
  app.onError(onError);
  app.notFound(notFound);
  documentApi(app);
  return app
    .route('/', systemRoutes(deps))
    .route('/api/chat', chatRoutes(deps))
    .route('/api/chat', handoffRoutes(deps))
    .route('/api/bots', publicBotRoutes(deps))
    .route('/api/account', signInRoutes(deps))
    .route('/api/account', accountRoutes(deps))
    .route('/api/account/second-factor', secondFactorRoutes(deps))
    .route('/api/admin/me', meRoutes(deps))
    .route('/api/admin/audit', auditRoutes(deps))
    .route('/api/admin/backups', backupRoutes(deps))
    .route('/api/admin/team', teamRoutes(deps))
    .route('/api/admin/bots', botRoutes(deps))
    .route('/api/admin/bots', botKeepingRoutes(deps))
    .route('/api/admin/bots', botFileRoutes(deps))
    .route('/api/admin/bots', lookRoutes(deps))
    .route('/api/admin/bot-imports', botImportRoutes(deps))
    .route('/api/admin/bots', approvedRoutes(deps))
    .route('/api/admin/bots', wordRoutes(deps))
    .route('/api/admin/bots', documentRoutes(deps))
    .route('/api/admin/bots', documentTextRoutes(deps))
    .route('/api/admin/bots', citationRoutes(deps))
    .route('/api/admin/bots', overlapRoutes(deps))
    .route('/api/admin/bots', crawlRoutes(deps))
    .route('/api/admin/bots', dataSetRoutes(deps))
    .route('/api/admin/bots', lessonRoutes(deps))
    .route('/api/admin/bots', testQuestionRoutes(deps))
    .route('/api/admin/bots', searchRoutes(deps))
    .route('/api/admin/bots', turnRoutes(deps))
    .route('/api/admin/bots', conversationRoutes(deps))
    .route('/api/admin/bots', flagRoutes(deps))
    .route('/api/admin/bots', inboxRoutes(deps))
    .route('/api/admin/bots', contactRequestRoutes(deps))
    .route('/api/admin/bots', webhookRoutes(deps))
    .route('/api/admin/bots', attachmentRoutes(deps))
    .route('/api/admin/bots', inboxExtraRoutes(deps))
    .route('/api/admin/bots', identityKeyRoutes(deps))
    .route('/api/admin/bots', runRoutes(deps))
    .route('/api/admin/bots', versionRoutes(deps))
    .route('/api/admin/bots', versionFileRoutes(deps))
    .route('/api/admin/bots', preferenceRoutes(deps))
    .route('/api/admin/bots', comparisonRoutes(deps))
    .route('/api/admin/bots', decisionRoutes(deps))
    .route('/api/admin/bots', correctionRoutes(deps))
    .route('/api/admin/bots', topicRoutes(deps))
    .route('/api/admin/keys', keyRoutes(deps))
    .route('/v1', openaiRoutes(deps))
    .route('/', widgetScriptRoute(deps))
    .route('/', assetRoutes(deps));
}

export type App = ReturnType<typeof createApp>;
/** What `hc<AppType>` of the console reads. */
export type AppType = App;

type HookResult = { success: true } | { success: false; error: z.core.$ZodError };

function refuseInvalid(result: HookResult): void {
  if (result.success) return;
  throw new AppError('bad_request', `The request is not valid. ${problemsOf(result.error, 'body')}.`);
}
