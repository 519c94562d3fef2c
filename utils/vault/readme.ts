import { README_PROGRAM } from './readme-program';

/** The file of a vault's folder that tells what the folder is. */
export const README_PATH = 'README.txt';

const PROSE = `"""
READ ME: what this folder is, and how to open it
================================================

This folder holds somebody's saved chats: messages, photos, voice notes. A
free program named Passkeep, which runs in web browsers such as Chrome, put
them here. They are locked. Nobody can read them, neither the company that
stores this folder nor the makers of Passkeep, without one of these:

  - the owner's passkey (a fingerprint, a face, a PIN or a security key),
  - the owner's TWELVE RECOVERY WORDS, most likely on a sheet of paper, or the
    same as 60 DIGITS in twelve groups of five,
  - a password, if the owner has set one,
  - SHEETS that the owner gave to people whom he or she trusts, each with a
    text that begins with PASSKEEP1. One alone opens nothing. Each says how
    many it takes together, and who may have the others.

Do you hold such a sheet? Then find the people who have the others first, as
many as it says. Meet, or read the texts to each other on the phone; do not
send pictures of them. Then go on below, with one of the two ways.

Please do not rename, move, change or delete anything in this folder. Every
file in it is needed, and is found by its name. You may copy the whole folder
to another place as often as you like; each copy opens in the same way.


The easy way: with Passkeep
---------------------------

1. Install Passkeep in Chrome, Edge or a browser like them.
2. Choose "Open my archives", and then this folder.
3. Use the passkey, or choose another way: the twelve words or the digits, the
   password, or the sheets.


The other way: without Passkeep
-------------------------------

This needs the words, the digits, the password or enough sheets, and a
computer that you trust with Windows, macOS or Linux. Nothing is sent
anywhere: it works without the internet as soon as step 2 is done. It changes
nothing in this folder.

Step 1. See to it that the whole folder is on this computer. If it came as a
zip file, unpack that first, all of it. Drive, iCloud, Dropbox and OneDrive
often keep files away until they are opened: choose "Available offline",
"Keep downloaded" or "Always keep on this device" for the folder, and wait
until that is done.

Step 2. Get two free programs: age (1.3 or newer), which unlocks the files,
and Python (3.8 or newer), which runs the short program below.

  Windows: press the Windows key, type powershell, press Enter. Type these
  two lines, each ended with Enter, then close the window:

    winget install --id FiloSottile.age
    winget install --id Python.Python.3.13

  macOS, with Homebrew (https://brew.sh), in the program Terminal:

    brew install age python3

  Linux: python3 is there as a rule. Take age from the system's own
  programs where it has 1.3 or newer.

  Or get them by hand: https://age-encryption.org, https://www.python.org

Step 3. Open a window for typing commands (Windows: PowerShell, as above;
macOS and Linux: Terminal). Type python3 (on Windows: py) and a space. Then
drag this file, README.txt, with the mouse from its folder into that window,
which types its name for you. Press Enter. (If you know such windows: the
command, given in this folder, is the following.)

    python3 README.txt

Step 4. It asks what you have.

  Words or a password: just press Enter. When it asks for a passphrase, type
  the twelve words in their order, in small letters, with one space between
  two, or type the password, and press Enter. Nothing shows while you type:
  that is as it should be. Where there are both, two files ask in turn, and
  it cannot be told which is for what: where it says that the passphrase is
  incorrect, type the same again when it asks again.

  Digits: type them all, and press Enter. It says which group is mistyped, or
  shows the words that they stand for: type those as above.

  Sheets: type the text of one, from PASSKEEP1 to its end, and press Enter;
  then the next. Small letters will do, and spaces do not matter. It says
  which sheet is mistyped or of another set, and how many more it takes. Or
  read the square codes with a phone that is offline, put the texts into one
  file, and give that file's name:

    python3 README.txt --shares ../sheets.txt

Step 5. It lists what is there. Press Enter to get everything, or type a
number first. It writes to a folder named "Restored messages" among your own
folders, and never over anything that is there. At the end it says what could
not be restored, if there is anything. What it writes is no longer locked:
keep it where only those see it who may.

To write to another place, or where age is not found by itself:

    python3 README.txt /another/place
    python3 README.txt --age /where/it/is/age

Is nothing left but the passkey, on a security key? The program
age-plugin-fido2prf lets age open it: find the two files in "keys" that have
the same name, one .txt and one .age, and put that name for NAME in

    age --decrypt -i keys/NAME.txt -o ../identity.txt keys/NAME.age
    python3 README.txt --identity ../identity.txt

then delete identity.txt, which is the key to everything here.

This text and the program are one file: please leave it as it is. Below this
line everything is for the computer. If you doubt that it is as Passkeep wrote
it: the same stands in the source code of Passkeep, with docs/format.md,
which describes these files exactly.
"""`;

/**
 * The text of README.txt, ASCII. It is a Python program that begins with a long remark, so that nobody has to copy a
 * program out of a text. Lines end with CR LF: every Notepad shows them as lines, and so does everything else, and Python
 * takes them.
 */
export function readmeText(): string {
  return `${PROSE}\n${README_PROGRAM}`.replaceAll('\n', '\r\n');
}
