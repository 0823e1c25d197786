import { expect, test } from 'vitest';
import { evidenceOf } from '../../../server/answering/evidence.ts';
import { unlikeLines } from '../../../server/answering/unlike-lines.ts';

const page = evidenceOf({
  passageId: 'pottery',
  titlePath: ['Pottery classes'],
  text: `A wheel for one afternoon costs from £24. Glazes cost £3 to £9. Each class takes up to 8 people, and children must be at least 7.
You may bring 2 kg of clay or less. The kiln is open from 10am to 4pm.
Only the large studio and the two attic rooms have a wheel; all other rooms have tables.
Firing is possible in the large studio only, and not on holidays. Hang the aprons up clean and dry.
A bowl dries in 2 days, a vase in 3 to 4 days and a wide plate in up to 6.
Prices
Class: Bowl making; Monday to Thursday: £31; Friday to Sunday: £38
Class: Glazing; Price from: £12`,
});

function objection(sentence: string, question = 'What about pottery classes?'): string | undefined {
  return unlikeLines(sentence, page, {
    evidence: [page],
    question,
    asked: question,
    allowedNames: 'Kiln House',
  });
}

test.each([
  ['from', 'A wheel for one afternoon costs £24.'],
  ['up to', 'Each class takes 8 people.'],
  ['at least', 'Children must be 7.'],
  ['or less', 'Bring 2 kg of clay.'],
  ['a bound in the name of a column', 'Glazing classes cost £12.'],
  ['the bound of the other direction', 'Each class takes at least 8 people.'],
])('a number that the page bounds is not told without: %s', (_bound, sentence) => {
  expect(objection(sentence)).toMatch(/bound/);
});

test.each([
  'A wheel for one afternoon costs at least £24.',
  'Each class takes no more than 8 people.',
  'There can be 8 people in each class.',
  'Children must be 7 or older.',
  'Your clay must be under 2 kg.',
  'Glazes cost from £3 to £9.',
  'The kiln is open at 10am.',
])('a bound said otherwise, and an end of a range, are told: %s', (sentence) => {
  expect(objection(sentence)).toBeUndefined();
});

test('an only lets in all that the page lets in, and stands where the page limits something', () => {
  expect(objection('Only the large studio has a wheel; all other rooms have tables.')).toMatch(/shuts out/);
  expect(objection('You hang up only the aprons clean and dry.')).toMatch(/shuts out/);
  expect(objection('Only the large studio and the attic rooms have a wheel.')).toBeUndefined();
  expect(objection('Firing is only possible in the large studio.')).toBeUndefined();
  expect(objection('A wheel for one afternoon costs only £24 or more.')).toBeUndefined();
});

test('a condition is told where the page or the question makes it', () => {
  expect(objection('If the aprons stay wet, hang them up clean and dry.')).toMatch(/condition/);
  const said = 'If it is a holiday, hang the aprons up clean and dry.';
  expect(objection(said)).toMatch(/condition/);
  expect(objection(said, 'Where do the aprons go on a holiday?')).toBeUndefined();
});

test('what is so on another day than was asked is not told, where the page knows that day', () => {
  const sentence = 'Bowl making costs £31 from Monday to Thursday.';
  expect(objection(sentence, 'What does bowl making cost on a Saturday?')).toMatch(/another day/);
  expect(objection(sentence, 'What does bowl making cost on a Tuesday?')).toBeUndefined();
  expect(objection(sentence, 'What does bowl making cost?')).toBeUndefined();
});

test('a word of the question does not stand where the page speaks of something else', () => {
  expect(objection('The swimming pool is open from 10am to 4pm.', 'When is the swimming pool open?')).toMatch(
    /word of the question/,
  );
  expect(objection('The kiln opens from 10am to 4pm.', 'When is the kiln opened?')).toBeUndefined();
  expect(
    objection('The kiln of Kiln House is open from 10am.', 'When can I fire at Kiln House?'),
  ).toBeUndefined();
});
