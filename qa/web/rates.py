"""How often one key or address may ask: the generic cell rate algorithm in a table that all workers share.

A slot of the table holds the time at which its client's allowance is whole again. Clients fall on slots by a keyed hash,
so memory is fixed, whoever comes, and an outsider cannot choose whose slot to share.
"""

import hashlib
import ipaddress
import mmap
import os
import secrets
import struct
import time
from collections.abc import Callable
from pathlib import Path

SLOTS = 1 << 16
_SLOT = struct.Struct("d")
_SALT = 32


class Rates:
    """`per_minute` requests a minute for each client, of which `burst` may come at once (all of them, unless told).

    >>> rates = Rates(60, burst=2, clock=lambda: 0.0)
    >>> [rates.wait("me") for _ in range(3)]
    [0.0, 0.0, 1.0]
    """

    def __init__(
        self,
        per_minute: int,
        burst: int | None = None,
        folder: Path | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._interval = 60.0 / per_minute
        self._allowance = self._interval * ((burst or per_minute) - 1)
        self._clock = clock
        self._table = open_table(folder)
        self._salt = self._table[:_SALT]

    def wait(self, client: str) -> float:
        """Takes one request of `client`'s allowance: 0, or the seconds until there is one, and nothing is taken."""
        now = self._clock()
        at = self._offset(client)
        whole = max(_SLOT.unpack_from(self._table, at)[0], now)
        over = whole - now - self._allowance
        if over > 1e-9:
            return float(over)
        _SLOT.pack_into(self._table, at, whole + self._interval)
        return 0.0

    def _offset(self, client: str) -> int:
        hashed = hashlib.blake2b(client.encode("utf-8", "replace"), digest_size=8, key=self._salt).digest()
        return _SALT + int.from_bytes(hashed, "big") % SLOTS * _SLOT.size


def open_table(folder: Path | None) -> mmap.mmap:
    """Shared by the processes that are given the same `folder`, or this process's own."""
    size = _SALT + SLOTS * _SLOT.size
    if folder is None:
        table = mmap.mmap(-1, size)
        table[:_SALT] = secrets.token_bytes(_SALT)
        return table
    path = folder / "rates"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        # Written out, not only sized: a full disk says so now, not by a signal in the middle of a request.
        os.write(handle, secrets.token_bytes(_SALT) + bytes(SLOTS * _SLOT.size))
    except FileExistsError:
        handle = os.open(path, os.O_RDWR)
    try:
        return mmap.mmap(handle, size)
    finally:
        os.close(handle)


def network(address: str) -> str:
    """The client behind an address: an IPv4 address itself, of IPv6 the /64 that one customer gets.

    >>> network("2001:db8::1"), network("192.0.2.7")
    ('2001:db8::/64', '192.0.2.7')
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)
