"""Making a folder so that nobody ever sees half of it: a lock, a working folder, a rename, and clear errors.

Prepared models and indexes are folders that are complete or absent. They are made in a hidden folder beside their
place and renamed into it at the end; whatever fails on the way leaves what was there before untouched and no trace.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from documents.errors import Fault
from index.progress import Progress

LOCK = ".lock"
WAIT_SECONDS = 900.0  # a slow machine's whole preparation, several times over
_PART = ".part-"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR}


@contextmanager
def explained(fault: type[Fault], folder: Path) -> Iterator[None]:
    """Turns an OSError inside the block into ``fault``, one line on ``folder`` and one on what to do next."""
    try:
        yield
    except OSError as error:
        raise _fault(fault, folder, error) from error


def _fault(fault: type[Fault], folder: Path, error: OSError) -> Fault:
    short = error.errno is None and "written" in str(error)  # numpy says so much, and no more, of a full disk
    if error.errno in _FULL or short:
        return fault(
            f"no space left on the disk that holds {folder}",
            "free some space, or set QINGHAI_QA_HOME to a folder on another disk, and run the same again",
        )
    if error.errno in _REFUSED:
        return fault(
            f"{folder} cannot be written to ({error.strerror})",
            "set QINGHAI_QA_HOME to a folder you may write to, and run the same again",
        )
    return fault(
        f"{folder} cannot be used ({error.strerror or error})",
        "set QINGHAI_QA_HOME to another folder, and run the same again",
    )


def require_space(folder: Path, megabytes: int) -> None:
    """Raises OSError (ENOSPC) unless the disk of ``folder``, which exists, has that many free megabytes."""
    if shutil.disk_usage(folder).free < megabytes * 1_000_000:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


@contextmanager
def locked(folder: Path, progress: Progress) -> Iterator[None]:
    """One process at a time in the block, among all that name the same ``folder``, which is made where missing.

    The lock is the kernel's, so it ends with its process, however that ends. What a killed process left half made
    is removed on entering. Raises OSError where the folder cannot be written to or the wait exceeds `WAIT_SECONDS`.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress("wait for another process", 0, 0)
        try:
            lock.acquire(timeout=WAIT_SECONDS)
        except Timeout as error:
            raise OSError(errno.EBUSY, "another process has been building here for too long") from error
    try:
        for left in folder.glob(f"{_PART}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        lock.release()


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """An empty working folder that becomes ``target`` at the end of the block, or vanishes where the block fails.

    Call it inside `locked(target.parent)`. Readers of a former ``target`` that mapped its files keep them.
    """
    part = Path(mkdtemp(prefix=f"{_PART}{target.name}-", dir=target.parent))
    former = part / "former"
    new = part / "new"
    try:
        new.mkdir()
        yield new
        if target.exists():
            target.replace(former)
        try:
            new.replace(target)
        except BaseException:
            if former.exists():
                former.replace(target)
            raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
