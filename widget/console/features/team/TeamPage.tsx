import './team.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TeamBody } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { formatTime } from '../../parts/format.ts';
import { PageHead } from '../../parts/PageHead.tsx';
import { Query } from '../../parts/Query.tsx';
import { ROLE_SAYS, roleName, USER_ROLES } from '../../parts/role-names.ts';
import { InvitePerson } from './InvitePerson.tsx';
import { PersonItem } from './PersonItem.tsx';
import { revokeInvitation, teamQuery } from './queries.ts';

/** Who works here, and what they may do. */
export function TeamPage() {
  const team = useQuery(teamQuery());
  return (
    <>
      <PageHead title={t('Team and roles')} actions={<InvitePerson />}>
        {t(
          'Everyone with their own account: what is done is written down under their name, and whoever leaves is out with one click.',
        )}
      </PageHead>
      <Query result={team}>
        {({ people, invitations }) => (
          <>
            <section className="card" aria-labelledby="people-title">
              <h2 id="people-title">{t('People')}</h2>
              {people.length === 0 ? (
                <p className="quiet">
                  {t('Nobody has an account yet. Invite the first person, or open the link for the owner.')}
                </p>
              ) : (
                <ul className="plain people">
                  {people.map((person) => (
                    <PersonItem key={person.id} person={person} />
                  ))}
                </ul>
              )}
            </section>
            {invitations.length > 0 && <Invitations invitations={invitations} />}
            <Roles />
          </>
        )}
      </Query>
    </>
  );
}

function Invitations({ invitations }: Pick<TeamBody, 'invitations'>) {
  const queries = useQueryClient();
  return (
    <section className="card" aria-labelledby="invited-title">
      <h2 id="invited-title">{t('Invited')}</h2>
      <ul className="plain people">
        {invitations.map(({ id, email, role, expiresAt }) => (
          <li key={id}>
            <div>
              <strong>{email}</strong>
              <p className="quiet small">
                {roleName(role)} · {t('the link works until {time}', { time: formatTime(expiresAt) })}
              </p>
            </div>
            <ConfirmButton
              label={t('Take back')}
              name={t('Take back the invitation of {email}', { email })}
              title={t('Take this invitation back?')}
              confirm={t('Take back')}
              onConfirm={async () => {
                await revokeInvitation(id);
                await queries.invalidateQueries({ queryKey: teamQuery().queryKey });
              }}
            >
              {t('Its link opens nothing any more. You can invite {email} again at any time.', { email })}
            </ConfirmButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Roles() {
  return (
    <section className="card" aria-labelledby="roles-title">
      <h2 id="roles-title">{t('What each role may do')}</h2>
      <dl className="roles">
        {USER_ROLES.map((role) => (
          <div key={role}>
            <dt>{roleName(role)}</dt>
            <dd className="quiet">{t(ROLE_SAYS[role])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
