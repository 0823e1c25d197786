import 'deep-chat';
import { pageSettings } from './settings.ts';

const { serverUrl, botId, session, conversationId } = pageSettings();

const connect = {
  url: `${serverUrl}/api/chat`,
  headers: { 'x-foyer-session': session },
  additionalBodyProps: { botId, id: conversationId },
  stream: true,
};
document.body.insertAdjacentHTML('beforeend', '<deep-chat></deep-chat>');
document.querySelector<HTMLElement>('body > deep-chat')?.setAttribute('connect', JSON.stringify(connect));
