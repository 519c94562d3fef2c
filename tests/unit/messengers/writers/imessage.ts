/** A message as imessage-exporter has it before it writes. */
export interface AppleMessage {
  /** Seconds since 1970 by the clock of the Mac. */
  readonly at: number;
  readonly sender: string;
  readonly text: string;
  /** Texts before the present one, oldest first. */
  readonly earlier: readonly string[];
  readonly tapbacks: readonly { readonly emoji: string; readonly by: string }[];
  /** Paths, as they are written. */
  readonly files: readonly string[];
  readonly isRead: boolean;
  readonly hasEffect: boolean;
  /** Which of the messages before it answers. */
  readonly answers: number | null;
}

/** `Mar 01, 2023  2:05:31 PM` */
export function stamp(seconds: number): string {
  const date = new Date(seconds * 1000);
  const [day, month, year] = date.toUTCString().slice(5, 16).split(' ');
  const hour = date.getUTCHours();
  const clock = `${String(hour % 12 || 12).padStart(2)}:${date.toISOString().slice(14, 19)}`;
  return `${month} ${day}, ${year} ${clock} ${hour < 12 ? 'AM' : 'PM'}`;
}

const timeOf = ({ at, isRead, sender }: AppleMessage): string =>
  `${stamp(at)}${isRead ? ` (Read by ${sender === 'Me' ? 'them' : 'you'} after 1 hour, 49 seconds)` : ''}`;

/** The text of a chat; an announcement is a string after its time. */
export function writeAppleText(
  items: readonly (AppleMessage | { readonly at: number; readonly announcement: string })[],
): string {
  const messages = items.filter((item): item is AppleMessage => 'sender' in item);
  return items
    .map((item) =>
      'sender' in item
        ? `${linesOf(item, messages, true).join('\n')}\n\n`
        : `${stamp(item.at)} ${item.announcement}\n\n`,
    )
    .join('');
}

function linesOf(message: AppleMessage, messages: readonly AppleMessage[], isOwnPlace: boolean): string[] {
  const { sender, text, earlier, tapbacks, files, hasEffect, answers } = message;
  const [first, ...others] = [...earlier, text];
  const edited = [`${stamp(message.at)} ${first}`, ...others.map((version) => `Edited 5 seconds later: ${version}`)];
  const lines = [
    timeOf(message),
    sender,
    ...(earlier.length > 0 ? edited : text === '' ? [] : [text]).flatMap((part) => part.split('\n')),
    ...files,
    ...(hasEffect ? ['Sent with Confetti'] : []),
    ...(tapbacks.length > 0 ? ['Tapbacks:', ...tapbacks.map(({ emoji, by }) => `    ${emoji} by ${by}`)] : []),
  ];
  if (!isOwnPlace) return lines;
  const replies = messages
    .filter((reply) => reply.answers !== null && messages[reply.answers] === message)
    .flatMap((reply) => [...linesOf(reply, [], false).map((line) => (line === '' ? '' : `    ${line}`)), '']);
  return [...lines, ...replies, ...(answers === null ? [] : ['This message responded to an earlier message.'])];
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The page of a chat. */
export function writeApplePage(
  items: readonly (AppleMessage | { readonly at: number; readonly announcement: string })[],
): string {
  const messages = items.filter((item): item is AppleMessage => 'sender' in item);
  const body = items.map((item) =>
    'sender' in item
      ? elementOf(item, messages, true)
      : `\n<div class="announcement">\n    <p><span class="timestamp">${stamp(item.at)}</span> ${escaped(item.announcement)}</p>\n</div>\n`,
  );
  return `<html>\n<head>\n<meta charset="UTF-8">\n<style>\n.message > .bubble { color: red }\n</style>\n</head>\n<body>\n${body.join('')}</body></html>`;
}

/** The GUID that the page tells of a message. */
export function guidOf(message: AppleMessage, messages: readonly AppleMessage[]): string {
  return `GUID-${messages.indexOf(message)}`;
}

function elementOf(message: AppleMessage, messages: readonly AppleMessage[], isOwnPlace: boolean): string {
  const { sender, text, earlier, tapbacks, files, hasEffect, answers } = message;
  const guid = guidOf(message, messages);
  const [time, receipt = ''] = timeOf(message).split(/(?= \(Read)/);
  const versions = [...earlier, text].map(
    (version, at) =>
      `<tr><td><span class="timestamp">${at > 0 ? 'Edited 5 seconds later' : ''}</span></td><td>${escaped(version)}</td></tr>`,
  );
  const bubble =
    earlier.length > 0
      ? `<div class="edited"><table><tbody>${versions.join('')}</tbody></table></div>`
      : `<span class="bubble">${escaped(text)}</span>`;
  const parts = [
    ...(text !== '' || earlier.length > 0 ? [bubble] : []),
    ...files.map((path) =>
      path.endsWith('.mov')
        ? `<video controls> <source src="${escaped(path)}" type="video/quicktime"> <source src="${escaped(path)}" type="video/quicktime"> </video>`
        : path.endsWith('.pdf')
          ? `<a href="${escaped(path)}">Click to download x.pdf (1.00 KB)</a>`
          : `<img src="${escaped(path)}" loading="lazy">`,
    ),
  ].map((part) => `<hr>\n<div class="message_part">\n    ${part}\n    </div>\n`);
  const reacted = tapbacks.map(
    ({ emoji, by }) => `<div class="tapback"><span class="tapback"><b>${emoji}</b> by ${escaped(by)}</span></div>`,
  );
  const replies = isOwnPlace
    ? messages.filter((reply) => reply.answers !== null && messages[reply.answers] === message)
    : [];
  return `<div class="message"${isOwnPlace && answers !== null ? ` id="r-${guid}"` : ''}>
    <div class="${sender === 'Me' ? 'sent iMessage' : 'received'}">
        <p>
            <span class="timestamp">
                <a title="Reveal in Messages app" href="sms://open?message-guid=${guid}">${time}</a>${receipt}
            </span>
            <span class="sender">${escaped(sender)}</span>
        </p>
        ${parts.join('')}
        ${hasEffect ? '<span class="expressive">Sent with Confetti</span>' : ''}
        ${reacted.length > 0 ? `<div class="tapbacks"><hr><p>Tapbacks:</p>${reacted.join('')}</div>` : ''}
        ${replies.length > 0 ? `<div class="replies">${replies.map((reply) => `<div class="reply" id="${guidOf(reply, messages)}">${elementOf(reply, messages, false)}</div>`).join('')}</div>` : ''}
        ${isOwnPlace && answers !== null ? '<span class="reply_context">This message responded to an earlier message.</span>' : ''}
    </div>
</div>
`;
}
