import type { Header, HeaderKey, HeaderRecipient } from '@/utils/age/header';
import { type Bytes, randomBytes, utf8 } from '@/utils/bytes';
import { base64nopad } from '@scure/base';
import { identityToRecipient } from 'age-encryption';

type Headers = typeof import('@/utils/age/header');

/**
 * The real functions for age's headers, which remember the key of a header that they have seen: post-quantum key
 * exchange is most of the time of a test that opens the same vault again and again. For `vi.mock`.
 */
export function quickHeaders(real: Headers): Headers {
  const known = new Map<string, Bytes>();
  return {
    ...real,
    async makeHeader(recipient) {
      const header = await real.makeHeader(recipient);
      known.set(textOf(header.bytes), header.fileKey);
      return header;
    },
    async openHeader(header, keys) {
      return known.get(textOf(header)) ?? (await real.openHeader(header, keys));
    },
  };
}

/**
 * The real functions for age's headers, which remember for whom they made a header: it opens with that recipient's
 * identity and with no other, without the work. Exact, where a test asks who can open what. For `vi.mock`.
 */
export function rememberedHeaders(real: Headers): Headers {
  const made = new Map<string, { recipient: HeaderRecipient; bytes: Bytes; fileKey: Bytes }>();
  const recipients = new Map<string, Promise<string>>();
  const recipientOf = async (identity: string): Promise<string> => {
    const recipient = recipients.get(identity) ?? identityToRecipient(identity);
    recipients.set(identity, recipient);
    return await recipient;
  };
  /** undefined where the real functions must be asked. */
  const remembered = async (header: Bytes, keys: readonly HeaderKey[]): Promise<Bytes | null | undefined> => {
    const known = made.get(textOf(header));
    if (typeof known?.recipient !== 'string') return undefined;
    for (const key of keys) {
      if (typeof key !== 'string') return undefined;
      if ((await recipientOf(key)) === known.recipient) return known.fileKey.slice();
    }
    return null;
  };
  return {
    ...real,
    async makeHeader(recipient) {
      const first = headers.areCopied && [...made.values()].find((each) => each.recipient === recipient);
      const header = first ? anotherHeader(first.bytes) : await real.makeHeader(recipient);
      made.set(textOf(header.bytes), { recipient, bytes: header.bytes, fileKey: header.fileKey.slice() });
      return header;
    },
    openHeader: async (header, keys) => (await remembered(header, keys)) ?? (await real.openHeader(header, keys)),
    async tryHeader(header, keys) {
      const answer = await remembered(header, keys);
      return answer === undefined ? await real.tryHeader(header, keys) : answer;
    },
  };
}

/**
 * The real functions for age's headers, which make one header for each recipient and use it again: no key exchange at all,
 * for a test that writes and opens thousands of small files. For `vi.mock`.
 */
export function sharedHeaders(real: Headers): Headers {
  const quick = quickHeaders(real);
  const made = new Map<string, ReturnType<Headers['makeHeader']>>();
  return {
    ...quick,
    async makeHeader(recipient) {
      if (typeof recipient !== 'string') return await quick.makeHeader(recipient);
      const header = made.get(recipient) ?? quick.makeHeader(recipient);
      made.set(recipient, header);
      const { bytes, fileKey } = await header;
      return { bytes: bytes.slice(), fileKey: fileKey.slice() };
    },
  };
}

/**
 * `areCopied`: from then on, {@link rememberedHeaders} makes no new header for whom it has made one, but one like it with
 * another MAC, which nobody opens but who remembers it. For tests that write thousands of files.
 */
export const headers = { areCopied: false };

function anotherHeader(like: Bytes): Header {
  const bytes = like.slice();
  const mac = utf8(base64nopad.encode(randomBytes(32)));
  bytes.set(mac, bytes.length - mac.length - 1);
  return { bytes, fileKey: randomBytes(16) };
}

function textOf(header: Bytes): string {
  return Buffer.from(header).toString('latin1');
}
