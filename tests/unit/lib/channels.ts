import type { Channel } from '@/utils/rpc';

/** The two ends of a channel that hands over what it is given, as it is: Node clones a file into something that is none. */
export function channelPair(): readonly [Channel, Channel] {
  const [here, there] = [new EventTarget(), new EventTarget()];
  const end = (from: EventTarget, to: EventTarget): Channel => ({
    postMessage: (data) => void to.dispatchEvent(new MessageEvent('message', { data })),
    addEventListener: (type, listener) => from.addEventListener(type, listener as EventListener),
  });
  return [end(here, there), end(there, here)];
}
