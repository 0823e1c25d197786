import { z } from '@hono/zod-openapi';
import { botIdSchema } from '../contract/index.ts';

export const botParams = z.object({ botId: botIdSchema });
export const cannedReplyParams = botParams.extend({ cannedReplyId: z.string().max(100) });
export const documentParams = botParams.extend({ documentId: z.string().max(100) });
export const conversationParams = botParams.extend({ conversationId: z.string().max(100) });
export const messageParams = conversationParams.extend({ messageId: z.string().max(100) });
