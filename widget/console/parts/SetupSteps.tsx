import { msg, t } from '../i18n/t.ts';
import { Icon } from './Icon.tsx';
import './setup-steps.css';

const STEPS = [
  msg('Name and language'),
  msg('One document'),
  msg('Three questions'),
  msg('One line for your site'),
  msg('Seen on your site'),
] as const;

/** Where in setting a bot up one is. */
export function SetupSteps({ current }: { current: number }) {
  return (
    <ol className="plain setup-steps" aria-label={t('Steps')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          data-done={index < current}
          {...(index === current ? { 'aria-current': 'step' as const } : {})}
        >
          <span className="step-mark">{index < current ? <Icon name="check" size={16} /> : index + 1}</span>
          <span className="step-name">
            {t(step)}
            {index < current && <span className="visually-hidden"> {t('done')}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
