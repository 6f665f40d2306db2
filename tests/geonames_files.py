"""Files in GeoNames' real format: 19 and 10 columns parted by tabs, zipped or not."""

import zipfile


def place_line(number, name, lon, lat, **more):
    """Return a line of ``allCountries.txt``."""
    columns = [
        number, name, more.get("ascii", name), ",".join(more.get("names", ())), lat, lon,
        *more.get("feature", "P.PPL").split("."), more.get("country", "AZ"), "",
        more.get("admin1", ""), more.get("admin2", ""), "", "", more.get("population", 0),
        "", 12, "Asia/Baku", "2026-01-02",
    ]  # fmt: skip
    return "\t".join(map(str, columns))


def name_line(number, place, language, name, **more):
    """Return a line of ``alternateNamesV2.txt``."""
    columns = [
        number, place, language, name, more.get("preferred", ""), more.get("short", ""),
        more.get("colloquial", ""), more.get("historic", ""), more.get("since", ""),
        more.get("until", ""),
    ]  # fmt: skip
    return "\t".join(map(str, columns))


def write_lines(path, *lines):
    """Write lines to a file, or to the table of a zip file beside what GeoNames puts there."""
    text = "".join(line + "\n" for line in lines)
    if path.suffix != ".zip":
        path.write_text(text, encoding="utf-8")
        return path
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "a\tb\n")
        archive.writestr("iso-languagecodes.txt", "ISO 639-3\tISO 639-2\n")
        archive.writestr(f"{path.stem}.txt", text)
    return path
