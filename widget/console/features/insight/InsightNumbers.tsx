import { Link } from '@tanstack/react-router';
import type { Insight } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { formatDuration, formatNumber } from '../../parts/format.ts';
import { answeredOn, askedOn, sumOf } from './totals.ts';
import '../../parts/numbers.css';

type Props = { botId: string; insight: Insight };

/** The range in a few numbers, each with the sentence that says what it counts. */
export function InsightNumbers({ botId, insight: { days, resolution, times } }: Props) {
  const asked = sumOf(days, askedOn);
  const refused = sumOf(days, ({ refusal }) => refusal);
  const up = sumOf(days, ({ thumbsUp }) => thumbsUp);
  const down = sumOf(days, ({ thumbsDown }) => thumbsDown);
  const ratings = sumOf(days, (day) => day.ratings);
  const { halfMs, nineTenthsMs } = times.firstWords;
  const numbers = [
    {
      label: t('Conversations'),
      value: formatNumber(sumOf(days, ({ conversations }) => conversations)),
      text: t('began in this time.'),
    },
    {
      label: t('Answered'),
      value: shareOf(sumOf(days, answeredOn), asked),
      text: t(
        'of {asked} questions: {worded} worded from documents, {quoted} quoted, {approved} by approved answers.',
        {
          asked,
          worded: sumOf(days, ({ model }) => model),
          quoted: sumOf(days, ({ quote }) => quote),
          approved: sumOf(days, ({ approved }) => approved),
        },
      ),
    },
    {
      label: t('Not answered'),
      value: formatNumber(refused),
      text: t('questions that the bot declined; the reasons stand below.'),
      link: refused > 0 && (
        <Link to="/$botId/unanswered" params={{ botId }}>
          {t('See what is missing')}
        </Link>
      ),
    },
    {
      label: t('To a person'),
      value: formatNumber(sumOf(days, ({ handedOver }) => handedOver)),
      text: t('conversations that a person was called to. An offer that nobody took up does not count.'),
    },
    {
      label: t('Solved, as visitors say'),
      value: formatNumber(resolution.confirmed),
      text: t(
        'conversations with a thumb up or a rating of 4 or 5, without a complaint and without a person.',
      ),
    },
    {
      label: t('Answered in silence'),
      value: formatNumber(resolution.silent),
      text: t(
        'conversations in which all was answered and the visitor said nothing. They may be solved or not.',
      ),
    },
    {
      label: t('Rating'),
      value: ratings === 0 ? '–' : formatNumber(sumOf(days, ({ ratingSum }) => ratingSum) / ratings, 1),
      text: t('of 5 on average, from {count, plural, one {# rating} other {# ratings}}.', { count: ratings }),
    },
    {
      label: t('Thumbs up'),
      value: shareOf(up, up + down),
      text: t('{up} up and {down} down, on single replies.', { up, down }),
    },
    {
      label: t('First words'),
      value: halfMs === null ? '–' : formatDuration(halfMs),
      text:
        halfMs === null || nineTenthsMs === null
          ? t('No reply was measured yet.')
          : t('or less for half of the latest {count} replies, {most} or less for nine in ten.', {
              count: times.replies,
              most: formatDuration(nineTenthsMs),
            }),
    },
  ];
  return (
    <dl className="numbers">
      {numbers.map(({ value, label, text, link }) => (
        <div key={label} className="card">
          <dt>{label}</dt>
          <dd>
            <strong>{value}</strong>
            <span className="quiet small">{text}</span>
            {link && <span className="small">{link}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function shareOf(part: number, all: number): string {
  return all === 0 ? '–' : `${Math.round((100 * part) / all)} %`;
}
