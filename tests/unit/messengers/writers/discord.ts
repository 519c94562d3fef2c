import { writeCsv } from './csv';

/** A message for Discord's exports; the package has only a part of it. */
export interface DiscordMessage {
  readonly id: string;
  readonly ms: number;
  readonly text: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly type: 'Default' | 'Reply' | 'Call' | 'ChannelPinnedMessage' | 'GuildMemberJoin' | '20' | '46';
  readonly editedAt: number | null;
  /** Names of files; those that begin with `here` were downloaded. */
  readonly files: readonly string[];
  readonly sticker: string | null;
  /** Id of a message. */
  readonly answers: string | null;
  readonly forwarded: { readonly ms: number; readonly text: string } | null;
  readonly reactions: readonly { readonly emoji: string; readonly by: readonly string[] }[];
}

export interface DiscordChannel {
  readonly id: string;
  readonly type: 'DirectTextChat' | 'DirectGroupTextChat' | 'GuildTextChat';
  readonly name: string;
  readonly messages: readonly DiscordMessage[];
}

/** How a file of the exporter is written. */
export interface ExporterStyle {
  /** Versions before 2.40 or so: without what was added since. */
  readonly isOld: boolean;
  readonly isWindows: boolean;
  readonly guild: string;
  /** Minutes east of UTC. */
  readonly zone: number;
}

/** `2024-01-02T03:04:05.678+02:00` */
function iso(ms: number, zone: number): string {
  const minutes = Math.abs(zone);
  const offset = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `${new Date(ms + zone * 60_000).toISOString().slice(0, -1)}${zone < 0 ? '-' : '+'}${offset}`;
}

/** One file of DiscordChatExporter; its downloaded files are in `folder`. */
export function writeExporter(
  channel: DiscordChannel,
  messages: readonly DiscordMessage[],
  folder: string,
  style: ExporterStyle,
): string {
  const { isOld, zone, guild } = style;
  return JSON.stringify(
    {
      guild: { id: guild, name: 'Guild', iconUrl: 'https://cdn.discordapp.com/i.png' },
      channel: {
        id: channel.id,
        type: channel.type,
        categoryId: null,
        category: null,
        name: channel.name,
        topic: null,
      },
      dateRange: { after: null, before: null },
      ...(!isOld && { exportedAt: iso(0, zone) }),
      messages: messages.map((message) => exporterMessage(message, channel.id, folder, style)),
      messageCount: messages.length,
    },
    null,
    2,
  );
}

function exporterMessage(message: DiscordMessage, channel: string, folder: string, style: ExporterStyle): object {
  const { isOld, isWindows, zone } = style;
  const attachments = message.files.map((name, index) => ({
    id: String(index),
    url: name.startsWith('here')
      ? `${folder}${isWindows ? '\\' : '/'}${name}`
      : `https://cdn.discordapp.com/attachments/1/2/${name}?ex=1`,
    fileName: name,
    fileSizeBytes: 7,
  }));
  return {
    id: message.id,
    type: message.type,
    timestamp: iso(message.ms, zone),
    timestampEdited: message.editedAt === null ? null : iso(message.editedAt, zone),
    callEndedTimestamp: null,
    isPinned: false,
    content: message.text,
    author: {
      id: message.author.id,
      name: isOld ? message.author.name : 'handle',
      discriminator: '0000',
      ...(!isOld && { nickname: message.author.name, roles: [] }),
      isBot: false,
    },
    attachments,
    embeds: [],
    ...(!isOld && {
      stickers:
        message.sticker === null
          ? []
          : [{ id: '1', name: message.sticker, format: 'Png', sourceUrl: 'https://discord.com/s.png' }],
      inlineEmojis: [],
      ...(message.answers && { reference: { messageId: message.answers, channelId: channel, guildId: null } }),
      ...(message.forwarded && {
        reference: { type: 'Forward', messageId: '5', channelId: channel, guildId: null },
        forwardedMessage: {
          timestamp: iso(message.forwarded.ms, zone),
          timestampEdited: null,
          content: message.forwarded.text,
          attachments: [],
          embeds: [],
          stickers: [],
        },
      }),
    }),
    reactions: message.reactions.map(({ emoji, by }) => ({
      emoji: { id: '', name: emoji, isAnimated: false },
      count: by.length,
      ...(!isOld && { users: by.map((id) => ({ id, name: 'x' })) }),
    })),
    mentions: [],
  };
}

/** `messages.json` of a package, with ids as numbers of 64 bits. */
export function writePackageJson(messages: readonly DiscordMessage[]): string {
  const rows = messages.map((message) => {
    const { text, at, files } = packageRow(message);
    return `{"ID": ${message.id}, "Timestamp": ${JSON.stringify(at)}, "Contents": ${JSON.stringify(text)}, "Attachments": ${JSON.stringify(files)}}`;
  });
  return `[${rows.join(', ')}]`;
}

/** `messages.csv` of an old package. */
export function writePackageCsv(messages: readonly DiscordMessage[]): string {
  const rows = messages.map((message) => {
    const { text, at, files } = packageRow(message);
    return [message.id, `${at}+00:00`, text, files];
  });
  return writeCsv([['ID', 'Timestamp', 'Contents', 'Attachments'], ...rows]);
}

function packageRow({ ms, text, files }: DiscordMessage): { text: string; at: string; files: string } {
  const at = new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
  return { text, at, files: files.map((name) => `https://cdn.discordapp.com/1/2/${name}?ex=1`).join(' ') };
}
