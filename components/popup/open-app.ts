import { type View, sendMessage } from '@/utils/messages/protocol';

/** Shows the app, at a view (and an archive in it) or where it is, and closes the popup. */
export function openApp(view: View | null, archive?: string): void {
  void sendMessage('openApp', { view, ...(archive !== undefined && { archive }) }).finally(() => window.close());
}
