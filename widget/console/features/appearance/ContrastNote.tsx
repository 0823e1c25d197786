import { Button } from '@mantine/core';
import { t } from '../../i18n/t.ts';
import { formatNumber } from '../../parts/format.ts';
import type { LookTrial } from '../../queries/looks.ts';

type Props = { contrast: LookTrial['contrast']; onTake(color: string): void };

/** Said while words in the brand colour are hard to read, with the way out. */
export function ContrastNote({ contrast, onTake }: Props) {
  return (
    <div role="status">
      {contrast && !contrast.passes && (
        <div className="notice contrast">
          <p>
            {t(
              'Words in this colour are hard to read: their contrast is {ratio} to 1, and {needed} to 1 is needed. The chat writes its links and buttons in {nearest} instead.',
              {
                ratio: formatNumber(contrast.ratio, 1),
                needed: formatNumber(contrast.needed, 1),
                nearest: contrast.nearest,
              },
            )}
          </p>
          <Button variant="default" onClick={() => onTake(contrast.nearest)}>
            {t('Use {color}', { color: contrast.nearest })}
          </Button>
        </div>
      )}
    </div>
  );
}
