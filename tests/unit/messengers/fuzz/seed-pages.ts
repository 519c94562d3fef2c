import type { Seed } from './seeds';

const TELEGRAM_HEAD =
  '<!DOCTYPE html>\n<html>\n <head>\n  <meta charset="utf-8"/>\n<title>Exported Data</title>\n  <link href="css/style.css" rel="stylesheet"/>\n </head>\n' +
  ' <body onload="CheckLocation();">\n  <div class="page_wrap">\n   <div class="page_header">\n    <div class="content">\n     <div class="text bold">\nBea\n     </div>\n    </div>\n   </div>\n' +
  '   <div class="page_body chat_page">\n    <div class="history">\n';

function telegramMessage(id: number, joined: boolean, body: string): string {
  return (
    `     <div class="message default clearfix${joined ? ' joined' : ''}" id="message${id}">\n      <div class="body">\n` +
    `       <div class="pull_right date details" title="01.03.2024 20:15:3${id} UTC+01:00">\n20:15\n       </div>\n` +
    `${joined ? '' : '       <div class="from_name">\nBea \n       </div>\n'}       <div class="text">\n${body}\n       </div>\n      </div>\n     </div>\n`
  );
}

function imessage(side: string, who: string, text: string): string {
  return (
    `<div class="message">\n<div class="${side} iMessage">\n<p><span class="timestamp"><a title="x">Mar 01, 2024  8:15:30 PM</a></span>\n` +
    `<span class="sender">${who}</span></p>\n<hr><div class="message_part">\n<span class="bubble">${text}</span>\n</div>\n</div>\n</div>\n`
  );
}

function element(id: string, text: string): string {
  return (
    `<li class="mx_Export_EventWrapper" id="${id}"><div class="mx_EventTile" tabindex="-1"><div class="mx_DisambiguatedProfile">` +
    '<span class="mx_DisambiguatedProfile_displayName">Bea</span></div><a><span class="mx_MessageTimestamp" title="Fri, Mar 1, 2024, 20:15:30">20:15</span></a>' +
    `<div class="mx_EventTile_line"><div class="mx_MTextBody mx_EventTile_content"><span class="mx_EventTile_body">${text}</span></div></div></div></li>\n`
  );
}

/** Exports that are pages. */
export const SEED_PAGES: readonly Seed[] = [
  {
    name: 'Telegram, pages',
    messenger: 'telegram',
    files: {
      'ChatExport/messages.html':
        TELEGRAM_HEAD +
        '     <div class="message service" id="message-1">\n      <div class="body details">\n1 March 2024\n      </div>\n     </div>\n' +
        telegramMessage(1, false, 'Hello <strong>you</strong><br>there') +
        telegramMessage(2, true, 'Again &lt;x&gt;') +
        '    </div>\n   </div>\n  </div>\n </body>\n</html>\n',
    },
    messages: 2,
  },
  {
    name: 'imessage-exporter, pages',
    messenger: 'imessage',
    files: {
      'imessage/+15550002222.html':
        '<html>\n<head>\n<meta charset="UTF-8">\n<meta name="viewport" content="width=device-width, initial-scale=1.0">\n<style>.message {}</style>\n</head>\n<body>\n' +
        `${imessage('received', '+15550002222', 'Hello')}${imessage('sent', 'Me', 'Hi')}</body></html>`,
    },
    messages: 2,
  },
  {
    name: 'Element, pages',
    messenger: 'element',
    files: {
      'Element - Room/messages.html':
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="UTF-8" />\n<link href="css/style.css" rel="stylesheet" />\n<title>Exported Data</title>\n</head>\n' +
        '<body style="height: 100vh;" class="cpd-theme-light"><div id="matrixchat"><div class="mx_MatrixChat_wrapper mx_RoomView"><ol class="mx_RoomView_MessageList">' +
        `${element('mx_a', 'Hello')}${element('mx_b', 'Hi')}</ol></div></div></body>\n</html>`,
    },
    messages: 2,
  },
];
