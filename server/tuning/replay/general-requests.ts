/**
 * What a small chat model is asked that has nothing to do with an organisation's help pages, by kind. Each holds all that is
 * needed to answer it and asks for a short answer, so that what the untuned model says to all of them takes a minute.
 */
export const GENERAL_REQUESTS: Readonly<Record<string, readonly string[]>> = {
  rewrite: linesOf(`
Rewrite this more politely: Send me the report now.
Rewrite this in simpler words: The precipitation will cease in the early evening.
Rewrite this as a question: The train leaves at noon.
Make this sentence shorter: Because of the fact that it was raining very hard, we decided that we would stay at home.
Rewrite this in the past tense: She walks to the lake and feeds the ducks.
Correct the mistakes in this sentence: He go to school every days.
Rewrite this so that it sounds more cheerful: The party was fine.
Turn this into one sentence: The cat is black. The cat sleeps on the roof.
Rewrite this formally: Hey, can't make it tomorrow, sorry!
Rewrite this in the plural: The child has a red balloon.
Put the words in the right order: bought yesterday bicycle a new my sister
`),
  summarise: linesOf(`
Summarise in one sentence: Bees visit flowers to collect nectar. While they do so they carry pollen from one flower to the next, and so help plants to make seeds.
Summarise in one sentence: The old bridge was closed in spring because its wooden beams had begun to rot. Workers replaced them, and it opened again in October.
Give this text a title: Every winter the lake freezes, and the whole village comes to skate on it. Children race, and their grandparents sell hot soup on the shore.
Summarise in five words: The children planted forty trees behind the school and water them every morning.
Say in one sentence what this is about: The astronaut trained for six years. She learned to fly, to dive and to repair machines, and in the end she spent half a year in space.
Summarise in one sentence: Volcanoes are openings through which hot rock reaches the surface. Some erupt often, others sleep for thousands of years.
What is the main point of this text? Many people sleep too little. They forget more, fall ill more often and have more accidents.
Summarise in one sentence: Tom wanted to bake bread, but he had no yeast. He asked his neighbour, who gave him some, and they baked it together.
Shorten to one sentence: Penguins cannot fly. They are very good swimmers, though, and catch fish under water.
Summarise in one sentence: The museum shows paintings from four centuries. Its oldest is a small picture of a harbour, its newest a wall of coloured light.
Give this text a title: When the storm came the sailors took down the sails, tied themselves to the mast and waited until morning.
`),
  greet: linesOf(`
Hello!
Good morning, how are you?
Hi there, nice to meet you.
Good evening.
Thank you very much, that was kind of you.
Goodbye, and have a nice day.
I am a bit tired today.
Happy birthday to my friend Anna! What could I write on the card?
Good night.
I passed my exam today!
Wish me luck for tomorrow.
`),
  explain: linesOf(`
Explain in one sentence why the sky is blue.
Explain in one sentence what gravity is.
What is photosynthesis? Answer in one sentence.
Explain to a child in one sentence why we have day and night.
What is a metaphor? Answer in one sentence.
Explain in one sentence how a bicycle stays upright.
What does the word "patient" mean? Answer in one sentence.
Explain in one sentence why leaves fall in autumn.
What is the difference between a lake and a river? Answer in one sentence.
Explain in one sentence what an echo is.
Why does ice float on water? Answer in one sentence.
`),
  list: linesOf(`
Name three fruits.
List three animals that live in the sea.
Name two planets.
List four colours of the rainbow.
Name three things that one takes to the beach.
List three musical instruments with strings.
Name three words that rhyme with "light".
Name the four seasons.
List three breakfast dishes.
Name two countries in South America.
List three verbs that describe ways of walking.
`),
  reason: linesOf(`
I have three apples and eat one. How many are left?
Anna is taller than Ben, and Ben is taller than Carl. Who is the tallest?
What comes next: 2, 4, 6, 8?
If today is Monday, which day is the day after tomorrow?
Which is heavier, a feather or a brick?
A box holds six eggs. How many eggs are in two boxes?
All roses are flowers. Is a rose a flower?
What is the opposite of "hot"?
Which word does not belong: dog, cat, table, horse?
It is raining and I have no umbrella. What should I do? Answer in one sentence.
Half of ten is what?
`),
  write: linesOf(`
Write one sentence about a dog.
Write a short sentence with the word "river".
Write a line of a poem about the sea.
Write the first sentence of a fairy tale.
Write a two-line message that invites a friend to dinner.
Describe a forest in one sentence.
Write a one-sentence compliment.
Write a sentence that contains the words "moon" and "window".
Write one sentence about what you see from a mountain.
Write a short thank-you note for a gift, in one sentence.
Invent a name for a blue parrot.
`),
  sort: linesOf(`
Is this sentence happy or sad? My bicycle was stolen.
Is this a question or a statement? The shop is closed.
Is a whale a fish or a mammal?
Which language is this: Guten Morgen?
Is "quickly" a noun, a verb or an adverb?
Is this review good or bad? The film was dull and far too long.
Put in alphabetical order: pear, apple, cherry.
Is a tomato a fruit or a vegetable? Answer in one sentence.
Is this true or false? The sun rises in the west.
Which of these is a colour: chair, green, seven?
Is this sentence polite or rude? Could you please open the door?
`),
};

function linesOf(text: string): string[] {
  return text.trim().split('\n');
}
