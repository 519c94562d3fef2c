/**
 * The program at the end of a vault folder's README.txt: Python 3.8 or newer with its standard library, which has age
 * do the decrypting. It goes by docs/format.md. Each pack is read once for an archive, whatever order the chunks are
 * wanted in: it makes the archive's files first, and writes each chunk to its places as it comes. Files are told by
 * what is in them, so that copies a sync program renamed, and those of a browser's profile, are as good as any.
 */
export const README_PROGRAM = String.raw`
import argparse, base64, hmac, json, os, re, shutil, signal, struct, subprocess, sys, time, zlib

home = os.path.join(os.path.expanduser("~"), "Restored messages")
parser = argparse.ArgumentParser(description="Restores what is locked in this folder.")
parser.add_argument("target", nargs="?", default=home, help="where to (%(default)s)")
parser.add_argument("--age", default="age", help="the program age, where it is not found by itself")
parser.add_argument("-i", "--identity", help="the key, where age has unlocked it already")
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


def mac(key, data):
    return hmac.new(key, data, "sha256").digest()


def secrets(identity):  # Bech32, then HKDF-SHA-256
    bits = 0
    for letter in identity.lower().rpartition("1")[2][:-6]:
        bits = bits << 5 | "qpzry9x8gf2tvdw0s3jn54khce6mua7l".index(letter)
    seed = mac(bytes(32), (bits >> 4).to_bytes(32, "big"))
    return [mac(seed, b"passkeep 2026-11-21 " + label + b"\1") for label in (b"chunk id", b"snapshot mac")]


def decrypt(path):  # what can be read, and whether that is all
    run = subprocess.run([age, "--decrypt", "-i", "-", path], input=key, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode:
        unreadable.add(path)
    return run.stdout, run.returncode == 0


def number(data, at):
    return int.from_bytes(data[at : at + 4], "big")


def shown(text):
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def safe(name):  # a name that every system takes, and that leads nowhere else
    name = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]', "_", name)
    name = re.sub(r"(?i)^(con|prn|aux|nul|(com|lpt)[0-9\xb9\xb2\xb3]) *(?=\.|$)", r"_\g<0>", name)
    while len(name.encode()) > 200:
        name = name[:-17] + name[-16:]
    return re.sub(r"[. ]$", "_", name) or "_"


def free(path):  # nothing is ever overwritten
    start, end = os.path.splitext(path)
    copy = 1
    while os.path.lexists(path):
        copy += 1
        path = "%s (%d)%s" % (start, copy, end)
    return path


def make(folder, path):  # a new empty file for a path of an archive
    *folders, name = [safe(part) for part in path.split("/") if part not in ("", ".", "..")] or ["_"]
    for part in folders[:60]:
        folder = os.path.join(folder, part)
        if not os.path.isdir(folder):
            folder = free(folder)
            os.mkdir(folder)
    path = free(os.path.join(folder, name))
    open(path, "xb").close()
    return path


def ids(names):
    return [base64.urlsafe_b64decode(name + "=") for name in names]


def chunks(wanted):  # those that can be had, as they come, each held against its id
    useful = [path for path in tables if any(row[0] in wanted for row in struct.iter_unpack(">32s16x", tables[path]))]
    for count, path in enumerate(useful):
        if sys.stdout.isatty():
            print("\r  %d of %d" % (count + 1, len(useful)), end="\r", flush=True)
        plain, _ = decrypt(path)
        for chunk, start, stored, length, encoding in struct.iter_unpack(">32s4I", tables[path]):
            if chunk not in wanted or not plain.startswith(b"passkeep pack 1\n"):
                continue
            data = plain[start : start + stored]
            try:
                data = zlib.decompressobj(-15).decompress(data, length + 1) if encoding else data
            except zlib.error:
                continue
            if len(data) == length and chunk in (mac(secret, data) for secret, _ in keys):
                wanted.discard(chunk)
                yield chunk, data


def restore(snapshot, folder):  # returns the number of whole files, and the names of the others
    listed, lost = b"", []
    parts = dict(chunks(set(ids(snapshot["list"]))))
    for part in ids(snapshot["list"]):
        if part not in parts:
            lost.append("(files that are not listed here: the list of files is not whole)")
            break
        listed += parts[part]
    files, places = [], {}
    os.makedirs(folder)
    for file in map(json.loads, listed.split(b"\n")[:-1]):
        try:
            path = make(folder, file["path"])
        except (OSError, ValueError) as error:
            lost.append("%s (%s)" % (file["path"], error))
            continue
        at = 0
        for chunk in ids(file["chunks"]):
            places.setdefault(chunk, []).append((len(files), at))
            at += lengths.get(chunk, 2**60)  # no pack has it: the file cannot be whole
        files.append([file, path, len(file["chunks"]) if at == file["size"] else -1])
    for chunk, data in chunks(set(places)):
        for index, at in places[chunk]:
            if at < 2**60:
                with open(files[index][1], "r+b") as output:
                    output.seek(at)
                    output.write(data)
                files[index][2] -= 1
    for file, path, left in files:
        if left:
            os.rename(path, free(path + ".incomplete"))
            lost.append(file["path"])
        try:
            os.utime(path, (file["modifiedAt"] / 1000,) * 2)
        except (OSError, OverflowError, ValueError):
            pass  # a time that this system does not know, or no file of this name any more
    return len([left for _, _, left in files if not left]), lost


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
if options.identity:
    with open(options.identity, "rb") as file:
        key = file.read()
for path in [] if options.identity else slots:
    print("Type the twelve words: small letters, one space between two. Nothing shows while you type.", flush=True)
    run = subprocess.run([age, "--decrypt", path], stdout=subprocess.PIPE)
    key = run.stdout
    if run.returncode == 0:
        break
else:
    if not options.identity:
        sys.exit("Not opened: %s Nothing was changed." % ("start again, and check each word." if slots else
                 "the file of the recovery words is not in this folder, or is not downloaded yet."))
keys = [secrets(line) for line in key.decode().split() if line.startswith("AGE-SECRET-KEY-PQ-1")]

print("Reading ...", flush=True)
tables, indexed, snapshots, removed, known, newer = {}, {}, {}, set(), set(), 0
for path in sorted(found, key=lambda path: os.sep + "packs" in path[len(vault) :]):
    name = os.path.basename(path)[:-4]
    plain, whole = (b"", False) if name in indexed else decrypt(path)
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
        own = [mac(secret, plain).hex() for _, secret in keys]
        if len(name) == 64 and name not in own:
            unreadable.add(path)
            continue
        snapshot = json.loads(plain[20:])
        snapshots[own[0]] = (snapshot, {name[:16] for name in own})
        removed.update(snapshot["removed"])
        known.update(snapshot["known"])
    elif whole:
        newer += 1
lengths = {row[0]: row[1] for table in tables.values() for row in struct.iter_unpack(">32s8xI4x", table)}

archives = [one for one, names in snapshots.values() if one["kind"] == "backup" and not names & removed]
archives.sort(key=lambda archive: -archive["createdAt"])
for place, archive in enumerate(archives):
    archive["name"] = time.strftime("%Y-%m-%d ", time.localtime(archive["createdAt"] / 1000)) + archive["title"]
    size = (shown(archive["name"]), archive["files"], archive["bytes"] / 1e6)
    print("%3d. %s (%d files, %.1f MB)" % (place + 1, *size))
choice = input("Which? A number, or just Enter for all: ").strip() if sys.stdin.isatty() and archives else ""
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
present = {name for _, names in snapshots.values() for name in names}
missing = sorted(set(indexed) - {os.path.basename(path)[:-4] for path in tables})
for name in sorted(known - removed - present):
    print("NOT RESTORED: a backup whose file, snapshots/%s..., is not here whole (not downloaded yet?)" % name)
    complete = False
for path in [] if complete else ["packs/%s/%s.age" % (name[:2], name) for name in missing]:
    print("Not here (not downloaded yet?):", path)
for path in broken:
    print("Empty, damaged or half a file:", shown(os.path.relpath(path, vault)))
if newer:
    print("%d files were written by a newer Passkeep; its README.txt can read them." % newer)
print("Done: all of it was restored." if complete else "NOT all of it was restored, see above.")
sys.exit(0 if complete and not newer else 1)
`;
