import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/**
 * What the extension's pages may do. Nothing reaches a server: `connect-src 'none'` shuts out fetch, WebSocket,
 * EventSource, WebTransport and sendBeacon; what a policy cannot shut out is named in docs/threat-model.md.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  vite: () => ({
    plugins: [preact()],
    // Workers are modules of their own files: a blob: worker would need a weaker policy.
    worker: { format: 'es' },
    build: { modulePreload: { polyfill: false } },
  }),
  manifest: ({ mode }) => ({
    name: '__MSG_extName__',
    short_name: 'Passkeep',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    // The public half of a key that was thrown away. It pins the extension's ID, and with it the passkeys made for it.
    key: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0FaP5pTQh/p+HWDi+AZVB7CgkxJaPkJ6IjdDxARPPGFnS6my3+dM380MvNfjvDXb6rhtFZgaETKAhXRvsAhBtmkmx4ZHPwnfKXGsSJi39p7qTzJMs/7QkgJqLzsiuUUNFU+GTOTSI6MPBa5b0TMeEEs9Cr90Iw577Nfntx5IkZ9VP1PPRV88qUxrMq4SOW9sKb6z+oQQR/yMFJ9Z1EyRWP0VKg4QlIrrET1OWLyrabNteP6rRCEmsLkdgVE3jB66ZL2CaTzQOjQ1EzhVf/xc0wlkT8rVz4tvWjB4E6a43852tJXEuN92oymVpD8pX8/YZrn6gCzXCR5Ud6s3VP4TUwIDAQAB',
    minimum_chrome_version: '148',
    message_serialization: 'structured_clone',
    // Each of these has its row in docs/permissions.md; a test holds the two together.
    permissions: ['activeTab', 'idle', 'offscreen', 'scripting', 'unlimitedStorage'],
    ...(mode === 'production' && { content_security_policy: { extension_pages: contentSecurityPolicy } }),
    action: { default_title: '__MSG_extName__' },
    // None of Chromium's own: with Alt and Shift it has A, B, I and T. On macOS Option and Shift write letters.
    commands: {
      lock: {
        suggested_key: { default: 'Alt+Shift+L', mac: 'MacCtrl+Shift+L' },
        description: '__MSG_lockCommand__',
      },
    },
  }),
});
