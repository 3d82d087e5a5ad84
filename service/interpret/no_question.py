"""What is no question to the records: instructions, code, opinions, other languages, no words."""

from __future__ import annotations

import re
import unicodedata

from service.language import content_terms

_SET_ASIDE = r"(?:ignore|disregard|forget|override|bypass)"
_TOLD = r"(?:instruction|prompt|document|record|rule|guideline)s?"
INSTRUCTION = re.compile(
    rf"(?:^|[.!?;:]\s+|\b(?:please|now|then)\s+){_SET_ASIDE}\b.{{0,40}}\b{_TOLD}\b"
    rf"|\b{_SET_ASIDE}\b.{{0,20}}\b(?:your|previous|prior|above|earlier)\b.{{0,20}}\b{_TOLD}\b"
    r"|\b(?:system|hidden|initial|developer) (?:prompt|instruction|message)s?\b"
    r"|\byou are now\b|\b(?:reply|respond|answer)\s+only\b|\bpretend (?:to be|that you)\b"
    r"|(?:^|[.!?;:]\s+)(?:please )?(?:act|behave) as (?:if|a|an)\b|\b(?:jailbreak|god) mode\b"
    r"|^(?:please )?(?:write|compose|translate|generate|create)\b.{0,30}"
    r"\b(?:poem|song|story|essay|joke|code|script|speech|letter|email|into)\b"
    r"|\brepeat (?:after me|the (?:words|text|prompt))\b|\b(?:print|reveal|show) your\b",
    re.IGNORECASE | re.DOTALL,
)
CODE = re.compile(
    r"<\s*/?\s*(?:script|iframe|img|svg|style)\b|\bon(?:error|load|click)\s*="
    r"|\b(?:drop|truncate|alter)\s+table\b|\bunion\s+(?:all\s+)?select\b|\bselect\b.+\bfrom\b.+;"
    r"|\b(?:insert\s+into|delete\s+from)\s+\w+|'\s*or\s+'?1'?\s*=\s*'?1|\{\{.*\}\}|\$\{.*\}"
    r"|(?:\.\./){2,}",
    re.IGNORECASE | re.DOTALL,
)
_GOOD_OR_BAD = (
    r"(?:good|bad|better|worse|best|worst|great|terrible|awful|wise|foolish|silly|stupid|sensible|"
    r"sound|poor|decent)"
)
OPINION = re.compile(
    r"\bshould i vote\b|\bwho (?:should|shall|do) i (?:vote|trust|support|back)\b"
    r"|\bdo you (?:think|believe|like|agree|prefer|support)\b"
    r"|\b(?:your|an honest|a personal) (?:opinion|view)\b|\bwhat do you make of\b"
    r"|\bis (?!there\b|it\b|this\b)[\w ’'-]+ (?:a|an|the) "
    r"(?:good|bad|better|worse|best|worst|great|honest|corrupt|terrible|decent|nice)\b"
    r"|\b(?:is|are) [\w ’'-]+ (?:corrupt|useless|incompetent|trustworthy|stupid)\b"
    r"|\b(?:better|worse) (?:\w+ ){1,5}than\b.*\bwould (?:be|make)\b"
    r"|(?:^|[.!?]\s+)(?:is|are|was|were|would|will|isn[’']t|wasn[’']t|wouldn[’']t)\b[^.?!]*"
    rf"\b(?:a|an|the) (?:\w+ )?{_GOOD_OR_BAD} (?:thing|idea|move|step|choice|decision|deal|plan)\b"
    r"|(?:^|[.!?]\s+)(?:is|was|isn[’']t|wasn[’']t|would) it (?:be )?(?:\w+ )?(?:(?:un)?(?:fair|"
    r"just|wise|reasonable|ethical)|foolish|stupid|silly|sensible|cowardly|brave|selfish|greedy|"
    r"(?:im)?moral|wrong|shameful|disgraceful|ridiculous|mad|right (?:to|for|of))\b"
    rf"|\bdoing an? {_GOOD_OR_BAD} job\b"
    r"|\b(?:who|which \w+)(?:[’']s| is| would be) (?:the )?(?:best|worst) "
    r"(?:leader|councillor|party|politician|council)\b",
    re.IGNORECASE,
)
_FOREIGN_WORDS = """
der die das und ist wie viel wird nicht ein eine für mit auf von den dem
le la les des est une du que qui combien quel quelle pour dans avec sur pourquoi quand
el los las una cuánto cuanto qué por para como cómo cuándo dónde del con está
il di che per quanto quale sono della nel come perché quando
o os um uma quanto qual não para são quando porque como
ile jest jak czy nie się na do kto kiedy dlaczego
yw mae beth faint pryd sut pam ydy cyngor y yr
care este și cât cand ce pentru
hoeveel wat het een van waarom wanneer
"""
FOREIGN = frozenset(_FOREIGN_WORDS.split()) - frozenset({"die", "a", "care", "do", "para", "come"})
_ENGLISH_WORDS = """
the of and to in is was were are did does do has have had will would what which who how when where
why for on at by with that this it be been can from many much
"""
ENGLISH = frozenset(_ENGLISH_WORDS.split())
_SMALL_TALK = """
a afternoon all am answer bye cheers cool evening fine for good goodbye great hello help hey hi
hiya i just lol me morning much my no nope nothing oh ok okay please pls question so sorry stop ta
test testing thank thanks the there this very well wow yes you your
"""
SMALL_TALK = frozenset(_SMALL_TALK.split())
LATIN = 0.5
"""Where fewer of the letters are Latin, the question is not in English."""


def refused(text: str, whole: str) -> str:
    """Return why `text` is no question to the records, or nothing.

    ``whole`` is the text with the question that it follows.
    """
    if INSTRUCTION.search(text):
        return "It gives an instruction, and the records can only be asked."
    if CODE.search(text):
        return "It holds program code, and the records can only be asked in words."
    if OPINION.search(text):
        return "It asks for an opinion, and the records hold none."
    if not any(len(term) > 1 for term in content_terms(whole)):
        return "It has no word to look for."
    if SMALL_TALK.issuperset(re.findall(r"[^\W_]+", text.casefold())):
        return "It only greets, thanks or agrees: ask what was said, decided or spent."
    if in_another_language(text):
        return "It is not in English, in which the records are."
    return ""


def in_another_language(text: str) -> bool:
    """Return whether `text` is plainly in another language than English."""
    letters = [each for each in text if each.isalpha()]
    latin = [each for each in letters if "LATIN" in unicodedata.name(each, "")]
    if letters and len(latin) < LATIN * len(letters):
        return True
    words = re.findall(r"[^\W\d_]+", text.casefold())
    foreign = sum(word in FOREIGN for word in words)
    return foreign >= 2 and foreign > 2 * sum(word in ENGLISH for word in words)
