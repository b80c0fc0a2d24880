"""What the knowledge files recognise in a line, and what they leave alone, with the matcher the tool uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reframe.checks.profile import confirmed
from reframe.matching import Matcher
from reframe.phrasebook.cases import unmarked
from reframe.phrasebook.loading import bundled, load
from reframe.phrasebook.yaml_source import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from reframe.model import Hit
    from reframe.phrasebook.model import Phrasebook


@pytest.fixture(scope="module")
def book() -> Phrasebook:
    return load()


@pytest.fixture(scope="module")
def hits(book: Phrasebook) -> Callable[[str], list[Hit]]:
    matcher, of_traits = Matcher(book.phrases), Matcher(book.traits)

    def sure(hit: Hit, text: str) -> bool:
        if hit.kind in {"tool", "skill"}:
            items = book.tools if hit.kind == "tool" else book.skills
            return confirmed(items[hit.name], hit, [matcher.read(text)])
        if hit.kind == "certificate":
            contexts = book.certificates[hit.name].weak_context
            context = contexts[hit.phrase] if hit.phrase < len(contexts) else ()
            norms = matcher.read(text).norms
            return not context or any(word.lower() in norms for word in context)
        return True

    return lambda text: [hit for hit in matcher.hits_in(text) + of_traits.hits_in(text) if sure(hit, text)]


def names(found: list[Hit], kind: str) -> set[str]:
    return {hit.name for hit in found if hit.kind == kind}


CERTIFICATES = {
    path.stem: parse(path.read_text(encoding="utf-8"), name=path.name).value
    for path in sorted((bundled() / "certifications").glob("*.yaml"))
}
FLAGS = [(name, line) for name, data in CERTIFICATES.items() for line in data.get("flags", ())]
PASSES = [(name, line) for name, data in CERTIFICATES.items() for line in data.get("passes", ())]


def test_there_are_lines_to_try() -> None:
    assert len(FLAGS) >= 100
    assert len(PASSES) >= 100


@pytest.mark.parametrize(("name", "line"), FLAGS)
def test_a_certificate_is_recognised_in_its_own_lines(
    hits: Callable[[str], list[Hit]], name: str, line: str
) -> None:
    text, marks = unmarked(line)
    spans = [(hit.start, hit.end) for hit in hits(text) if (hit.kind, hit.name) == ("certificate", name)]
    assert any(start < marks[0][1] and marks[0][0] < end for start, end in spans), spans


@pytest.mark.parametrize(("name", "line"), PASSES)
def test_a_certificate_is_not_seen_where_it_is_not(
    hits: Callable[[str], list[Hit]], name: str, line: str
) -> None:
    assert name not in names(hits(line), "certificate")


@pytest.mark.parametrize(
    "line",
    [
        "CSM with 40 enterprise accounts",
        "CIR, Toyama Prefecture",
        "CIR filing clerk: corporate insolvency records",
        "Hosted on a cloud service provider (CSP)",
        "CCS medical coder, outpatient clinic",
        "Added CAP theorem tests to the cluster",
        "Coordinated 9 vendors for a city festival",
        "Proficient in Microsoft Office",
        "Raised Eiken pass rates from 40% to 62%",
        "Worked with three licensed teachers",
        "Relocated from Hartford, CT",
        "Veteran, MOS 11B",
        "Driving licence, full and clean",
        "Led a green belt campaign for the council",
    ],
)
def test_letters_with_another_meaning_are_no_certificate(hits: Callable[[str], list[Hit]], line: str) -> None:
    assert names(hits(line), "certificate") == set()


@pytest.mark.parametrize(
    ("line", "tools"),
    [
        ("Proficient in excel and powerpoint", {"excel", "powerpoint"}),
        ("Excel, Word, Access, Teams", {"excel", "word", "access", "teams"}),
        ("Outlook, Word, Excel, Canva", {"outlook", "word", "excel", "canva"}),
        ("Built quizzes in Google Forms and Sheets", {"google-workspace", "google-forms"}),
        ("Adept at Canva, iMovie and Google Slides", {"canva", "imovie", "google-workspace"}),
        ("Articulate 360, PowerPoint, Zoom, Miro", {"articulate", "powerpoint", "zoom", "miro"}),
        ("Managed accounts in Salesforce and HubSpot", {"salesforce", "hubspot"}),
        ("Data entry in SAP", {"sap"}),
        ("Spread by word of mouth to 40 families", set()),
        ("Helped pupils excel at speech contests", set()),
        ("Gave residents access to language classes", set()),
        ("Led two teams of volunteers", set()),
        ("A positive outlook and a lot of slack", set()),
        ("Articulate speaker who can captivate an audience", set()),
        ("Swift and reliable, never at a loss for words", set()),
    ],
)
def test_tools_are_told_from_the_words_they_are_named_after(
    hits: Callable[[str], list[Hit]], line: str, tools: set[str]
) -> None:
    assert names(hits(line), "tool") == tools


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("Attended the undōkai", {"undokai"}),
        ("Attended the undoukai and the undo-kai", {"undokai"}),
        ("運動会と文化祭", {"undokai", "bunkasai"}),
        ("Ate kyūshoku and joined o-souji", {"kyushoku", "soji"}),
        ("Weekly circuit of 6 shogakko and 1 chuugakkou", {"shogakko", "chugakko"}),
        ("Timetabled for 21 koma", {"koma"}),
        ("T.T. style lessons", {"T.T."}),
        ("4 ES & 2 JHS", {"ES", "JHS"}),
        ("Planned with JTEs and the HRT", {"JTE", "HRT"}),
        ("Reported to kyōtō-sensei", {"kyoto-sensei", "sensei"}),
        ("Visited Kyoto with students", set()),
        ("Sat with parents at 卒業式 and 入学式", {"sotsugyoshiki", "nyugakushiki"}),
        ("Sent to Chiba-ken in Heisei 30", {"-ken", "era years"}),
        ("Taught 1-nensei and ichi-nensei", {"nensei"}),
        ("The sunshine programme for new crown bearers", set()),
        ("Alt text for 900 images", set()),
        ("We can try it and here we go", set()),
        ("A net gain in an open set of cases", set()),
    ],
)
def test_words_of_the_school_world_in_their_spellings(
    hits: Callable[[str], list[Hit]], line: str, terms: set[str]
) -> None:
    assert names(hits(line), "term") == terms


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("Monitored ALT and AST liver enzymes in 300 trial patients", "ALT"),
        ("Mapped Alt+Tab behaviour and other ALT key shortcuts", "ALT"),
        ("BOE reporting: monthly barrels-of-oil-equivalent statements", "BOE"),
        ("HRT clinic nurse; advised 45 patients a week", "HRT"),
        ("CIR filing clerk: corporate insolvency records", "CIR"),
        ("OTE of 70,000 on a base of 50,000", "OTE"),
        ("Net sales in SEA and the wider region", "SEA"),
        ("Based in Denver, CO", "CO"),
        ("Paid by Interac e-Transfer", "ALT staffing companies"),
        ("CT scans for 30 patients a day", "CT"),
        ("Generated SSH keys for two servers", "Super Science High School"),
    ],
)
def test_a_word_of_another_trade_is_known_by_its_neighbours(
    hits: Callable[[str], list[Hit]], line: str, term: str
) -> None:
    assert term in names(hits(line), "term-unless")


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("ALT: Assistant Language Teacher", "ALT"),
        ("worked with a Japanese teacher of English (JTE)", "JTE"),
        ("city Board of Education (BOE)", "BOE"),
        ("with two homeroom teachers (HRT)", "HRT"),
        ("at three junior high schools (JHS)", "JHS"),
        ("ESS, English club twice a week", "ESS"),
        ("kyoto-sensei, the vice-principal", "kyoto-sensei"),
        ("Sports Day (undokai)", "undokai"),
    ],
)
def test_a_word_counts_as_explained_once_its_line_says_what_it_is(
    hits: Callable[[str], list[Hit]], line: str, term: str
) -> None:
    assert term in names(hits(line), "term-explained")


@pytest.mark.parametrize(
    ("line", "trait"),
    [
        ("Coordinated 9 vendors for a city festival", "supply-chain/project coordination"),
        ("Collaborated closely with 20 Japanese colleagues", "supply-chain/cross-cultural communication"),
        ("Typed and filed 300 forms with no errors found at audit", "supply-chain/detail and accuracy"),
        ("Resolved conflicts between expat managers and staff", "sales/mediating expectations"),
        ("Managed relations with four municipal offices", "sales/relationship management"),
        ("Trained 30 staff in Google Workspace", "hr/training people"),
        ("Helped new arrivals with housing and registration", "hr/support for expatriates"),
        ("Interpreted at 12 public events", "translation/interpreting, and in which mode"),
        ("Translated 60 pages of safety guidance", "translation/translation"),
        ("Took minutes at monthly meetings", "admin/keeping an office running"),
        ("Built an Excel workflow for reports", "admin/office tools"),
        ("Secured a ¥500,000 community grant", "government-npo/money and grants"),
        ("Raised Eiken pass rates from 40% to 62%", "education/results of learners"),
    ],
)
def test_a_line_shows_what_employers_on_a_path_value(
    hits: Callable[[str], list[Hit]], line: str, trait: str
) -> None:
    assert trait in names(hits(line), "trait")


@pytest.mark.parametrize(
    "line",
    [
        "Taught at five separate schools",
        "Taught 25 lessons a week to grades 1–6",
        "Made flashcards and worksheets",
        "Attended Sports Day and the culture festival",
        "Ate lunch with students every day",
        "Passionate about Japanese culture",
        "Assisted the JTE in class",
        "Lessons of 50 minutes for 480 students",
        "Teamwork, adaptability, strong communication skills",
    ],
)
def test_classroom_detail_shows_nothing_that_employers_value(
    hits: Callable[[str], list[Hit]], line: str
) -> None:
    outside_schools = {name for name in names(hits(line), "trait") if not name.startswith("education/")}
    assert outside_schools == set()
