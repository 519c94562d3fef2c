import { PERMISSIONS } from '@/components/permissions';
import { t } from '@/utils/words';
import type { JSX } from 'preact';

/** What the browser lets Passkeep do, why, and what that does not include. */
export function PermissionsTable(): JSX.Element {
  return (
    <table id="permissions">
      <thead>
        <tr>
          <th scope="col">{t('permissionName')}</th>
          <th scope="col">{t('permissionWhy')}</th>
          <th scope="col">{t('permissionCannot')}</th>
        </tr>
      </thead>
      <tbody>
        {PERMISSIONS.map(({ name, why, cannot }) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>{t(why)}</td>
            <td>{t(cannot)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
