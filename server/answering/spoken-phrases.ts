/**
 * What people say to a bot that is no question for its documents, by what they want, and beside it what only sounds like it.
 * Written by topic, without looking at any test's wording; each list holds several ways to say each thing.
 */
export const SPOKEN = {
  person: lines(`
I want to talk to a human being
Can I speak with a real person?
Let me talk to somebody
I need to speak to someone
Is there a person I can chat with?
Is anybody there I could talk to?
Please get me a human agent
Connect me to an agent
Could you transfer me to customer support?
Put me through to a member of staff
I would like to speak with an employee
May I talk to the manager?
I want your supervisor
Can one of your team call me?
Could somebody phone me back?
Have someone ring me please
Ask a colleague to take over
Hand this conversation to a colleague
Bring in a person please
I prefer human help
I do not want to talk to a bot
Stop the bot, I need a person
I am tired of talking to a computer
You are only a robot, give me a person
Get someone who can actually help me
How can I contact a real person?
How do I get through to somebody in your company?
Who can I talk with about this problem?
I want to complain to someone
human
real person
live agent
customer service representative
talk to support
contact an adviser
live chat with staff
Are there people who can answer me?
Can a human read this?
I'd like a word with someone in charge
forward me to your service team
Let me write with a real employee
Is there a human available?
i wanna speak to sombody
can i talk to a persn
`),
  anger: lines(`
This is ridiculous
You are useless
Your service is terrible
I am really angry
I am so fed up with this
This is the worst company ever
What a joke
You are wasting my time
This is unacceptable
I have had enough of this
You people are incompetent
That did not help at all, stupid bot
I hate this
Are you kidding me
Nothing works here, it is a disgrace
I am furious about how I was treated
shut up
you idiot
this is bullshit
I will never buy from you again
How dare you treat customers like this
`),
  chat: lines(`
How is your day going?
What is your name?
How old are you?
Where do you live?
Do you have feelings?
I am bored
I love you
You are funny
You are very helpful
Nice to meet you
Tell me something funny
Do you like music?
What is your favourite food?
Are you married?
Let's just chat a little
What do you do in your free time?
Happy birthday
Merry Christmas
haha that is funny
What can you do?
What can I ask you?
How can you help me?
Good job
I am feeling lonely today
lol
test
just testing
`),
  none: lines(`
What is your telephone number?
What is the e-mail address for questions?
What are your opening hours?
When is the hotline open?
How many people fit into it?
Is it for one person or two?
Can another person collect my order?
Can a friend sign for the delivery?
Does an adult have to be at home?
Who delivers the parcels?
How do I contact the carrier?
Can your staff measure me in the shop?
Do your employees get a discount?
How do I become an employee?
Are there jobs in your team?
Who is the manager of the company?
Is there a discount for groups?
Can I bring another person to the course?
Do I need to call before I come?
Can I change the person on my booking?
Is support included in the price?
How do I complain about a damaged item?
How long does a complaint take?
How do I complain, and when do I get an answer?
Who do I write to if I am not happy with the answer to a complaint?
When can I call your team?
Can my son talk to you for me?
Can I bring my dog in?
What do I do if the parcel is damaged?
The zip is broken, what can I do?
My order has not come, where is it?
I am angry that my parcel is late, when does it come?
Is this a joke or a real discount?
Do you sell birthday cards?
Do you have Christmas opening hours?
Is there music in the shop?
Where do you ship to?
Where are your shops?
How old must I be to join?
What does your company do?
Do you have gift cards?
Is the material machine washable?
Is it made by hand or by machine?
Can I talk to the instructor before the course?
Do you help with choosing the size?
Can someone help me carry it to the car?
Do you have a live camera?
Is English spoken in the shop?
How do I test whether it is waterproof?
Can I test it before I buy it?
Which food can I cook with it?
What is the name of the founder?
Do agents sell your products abroad?
Can I return a present from somebody?
Is a representative needed to sign?
Who can join the club?
How do I reach you by train?
`),
} as const satisfies Record<string, readonly string[]>;

function lines(text: string): readonly string[] {
  return text.trim().split('\n');
}
