import { useQuery } from '@tanstack/react-query';
import { turnQuery } from '../../queries.ts';
import { Query } from '../Query.tsx';
import { WhyAnswer } from './WhyAnswer.tsx';

/** The passport of an answer that was given. */
export function WhyTurn({ botId, turnId }: { botId: string; turnId: string }) {
  const turn = useQuery(turnQuery(botId, turnId));
  return <Query result={turn}>{({ passport }) => <WhyAnswer botId={botId} passport={passport} />}</Query>;
}
