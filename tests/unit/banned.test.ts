import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * What reaches the network past the content security policy and what no lint rule sees. The scan reads text, so it finds
 * the plain ways of writing these, not every way; the end-to-end tests watch what the browser does.
 */
const BANNED: readonly { name: string; pattern: RegExp; samples: readonly string[] }[] = [
  {
    name: 'a link that opens a connection ahead of time',
    pattern: /\brel\s*[=:]\s*\{?\s*["'`]?[^"'`>]*\b(preconnect|dns-prefetch|prefetch|prerender)\b/i,
    samples: ['<link rel=preconnect href=//x>', '<link href="//x" rel="icon dns-prefetch">', "link.rel = 'prefetch'"],
  },
  {
    name: 'a move to a web address',
    pattern:
      /\blocation(\.href)?\s*=[^=>]*["'`](https?:)?\/\/|\blocation\.(assign|replace)\(\s*["'`](https?:)?\/\/|\bopen\(\s*["'`](https?:)?\/\/|http-equiv\s*=\s*["']?refresh/i,
    samples: [
      'location.href = "https://x"',
      'window.location = `//x`',
      "location.replace('http://x')",
      "window.open('https://x')",
    ],
  },
  {
    name: 'something fetched from a web address',
    pattern:
      /\b(src|srcset|action|poster|data|ping)\s*=\s*\{?\s*["'`](https?:)?\/\/|@import\s+(url\()?["']?(https?:)?\/\/|url\(\s*["']?(https?:)?\/\//i,
    samples: [
      '<img src="https://x/y.png">',
      '<form action="//x">',
      "background: url('https://x')",
      '@import "https://x/y.css"',
    ],
  },
  {
    name: 'text made into markup',
    pattern: /\bdangerouslySetInnerHTML\b|\.(innerHTML|outerHTML)\s*\+?=|\bsetHTMLUnsafe\(|\bdocument\.write(ln)?\(/,
    samples: ['<p dangerouslySetInnerHTML={x} />', 'p.innerHTML += x', 'document.write(x)'],
  },
  {
    name: 'WebRTC, which no policy holds back',
    pattern: /\b(webkit)?RTCPeerConnection\b/,
    samples: ['new globalThis.RTCPeerConnection()', "window['webkitRTCPeerConnection']"],
  },
];

const ROOT = join(import.meta.dirname, '..', '..');
const SHIPPED = ['entrypoints', 'components', 'utils', 'public'];

/** The shipped sources, without comments. */
async function sources(): Promise<{ path: string; text: string }[]> {
  const found: { path: string; text: string }[] = [];
  for (const folder of SHIPPED) {
    const entries = await readdir(join(ROOT, folder), { recursive: true });
    for (const entry of entries.filter((name) => /\.(tsx?|html|css|svg)$/.test(name))) {
      const text = await readFile(join(ROOT, folder, entry), 'utf8');
      found.push({ path: join(folder, entry), text: withoutComments(text) });
    }
  }
  return found;
}

function withoutComments(text: string): string {
  return text.replaceAll(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

describe('the shipped sources hold nothing of', () => {
  it.each(BANNED)('$name', async ({ pattern, samples }) => {
    for (const sample of samples) expect(sample).toMatch(pattern);
    const all = await sources();
    expect(all.length).toBeGreaterThan(5);
    expect(all.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
