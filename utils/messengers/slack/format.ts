import { headItems } from '../json/head-items';
import { asObject, asString } from '../json/shape';
import type { Format, FoundExport } from '../format';
import type { ExportFile } from '../source/export-file';
import { isMessage } from './message';
import { readWorkspace } from './read';
import { type Workspace, workspacesIn } from './workspace';

/**
 * A Slack workspace: `channels.json`, `users.json` and others, and a folder for each conversation with a file for each day.
 * As Slack exports it, and as rusq/slackdump does.
 */
export const slack: Format = {
  async find(tree, signal) {
    const found: FoundExport[] = [];
    for (const workspace of workspacesIn(tree)) {
      const { root, users, indexes, days } = workspace;
      if (!(await isWorkspace(workspace, signal))) continue;
      found.push({
        messenger: 'slack',
        variant: 'workspace',
        path: root,
        files: [...(users ? [users] : []), ...indexes, ...[...days.values()].flat()],
        read: (options, abort) => readWorkspace(workspace, tree, options, abort),
      });
    }
    return found;
  },
};

/** Days whose first elements are Slack's messages, beside a list whose elements have ids. */
async function isWorkspace({ users, indexes, days }: Workspace, signal: AbortSignal): Promise<boolean> {
  const hasId = (value: unknown): boolean => asString(asObject(value)?.['id']) !== null;
  const inIndexes = await some(indexes, hasId, signal);
  const inUsers = await some(users ? [users] : [], hasId, signal);
  if (!inIndexes && !inUsers) return false;
  const inDays = await some([...days.values()].flat().slice(0, MOST_LOOKED_AT), isMessage, signal);
  // Days without any message say nothing: both lists together do.
  return inDays ?? (inIndexes === true && inUsers === true);
}

/** Days of a workspace that are looked at: the first ones may be empty. */
const MOST_LOOKED_AT = 20;

/** Whether an element at the beginning of one of the files fits; null: none has any element. */
async function some(
  files: readonly ExportFile[],
  fits: (element: unknown) => boolean,
  signal: AbortSignal,
): Promise<boolean | null> {
  let isEmpty = true;
  for (const file of files) {
    const items = await headItems(file, () => 'each', signal);
    if (items.some(({ value }) => fits(value))) return true;
    if (items.length > 0) isEmpty = false;
  }
  return isEmpty ? null : false;
}
