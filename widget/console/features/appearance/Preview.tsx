import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { PublicBot } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { PREVIEW_READY, type Scene } from '../../preview/scene.ts';
import type { Bot } from '../../queries.ts';

const SIZES = { desk: { width: 820, height: 680 }, phone: { width: 390, height: 680 } };

type Props = { bot: Bot; look: PublicBot['look']; colorScheme: Scene['colorScheme'] };

/** The widget itself on an empty page, before anything is saved. */
export function Preview({ bot, look, colorScheme }: Props) {
  const [isPhone, setIsPhone] = useState(() => matchMedia('(max-width: 36rem)').matches);
  const [dark, setDark] = useState(false);
  const [isRightToLeft, setIsRightToLeft] = useState(false);
  const frame = useRef<HTMLIFrameElement>(null);
  const { ref: place, width: room } = useElementSize<HTMLDivElement>();
  const { width, height } = isPhone ? SIZES.phone : SIZES.desk;
  const scale = Math.min(1, room / width || 1);
  const direction = isRightToLeft ? 'rtl' : 'ltr';

  useEffect(() => {
    const scene: Scene = { bot: publicBot(bot, look), colorScheme, dark, direction, answer: sampleAnswer() };
    const show = () => frame.current?.contentWindow?.postMessage(scene, location.origin);
    const hear = ({ source, data }: MessageEvent) => {
      if (source === frame.current?.contentWindow && data === PREVIEW_READY) show();
    };
    window.addEventListener('message', hear);
    show();
    return () => window.removeEventListener('message', hear);
  }, [bot, look, colorScheme, dark, direction]);

  return (
    <section className="card preview" aria-labelledby="preview-title">
      <h2 id="preview-title">{t('Preview')}</h2>
      <div className="row">
        <Toggle label={t('On a phone')} pressed={isPhone} onPress={setIsPhone} />
        <Toggle label={t('In the dark')} pressed={dark} onPress={setDark} />
        <Toggle label={t('Right to left')} pressed={isRightToLeft} onPress={setIsRightToLeft} />
      </div>
      <div ref={place} className="preview-room">
        <div className="preview-place" style={{ inlineSize: width * scale, blockSize: height * scale }}>
          <iframe
            ref={frame}
            src="/console/preview.html"
            title={t('The chat on a page')}
            width={width}
            height={height}
            style={{ transform: `scale(${scale})` }}
          />
        </div>
      </div>
      <p className="quiet small">
        {t(
          'This is the chat itself. Nothing asked in here is kept or counted, and the answer is always the same.',
        )}
      </p>
    </section>
  );
}

type ToggleProps = { label: string; pressed: boolean; onPress(pressed: boolean): void };

function Toggle({ label, pressed, onPress }: ToggleProps) {
  return (
    <Button
      variant={pressed ? 'filled' : 'default'}
      size="compact-md"
      aria-pressed={pressed}
      onClick={() => onPress(!pressed)}
    >
      {label}
    </Button>
  );
}

function sampleAnswer(): string {
  return t('This is how an answer looks, with [a link](https://example.org) in it.');
}

function publicBot({ id, name, language, settings }: Bot, look: PublicBot['look']): PublicBot {
  const { organisation, greeting, suggestedQuestions, contact } = settings;
  return {
    id,
    name,
    organisation,
    locale: language,
    greeting,
    suggestedQuestions,
    inService: true,
    disclosure: '',
    contact,
    look,
  };
}
