import { README_KEYS } from './readme-keys';
import { README_RESTORE } from './readme-restore';

/**
 * The program at the end of a vault folder's README.txt: Python 3.8 or newer with its standard library, which has age
 * do the decrypting. It goes by docs/format.md. Files are told by what is in them, so that copies a sync program renamed,
 * and those of a browser's profile, are as good as any.
 */
export const README_PROGRAM = String.raw`
import argparse, base64, hmac, json, os, re, shutil, signal, struct, subprocess, sys, time, zlib

home = os.path.join(os.path.expanduser("~"), "Restored messages")
parser = argparse.ArgumentParser(description="Restores what is locked in this folder.")
parser.add_argument("target", nargs="?", default=home, help="where to (%(default)s)")
parser.add_argument("--age", default="age", help="the program age, where it is not found by itself")
parser.add_argument("-i", "--identity", help="the key, where age has unlocked it already")
parser.add_argument("--shares", help="a file with the text of the heirs' sheets, one after the other")
options = parser.parse_args()
for output in (sys.stdout, sys.stderr):
    output.reconfigure(errors="replace")
signal.signal(signal.SIGINT, lambda *_: sys.exit("\nStopped. The locked folder is as it was."))
vault, target = os.path.dirname(os.path.realpath(__file__)), os.path.realpath(options.target)
if (target + os.sep).startswith(os.path.join(vault, "")):
    sys.exit("Choose a folder outside of the locked one: what is written there can be read by anyone.")
if os.name == "nt" and not target.startswith("\\\\"):
    target = "\\\\?\\" + target  # Windows: paths of more than 260 characters
age = shutil.which(options.age)
if not age:
    sys.exit("The program age was not found. Step 2 above says how to get it.")
version = re.search(r"(\d+)\.(\d+)", subprocess.run([age, "--version"], stdout=subprocess.PIPE).stdout.decode())
if version and (int(version[1]), int(version[2])) < (1, 3):
    sys.exit("This age is too old (%s). It must be 1.3 or newer: see step 2 above." % version[0])


${README_KEYS}


def secrets(identity):
    seed = (bits(identity.lower().rpartition("1")[2][:-6]) >> 4).to_bytes(32, "big")
    return [derive(seed, b"2026-11-21 " + label) for label in (b"chunk id", b"snapshot mac")]


${README_RESTORE}


def ask(question):
    try:
        return input(question)
    except EOFError:
        sys.exit("\nStopped. Nothing was changed.")


def lines_of(text):
    return [line for line in text.decode(errors="replace").split() if line.startswith("AGE-SECRET-KEY-PQ-1")]


def is_in(folder, path):
    return os.sep + folder in path[len(vault) :]


found, slots, empty, unreadable = [], [], set(), set()
for folder, _, names in os.walk(vault):
    for path in [os.path.join(folder, name) for name in sorted(names)]:
        try:
            with open(path, "rb") as file:
                start = file.read(64)
        except OSError:
            unreadable.add(path)
            continue
        if start.startswith(b"age-encryption.org/v1\n-> scrypt "):
            slots.append(path)
        elif start.startswith(b"age-encryption.org/v1\n-> mlkem768x25519 "):
            found.append(path)
        elif not start and ".age" in path:
            empty.add(path)
numbered = not any(is_in("packs", path) for path in found)  # as a browser keeps them, without names
locked = [path for path in found if (os.path.getsize(path) < 65536 if numbered else is_in("keys", path))]
slots.sort(key=os.path.getsize, reverse=True)  # of one that was written anew, the newer is the longer
typed, key, opens = "", b"", None
if options.identity:
    with open(options.identity, "rb") as file:
        key = file.read()
elif options.shares:
    with open(options.shares, errors="replace") as file:
        opens = read_sheets(file.read(), False)
elif sys.stdin.isatty():
    print("Digits, or the text of a sheet that begins with PASSKEEP1? Type it here.")
    typed = ask("Twelve words, or a password? Just press Enter: ")
if texts_of_sheets(typed):
    opens = read_sheets(typed, True)
elif len(re.sub(r"\D", "", typed)) == 60:
    print("In words, for the next question:", words_of_digits(re.sub(r"\D", "", typed)))
elif re.fullmatch(r"[\d\s-]+", typed):
    sys.exit("These are %d digits, it takes 60. Start again, and compare them." % len(re.sub(r"\D", "", typed)))
elif typed.strip():
    print("That is neither. Words and a password are typed at the next question, where they do not show.")
for count, path in enumerate([] if key or opens else slots):
    print("Type the twelve words (small letters, one space between two) or the password. Nothing shows while you type.")
    if len(slots) > 1:
        print("File %d of %d that this may open: where it fails, type it again for the next." % (count + 1, len(slots)))
    sys.stdout.flush()
    run = subprocess.run([age, "--decrypt", path], stdout=subprocess.PIPE)
    if run.returncode == 0:
        key = run.stdout
        break
identities = lines_of(key)
if b"# passkeep reach 1" in key:
    opens = identities[-1]
# What heirs' sheets open; and what leads from an older key to those that have come since.
lists = sorted((lines_of(run_age(path, opens).stdout) for path in locked if opens), key=len, reverse=True)
newer = [found for found in lists if not identities or identities[0] in found[1:]][:1]
identities = list(dict.fromkeys(sum(newer + [identities] + lists, [])))
if not identities:
    sys.exit("Not opened: %s Nothing was changed." % (
        "these sheets open none of the files that are here." if opens else "start again, and check each word." if slots
        else "the file of the recovery words is not in this folder, or is not downloaded yet."))
keys = [secrets(line) for line in identities]

print("Reading ...", flush=True)
tables, indexed, snapshots, newer = {}, {}, {}, 0
for path in sorted(set(found) - (set() if numbered else set(locked)), key=lambda path: (is_in("packs", path), path)):
    name = os.path.basename(path)[:-4]
    plain, place = (b"", -1) if name in indexed else decrypt(path)
    whole = place >= 0
    if name in indexed:
        tables[path] = indexed[name]
    elif whole and plain.startswith(b"passkeep pack 1\n"):
        end = len(plain) - 4
        tables[path] = plain[end - 48 * number(plain, end) : end]
    elif whole and plain.startswith(b"passkeep index 1\n"):
        at = 21
        for _ in range(number(plain, 17)):
            size = 48 * number(plain, at + 16)
            indexed[plain[at : at + 16].hex()] = plain[at + 20 : at + 20 + size]
            at += 20 + size
    elif whole and plain.startswith(b"passkeep snapshot 1\n"):
        own = mac(keys[place][1], plain).hex()
        if len(name) == 64 and name != own:
            unreadable.add(path)
        else:
            snapshots[own[:16]] = (json.loads(plain[20:]), place)
    elif whole and not lines_of(plain):
        newer += 1
lengths = {row[0]: row[1] for table in tables.values() for row in struct.iter_unpack(">32s8xI4x", table)}

# Who has an old key could go on writing with it: the newest key with a record says which of that counts.
newest = min([place for one, place in snapshots.values() if one["kind"] == "keys"] or [len(keys)])
sure = [one for one, place in snapshots.values() if place <= newest]
named = {name for one in sure for name in one["known"] + one["removed"]}
sure += [one for name, (one, place) in snapshots.items() if place > newest and name in named]
known, removed = ({name for one in sure for name in one[what]} for what in ("known", "removed"))
archives = []
for name, (one, place) in snapshots.items():
    if one["kind"] == "backup" and name not in removed:
        late = place > newest and name not in named
        archives.append({**one, "note": " - saved with an old key after it was changed" if late else ""})
archives.sort(key=lambda archive: -archive["createdAt"])
for place, archive in enumerate(archives):
    archive["name"] = time.strftime("%Y-%m-%d ", time.localtime(archive["createdAt"] / 1000)) + archive["title"]
    size = (shown(archive["name"]), archive["files"], archive["bytes"] / 1e6, archive["note"])
    print("%3d. %s (%d files, %.1f MB)%s" % (place + 1, *size))
choice = ask("Which? A number, or just Enter for all: ").strip() if sys.stdin.isatty() and archives else ""
if choice:
    archives = [archives[int(choice) - 1]] if choice in map(str, range(1, len(archives) + 1)) else sys.exit("None.")
print("Writing into", shown(options.target), flush=True)
complete = bool(archives)
for archive in archives:
    folder = free(os.path.join(target, safe(archive["name"])))
    work = free(folder + " - not finished")
    try:
        whole, lost = restore(archive, work)
        os.rename(work, folder)
    except OSError as error:
        sys.exit("Stopped: %s\nWhat was written before is there, what was not finished says so in its name." % error)
    print("Restored: %s, %d files" % (shown(os.path.basename(folder)), whole))
    for path in lost:
        print("  NOT WHOLE:", shown(path))
    for problem in archive["problems"]:
        print("  never saved, could not be read when this backup was made:", shown(problem["path"]))
    complete = complete and not lost

broken = sorted(unreadable | empty)
known.update(re.findall(r"\b[0-9a-f]{16}(?=[0-9a-f]{48})", "\n".join(map(os.path.basename, broken))))
missing = sorted(set(indexed) - {os.path.basename(path)[:-4] for path in tables})
for name in sorted(known - removed - set(snapshots)):
    print("NOT RESTORED: a backup whose file, snapshots/%s..., is not here whole (not downloaded yet?)" % name)
    complete = False
for path in [] if complete else ["packs/%s/%s.age" % (name[:2], name) for name in missing]:
    print("Not here (not downloaded yet?):", path)
for path in broken:
    print("Empty, damaged, half a file or another's:", shown(os.path.relpath(path, vault)))
if newer:
    print("%d files were written by a newer Passkeep; its README.txt can read them." % newer)
print("Done: all of it was restored." if complete else "NOT all of it was restored, see above.")
sys.exit(0 if complete and not newer else 1)
`;
