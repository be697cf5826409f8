"""The parts of a file that is a zip archive, such as DOCX, ODT and EPUB."""

from __future__ import annotations

import io
import zipfile

_OLE = b"\xd0\xcf\x11\xe0"
_MOST = 200_000_000  # bytes of all parts: a few zipped ones may stand for any number


class Archive:
    """Reads parts by name; raises ValueError, in a user's words, where that cannot be done."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLE):
            raise ValueError("it is encrypted, or of an old version of Word; save it as .docx")
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile as error:
            raise ValueError(f"it is damaged ({error})") from None
        self._left = _MOST

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return self._file.namelist()

    def read(self, name: str) -> bytes:
        """Return a part."""
        try:
            with self._file.open(name) as part:
                data = part.read(self._left + 1)
        except KeyError:
            raise ValueError(f"it is damaged ({name} is missing)") from None
        self._left -= len(data)
        if self._left < 0:
            raise ValueError(f"unzipped it has more than {_MOST // 1_000_000} MB")
        return data
