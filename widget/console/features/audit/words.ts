import { msg, t } from '../../i18n/t.ts';

/** What was done, by the verb of the record, to follow a name: "Ada signed in". */
const VERBS: Readonly<Record<string, string>> = {
  acceptInvitation: msg('made an account'),
  addDocument: msg('added a document'),
  addPreferencePair: msg('added a better answer'),
  approveLesson: msg('approved a lesson'),
  approvePreferencePair: msg('approved a better answer'),
  archiveBot: msg('archived a bot'),
  assembleDataSet: msg('assembled what is taught'),
  bringBackBot: msg('brought a bot back'),
  cancelComparison: msg('cancelled a comparison'),
  cancelJob: msg('cancelled a job'),
  cancelRun: msg('cancelled a teach run'),
  changePassword: msg('changed their password'),
  changePerson: msg('changed an account'),
  changeProfile: msg('changed their name'),
  createApiKey: msg('made an API key'),
  createApprovedAnswer: msg('wrote an approved answer'),
  createBot: msg('made a bot'),
  changeCrawl: msg('changed what is read of a site'),
  createCrawl: msg('added a site to read'),
  deleteCrawl: msg('removed a site'),
  setDocumentAudience: msg('said who may be told what a document says'),
  setDocumentValidity: msg('said how long a document holds'),
  keepOverlap: msg('kept two pages that say the same or otherwise'),
  releaseOverlap: msg('took up again two pages that were to be kept'),
  createLesson: msg('wrote a lesson'),
  createOwnWord: msg('said what customers call something'),
  createTestQuestion: msg('wrote a test'),
  createVersion: msg('made a version'),
  deleteApprovedAnswer: msg('deleted an approved answer'),
  deleteBot: msg('deleted a bot'),
  deleteDocument: msg('deleted a document'),
  deletePreferencePair: msg('deleted a better answer'),
  deleteLesson: msg('deleted a lesson'),
  deleteOwnWord: msg('deleted what customers call something'),
  deleteTestQuestion: msg('deleted a test'),
  duplicateBot: msg('duplicated a bot'),
  disableSecondFactor: msg('turned their second factor off'),
  enableSecondFactor: msg('turned their second factor on'),
  endOtherSessions: msg('signed out everywhere else'),
  enqueueJob: msg('queued a job'),
  ensureFirstAdminKey: msg('made the first admin key'),
  eraseDerived: msg('erased what was derived'),
  exportBot: msg('took a bot away as a file'),
  exportAudit: msg('saved this record as a file'),
  failSignIn: msg('refused a wrong password'),
  fitOwnDecision: msg('fitted when to answer'),
  measureDecision: msg('measured when it answers'),
  importBot: msg('brought a bot from a file'),
  importLessons: msg('imported lessons'),
  importOwnWords: msg('imported what customers call things'),
  importTestQuestions: msg('imported tests'),
  invitePerson: msg('invited a person'),
  makeBackup: msg('made a backup'),
  makeResetLink: msg('made a password link'),
  makeWebhookSecret: msg('made a secret for the webhook'),
  pauseRun: msg('paused a teach run'),
  publishVersion: msg('published a version'),
  recordJudgement: msg('judged an answer'),
  renewBackupCodes: msg('made new backup codes'),
  resetPassword: msg('set a new password by link'),
  restoreBotSettings: msg('restored settings'),
  resumeRun: msg('resumed a teach run'),
  retireLesson: msg('retired a lesson'),
  retirePreferencePair: msg('retired a better answer'),
  retireVersion: msg('retired a version'),
  revokeApiKey: msg('revoked an API key'),
  revokeInvitation: msg('took an invitation back'),
  rollBack: msg('rolled back'),
  sendTestWebhook: msg('sent the webhook a test'),
  setDocumentEnabled: msg('switched a document on or off'),
  signIn: msg('signed in'),
  signInWithBackupCode: msg('signed in with a backup code'),
  signInWithProvider: msg('signed in through the organisation'),
  signOut: msg('signed out'),
  startComparison: msg('started a comparison'),
  startRun: msg('started a teach run'),
  takeBackup: msg('took a backup away as a file'),
  updateApprovedAnswer: msg('changed an approved answer'),
  updateBotSettings: msg('changed settings'),
  updateLesson: msg('changed a lesson'),
  updateOwnWord: msg('changed what customers call something'),
  updateTestQuestion: msg('changed a test'),
  applyCorrection: msg('corrected an answer'),
  undoCorrection: msg('undid a correction'),
  withholdPassage: msg('took a passage out of use'),
  releasePassage: msg('took a passage into use again'),
  blockVisitor: msg('blocked a visitor'),
  unblockVisitor: msg('let a blocked visitor write again'),
  takeConversation: msg('took a conversation'),
  transferConversation: msg('handed a conversation on'),
  returnToBot: msg('gave a conversation back to the bot'),
  closeConversation: msg('closed a conversation'),
  setTags: msg('tagged a conversation'),
  handleContactRequest: msg('dealt with a left message'),
  createCannedReply: msg('wrote a canned reply'),
  changeCannedReply: msg('changed a canned reply'),
  deleteCannedReply: msg('deleted a canned reply'),
  flagAnswer: msg('marked an answer as wrong'),
  unflagAnswer: msg('took back that an answer is wrong'),
  settleFlag: msg('said that a wrong answer is put right'),
  reopenFlag: msg('said that a wrong answer is not put right yet'),
  changeTopic: msg('changed a topic of unanswered questions'),
  createIdentityKey: msg('made a key that vouches for visitors'),
  revokeIdentityKey: msg('revoked a key that vouches for visitors'),
  removeVersion: msg('deleted a version'),
};

/** Parts of Foyer that act by themselves or for the operator. */
const SYSTEM: Readonly<Record<string, string>> = {
  'system:backup': msg('the nightly backup'),
  'system:chat': msg('the chat'),
  'system:clock': msg('the clock'),
  'system:crawl': msg('the reader of web sites'),
  'system:handoff': msg('the inbox'),
  'system:knowledge': msg('Foyer itself'),
  'system:recovery': msg('the tidying up after a crash'),
  'system:retest': msg('the tests that run again by themselves'),
  'system:sample': msg('the sample'),
  'system:triggers': msg('the rules of the handoff'),
  'system:cli': msg('the command line'),
  'system:first-start': msg('the first start'),
  'system:sign-in': msg('the sign-in'),
  'system:start': msg('the start'),
};

/** A verb without words, of a part that is newer than this page, stands as it is. */
export function verbLabel(verb: string): string {
  const label = VERBS[verb];
  return label === undefined ? verb : t(label);
}

export function actorLabel(actor: string, name: string | null): string {
  if (name !== null) return actor.startsWith('key:') ? t('the key “{name}”', { name }) : name;
  const label = SYSTEM[actor];
  return label === undefined ? actor : t(label);
}

/** What was changed, as the page on which it is set calls it. */
const FIELDS: Readonly<Record<string, string>> = {
  allowedOrigins: msg('Allowed sites'),
  answer: msg('Answer'),
  audience: msg('Who may be told'),
  contact: msg('How to reach a person'),
  disabled: msg('Disabled'),
  disclosure: msg('Below the note that it is an AI assistant'),
  enabled: msg('In use'),
  exclude: msg('Left out'),
  expiresAt: msg('Last day'),
  greeting: msg('Greeting'),
  handoff: msg('Hours and handoff'),
  include: msg('Only pages below'),
  language: msg('Language it answers in'),
  look: msg('Appearance'),
  maxPages: msg('Pages at most'),
  name: msg('Name'),
  organisation: msg('Organisation it speaks for'),
  owner: msg('Owner'),
  paraphrases: msg('Other ways to ask it'),
  persona: msg('Tone'),
  preChat: msg('Form before the chat'),
  question: msg('Question'),
  refusal: msg('When it cannot answer'),
  role: msg('Role'),
  schedule: msg('When it is read again'),
  secondFactor: msg('Second factor'),
  serves: msg('Answers visitors'),
  startUrl: msg('Address'),
  state: msg('State'),
  suggestedQuestions: msg('Suggested questions'),
  threshold: msg('Answer threshold'),
  validFrom: msg('First day'),
  validUntil: msg('Last day'),
};

/** A field without words stands as the record calls it. */
export function fieldLabel(field: string): string {
  const label = FIELDS[field];
  return label === undefined ? field : t(label);
}

/** What was set, to be read: a list line by line, yes or no for a switch. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (value === null) return '–';
  if (Array.isArray(value)) return value.map(valueText).join('\n');
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined && inner !== '');
  return entries.map(([field, inner]) => `${fieldLabel(field)}: ${valueText(inner)}`).join('\n');
}
