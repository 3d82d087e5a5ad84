"""The terminal screen on which people judge a pool, one passage at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from eval.answers.matching import words
from eval.judging.judgements import GRADES, Judgements
from eval.judging.pool import Pooled
from indexer.terms import stem
from service.language import STOP_WORDS

BACK, SKIP, QUIT = "b", "s", "q"
WIDEST = 100


def judge_pool(
    pooled: Sequence[Pooled],
    judgements: Judgements,
    read_key: Callable[[], str],
    console: Console,
) -> int:
    """Let a person judge what is not judged yet; return how many are left.

    `read_key` gives one key at a time: a grade, ``b`` for the one before, ``s`` to skip, ``q`` to
    stop (as the end of input does, an empty key). Everything judged is kept at once.
    """
    judged = {(each.question_id, each.passage_id) for each in pooled} & judgements.grades.keys()
    at = _next(pooled, judgements, 0)
    done = len(judged)
    while at < len(pooled):
        console.clear()
        console.print(_shown(pooled[at], done, len(pooled), judgements))
        key = _valid_key(read_key, console)
        if key in {QUIT, ""}:
            break
        if key == BACK:
            at = max(0, at - 1)
        elif key == SKIP:
            at = _next(pooled, judgements, at + 1)
        else:
            judgements.put(pooled[at], int(key))
            at = _next(pooled, judgements, at + 1)
        done = sum((each.question_id, each.passage_id) in judgements.grades for each in pooled)
    return len(pooled) - done


def _valid_key(read_key: Callable[[], str], console: Console) -> str:
    while True:
        key = read_key().casefold()
        if key in {"", BACK, SKIP, QUIT} or (key.isdecimal() and int(key) in GRADES):
            return key
        console.print(Text(f"{key!r} is no key here: 0 to 3, b, s or q.", style="yellow"))


def _next(pooled: Sequence[Pooled], judgements: Judgements, start: int) -> int:
    """Return the place of the first passage from `start` on that is not judged."""
    for at in range(start, len(pooled)):
        if (pooled[at].question_id, pooled[at].passage_id) not in judgements.grades:
            return at
    return len(pooled)


def _shown(each: Pooled, done: int, total: int, judgements: Judgements) -> Group:
    before = judgements.grades.get((each.question_id, each.passage_id))
    lines = [Text(f"{grade}  the passage {meaning}") for grade, meaning in GRADES.items()]
    return Group(
        Text(f"{done} of {total} judged", style="dim"),
        Text(each.question, style="bold"),
        Text(),
        Text(each.source, style="cyan"),
        Padding(_marked(each.text, each.question), (0, 0, 1, 2)),
        *lines,
        Text("s  skip    b  back    q  stop, and go on another day"),
        Text("" if before is None else f"Judged {before} before.", style="dim"),
    )


def _marked(text: str, question: str) -> Text:
    """Return `text` with the words of the question in it underlined."""
    wanted = {stem(word) for word in words(question) if word not in STOP_WORDS}
    marked = Text(text)
    for word in set(text.split()):
        bare = "".join(words(word)[:1])
        if bare and stem(bare) in wanted:
            marked.highlight_words([word], style="underline")
    return marked
