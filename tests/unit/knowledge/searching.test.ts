import { describe, expect, test } from 'vitest';
import { foldConversation } from '../../../server/knowledge/searching/fold-conversation.ts';
import { mergeDuplicates } from '../../../server/knowledge/searching/merge-duplicates.ts';
import { collectNames, findNamedDocuments } from '../../../server/knowledge/searching/named-documents.ts';
import { rankCandidates } from '../../../server/knowledge/searching/rank.ts';

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

  test('what asks for something more takes them along, however many words it has', () => {
    const folded = foldConversation('Does sending two parcels by lorry cost more as well?', history);
    expect(folded.searched).toContain('(delivery Jersey)');
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

describe('a subject named in the conversation', () => {
  const documents = collectNames([
    ...['Parking?', 'Wifi?', 'Pets?'].map((page, at) => ({ id: `k${at}`, title: `KYMMOY: ${page}` })),
    ...['Parking?', 'Wifi?', 'Pets?'].map((page, at) => ({
      id: `b${at}`,
      title: `BRIDGE GUEST HOUSE: ${page}`,
    })),
    { id: 'returns', title: 'Returns' },
    { id: 'two', title: 'TWO TWO: Is there parking?' },
  ]);
  const booked = [{ role: 'assistant' as const, content: 'I made a reservation at kymmoy for you.' }];

  test('a name of one word that several documents share is a subject, a title of one word is not', () => {
    const named = findNamedDocuments(documents, 'Do they serve beer?', booked);
    expect([...named.ofSubject]).toEqual(['k0', 'k1', 'k2']);
    const page = findNamedDocuments(documents, 'What about returns?');
    expect([...page.strengthOf.keys()]).toEqual(['returns']);
    expect(page.ofSubject.size).toBe(0);
  });

  test('two words of a name may be written as one, and counting is no name', () => {
    expect(findNamedDocuments(documents, 'Does the Bridge guesthouse take dogs?').ofSubject).toContain('b2');
    expect(findNamedDocuments(documents, 'Is there a table for two?').strengthOf.size).toBe(0);
  });

  test('its documents come before better matches of others, the better match of its own first', () => {
    const named = findNamedDocuments(documents, 'Do they serve beer?', booked);
    const candidate = (documentId: string, vectorScore: number) => ({
      passageId: documentId,
      documentId,
      documentName: documentId,
      position: 0,
      titlePath: [],
      text: documentId,
      vectorScore,
      lexicalScore: vectorScore,
      wordShare: 0,
    });
    const ranked = rankCandidates([candidate('b0', 0.9), candidate('k0', 0.2), candidate('k1', 0.4)], named);
    expect(ranked.map(({ documentId }) => documentId)).toEqual(['k1', 'k0', 'b0']);
  });

  test('then what was said before is not searched for', () => {
    const named = findNamedDocuments(documents, 'Do they serve beer?', booked);
    const history = [{ role: 'user' as const, content: 'A table for Tuesday please.' }, ...booked];
    const folded = foldConversation('Do they serve beer?', history, named);
    expect(folded.carried).toBe('');
    expect(folded.searched).toContain('KYMMOY');
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
