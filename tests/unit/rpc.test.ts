import { PasskeepError } from '@/utils/errors';
import { type CallContext, RpcClient, serve } from '@/utils/rpc';
import { afterEach, describe, expect, test } from 'vitest';

const methods = {
  double: (input: number) => input * 2,
  fail: (code: 'STORAGE_FULL' | 'DAMAGED') => {
    throw new PasskeepError(code, { detail: { bytes: 7 } });
  },
  stumble: () => Promise.reject(new TypeError('x is undefined')),
  count: (to: number, { tell }: CallContext) => {
    for (let at = 1; at <= to; at++) tell(at);
    return to;
  },
  untilAborted: (_: void, { signal }: CallContext) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  uncloneable: () => () => {},
};

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

function client(): RpcClient<typeof methods> {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  serve(port2, methods);
  port1.start();
  port2.start();
  return new RpcClient<typeof methods>(port1);
}

describe('a call', () => {
  test('comes back with its own value, whatever else is asked meanwhile', async () => {
    const rpc = client();
    expect(await Promise.all([rpc.call('double', 1), rpc.call('count', 3), rpc.call('double', 21)])).toEqual([
      2, 3, 42,
    ]);
  });

  test('fails with the code and the detail of what was thrown there', async () => {
    const rpc = client();
    await expect(rpc.call('fail', 'STORAGE_FULL')).rejects.toMatchObject({
      code: 'STORAGE_FULL',
      detail: { bytes: 7 },
    });
    await expect(rpc.call('fail', 'DAMAGED')).rejects.toBeInstanceOf(PasskeepError);
    await expect(rpc.call('stumble', undefined)).rejects.toMatchObject({ code: 'UNEXPECTED' });
  });

  test('hears of progress before its end', async () => {
    const told: unknown[] = [];
    expect(await client().call('count', 3, { onProgress: (progress) => told.push(progress) })).toBe(3);
    expect(told).toEqual([1, 2, 3]);
  });

  test('is aborted over there', async () => {
    const rpc = client();
    const controller = new AbortController();
    const call = rpc.call('untilAborted', undefined, { signal: controller.signal });
    await rpc.call('double', 1);
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(rpc.call('double', 1, { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  test.each(['missing', 'toString', 'constructor', '__proto__'])('of %s, which is no method, fails', async (method) => {
    await expect(client().call(method as 'double', 1)).rejects.toMatchObject({ code: 'UNEXPECTED' });
  });

  test('fails when its value cannot cross', async () => {
    await expect(client().call('uncloneable', undefined)).rejects.toMatchObject({ code: 'UNEXPECTED' });
  });

  test('ends when the worker is gone', async () => {
    const rpc = client();
    const calls = [rpc.call('untilAborted', undefined), rpc.call('untilAborted', undefined)];
    rpc.fail(new PasskeepError('INTERRUPTED'));
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
