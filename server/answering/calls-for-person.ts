import { asks } from './anger.ts';

const KIND =
  '(?:(?:real|actual|live|other|different|senior|duty|human|customer|service|store|shop|line) ){0,3}';
const WHO =
  '(?:humans?|persons?|agents?|representatives?|reps?|operators?|advis[oe]rs?|managers?|supervisors?|boss|colleagues?|employees?|staff)(?: (?:being|member)s?)?';
/** Where the name of a person is said to its end: `a staff discount`, `an agent licence` and `a person of my choice` are none. */
const END =
  '(?=\\s*(?:$|[.,!;:?)]|(?:please|now|right|instead|immediately|directly|today|here|there|on|at|and|or|because|as|who|that|if|about|urgently|asap|available|from your|to (?:help|talk|speak|chat|call|phone|ring|contact|answer|reply|take|deal|look))\\b))';
const ONE = `(?:an?|the|your|any|some|(?:one|any|some(?:one|body)?) (?:of|from|in) (?:the |your )?) ?${KIND}${WHO}${END}`;
const SOMEONE = '(?:someone|somebody|anyone|anybody)';

/** Talking to, whoever it is: nobody else is talked to here. */
const TALK =
  /\b(?:speak|talk|chat)(?:ing)? (?:\w+ ){0,2}(?:to|with)\b(?:(?!\b(?:about|for|from|into|by|in|if|when)\b)[^.?!]){0,25}\b(?:human|person|agent|(?:someone|somebody)(?! else)|representative|rep|operator|advis[oe]r|manager|supervisor|staff|colleague|employee|member of (?:the |your )?(?:staff|team)|your team)\b|\b(?:want|need|like|wish|rather|let me)\b.{0,12}\b(?:speak|talk|chat) (?:to|with) (?:an?|your|one of)\b|\bwho (?:do|can|should|could) i (?:speak|talk) (?:to|with)\b/i;
/** The visitor, or what they write, handed on; `transfer money to someone` hands on something else. */
const HAND_ON = new RegExp(
  `\\b(?:connect|transfer|put|pass|hand|get|give|refer|switch|forward)(?:ing)? (?:me|us|(?:this|the|my|our) (?:chat|conversation|case|matter|problem|issue|request))\\b[^.?!]{0,25}\\b(?:${WHO}${END}|member of (?:the |your )?(?:staff|team)|your team|some(?:one|body)\\b)|\\b(?:put|pass|transfer|connect|hand|switch) me (?:through|over|across)\\b|\\b(?:pass|transfer|connect|hand) me (?:on )?to\\b|\\b(?:hand|pass|turn) (?:this|it) over to\\b`,
  'i',
);
/** Whoever is fetched, and no more of them than that: `find me a staff discount`. What visitors bring or find is theirs. */
const FETCH = new RegExp(
  `\\b(?:get|reach|demand|insist on|(?<!\\b(?:i|we) )(?:fetch|bring|find|give|send|call))(?: me| us)?(?: in)?(?: hold of| through to| in touch with)? ${ONE}|\\b(?:get|give|send|find|bring) (?:me |us )(?:in )?(?:some )?(?:${WHO}|service|the team|your team)${END}|\\b(?:get|fetch|call) (?:one|some|any|someone|somebody) (?:of|from) your\\b|\\b(?:get|reach|find) (?:hold of )?${SOMEONE} (?:who|that|real|here|in charge|to (?:help|talk|speak|call|answer|look))\\b|\\bhelp from ${ONE}`,
  'i',
);
/** `Do I need a manager?` asks for none. */
const WANT = new RegExp(
  `(?<!\\b(?:do|does|did|will|would|must|should|shall) (?:i|you|we|they) (?:also |still |really )?)\\b(?:want|need|like|prefer|(?<=\\b(?:can|could|may) (?:i|we) )have|rather have)(?: to (?:have|see|get))? ${ONE}|\\b(?:want|need|like|prefer|rather)\\b.{0,20}\\b(?:an?|the) (?:real|live|actual) ${WHO}${END}`,
  'i',
);
/** Nothing but whom one wants, alone or at the end: `no more bots, a human please`. */
const NAMED = new RegExp(
  `(?:^|[.,;:!?])\\s*(?:(?:hi|hello|hey|please|just|only|a|an|the) )*${KIND}(?:humans?|persons?|agents?|representatives?|reps?|operators?|advis[oe]rs?|manager|supervisor)(?: being)?(?:[\\s,]*(?:please|now|thanks|asap))*[\\s.!?]*$`,
  'i',
);
const THERE = new RegExp(
  `\\b${SOMEONE} (?:(?:there|here)(?=\\s*(?:$|[.,!;?]|who\\b|to (?:help|talk|speak)\\b|i (?:can|could)\\b))|real\\b|i can (?:speak|talk|chat|write)\\b)|\\b(?:is|are) (?:there )?${ONE.replace(END, '')} (?:available|there|here|online|around|i (?:can|could))\\b|\\bcall me (?:back|please)\\b|\\bcan (?:someone|somebody) (?:(?:call|phone|ring|contact) (?:me|us|back)\\b|help(?: me| us)?(?: please| now| with this)?\\s*(?:[?!.]|$))`,
  'i',
);
/** Questions about people's work rather than wishes for one: `Do I need a person to sign?` */
const NOT_PERSON =
  /\b(?:sign for|signature|another person|second person|per person|each person|for one person)\b/i;

/** A complaint that is made here and now; what asks about complaints is a question like any other. */
const COMPLAINT =
  /\b(?:want|wish|like|need|have|going|here|writing|trying) to (?:(?:formally|officially|hereby) )?(?:complain\b|(?:make|lodge|file|raise|submit|register|log|place|bring|put in) (?:a|an|my|this) (?:\w+ ){0,2}complaint\b)|\b(?:i am|i'm|im|we are|we're) (?:hereby |now |formally )*(?:complaining\b|(?:making|lodging|filing|raising|submitting) an? (?:\w+ ){0,2}complaint\b)|\bi (?:hereby |formally )(?:complain|object)\b|\b(?:this is|take this as|consider this|treat this as) an? (?:\w+ )?complaint\b|\b(?:want|wish|like|need|going) to (?:escalate|take) (?:this|it|my (?:case|complaint|problem))(?: (?:further|higher|up))?\b|\bescalate (?:this|it|my (?:case|complaint))\b/i;

/** Whether a person is asked for in so many words, be it to complain. */
export function asksForPerson(text: string): boolean {
  const isWish = [TALK, HAND_ON, FETCH, WANT, NAMED, THERE].some((pattern) => pattern.test(text));
  return (isWish && !NOT_PERSON.test(text)) || (COMPLAINT.test(text) && !asks(text));
}
