import { expect, test } from 'vitest';
import { newSecret } from '../../../server/base/index.ts';
import { type ChatDeps, getTurnInContext, parseVisitor, sendMessage } from '../../../server/chat/index.ts';
import { describeApps, TEST_BOT_ID } from '../../support/app.ts';
import { fakeGenerator } from '../../support/fake-models.ts';

const QUESTION = 'Can I return boots worn outside within 30 days?';
const FIRST = 'Boots worn outside cannot be returned. [1]';
const SECOND = `${FIRST} You can return unworn boots within 30 days.`;

describeApps('what an answer looks back on', (open) => {
  test('of replies to one question the last alone, for the model, the search and whoever looks at the answer later', async () => {
    const replies = [FIRST, SECOND];
    await using app = await open({ overrides: { generator: fakeGenerator(() => replies.shift() ?? '') } });
    const asked: Parameters<ChatDeps['answer']>[0][] = [];
    const deps: ChatDeps = {
      ...app.context,
      answer(input, signal, generator) {
        asked.push(input);
        return app.context.answer(input, signal, generator);
      },
    };
    const visitor = parseVisitor(newSecret());
    const send = async (text: string, again = false) => {
      const turn = await sendMessage(deps, { visitor, botId: TEST_BOT_ID, id: 'talk', text, again });
      return await Array.fromAsync(turn.follow(new AbortController().signal));
    };
    await send(QUESTION);
    await send(QUESTION, true);
    const parts = await send('How long does delivery take?');
    const history = [
      { role: 'user', content: QUESTION },
      { role: 'assistant', content: SECOND },
    ];
    expect(asked.map((input) => input.history)).toEqual([[], [], history]);
    const answerId = parts.find((part) => part.type === 'start')?.messageId ?? '';
    const turn = await getTurnInContext(app.context, { botId: TEST_BOT_ID, answerId });
    expect(turn.history).toEqual(history);
  });
});
