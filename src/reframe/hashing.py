"""SHA-256 as Python brings it along: ``hashlib`` loads OpenSSL first, which takes longer than to find a kept answer.

The modules are CPython's own and have no promised name, so ``hashlib`` stands in where they are missing; the digests
are the same.
"""

from typing import TYPE_CHECKING

__all__ = ["sha256"]

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256  # CPython 3.12 and later
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:
            from hashlib import sha256
