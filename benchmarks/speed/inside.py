"""What can only be measured within a process: run by the benchmark with the Python `reframe` is installed in."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace


def seconds(work, *given) -> float:
    started = time.perf_counter()
    work(*given)
    return time.perf_counter() - started


def main(times: int, docx: str, pdf: str) -> dict[str, list[float]]:
    importing = seconds(lambda: __import__("spacy"))
    from spacy.lang.en import English

    from reframe.documents import read
    from reframe.matching import Matcher
    from reframe.phrasebook import load

    found: dict[str, list[float]] = {name: [] for name in ("loading", "first", "matching", "tenfold", "page")}
    texts = [block.text for block in read(docx).blocks]
    book = load()
    warm, tenfold = Matcher(book.phrases), Matcher(grown(book.phrases))
    read_texts = [warm.read(text) for text in texts]
    for matcher in (warm, tenfold):
        matched(matcher, read_texts)
    for _ in range(times):
        tokenizer = English().tokenizer
        first = Matcher(book.phrases)
        tokenising = seconds(tokenised, tokenizer, texts)
        matching = seconds(matched, warm, read_texts)
        found["loading"].append(seconds(lambda: Matcher(load().phrases)) / importing)
        found["matching"].append(matching / tokenising)
        found["first"].append(seconds(matched, first, read_texts) / tokenising)
        found["tenfold"].append(seconds(matched, tenfold, read_texts) / matching)
        found["page"].append(seconds(read, pdf) / seconds(words, pdf))
    return found


def tokenised(tokenizer, texts) -> None:
    for text in texts:
        tokenizer(text)


def matched(matcher, texts) -> None:
    for text in texts:
        matcher.hits_in_words(text)


def words(pdf: str) -> None:
    import pdfplumber

    with pdfplumber.open(pdf) as opened:
        for page in opened.pages:
            page.extract_words()


def grown(phrases):
    """Nine times as many further phrases, about words that no résumé here holds."""
    graph, numbers = phrases.graph, range(1, 10)
    sets = 1 + max(number for held in (*graph.folded.values(), *graph.written.values()) for number in held)
    folded, written = dict(graph.folded), dict(graph.written)
    for copies, words_of in ((folded, graph.folded), (written, graph.written)):
        for word, held in words_of.items():
            for copy in numbers:
                copies[f"{word}~{copy}"] = [number + copy * sets for number in held]
    steps, nodes, entries = list(graph.steps), list(graph.nodes), list(graph.entries)
    finite = dict(phrases.finite)
    for copy in numbers:
        more, below = copy * len(graph.steps), copy * len(graph.nodes)
        steps += [step._replace(set=step.set + copy * sets) for step in graph.steps]
        nodes += [
            [node[0], *(item + (below if place % 2 else more) for place, item in enumerate(node[1:]))]
            for node in graph.nodes
        ]
        entries += [
            entry._replace(node=entry.node + below, needs=[need + copy * sets for need in entry.needs])
            for entry in graph.entries
        ]
        finite |= {f"{word}~{copy}": held for word, held in phrases.finite.items()}
    larger = replace(graph, folded=folded, written=written, steps=steps, nodes=nodes, entries=entries)
    return replace(phrases, graph=larger, finite=finite)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2], sys.argv[3])))
