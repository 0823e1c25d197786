import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Audience } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { addFiles } from './uploads.ts';

/** What Markdown would read as more than text. */
const MARKDOWN_SIGNS = /[\\`*_[\]<>&#]/g;

type Props = {
  botId: string;
  opened: boolean;
  /** What the text is about, to begin with. */
  about?: string | undefined;
  /** Who may be told what it says. */
  audience?: Audience | undefined;
  onAdded?(): void;
  onClose(): void;
};

/** A text becomes a Markdown document under its title; the same title again replaces it. */
export function PasteText({ botId, opened, about = '', audience, onAdded, onClose }: Props) {
  const [title, setTitle] = useState(about);
  const [text, setText] = useState('');

  function submit(event: FormEvent): void {
    event.preventDefault();
    addFiles(botId, [textFile(title.trim(), text.trim())], audience);
    setTitle('');
    setText('');
    onAdded?.();
    onClose();
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t('Paste text')} size="lg">
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={t('Title')}
          description={t('Visitors see it beside answers. A text of the same title is replaced.')}
          value={title}
          maxLength={200}
          required
          withAsterisk={false}
          data-autofocus
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          label={t('Text')}
          description={t('Lines that begin with # become headings.')}
          value={text}
          rows={12}
          required
          withAsterisk={false}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" disabled={title.trim() === '' || text.trim() === ''}>
            {t('Add')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function textFile(title: string, text: string): File {
  const heading = title.replace(MARKDOWN_SIGNS, '\\$&');
  const name = `${title.replace(/[\\/]/g, '-')}.md`;
  return new File([`# ${heading}\n\n${text}\n`], name, { type: 'text/markdown' });
}
