"""Write the golden text reports anew, to be looked at before they are committed."""

from pathlib import Path

import report_samples as samples

from reframe.reports import Presentation
from reframe.reports.text import text

for width in (60, 100, 200):
    how = Presentation(width=width, certificates={"capm": "CAPM"})
    Path(__file__).with_name("golden").joinpath(f"realistic-{width}.txt").write_text(
        text(samples.realistic(), how), encoding="utf-8"
    )
