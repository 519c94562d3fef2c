import { PasskeepError } from '@/utils/errors';
import { type PasskeyName, decodeIdentityLine, encodeIdentityLine } from '@/utils/passkey/identity-line';
import { bech32 } from '@scure/base';
import { Stanza, webauthn } from 'age-encryption';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

const PREFIX = 'AGE-PLUGIN-FIDO2PRF-';
const RP_ID = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

const names: fc.Arbitrary<PasskeyName> = fc.record({
  credentialId: fc.uint8Array({ minLength: 1, maxLength: 1023 }).map((array) => new Uint8Array(array)),
  rpId: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter((text) => Buffer.from(text).length <= 255),
  transports: fc.array(fc.constantFrom('usb', 'nfc', 'ble', 'hybrid', 'internal', 'smart-card', 'x2'), {
    maxLength: 16,
  }),
});

const lineOf = (data: readonly number[]) =>
  bech32.encode(PREFIX, bech32.toWords(Uint8Array.from(data)), false).toUpperCase();
const text = (value: string) => [0x60 + value.length, ...Buffer.from(value)];

/** What the age-encryption package reads from a line: it hands it on to the browser. */
async function readByAge(line: string): Promise<PublicKeyCredentialRequestOptions> {
  const get = vi.fn<(options: { publicKey: PublicKeyCredentialRequestOptions }) => Promise<never>>();
  vi.stubGlobal('navigator', { credentials: { get: get.mockRejectedValue(new Error('read')) } });
  const stanza = new Stanza(['age-encryption.org/fido2prf', 'AAECAwQFBgcICQoLDA0ODw'], new Uint8Array(32));
  await expect(new webauthn.WebAuthnIdentity({ identity: line }).unwrapFileKey([stanza])).rejects.toThrow('read');
  const [call] = get.mock.calls;
  if (!call) throw new Error('not called');
  return call[0].publicKey;
}

afterEach(() => vi.unstubAllGlobals());

describe('the identity line of a passkey', () => {
  it('round-trips', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(decodeIdentityLine(encodeIdentityLine(name))).toEqual(name);
      }),
    );
  });

  it('is read alike by the age-encryption package', async () => {
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const { allowCredentials, rpId } = await readByAge(encodeIdentityLine(name));
        const [descriptor] = allowCredentials ?? [];
        expect(rpId).toBe(name.rpId);
        expect(new Uint8Array(descriptor?.id as Uint8Array)).toEqual(name.credentialId);
        expect(descriptor?.transports).toEqual(name.transports);
      }),
      { numRuns: 50 },
    );
  });

  it('is written alike by the age-encryption package', async () => {
    const credentialId = Uint8Array.from({ length: 300 }, (_, i) => i & 255);
    vi.stubGlobal('navigator', {
      credentials: {
        create: async () => ({
          rawId: credentialId.buffer,
          response: { getTransports: () => ['hybrid', 'internal'] },
          getClientExtensionResults: () => ({ prf: { enabled: true } }),
        }),
      },
    });
    const line = await webauthn.createCredential({ keyName: 'test', rpId: RP_ID });
    expect(encodeIdentityLine({ credentialId, rpId: RP_ID, transports: ['hybrid', 'internal'] })).toBe(line);
    expect(line.startsWith(`${PREFIX}1`)).toBe(true);
  });

  it('refuses to write what it would not read', () => {
    const good = { credentialId: new Uint8Array(32), rpId: RP_ID, transports: ['usb'] };
    for (const bad of [
      { ...good, credentialId: new Uint8Array(0) },
      { ...good, credentialId: new Uint8Array(1024) },
      { ...good, rpId: '' },
      { ...good, rpId: 'ü'.repeat(128) },
      { ...good, transports: Array.from({ length: 17 }, () => 'usb') },
      { ...good, transports: ['USB'] },
      { ...good, transports: ['x'.repeat(33)] },
    ])
      expect(() => encodeIdentityLine(bad)).toThrow(RangeError);
  });

  it('never throws anything but its own errors, whatever it is given', () => {
    const damaged = (line: string) => {
      try {
        decodeIdentityLine(line);
        return true;
      } catch (thrown) {
        return thrown instanceof PasskeepError && ['DAMAGED', 'TOO_NEW'].includes(thrown.code);
      }
    };
    fc.assert(fc.property(fc.string(), damaged));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 300 }), (data) => damaged(lineOf(data))),
    );
    // A valid line, with one letter changed or cut anywhere.
    const line = encodeIdentityLine({ credentialId: new Uint8Array(32).fill(1), rpId: RP_ID, transports: ['usb'] });
    fc.assert(
      fc.property(fc.nat({ max: line.length - 1 }), fc.string({ maxLength: 2 }), (at, insert) => {
        const changed = line.slice(0, at) + insert + line.slice(at + 1);
        fc.pre(changed !== line);
        expect(() => decodeIdentityLine(changed)).toThrow('DAMAGED');
      }),
    );
  });

  const id = [0x42, 1, 2];
  const rest = [...text('a.b'), 0x80];
  it.each([
    ['nothing', []],
    ['a version that is text', [...text('1'), ...id, ...rest]],
    ['an empty credential ID', [1, 0x40, ...rest]],
    ['a credential ID that is text', [1, ...text('ab'), ...rest]],
    ['a length beyond the end', [1, 0x5a, 0xff, 0xff, 0xff, 0xff]],
    ['a length in 16 bits beyond the end', [1, 0x59, 0xff, 0xff, 0]],
    ['a length longer than its shortest form', [1, 0x58, 2, 1, 2, ...rest]],
    ['a length of no known form', [1, 0x5f, 1, 2, ...rest]],
    ['an empty RP ID', [1, ...id, 0x60, 0x80]],
    ['an RP ID that is not UTF-8', [1, ...id, 0x61, 0xff, 0x80]],
    ['a transport that is a number', [1, ...id, ...text('a.b'), 0x81, 1]],
    ['a transport with a space', [1, ...id, ...text('a.b'), 0x81, ...text('u b')]],
    ['too many transports', [1, ...id, ...text('a.b'), 0x91, ...Array.from({ length: 17 }, () => text('usb')).flat()]],
    ['an array of 65,535 transports', [1, ...id, ...text('a.b'), 0x99, 0xff, 0xff]],
    ['something after its end', [1, ...id, ...rest, 0]],
  ])('is damaged with %s', (_, data) => {
    expect(() => decodeIdentityLine(lineOf(data))).toThrow('DAMAGED');
  });

  it('says so when it is of a later version', () => {
    expect(decodeIdentityLine(lineOf([1, ...id, ...rest]))).toMatchObject({ rpId: 'a.b' });
    expect(() => decodeIdentityLine(lineOf([2, ...id, ...rest]))).toThrow('TOO_NEW');
  });

  it('is damaged in small letters, under another name, and beyond its longest', () => {
    const line = lineOf([1, ...id, ...rest]);
    expect(() => decodeIdentityLine(line.toLowerCase())).toThrow('DAMAGED');
    expect(() => decodeIdentityLine(bech32.encode('AGE-PLUGIN-OTHER-', [], false).toUpperCase())).toThrow('DAMAGED');
    expect(() => decodeIdentityLine(lineOf(Array.from({ length: 100_000 }, () => 0)))).toThrow('DAMAGED');
  });
});
