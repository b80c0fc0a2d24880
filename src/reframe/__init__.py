"""reframe: a résumé linter for people coming home from teaching English in Japan.

The names here are the library. Nothing heavy is imported until ``check`` is called.
"""

__version__ = "0.1.0"
