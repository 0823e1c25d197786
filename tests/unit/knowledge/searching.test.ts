import { describe, expect, test } from 'vitest';
import { foldConversation } from '../../../server/knowledge/searching/fold-conversation.ts';
import { mergeDuplicates } from '../../../server/knowledge/searching/merge-duplicates.ts';
import { collectNames, findNamedDocuments } from '../../../server/knowledge/searching/named-documents.ts';

describe('folding a conversation', () => {
  const history = [
    { role: 'user' as const, content: 'How much is delivery to Jersey?' },
    { role: 'assistant' as const, content: 'It costs £8.50.' },
  ];

  test('a question at the beginning stays as it is', () => {
    expect(foldConversation(' Do you repair tents? ')).toMatchObject({
      searched: 'Do you repair tents?',
      earlier: '',
      weight: { vector: 0, lexical: 0 },
    });
  });

  test('a follow-up takes the telling words along', () => {
    const folded = foldConversation('Is it free at some point?', history);
    expect(folded.searched).toBe('Is it free at some point? (delivery Jersey)');
    expect(folded.earlier).toBe('How much is delivery to Jersey?');
  });

  test('a new question that stands alone leans less on what was before', () => {
    const alone = foldConversation('Which rucksacks fit a short back and weigh under two kilos?', history);
    const leaning = foldConversation('And to Norway?', history);
    expect(alone.weight.vector).toBeLessThan(leaning.weight.vector);
    expect(leaning.searched).toContain('delivery');
  });
});

describe('documents named in the conversation', () => {
  const documents = collectNames([
    { id: 'a1', title: 'ARBURY LODGE: Is there parking?' },
    { id: 'a2', title: 'ARBURY LODGE: Do you have wifi?' },
    { id: 'b1', title: 'WORTH HOUSE: Is there parking?' },
    { id: 'c1', title: 'CITY HOUSE: Is there parking?' },
  ]);

  test('a subject named earlier, by either side, brings all its pages', () => {
    const named = findNamedDocuments(documents, 'Is there parking?', [
      { role: 'user', content: 'I need a cheap place.' },
      { role: 'assistant', content: 'Arbury Lodge has rooms.' },
    ]);
    expect([...named.strengthOf.keys()]).toEqual(['a1', 'a2']);
  });

  test('the one named last wins, and words that many names share name nothing', () => {
    const history = [
      { role: 'assistant' as const, content: 'Arbury Lodge has rooms.' },
      { role: 'user' as const, content: 'Rather not.' },
      { role: 'assistant' as const, content: 'Then Worth House?' },
    ];
    expect([...findNamedDocuments(documents, 'Has it wifi?', history).strengthOf.keys()]).toEqual(['b1']);
    expect(findNamedDocuments(documents, 'Is there a house?').strengthOf.size).toBe(0);
  });
});

describe('near duplicates', () => {
  const text = 'You can return an item within 60 days of the day it was delivered or collected from a store.';

  test('the same text twice is one result', () => {
    expect(mergeDuplicates([{ text }, { text: text.toUpperCase() }], 5)).toHaveLength(1);
  });

  test('texts that differ in a number are two: one of them is out of date', () => {
    expect(mergeDuplicates([{ text }, { text: text.replace('60', '30') }], 5)).toHaveLength(2);
  });
});
