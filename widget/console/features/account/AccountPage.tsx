import './account.css';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { useMe } from '../../me.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { NameForm } from './NameForm.tsx';
import { PasswordChange } from './PasswordChange.tsx';
import { profileQuery } from './queries.ts';
import { SecondFactor } from './SecondFactor.tsx';
import { Sessions } from './Sessions.tsx';

/** One's own account. */
export function AccountPage() {
  const me = useMe();
  return (
    <>
      <PageHead title={t('Your account')}>
        {t('Your name, your password, and where you are signed in.')}
      </PageHead>
      {me.kind === 'person' ? (
        <Own />
      ) : (
        <EmptyState title={t('A key has no account')}>
          {t('You are signed in with a key. Sign out, and sign in with your e-mail address.')}
        </EmptyState>
      )}
    </>
  );
}

function Own() {
  const profile = useQuery(profileQuery());
  return (
    <Query result={profile}>
      {(own) => (
        <div className="columns">
          <NameForm profile={own} />
          {own.password && <PasswordChange />}
          {own.password && <SecondFactor on={own.secondFactor} />}
          <Sessions />
        </div>
      )}
    </Query>
  );
}
