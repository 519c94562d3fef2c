import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressOf, passwordOf } from './prosody-data.ts';
import type { Prosody } from './prosody.ts';

/**
 * Writes the page of Converse.js in which `user` is signed in and has the chat with `other` open, and gives its address.
 * The footer, which would ask a server on the Internet for pictures, is empty; and the one rule of its styles is left out for
 * which the browser works out those of all messages anew whenever one appears: nine tenths of the time that they take.
 */
export async function writeConversePage(server: Prosody, user: string, other: string): Promise<string> {
  const settings = {
    whitelisted_plugins: ['no-footer'],
    authentication: 'login',
    auto_login: true,
    jid: addressOf(user),
    password: passwordOf(user),
    websocket_url: `ws://${server.host}/xmpp-websocket`,
    discover_connection_methods: false,
    assets_path: '/dist/',
    view_mode: 'fullscreen',
    i18n: 'en',
    theme: 'classic',
    auto_subscribe: false,
    message_archiving: 'always',
    render_media: true,
    play_sounds: false,
    show_desktop_notifications: false,
    persistent_store: 'sessionStorage',
    clear_cache_on_logout: true,
    auto_join_private_chats: [addressOf(other)],
    loglevel: 'warn',
    enable_smacks: false,
  };
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Converse</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/dist/converse.min.css">
<style>html, body { height: 100%; margin: 0 }</style>
</head>
<body class="converse-fullscreen">
<div id="conversejs-bg"></div>
<script type="module">
import converse from '/dist/converse.min.js';
for (const sheet of document.styleSheets)
  for (let at = sheet.cssRules.length - 1; at >= 0; at--)
    if (sheet.cssRules[at].selectorText?.includes('legend + *')) sheet.deleteRule(at);
converse.plugins.add('no-footer', {
  initialize() { this._converse.api.elements.define('converse-footer', class extends HTMLElement {}); },
});
converse.initialize(${JSON.stringify(settings)});
</script>
</body>
</html>
`;
  await writeFile(join(server.web, 'index.html'), page);
  return `http://${server.host}/`;
}
