"""The interpreter's own SHA-256 is that of ``hashlib``."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

import reframe
from reframe.hashing import sha256


@pytest.mark.parametrize("data", [b"", b"resume", bytes(range(256)) * 1000])
def test_digests_are_those_of_hashlib(data):
    assert sha256(data).hexdigest() == hashlib.sha256(data).hexdigest()


def test_hashlib_stands_in_where_python_brings_none_along():
    code = (
        "import sys; sys.modules['_sha2'] = sys.modules['_sha256'] = None; "
        "from reframe.hashing import sha256; print(sha256(b'resume').hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={"PYTHONPATH": str(Path(reframe.__file__).parents[1])},
    )
    assert done.stdout.strip() == hashlib.sha256(b"resume").hexdigest()
