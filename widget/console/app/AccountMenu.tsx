import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { accountApi, succeed } from '../api.ts';
import { t } from '../i18n/t.ts';
import { useMe } from '../me.tsx';
import { Icon } from '../parts/Icon.tsx';
import { roleName } from '../parts/role-names.ts';
import { forgetKey, readKey } from '../session.ts';

/** Who is signed in, their own account, and the way out. */
export function AccountMenu({ botId }: { botId: string }) {
  const me = useMe();
  const queries = useQueryClient();

  async function leave(): Promise<void> {
    if (readKey() === undefined) await succeed(accountApi['sign-out'].$post());
    forgetKey();
    await queries.resetQueries({ queryKey: ['me'] });
  }

  return (
    <div className="account-menu">
      {me.kind === 'person' ? (
        <Link
          to="/$botId/account"
          params={{ botId }}
          className="account-link"
          activeProps={{ 'aria-current': 'page' }}
        >
          <Icon name="person" />
          <span>
            {me.name}
            <span className="quiet small account-role">{roleName(me.role)}</span>
          </span>
        </Link>
      ) : (
        <p className="quiet small">{t('Signed in with the key “{name}”', { name: me.name })}</p>
      )}
      <Button
        variant="subtle"
        size="sm"
        leftSection={<Icon name="leave" size={18} />}
        onClick={() => void leave()}
      >
        {t('Sign out')}
      </Button>
    </div>
  );
}
