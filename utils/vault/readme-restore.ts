/**
 * The part of README.txt's program that decrypts, and that writes archives. Each pack is read once for an archive, whatever
 * order the chunks are wanted in: it makes the archive's files first, and writes each chunk to its places as it comes.
 */
export const README_RESTORE = String.raw`def run_age(path, identity):
    arguments = [age, "--decrypt", "-i", "-", path]
    return subprocess.run(arguments, input=identity.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def decrypt(path):  # what can be read, and whose it is: the place of its identity, or -1 where that is not all
    most = b""
    for place, identity in enumerate(identities):
        run = run_age(path, identity)
        if run.returncode == 0:
            return run.stdout, place
        most = max(most, run.stdout, key=len)
    unreadable.add(path)
    return most, -1


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
        plain = decrypt(path)[0]
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
    return len([left for _, _, left in files if not left]), lost`;
