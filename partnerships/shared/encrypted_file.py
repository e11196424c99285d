"""A temporary file whose bytes never stand in clear on a disk: for what is too large for memory."""

import io
import os
import tempfile
from typing import IO, TYPE_CHECKING, Any, cast

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

BLOCK = 16


class EncryptedFile(io.RawIOBase):
    """Written once from beginning to end, read at any place; its key is only here, and gone with it.

    AES-256 in counter mode (NIST SP 800-38A). It keeps secrets, it does not notice changes: whoever can
    change temporary files of ours can do more.
    """

    def __init__(self) -> None:
        super().__init__()
        self._file: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  closed with us
        self._key, self._place, self._length = os.urandom(32), 0, 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def writable(self) -> bool:
        """Yes, at its end."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def tell(self) -> int:
        """The place at which is read or written next, in bytes from the beginning."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Goes to a place; gives it, in bytes from the beginning."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._length}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, into: "WriteableBuffer") -> int:
        """Reads into the buffer; gives how many bytes were read."""
        self._file.seek(self._place)
        place = memoryview(into)
        read = self._file.read(len(place))
        place[: len(read)] = self._crypted(read)
        self._place += len(read)
        return len(read)

    def write(self, data: "ReadableBuffer") -> int:
        """All of it. Raises: io.UnsupportedOperation anywhere but at the end."""
        if self._place != self._length:
            raise io.UnsupportedOperation("written at its end only")
        clear = bytes(data)
        hidden = memoryview(self._crypted(clear))
        self._file.seek(self._place)
        while hidden:
            hidden = hidden[self._file.write(hidden) :]
        self._place += len(clear)
        self._length = self._place
        return len(clear)

    def close(self) -> None:
        """The file is gone, the key too."""
        if not self.closed:
            self._file.close()
            self._key = b""
        super().close()

    def _crypted(self, data: bytes) -> bytes:
        """Either way: the stream of the key from this place on."""
        block, skipped = divmod(self._place, BLOCK)
        stream = Cipher(
            algorithms.AES(self._key), modes.CTR(block.to_bytes(BLOCK, "big"))
        ).encryptor()
        stream.update(bytes(skipped))
        return stream.update(data)


class EncryptedUploadHandler(FileUploadHandler):
    """Takes files that are too large for Django's handler of small ones. Named in FILE_UPLOAD_HANDLERS."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begins to take a new file."""
        super().new_file(*args, **kwargs)
        self.kept = EncryptedFile()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Writes a part of the file, encrypted."""
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """The whole file, to be read from its beginning."""
        self.kept.seek(0)
        return UploadedFile(
            file=cast("IO[bytes]", self.kept),
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        """Forgets the file when the visitor has gone away."""
        if hasattr(self, "kept"):
            self.kept.close()
