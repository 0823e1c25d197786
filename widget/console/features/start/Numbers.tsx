import type { Overview } from '../../../../server/contract/index.ts';

/** The numbers that matter, each with the sentence that says what it means. */
export function Numbers({ overview: { documents, conversations, replies } }: { overview: Overview }) {
  const asked = replies.answered + replies.refused + replies.handedOver;
  const numbers = [
    {
      value: conversations,
      label: 'Conversations',
      text: 'with visitors so far.',
    },
    {
      value: asked === 0 ? '–' : `${Math.round((100 * replies.answered) / asked)} %`,
      label: 'Answered',
      text:
        asked === 0
          ? 'of the questions; there were none yet.'
          : `${replies.answered} of ${asked} questions were answered from your documents.`,
    },
    {
      value: replies.refused,
      label: 'Not answered',
      text: 'questions your documents did not cover. Each shows what to add.',
    },
    {
      value: documents.failed,
      label: 'Failed documents',
      text:
        documents.failed === 0
          ? 'Every document could be read.'
          : 'could not be read. Knowledge says why, and lets you try again.',
    },
  ];
  return (
    <section>
      <h2 className="section-title">How it goes</h2>
      <dl className="numbers">
        {numbers.map(({ value, label, text }) => (
          <div key={label} className="card">
            <dt>{label}</dt>
            <dd>
              <strong>{value}</strong>
              <span className="quiet small">{text}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
