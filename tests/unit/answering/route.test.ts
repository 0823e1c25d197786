import { expect, test } from 'vitest';
import { routeQuestion } from '../../../server/answering/route.ts';
import { botSettingsSchema } from '../../../server/bots/settings.ts';

const bot = botSettingsSchema.parse({
  organisation: 'Larch & Loft',
  greeting: 'Hello! What can I help you with?',
  refusal: 'I could not find that.',
  handoffMessage: 'I will bring in a colleague.',
});

test.each([
  ['I want to speak to a human', 'handoff'],
  ['can i talk to someone please', 'handoff'],
  ['Please put me through to a real person.', 'handoff'],
  ['agent', 'handoff'],
  ['get me a manager!!', 'handoff'],
  ['I would rather speak with a librarian', 'handoff'],
  ['transfer this chat to a colleague', 'handoff'],
  ['may I talk with a member of your team', 'handoff'],
  ['fetch one of your employees, this does not work', 'handoff'],
  ['Get me your boss!', 'handoff'],
  ['I have to make a formal complaint about the van driver', 'handoff'],
  ['We are lodging an official complaint', 'handoff'],
  ['Please take this as a complaint: the course was cancelled on the day.', 'handoff'],
  ['I would like to escalate this', 'handoff'],
  ['Can somebody help me?', 'handoff'],
  ['Is there anyone there I could chat with?', 'handoff'],
  ['Can somebody help me lift the canoe onto the roof?', 'search'],
  ['Can I get a second card for someone in my family?', 'search'],
  ['How do I transfer my loans to someone else?', 'search'],
  ['Do I save the fee if I get the tickets in person at the desk?', 'search'],
  ['Can I get an earlier slot if someone cancels?', 'search'],
  ['Can I get help from a person?', 'handoff'],
  ['Hi', 'smalltalk'],
  ['Hello there!', 'smalltalk'],
  ['thanks a lot', 'smalltalk'],
  ['Great, thank you for your help!', 'smalltalk'],
  ['Bye', 'smalltalk'],
  ['are you a robot?', 'smalltalk'],
  ['   ', 'clarify'],
  ['???', 'clarify'],
  ['x'.repeat(2001), 'clarify'],
  ['¿Puedo devolver las botas que no me quedan?', 'refusal'],
  ['Wo kann ich meine Bestellung zurückgeben und wann?', 'refusal'],
  ['Comment puis-je retourner mes chaussures ?', 'refusal'],
  ['返品できますか', 'refusal'],
  ['Can I send back boots I wore outside?', 'search'],
  ['Hi, how long do I have to return a tent?', 'search'],
  ['Thanks, and what does it cost?', 'search'],
  ['Does somebody have to sign for my parcel?', 'search'],
  ['Is the Personal Locator in stock?', 'search'],
  ['returns', 'search'],
  ['Can I chat to other members in the forum?', 'search'],
  ['Do you repair Gore-Tex jackets and la sportiva boots?', 'search'],
])('%s -> %s', (question, kind) => {
  expect(routeQuestion(question, bot).kind).toBe(kind);
});

test.each([
  'We are absolutely livid about the way we were spoken to',
  'im so angry, three weeks and not a word from you',
  'This is the fourth time that the wrong parcel came.',
  'This is my 3rd message and still nothing',
  'no one ever picks up the phone',
  'You never reply to letters',
  'I have called you five times about that lamp',
  'how many times do i have to say it',
  'ffs your shop is a shambles',
  'bloody hell, broken again',
  'I will take you to court over this',
  'We are going to trading standards',
  'You will hear from my solicitor.',
])('anger is met with the offer of a person: %s', (text) => {
  expect(routeQuestion(text, bot)).toMatchObject({ kind: 'smalltalk', reason: 'anger' });
});

test.each([
  'How do I make a complaint?',
  'What is your complaints procedure?',
  'where can i send a formal complaint to',
  'How long does a complaint take, and who decides?',
  'Can I go to the ombudsman if I am not satisfied?',
  'Which ombudsman is responsible for you?',
  'Is there an e-mail address for complaints?',
  'If I have to make a formal complaint, what is the address?',
  'Do your staff get a discount?',
  'find me a staff discount',
  'Send me a service booklet please',
  'Can I get team shirts printed?',
  'Is this the third time that the sale is on?',
  'This is my second time at the library, do I need a new card?',
  'My order is late and I am angry, when does it come',
  'Nobody signed for my parcel, is it lost?',
  'nobody was at home when the driver came',
  'You do not reply on weekends, do you?',
  'I called twice about the loan of a film',
  'Does anybody help with forms?',
  'How often do I have to oil leather?',
  'How many times can I renew a book',
  'Are your adhesives useless below zero?',
  'the zip has had it, do you mend those',
  'What should I do with a terrible smell in my boots?',
  'Do you help people who have to go to court?',
])('what asks about complaints or trouble is a question: %s', (text) => {
  expect(routeQuestion(text, bot).kind).toBe('search');
});

test.each([
  'How do I transfer money to someone abroad?',
  'Can I give someone access to my account?',
  'Can I put another person on the lease?',
  'Can I pass it to a colleague?',
  'May I bring a colleague?',
  'Do I need an agent to sell my house?',
  'do I need a supervisor for the lab',
  'how do i install the monitoring agent',
  'How do I connect an agent to my workspace?',
  'Is your chat agent certified',
  'can i get a staff parking permit',
  'i want a manager role in the workspace',
  'Can I get a person removed from my account?',
  'I would prefer a person of my own gender to examine me',
  'put me on the waiting list',
  'Is there someone there at weekends?',
  'can someone call the ward for me',
])('who hands something to somebody, or needs one, asks for no person here: %s', (text) => {
  expect(routeQuestion(text, bot).kind).toBe('search');
});

test.each([
  'I had it repaired last week and it broke again',
  'I have had it for two years and the screen is cracked',
  'my rubbish was not collected',
  'I think I have been the victim of a scam',
  'thieves broke into my car',
  'I have a terrible headache after the operation',
  'horrible smell from the drains',
  'how often do i have to take the tablets',
  'how many times a day do i have to take it',
  'I have reported it to the police',
  'I have a solicitor acting for me',
  'I have to go to court on Monday',
  'I will bring the papers tomorrow',
])('who tells of something bad is not angry with us: %s', (text) => {
  expect(routeQuestion(text, bot).kind).toBe('search');
});

test.each([
  'your service is terrible',
  'you people are idiots',
  'worst company ever',
  'what a load of rubbish',
  'I have had enough of this',
  'I am calling my lawyer',
])('what is bad is said of us: %s', (text) => {
  expect(routeQuestion(text, bot)).toMatchObject({ kind: 'smalltalk', reason: 'anger' });
});

test.each(['who are you regulated by', 'what are you open on sunday', 'are you a person centred service'])(
  'a question that begins like one about the bot: %s',
  (text) => expect(routeQuestion(text, bot).kind).toBe('search'),
);

test.each([
  'cost per night per person',
  'Price per person, children come free',
  'van hire, transit van price',
  'which os, mac os',
  'Flights Los Angeles to Las Vegas',
  'comment on a planning application',
])('English with words that other languages have: %s', (text) => {
  expect(routeQuestion(text, bot).kind).toBe('search');
});

test('the bot uses the words it was given', () => {
  expect(routeQuestion('hello', bot)).toMatchObject({ text: 'Hello! What can I help you with?' });
  expect(routeQuestion('I need a human', bot)).toMatchObject({ text: 'I will bring in a colleague.' });
});
