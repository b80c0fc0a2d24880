"""What can only be measured within a process: run by the benchmark with the Python `reframe` is installed in."""

from __future__ import annotations

import gc
import json
import sys
import time
from dataclasses import replace

EACH = 5
"""So many documents are matched for each pair of runs: one takes milliseconds, which a shared machine may double."""


def seconds(work, *given) -> float:
    started = time.perf_counter()
    work(*given)
    return time.perf_counter() - started


def main(times: int, pdf: str, *docx: str) -> dict[str, list[float]]:
    gc.disable()  # as the console script does until the first file has been checked
    importing = seconds(lambda: __import__("spacy"))
    from spacy.lang.en import English

    from reframe import matching
    from reframe.documents import read
    from reframe.matching import Matcher
    from reframe.phrasebook import load

    matching.REMEMBERED = 0  # or lines that came before would cost nothing

    names = ("loading", "cutting", "first", "matching", "tenfold", "page")
    found: dict[str, list[float]] = {name: [] for name in names}
    documents = [[block.text for block in read(path).blocks] for path in docx]
    for number in range(times):
        texts = documents[number % len(documents)]
        started = time.perf_counter()
        first = Matcher(load().phrases)
        loading = time.perf_counter() - started
        words = [first.read(text) for text in texts]
        tokenising = seconds(tokenised, English().tokenizer, texts)
        once, again = seconds(first.hits, words), seconds(first.hits, words)
        found["first"].append(once / tokenising)
        found["loading"].append((loading + once - again) / importing)
    del first, words
    phrases = load().phrases
    warm, tenfold = Matcher(phrases), Matcher(grown(phrases))
    measured = documents[: min(times * EACH, len(documents) // 2)]
    for texts in documents[len(measured) :]:
        for matcher in (warm, tenfold):
            matcher.hits([matcher.read(text) for text in texts])
    gc.collect()
    gc.freeze()
    gc.enable()  # as it is once the first file has been checked
    for texts in measured:
        words = [warm.read(text) for text in texts]
        tokenising = seconds(tokenised, English().tokenizer, texts)
        hits = seconds(warm.hits, words)
        found["matching"].append(hits / tokenising)
        found["tenfold"].append(seconds(tenfold.hits, words) / hits)
        found["cutting"].append(seconds(lambda texts=texts: [warm.read(text) for text in texts]) / tokenising)
    for _ in range(times):
        found["page"].append(seconds(read, pdf) / seconds(words_of, pdf))
    return found


def tokenised(tokenizer, texts) -> None:
    for text in texts:
        tokenizer(text)


def words_of(pdf: str) -> None:
    import pdfplumber

    with pdfplumber.open(pdf) as opened:
        for page in opened.pages:
            page.extract_words()


def grown(phrases):
    """Nine times as many further phrases, about words that no résumé here holds."""
    graph, finite = phrases.graph, dict(phrases.finite)
    held_by_words = (*dict(graph.words.items()).values(), *graph.exact.values())
    sets = 1 + max(int(number) for held in held_by_words for number in held.split())
    larger = graph
    for copy in range(1, 10):
        larger = with_copy(larger, graph, mark=f"~{copy}", others=copy * sets)
        finite |= {f"{word}~{copy}": held for word, held in phrases.finite.items()}
    return replace(phrases, graph=larger, finite=finite)


def with_copy(larger, graph, *, mark, others):
    """A graph with a copy of another one behind it, whose words bear a mark."""
    step_places, steps = moved(graph.steps, len(larger.steps), lambda step: shifted(step, {0: others}))
    behind = len(larger.nodes)
    nodes = list(larger.nodes)
    for ends, steps_on, nodes_on in records(graph.nodes):
        nodes += [
            ends,
            len(steps_on),
            *map(step_places.__getitem__, steps_on),
            *(n + behind for n in nodes_on),
        ]
    entries = {
        str(int(rarest) + others): ";".join(entered(entry, behind, others) for entry in held.split(";"))
        for rarest, held in graph.entries.items()
    }
    words = {f"{word}{mark}": shifted(held, {}, others) for word, held in graph.words.items()}
    exact = {f"{word}{mark}": shifted(held, {}, others) for word, held in graph.exact.items()}
    return replace(
        larger,
        words=type(graph.words).of(dict(larger.words.items()) | words),
        exact=larger.exact | exact,
        steps=larger.steps + steps,
        nodes=nodes,
        entries=type(graph.entries).of(dict(larger.entries.items()) | entries),
    )


def moved(text, start, change):
    """Where each line of a text begins once the text is changed and stands behind another, and the changed text."""
    places, lines, old = {}, [], 0
    for line in text.splitlines(keepends=True):
        places[old] = start
        lines.append(change(line) + "\n")
        old, start = old + len(line), start + len(lines[-1])
    return places, "".join(lines)


def records(numbers):
    """The nodes of a graph: whether one ends there, its steps, the nodes behind them."""
    at = 0
    while at < len(numbers):
        ends, count = numbers[at : at + 2]
        yield ends, numbers[at + 2 : at + 2 + count], numbers[at + 2 + count : at + 2 + 2 * count]
        at += 2 + 2 * count


def entered(line, behind, others):
    """An entry with its node and its sets where they are now."""
    return shifted(line, {1: behind} | dict.fromkeys(range(4, len(line.split()), 3), others))


def shifted(numbers, by, by_default=0):
    """Numbers in a text, each with what stands for its place in ``by`` added; what is no number stays."""
    return " ".join(
        str(int(part) + by.get(place, by_default)) if part.lstrip("-").isdigit() else part
        for place, part in enumerate(numbers.split())
    )


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), *sys.argv[2:])))
