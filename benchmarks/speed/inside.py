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


def main(times: int, pdf: str, *docx: str) -> dict[str, list[float]]:
    importing = seconds(lambda: __import__("spacy"))
    from spacy.lang.en import English

    from reframe.documents import read
    from reframe.matching import Matcher
    from reframe.phrasebook import load

    names = ("loading", "cutting", "first", "matching", "tenfold", "page")
    found: dict[str, list[float]] = {name: [] for name in names}
    book = load()
    warm, tenfold = Matcher(book.phrases), Matcher(grown(book.phrases))
    before = [warm.read(block.text) for path in docx[times:] for block in read(path).blocks]
    for matcher in (warm, tenfold):
        matcher.hits(before)
    for number in range(times):
        texts = [block.text for block in read(docx[number % len(docx)]).blocks]
        words = [warm.read(text) for text in texts]
        tokenizer = English().tokenizer
        tokenising = seconds(tokenised, tokenizer, texts)
        matching = seconds(warm.hits, words)
        started = time.perf_counter()
        first = Matcher(load().phrases)
        found["loading"].append((time.perf_counter() - started) / importing)
        found["cutting"].append(seconds(lambda texts=texts: [warm.read(text) for text in texts]) / tokenising)
        found["matching"].append(matching / tokenising)
        found["first"].append(seconds(first.hits, words) / tokenising)
        found["tenfold"].append(seconds(tenfold.hits, words) / matching)
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
    graph = phrases.graph
    sets = 1 + max(int(number) for held in graph.words.values() for number in held.split())
    words, steps, nodes = dict(graph.words), list(graph.steps), list(graph.nodes)
    entries, finite = dict(graph.entries), dict(phrases.finite)
    for copy in range(1, 10):
        more, below, others = copy * len(graph.steps), copy * len(graph.nodes), copy * sets
        words |= {f"{word}~{copy}": shifted(held, {}, others) for word, held in graph.words.items()}
        steps += [shifted(step, {0: others}) for step in graph.steps]
        nodes += [
            shifted(node, {place: more if place % 2 else below for place in range(1, len(node.split()))})
            for node in graph.nodes
        ]
        entries |= {
            str(int(rarest) + others): {
                following if following == "-1" else str(int(following) + others): "\n".join(
                    shifted(line, {1: below} | dict.fromkeys(range(4, len(line.split()), 3), others))
                    for line in held.split("\n")
                )
                for following, held in by_next.items()
            }
            for rarest, by_next in graph.entries.items()
        }
        finite |= {f"{word}~{copy}": held for word, held in phrases.finite.items()}
    larger = replace(graph, words=words, steps=steps, nodes=nodes, entries=entries)
    return replace(phrases, graph=larger, finite=finite)


def shifted(numbers, by, by_default=0):
    """Numbers in a text, each with what stands for its place in ``by`` added; what is no number stays."""
    parts = numbers.split()
    return " ".join(
        str(int(part) + by.get(place, by_default)) if part.lstrip("-").isdigit() else part
        for place, part in enumerate(parts)
    )


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), *sys.argv[2:])))
