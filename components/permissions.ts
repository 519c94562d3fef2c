import type { Word } from '@/utils/words';

/** A permission of the manifest: why it is there, and what it cannot do. */
export interface PermissionRow {
  readonly name: string;
  readonly why: Word;
  readonly cannot: Word;
}

/** Every permission of the manifest; docs/permissions.md has the same rows. */
export const PERMISSIONS: readonly PermissionRow[] = [
  { name: 'activeTab', why: 'permissionActiveTabWhy', cannot: 'permissionActiveTabCannot' },
  { name: 'idle', why: 'permissionIdleWhy', cannot: 'permissionIdleCannot' },
  { name: 'offscreen', why: 'permissionOffscreenWhy', cannot: 'permissionOffscreenCannot' },
  { name: 'scripting', why: 'permissionScriptingWhy', cannot: 'permissionScriptingCannot' },
  { name: 'unlimitedStorage', why: 'permissionStorageWhy', cannot: 'permissionStorageCannot' },
];
