import type { Reply } from '../model';

/** An answer's text, and what stands before it for clients that know no answers. */
export interface Answer {
  readonly text: string;
  readonly quoted: Pick<Reply, 'sender' | 'text'>;
}

/**
 * Takes `> <@ann:example.org> what she wrote⏎⏎` off the beginning of an answer. Matrix specification, 11.33 "Fallbacks for
 * rich replies" (until 1.12).
 */
export function withoutFallback(body: string): Answer {
  if (!/^> (?:\* )?<[^<>\n]*>/.test(body)) return { text: body, quoted: {} };
  let end = 0;
  const lines: string[] = [];
  while (body.startsWith('>', end)) {
    const next = body.indexOf('\n', end);
    lines.push(body.slice(end, next < 0 ? undefined : next).replace(/^> ?/, ''));
    if (next < 0) return { text: body, quoted: {} };
    end = next + 1;
  }
  const match = /^(\* )?<([^<>]*)>( |$)/.exec(lines[0] ?? '');
  const [first = '', ...others] = lines;
  const text = [first.slice(match?.[0].length ?? 0), ...others].join('\n');
  const sender = match?.[2];
  return {
    text: body.slice(body.startsWith('\n', end) ? end + 1 : end),
    quoted: { ...(sender && { sender }), ...(text && { text }) },
  };
}
