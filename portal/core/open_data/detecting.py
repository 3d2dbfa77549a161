"""Which known profile a file is of, by the names of its columns."""

from pathlib import Path

from portal.core.open_data.problems import UnreadableFile
from portal.core.open_data.profile import Profile, load_profile, profile_names
from portal.core.open_data.reading import Table, open_table
from portal.core.open_data.reasons import FileReason


def detect(path: Path, name: str = "") -> tuple[Profile, Table]:
    """The profile that knows most columns of ``path`` and leaves fewest over; with ``name`` only that one is tried.

    Raises UnreadableFile when no profile fits or the file cannot be read.
    """
    fitting: list[tuple[int, Profile, Table]] = []
    refused: UnreadableFile | None = None
    for candidate in [name] if name else profile_names():
        profile = load_profile(candidate)
        try:
            table = open_table(path, profile)
        except UnreadableFile as error:
            refused = error
            if error.reason not in (FileReason.NO_HEADER, FileReason.MISSING_COLUMNS):
                raise
            continue
        unknown = len(profile.columns) - len(table.places)
        fitting.append((3 * len(table.places) - 2 * len(table.ignored) - unknown, profile, table))
    if not fitting:
        raise refused if name and refused else UnreadableFile(FileReason.NO_PROFILE)
    _score, profile, table = max(fitting, key=lambda found: found[0])
    return profile, table
