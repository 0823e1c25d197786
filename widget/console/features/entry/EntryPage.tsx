import type { ReactNode } from 'react';
import { Brand } from '../../app/Brand.tsx';
import { LanguageChoice } from '../../app/LanguageChoice.tsx';
import type { EntryLink } from '../../session.ts';
import { InvitationForm } from './InvitationForm.tsx';
import { ResetForm } from './ResetForm.tsx';
import { SignIn } from './SignIn.tsx';

/** The door: signing in, or what a link that was handed out leads to. */
export function EntryPage({ link }: { link: EntryLink | undefined }) {
  return (
    <main className="sign-in">
      <div className="card">
        <div className="row">
          <Brand />
          <span className="row-end">
            <LanguageChoice />
          </span>
        </div>
        {formOf(link)}
      </div>
    </main>
  );
}

function formOf(link: EntryLink | undefined): ReactNode {
  if (link?.kind === 'invitation') return <InvitationForm token={link.token} />;
  if (link?.kind === 'reset') return <ResetForm token={link.token} />;
  return <SignIn refused={link?.token} />;
}
