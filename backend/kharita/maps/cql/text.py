"""CQL2 text read into the tree: recursive descent over one grammar of expressions.

Which kinds of operands an operator takes is not grammar here: it is checked where the columns are known, so
that a parenthesis need not be guessed to hold a condition, a number or an array.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from kharita.maps.cql import geometries
from kharita.maps.cql.tokens import Token, tokens_of
from kharita.maps.cql.tree import (
    COMPARISONS,
    OPERATIONS,
    Array,
    Bounds,
    CqlFault,
    Geometry,
    Interval,
    Literal,
    Operation,
    Property,
    Tree,
    checked_arity,
    checked_date,
    checked_instant,
    checked_number,
    checked_text,
    checked_timestamp,
)

_SHAPES = frozenset(
    {
        "POINT",
        "LINESTRING",
        "POLYGON",
        "MULTIPOINT",
        "MULTILINESTRING",
        "MULTIPOLYGON",
        "GEOMETRYCOLLECTION",
    }
)
_NOT_CALLED = frozenset({"and", "or", "not", "isnull", "like", "in", "between", "div"})


def tree_of_text(text: str) -> Tree:
    """Raises `CqlFault` with the number of the character that cannot be read."""
    parser = _Parser(text)
    tree = parser.condition()
    parser.expect("end")
    return tree


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self.index = 0
        self.bounds = Bounds()

    # The words ahead

    @property
    def next(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        token = self.next
        self.index += 1
        self.bounds.count_node(token.at)
        return token

    def has(self, kind: str, *texts: str) -> bool:
        return self.next.kind == kind and (not texts or self.next.text in texts)

    def took(self, kind: str, *texts: str) -> bool:
        if not self.has(kind, *texts):
            return False
        self.take()
        return True

    def expect(self, kind: str, text: str = "") -> Token:
        if self.has(kind, *([text] if text else [])):
            return self.take()
        raise self.unexpected()

    def unexpected(self) -> CqlFault:
        token = self.next
        if token.kind == "end":
            return CqlFault(_("The filter ends too early."), token.at)
        return CqlFault(
            _("“%(text)s” cannot be read here.") % {"text": self.text[token.start : token.end][:20]}, token.at
        )

    # Conditions

    def condition(self) -> Tree:
        return self._chain("OR", lambda: self._chain("AND", self._negation))

    def _chain(self, word: str, part: Callable[[], Tree]) -> Tree:
        at = self.next.at
        parts = [part()]
        while self.took("word", word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Operation(at, word.lower(), tuple(parts))

    def _negation(self) -> Tree:
        at = self.next.at
        if not self.took("word", "NOT"):
            return self._predicate()
        self.bounds.enter(at)
        negated = Operation(at, "not", (self._negation(),))
        self.bounds.leave()
        return negated

    def _predicate(self) -> Tree:
        left, at = self._sum(), self.next.at
        if self.has("sign", *COMPARISONS):
            return Operation(at, self.take().text, (left, self._sum()))
        if self.took("word", "IS"):
            negated = self.took("word", "NOT")
            self.expect("word", "NULL")
            return self._negated(at, negated, Operation(at, "isnull", (left,)))
        negated = self.took("word", "NOT")
        if self.took("word", "LIKE"):
            return self._negated(at, negated, Operation(at, "like", (left, self._sum())))
        if self.has("name") and self.next.text.upper() == "ILIKE":  # as GDAL writes it
            self.take()
            parts = (Operation(at, "casei", (left,)), Operation(at, "casei", (self._sum(),)))
            return self._negated(at, negated, Operation(at, "like", parts))
        if self.took("word", "BETWEEN"):
            low = self._sum()
            self.expect("word", "AND")
            return self._negated(at, negated, Operation(at, "between", (left, low, self._sum())))
        if self.took("word", "IN"):
            listed = Array(self.next.at, self._arguments())
            return self._negated(at, negated, Operation(at, "in", (left, listed)))
        if negated:
            raise self.unexpected()
        return left

    def _negated(self, at: str, negated: bool, operation: Operation) -> Operation:
        return Operation(at, "not", (operation,)) if negated else operation

    # Arithmetic

    def _sum(self) -> Tree:
        return self._left_to_right(self._product, "+", "-")

    def _product(self) -> Tree:
        return self._left_to_right(self._power, "*", "/", "%", "div")

    def _left_to_right(self, part: Callable[[], Tree], *signs: str) -> Tree:
        left, entered = part(), 0
        while self.has("sign", *signs) or ("div" in signs and self.has("word", "DIV")):
            token = self.take()
            self.bounds.enter(token.at)  # a chain grows deep on its left
            entered += 1
            left = Operation(token.at, token.text.lower(), (left, part()))
        for _entered in range(entered):
            self.bounds.leave()
        return left

    def _power(self) -> Tree:
        base, at = self._signed(), self.next.at
        return Operation(at, "^", (base, self._signed())) if self.took("sign", "^") else base

    def _signed(self) -> Tree:
        at = self.next.at
        if not self.took("sign", "-"):
            return self._single()
        if self.has("number"):
            return Literal(at, checked_number("-" + self.take().text, at))
        self.bounds.enter(at)
        negative = Operation(at, "-", (self._signed(),))
        self.bounds.leave()
        return negative

    # One operand

    def _single(self) -> Tree:
        token = self.next
        if token.kind == "number":
            return Literal(token.at, checked_number(self.take().text, token.at))
        if token.kind == "text":
            return Literal(token.at, checked_text(self.take().text, token.at))
        if token.kind == "word" and token.text in ("TRUE", "FALSE"):
            return Literal(token.at, self.take().text == "TRUE")
        if token.kind == "quoted":
            return Property(token.at, self.take().text)
        if token.kind == "name":
            return self._named(self.take())
        if token.kind == "sign" and token.text == "(":
            return self._parenthesis()
        raise self.unexpected()

    def _parenthesis(self) -> Tree:
        at = self.next.at
        items = self._arguments()
        return items[0] if len(items) == 1 else Array(at, items)

    def _arguments(self) -> tuple[Tree, ...]:
        opening = self.expect("sign", "(")
        self.bounds.enter(opening.at)
        items: list[Tree] = []
        if not self.has("sign", ")"):
            items.append(self.condition())
            while self.took("sign", ","):
                items.append(self.condition())
        self.expect("sign", ")")
        self.bounds.leave()
        return tuple(items)

    def _named(self, token: Token) -> Tree:
        upper = token.text.upper()
        if upper in _SHAPES and (self.has("sign", "(") or self._has_heights()):
            return self._shape(token)
        if not self.has("sign", "("):
            return Property(token.at, token.text)
        if upper in _CONSTRUCTORS:
            return _CONSTRUCTORS[upper](self, token)
        op = token.text.lower()
        if op not in OPERATIONS or op in _NOT_CALLED:
            raise CqlFault(_("There is no function called “%(name)s”.") % {"name": token.text[:40]}, token.at)
        args = self._arguments()
        checked_arity(op, args, token.at)
        return Operation(token.at, op, args)

    def _has_heights(self) -> bool:
        return self.next.kind == "name" and self.next.text.upper() == "Z"

    def _shape(self, token: Token) -> Geometry:
        depth = 0
        while True:
            taken = self.take()
            if taken.kind == "end":
                self.index -= 1
                raise self.unexpected()
            depth += {"(": 1, ")": -1}.get(taken.text, 0) if taken.kind == "sign" else 0
            if depth > 8:
                raise CqlFault(_("This geometry cannot be read."), taken.at)
            if depth == 0 and taken.text == ")":
                break
        return Geometry(token.at, geometries.from_wkt(self.text[token.start : taken.end], token.at))

    def _bbox(self, token: Token) -> Geometry:
        numbers = []
        for item in self._arguments():
            if not isinstance(item, Literal) or not isinstance(item.value, int | float):
                raise CqlFault(_("A box is four numbers: west,south,east,north."), item.at)
            numbers.append(float(item.value))
        return Geometry(token.at, geometries.from_bbox(numbers, token.at))

    def _written(self, token: Token) -> str:
        self.expect("sign", "(")
        written = self.expect("text").text
        self.expect("sign", ")")
        return written

    def _date(self, token: Token) -> Literal:
        return Literal(token.at, checked_date(self._written(token), token.at))

    def _timestamp(self, token: Token) -> Literal:
        return Literal(token.at, checked_timestamp(self._written(token), token.at))

    def _interval(self, token: Token) -> Interval:
        ends = self._arguments()
        checked_arity("interval", ends, token.at)
        start, end = (self._end(item) for item in ends)
        return Interval(token.at, start, end)

    def _end(self, item: Tree) -> Tree | None:
        if not isinstance(item, Literal) or not isinstance(item.value, str):
            return item
        instant = checked_instant(item.value, item.at)
        return None if instant is None else Literal(item.at, instant)


_CONSTRUCTORS: dict[str, Callable[[_Parser, Token], Tree]] = {
    "BBOX": _Parser._bbox,
    "DATE": _Parser._date,
    "TIMESTAMP": _Parser._timestamp,
    "INTERVAL": _Parser._interval,
}
