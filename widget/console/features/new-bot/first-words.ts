import type { BotLanguage } from '../../parts/BotLanguageChoice.tsx';
import type { NewBot } from '../../queries/bots.ts';

type Words = Pick<NewBot['settings'], 'greeting' | 'refusal' | 'handoffMessage'>;

/** What a new bot says on its own behalf, until somebody words it better under Settings; `%` is the organisation. */
const WORDS: Record<BotLanguage, Words> = {
  en: {
    greeting: 'Hello, this is the assistant of %. What can I help you with?',
    refusal: 'I could not find this in the documents of %. Shall I bring in a colleague?',
    handoffMessage: 'I will bring in a colleague.',
  },
  de: {
    greeting: 'Guten Tag, hier ist der Assistent von %. Wobei kann ich helfen?',
    refusal: 'Dazu habe ich in den Unterlagen von % nichts gefunden. Soll ich jemanden dazuholen?',
    handoffMessage: 'Ich hole jemanden aus dem Team dazu.',
  },
  fr: {
    greeting: 'Bonjour, ici l’assistant de %. Comment puis-je vous aider ?',
    refusal: 'Je n’ai pas trouvé cela dans les documents de %. Dois-je appeler un collègue ?',
    handoffMessage: 'J’appelle un collègue.',
  },
  es: {
    greeting: 'Hola, soy el asistente de %. ¿En qué puedo ayudarle?',
    refusal: 'No he encontrado esto en los documentos de %. ¿Aviso a un compañero?',
    handoffMessage: 'Voy a avisar a un compañero.',
  },
  it: {
    greeting: 'Buongiorno, sono l’assistente di %. Come posso aiutarla?',
    refusal: 'Non l’ho trovato nei documenti di %. Chiamo un collega?',
    handoffMessage: 'Chiamo un collega.',
  },
  nl: {
    greeting: 'Hallo, dit is de assistent van %. Waarmee kan ik u helpen?',
    refusal: 'Dit heb ik in de documenten van % niet gevonden. Zal ik er een collega bij halen?',
    handoffMessage: 'Ik haal er een collega bij.',
  },
};

export function firstWords(language: BotLanguage, organisation: string): Words {
  const { greeting, refusal, handoffMessage } = WORDS[language];
  const filled = (words: string) => words.replace('%', () => organisation);
  return { greeting: filled(greeting), refusal: filled(refusal), handoffMessage };
}
