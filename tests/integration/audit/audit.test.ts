import { expect, test } from 'vitest';
import { listAudit, recordAudit } from '../../../server/audit/index.ts';
import { describeStores } from '../../support/store.ts';

const entry = { at: 7, actor: 'key:k', verb: 'createBot', subject: 'bot:b' };

describeStores('the audit record', (open) => {
  test('an entry falls with the change it tells of', async () => {
    await using store = await open();
    const failed = store.transact(async (tx) => {
      await recordAudit(tx, entry);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await listAudit(store, { limit: 9 })).toEqual([]);
  });

  test('entries come newest first, by subject, in pages', async () => {
    await using store = await open();
    await recordAudit(store.db, { ...entry, details: { fields: ['greeting'] } });
    await recordAudit(store.db, { ...entry, subject: 'bot:other' });
    await recordAudit(store.db, { ...entry, verb: 'updateBotSettings' });
    const [newest, oldest] = await listAudit(store, { subject: 'bot:b', limit: 9 });
    expect([newest?.verb, oldest?.verb]).toEqual(['updateBotSettings', 'createBot']);
    expect(oldest?.details).toEqual({ fields: ['greeting'] });
    expect(await listAudit(store, { before: newest?.sequence ?? 0, limit: 1 })).toMatchObject([
      { subject: 'bot:other' },
    ]);
  });

  test('what looks like personal data is not kept, nor the half of it before a long text is cut', async () => {
    await using store = await open();
    const text = `${'x'.repeat(1_989)} ada@example.org`;
    await recordAudit(store.db, { ...entry, after: { text } });
    const [kept] = await listAudit(store, { limit: 1 });
    expect(JSON.stringify(kept?.details)).not.toContain('ada@');
  });

  test('the database refuses to change or delete an entry', async () => {
    await using store = await open();
    await recordAudit(store.db, entry);
    await expect(store.db.updateTable('audit_entries').set({ actor: 'me' }).execute()).rejects.toThrow(
      /append-only/,
    );
    await expect(store.db.deleteFrom('audit_entries').execute()).rejects.toThrow(/append-only/);
    expect(await listAudit(store, { limit: 9 })).toMatchObject([entry]);
  });
});
