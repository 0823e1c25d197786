import { useId } from 'react';
import type { Insight } from '../../../../server/contract/index.ts';
import { msg, t } from '../../i18n/t.ts';
import { REASON_LABEL } from '../../parts/feedback-words.ts';
import { formatDuration, formatNumber } from '../../parts/format.ts';

const RESOLUTION: Record<keyof Insight['resolution'], string> = {
  confirmed: msg('Solved, as the visitor said'),
  silent: msg('Answered, and the visitor said nothing'),
  refused: msg('A question was not answered'),
  notHelped: msg('Did not help, as the visitor said'),
  handedOver: msg('Went to a person'),
  other: msg('Nothing was asked'),
};

const REFUSAL: Record<Insight['refusals'][number]['reason'], string> = {
  'weak-match': msg('No passage was close enough'),
  'nothing-found': msg('Nothing was found at all'),
  declined: msg('The model saw no answer in the passages'),
  'other-language': msg('Asked in another language'),
  'too-long': msg('Too long a message'),
  other: msg('Another reason'),
};

const HANDOVER: Record<NonNullable<Insight['handovers'][number]['reason']>, string> = {
  asked: msg('The visitor asked for one'),
  button: msg('The visitor pressed the button'),
  keyword: msg('A word that calls a person'),
  refused: msg('Too much was not answered'),
  unsure: msg('The bot was not sure of its answer'),
  disliked: msg('Too many thumbs down'),
  anger: msg('The visitor was angry'),
  staff: msg('A colleague took over'),
};

type Row = { label: string; value: number };

/** The counts behind the numbers, a table each. */
export function Reasons({ insight }: { insight: Insight }) {
  const { resolution, refusals, handovers, thumbsDown, ratings, times } = insight;
  const endings = Object.keys(RESOLUTION) as (keyof typeof RESOLUTION)[];
  return (
    <div className="columns">
      <CountTable
        title={t('How conversations ended')}
        text={t(
          'Each that began in this time, once; a person goes before what the visitor said, that before what the bot did.',
        )}
        rows={endings.map((ending) => ({ label: t(RESOLUTION[ending]), value: resolution[ending] }))}
      />
      <CountTable
        title={t('Why it did not answer')}
        text={t('Of the latest refusals, 5,000 at most.')}
        rows={refusals.map(({ reason, count }) => ({ label: t(REFUSAL[reason]), value: count }))}
      />
      <CountTable
        title={t('Why a person was called')}
        text={t('What called a person to a conversation for the first time.')}
        rows={handovers.map(({ reason, count }) => ({
          label: reason === null ? t(REFUSAL.other) : t(HANDOVER[reason]),
          value: count,
        }))}
      />
      <CountTable
        title={t('Why thumbs were down')}
        text={t('What visitors chose beside the thumb.')}
        rows={thumbsDown.map(({ reason, count }) => ({ label: thumbReason(reason), value: count }))}
      />
      <CountTable
        title={t('Ratings')}
        text={t('What visitors gave a conversation, 5 is best; the latest word counts.')}
        rows={ratings.map((value, index) => ({ label: String(index + 1), value })).toReversed()}
      />
      <CountTable
        title={t('Response times')}
        text={t('Of the latest {count} replies to questions, as measured on this machine.', {
          count: times.replies,
        })}
        rows={[
          { label: t('First words, half of them within'), value: times.firstWords.halfMs },
          { label: t('First words, nine in ten within'), value: times.firstWords.nineTenthsMs },
          { label: t('The whole reply, half of them within'), value: times.whole.halfMs },
          { label: t('The whole reply, nine in ten within'), value: times.whole.nineTenthsMs },
        ].flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]))}
        say={formatDuration}
      />
    </div>
  );
}

function thumbReason(reason: string | null): string {
  const known = Object.entries(REASON_LABEL).find(([name]) => name === reason)?.[1];
  return known === undefined ? t('no reason chosen') : t(known);
}

type TableProps = { title: string; text: string; rows: readonly Row[]; say?(value: number): string };

function CountTable({ title, text, rows, say = formatNumber }: TableProps) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="quiet small">{text}</p>
      {rows.length === 0 ? (
        <p>{t('None yet.')}</p>
      ) : (
        <table aria-labelledby={id}>
          <tbody>
            {rows.map(({ label, value }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td className="number">{say(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
