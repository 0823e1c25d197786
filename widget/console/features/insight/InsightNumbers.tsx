import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Insight } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { formatDay, formatDuration, formatNumber } from '../../parts/format.ts';
import { insightQuery } from '../../queries/insight.ts';
import { Change } from './Change.tsx';
import { daysBefore, type Figures, figuresOf, sumOf } from './totals.ts';
import '../../parts/numbers.css';

type Props = { botId: string; insight: Insight };
type Figure = {
  of: keyof Figures;
  label: string;
  say(value: number): string;
  /** How a difference is said, where that is not as the value. */
  sayChange?(value: number): string;
  /** Absent where neither more nor less is better by itself. */
  better?: 'more' | 'less';
  text: string;
  link?: ReactNode;
};

/** The range in a few numbers, each with what it counts and its change against as many days before. */
export function InsightNumbers({ botId, insight }: Props) {
  const before = daysBefore(insight);
  const earlier = useQuery(insightQuery(botId, before)).data;
  const now = figuresOf(insight);
  const then = earlier && figuresOf(earlier);
  const compared = then && then.conversations + then.asked + then.flagged > 0 ? then : undefined;
  const span = { count: insight.days.length, from: sayDay(before.from), to: sayDay(before.to) };
  return (
    <>
      <p className="quiet small insight-compared">
        {then && !compared
          ? t(
              '{count, plural, one {On the day before} other {In the # days before}}, {from} – {to}, nothing was asked: there is nothing to compare with.',
              span,
            )
          : t(
              'Beside each number: its change against the {count, plural, one {day before} other {# days before}}, {from} – {to}.',
              span,
            )}
      </p>
      <dl className="numbers">
        {figuresFor(botId, insight, now).map(({ of, label, say, sayChange = say, better, text, link }) => {
          const value = now[of];
          return (
            <div key={of} className="card">
              <dt>{label}</dt>
              <dd>
                <span className="insight-figure">
                  <strong>{value === null ? '–' : say(value)}</strong>
                  {compared && <Change now={value} before={compared[of]} say={sayChange} better={better} />}
                </span>
                <span className="quiet small">{text}</span>
                {link && <span className="small">{link}</span>}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

const sayDay = (day: string) => formatDay(Date.parse(day));
const sayPercent = (value: number) => `${formatNumber(value)} %`;
const sayPoints = (value: number) => t('{value} points', { value: formatNumber(value) });
const sayRating = (value: number) => formatNumber(value, 1);

function figuresFor(botId: string, insight: Insight, now: Figures): Figure[] {
  return [...whatBotDid(botId, insight, now), ...whatPeopleSay(botId, insight, now)];
}

function whatBotDid(botId: string, { days, times }: Insight, now: Figures): Figure[] {
  const { nineTenthsMs } = times.firstWords;
  return [
    {
      of: 'conversations',
      label: t('Conversations'),
      say: formatNumber,
      text: t('began in this time.'),
    },
    {
      of: 'answered',
      label: t('Answered'),
      say: sayPercent,
      sayChange: sayPoints,
      better: 'more',
      text: t(
        'of {asked} questions: {worded} worded from documents, {quoted} quoted, {approved} by approved answers.',
        {
          asked: now.asked,
          worded: sumOf(days, ({ model }) => model),
          quoted: sumOf(days, ({ quote }) => quote),
          approved: sumOf(days, ({ approved }) => approved),
        },
      ),
    },
    {
      of: 'refused',
      label: t('Not answered'),
      say: formatNumber,
      better: 'less',
      text: t('questions that the bot declined; the reasons stand below.'),
      link: now.refused > 0 && (
        <Link to="/$botId/unanswered" params={{ botId }}>
          {t('See what is missing')}
        </Link>
      ),
    },
    {
      of: 'handedOver',
      label: t('To a person'),
      say: formatNumber,
      text: t('conversations that a person was called to. An offer that nobody took up does not count.'),
    },
    {
      of: 'firstWords',
      label: t('First words'),
      say: formatDuration,
      better: 'less',
      text:
        nineTenthsMs === null
          ? t('No reply was measured yet.')
          : t('or less for half of the latest {count} replies, {most} or less for nine in ten.', {
              count: times.replies,
              most: formatDuration(nineTenthsMs),
            }),
    },
  ];
}

function whatPeopleSay(botId: string, insight: Insight, now: Figures): Figure[] {
  const { days, from, to, flaggedOpen } = insight;
  return [
    {
      of: 'flagged',
      label: t('Answers marked wrong'),
      say: formatNumber,
      better: 'less',
      text:
        now.flagged === 0
          ? t('by your team, on the day they were marked.')
          : t('by your team, on the day they were marked; {open} still open.', { open: flaggedOpen }),
      link: now.flagged > 0 && (
        <Link to="/$botId/unanswered/marked" params={{ botId }} search={{ state: 'all', from, to }}>
          {t('See these answers')}
        </Link>
      ),
    },
    {
      of: 'thumbsUp',
      label: t('Thumbs up'),
      say: sayPercent,
      sayChange: sayPoints,
      better: 'more',
      text: t('{up} up and {down} down, on single replies.', {
        up: sumOf(days, ({ thumbsUp }) => thumbsUp),
        down: sumOf(days, ({ thumbsDown }) => thumbsDown),
      }),
    },
    {
      of: 'rating',
      label: t('Rating'),
      say: sayRating,
      better: 'more',
      text: t('of 5 on average, from {count, plural, one {# rating} other {# ratings}}.', {
        count: sumOf(days, ({ ratings }) => ratings),
      }),
    },
    {
      of: 'confirmed',
      label: t('Solved, as visitors say'),
      say: formatNumber,
      better: 'more',
      text: t(
        'conversations with a thumb up or a rating of 4 or 5, without a complaint and without a person.',
      ),
    },
    {
      of: 'silent',
      label: t('Answered without feedback'),
      say: formatNumber,
      text: t(
        'conversations in which all was answered and the visitor said nothing. They may be solved or not.',
      ),
    },
  ];
}
