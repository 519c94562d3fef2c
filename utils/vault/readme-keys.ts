import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Letters that a line of README.txt has at most. */
const LINE = 118;

/** The words in lines, as a Python string. */
function wordLines(): string {
  const lines = [''];
  for (const word of wordlist) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length < LINE) lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

/**
 * The part of README.txt's program that turns what is on paper into a key: the digits of the recovery words, and heirs'
 * sheets. It goes by docs/format.md, "Recovery words as digits" and "Heirs' sheets".
 */
export const README_KEYS = String.raw`def mac(key, data):
    return hmac.new(key, data, "sha256").digest()


def derive(secret, label):  # HKDF-SHA-256
    return mac(mac(bytes(32), secret), b"passkeep " + label + b"\1")


symbols = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"  # those of Bech32, five bits each


def bits(text):
    number = 0
    for symbol in text:
        number = number << 5 | symbols.index(symbol)
    return number


def checksum(prefix, text):  # BIP 173
    codes, state = list(map(ord, prefix)), 1
    for value in [code >> 5 for code in codes] + [0] + [code & 31 for code in codes] + list(map(symbols.index, text)):
        top, state = state >> 25, (state & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            state ^= term * (top >> bit & 1)
    return state


def times(a, b):  # in the field of 256 elements
    product = 0
    while b:
        product ^= a * (b & 1)
        a = a << 1 ^ 0x11B * (a >> 7)
        b >>= 1
    return product


def heirs_identity(sheets):  # Shamir's secret sharing: the value at 0 of the curve through the sheets' points
    secret = bytes(16)
    for x, values in sheets:
        weight = 1
        for other, _ in sheets:
            if other != x:
                inverse = next(number for number in range(256) if times(other ^ x, number) == 1)
                weight = times(weight, times(other, inverse))
        secret = bytes(byte ^ times(weight, value) for byte, value in zip(secret, values))
    number = int.from_bytes(derive(secret, b"2026-11-22 heirs"), "big") << 4
    text = "".join(symbols[number >> 5 * place & 31] for place in reversed(range(52)))
    check = checksum("age-secret-key-pq-", text + "qqqqqq") ^ 1
    text += "".join(symbols[check >> 5 * place & 31] for place in reversed(range(6)))
    return "AGE-SECRET-KEY-PQ-1" + text.upper()


def texts_of_sheets(text):  # each begins with PASSKEEP1, which cannot stand inside of one
    plain = re.sub("[^a-z0-9]", "", text.lower())
    return re.findall("passkeep1((?:(?!passkeep1).){0,46})", plain)


def add_sheet(text, sheets):  # returns what is wrong with it
    mistyped = "is mistyped, or not all of it. Compare each letter with the paper."
    if len(text) != 46 or set(text) - set(symbols) or checksum("passkeep", text) != 0x2BC830A3:
        return mistyped
    data = bits(text[:40]).to_bytes(25, "big")
    made, need, number, count, x = data[1:5].hex(), data[5], data[6], data[7], data[24]
    if data[0] > 1:
        return "was printed by a newer Passkeep; its README.txt can read it."
    if data[0] < 1 or not (2 <= need <= count <= 15 and 1 <= number <= count and x):
        return mistyped
    for other in sheets.values():
        if other[:3] != (made, need, count):
            return "is of the set %s, the first one of the set %s: they do not go together." % (made, other[0])
    if number in sheets or x in [other[3] for other in sheets.values()]:
        return "is here twice. Take another one."
    sheets[number] = (made, need, count, x, data[8:24])


def read_sheets(text, again):  # the heirs' key; again: whether somebody can be asked
    sheets, texts, left, place = {}, texts_of_sheets(text), 1, 0
    while left > 0:
        if not texts and not again:
            sys.exit("Not enough: %d more needed. Nothing was changed." % left)
        for text in texts or texts_of_sheets(ask("Type the next sheet: ")) or [""]:
            place += 1
            wrong = add_sheet(text, sheets)
            print("Sheet %d %s" % (place, wrong) if wrong else "Sheet %d is right." % place, flush=True)
        texts, need = [], max([other[1] for other in sheets.values()] or [1])
        left = need - len(sheets)
        if left > 0 and sheets and again:
            print("%d more needed, of the set %s." % (left, list(sheets.values())[0][0]), flush=True)
    return heirs_identity([other[3:] for other in sheets.values()][:need])


damm = """0317598642 7092154863 4206871359 1750983426 6123045978
3674209581 5869720134 8945362017 9438617205 2581436790""".split()


def words_of_digits(digits):  # twelve groups: a word's number in the list, and a check digit
    found = []
    for place in range(12):
        group, check = digits[5 * place : 5 * place + 5], 0
        for digit in "%02d%s" % (place + 1, group):
            check = int(damm[check][int(digit)])
        if check or not 1 <= int(group[:4]) <= 2048:
            sys.exit("Group %d, %s, is mistyped. Start again, and compare it with the paper." % (place + 1, group))
        found.append(words[int(group[:4]) - 1])
    return " ".join(found)


words = """
${wordLines()}
""".split()`;
