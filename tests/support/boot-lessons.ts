/** Lessons on the test documents of `app.ts`, enough that a run can be begun. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  'You can return unworn boots within 30 days.': [
    'Can I return boots that I never wore?',
    'Until when do you take back new boots?',
    'The boots do not fit, may I send them back?',
    'How many days do I have to return boots?',
    'Is there a deadline for sending unworn boots back?',
    'I changed my mind about my boots, what now?',
    'Do you accept returns of boots still in the box?',
  ],
  'Boots worn outside cannot be returned.': [
    'Can I return boots worn outside?',
    'I walked in the rain with them, can they go back?',
    'May used boots be returned?',
    'The boots are muddy, will you take them back?',
    'Are worn boots refused?',
    'Can I send back boots after a hike?',
  ],
  'Standard delivery takes three working days.': [
    'How long does standard delivery take?',
    'When will my parcel arrive?',
    'How many days until delivery?',
    'How fast is the normal delivery?',
    'Does delivery take longer than a week?',
    'What is the delivery time?',
  ],
  'Standard delivery costs 4 euros.': [
    'What does standard delivery cost?',
    'How much is shipping?',
    'Is delivery free?',
    'What do I pay for sending?',
    'Price of delivery, please?',
    'Are there costs for the parcel?',
  ],
};

export const BOOT_LESSONS: readonly { question: string; answer: string }[] = Object.entries(
  QUESTIONS,
).flatMap(([answer, questions]) => questions.map((question) => ({ question, answer })));
