"""What makes a vector tile valid (Mapbox Vector Tile 2.1), read from its bytes by no library."""

from collections.abc import Iterator
from dataclasses import dataclass, field

Field = tuple[int, int, int | bytes]
"""Of a protocol buffer: number, wire type and value."""

VARINT, DOUBLE, BYTES, FLOAT = 0, 1, 2, 5
MOVE_TO, LINE_TO, CLOSE_PATH = 1, 2, 7
UNKNOWN, POINT, LINE, POLYGON = 0, 1, 2, 3
LAYER_FIELDS = {15: VARINT, 1: BYTES, 2: BYTES, 3: BYTES, 4: BYTES, 5: VARINT}
VALUE_FIELDS = {1: BYTES, 2: FLOAT, 3: DOUBLE, 4: VARINT, 5: VARINT, 6: VARINT, 7: VARINT}
FEATURE_FIELDS = {1: VARINT, 2: BYTES, 3: VARINT, 4: BYTES}


class Broken(ValueError):
    """The bytes, or the commands of a geometry, cannot be read on."""


def faults_of(tile: bytes) -> list[str]:
    """What is wrong with a tile, by the numbers of the specification's sections; [] where nothing is."""
    try:
        layers = [_layer(value) for _number, _wire, value in _fields(tile, {3: BYTES})]
    except Broken as error:
        return [str(error)]
    names = [layer.name for layer in layers]
    twice = [f"4.1: two layers are called {name}" for name in set(names) if names.count(name) > 1]
    return [*twice, *(fault for layer in layers for fault in layer.faults)]


@dataclass
class _Layer:
    name: str = ""
    keys: int = 0
    values: int = 0
    features: list[bytes] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def _layer(data: bytes) -> _Layer:
    layer, version = _Layer(), 0
    for number, _wire, value in _fields(data, LAYER_FIELDS):
        if isinstance(value, int):
            version = value if number == 15 else version
        elif number == 1:
            layer.name = value.decode()
        elif number == 2:
            layer.features.append(value)
        elif number == 3:
            layer.keys += 1
        else:
            layer.values += 1
            if len(list(_fields(value, VALUE_FIELDS))) != 1:
                layer.faults.append("4.1: a value is not of exactly one type")
    if version not in (1, 2):
        layer.faults.append(f"4.1: version {version}")
    if not layer.name:
        layer.faults.append("4.1: a layer without a name")
    ids: set[int] = set()
    for feature in layer.features:
        layer.faults += _feature_faults(feature, layer, ids)
    return layer


def _feature_faults(data: bytes, layer: _Layer, ids: set[int]) -> Iterator[str]:
    fields = list(_fields(data, FEATURE_FIELDS))
    told = {number: value for number, _wire, value in fields}
    if len(told) != len(fields):
        yield "4.2: a field of a feature stands twice"
    tags = _packed(told.get(2, b""))
    if len(tags) % 2:
        yield "4.4: an odd number of tags"
    if any(key >= layer.keys for key in tags[::2]) or any(value >= layer.values for value in tags[1::2]):
        yield "4.4: a tag leads to nothing"
    if told.get(1) in ids:
        yield "4.2: two features have one id"
    ids |= {value for value in [told.get(1)] if isinstance(value, int)}
    kind = told.get(3)
    if kind not in (UNKNOWN, POINT, LINE, POLYGON):
        yield f"4.2: geometry type {kind}"
    elif not told.get(4):
        yield "4.2: a feature without geometry"
    elif kind != UNKNOWN:
        yield from _geometry_faults(int(kind), _packed(told[4]))


Part = tuple[list[tuple[int, int]], bool]
"""The points after a MoveTo, and whether ClosePath ends them."""


def _geometry_faults(kind: int, commands: list[int]) -> Iterator[str]:
    parts = _parts(kind, commands)
    for points, is_closed in parts:
        if kind == LINE:
            if is_closed or len(points) < 2:
                yield "4.3.4.3: a line is closed or has one point"
            if any(one == other for one, other in zip(points, points[1:], strict=False)):
                yield "4.3.3.2: a LineTo that leads nowhere"
        if kind == POLYGON and (not is_closed or len(points) < 3):
            yield "4.3.4.4: a ring is open or has under three points"
    if kind == POLYGON and (not parts or _area(parts[0][0]) <= 0):
        yield "4.3.4.4: the first ring is no exterior one"
    if kind == POLYGON and any(_area(points) == 0 for points, _closed in parts):
        yield "4.3.4.4: a ring without area"


def _parts(kind: int, commands: list[int]) -> list[Part]:
    """The points of each part. Raises `Broken` for commands that this kind of geometry cannot have."""
    parts: list[Part] = []
    x = y = at = 0
    while at < len(commands):
        command, count = commands[at] & 7, commands[at] >> 3
        at += 1
        if command == CLOSE_PATH:
            if kind != POLYGON or count != 1 or not parts or parts[-1][1]:
                raise Broken("4.3.3.3: a ClosePath where none can be")
            parts[-1] = (parts[-1][0], True)
            continue
        _check_command(kind, command, count, parts)
        if at + 2 * count > len(commands):
            raise Broken("4.3.2: fewer parameters than are counted")
        for _point in range(count):
            x, y = x + _zigzag(commands[at]), y + _zigzag(commands[at + 1])
            at += 2
            if command == MOVE_TO:
                parts.append(([], False))
            parts[-1][0].append((x, y))
    if not parts:
        raise Broken("4.3.1: a geometry without commands")
    return parts


def _check_command(kind: int, command: int, count: int, parts: list[Part]) -> None:
    if command not in (MOVE_TO, LINE_TO) or count < 1:
        raise Broken(f"4.3.1: command {command}, {count} times")
    if command == MOVE_TO and kind != POINT and count != 1:
        raise Broken("4.3.4: a line or a ring begins more than once")
    if command == LINE_TO and (kind == POINT or not parts or parts[-1][1] or len(parts[-1][0]) != 1):
        raise Broken("4.3.4: a LineTo that follows no single MoveTo")


def _area(points: list[tuple[int, int]]) -> int:
    """Twice the area by the surveyor's formula, y downwards: positive for an exterior ring."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True))


def _zigzag(number: int) -> int:
    return (number >> 1) ^ -(number & 1)


def _packed(data: int | bytes) -> list[int]:
    if isinstance(data, int):
        return [data]
    numbers, at = [], 0
    while at < len(data):
        number, at = _varint(data, at)
        if number >= 1 << 32:
            raise Broken("appendix A: more than a uint32 holds")
        numbers.append(number)
    return numbers


def _fields(data: bytes, known: dict[int, int]) -> Iterator[Field]:
    """The fields of a message. Raises `Broken` for unknown ones, and for wire types that they cannot have."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        number, wire = key >> 3, key & 7
        if known.get(number) != wire:
            raise Broken(f"appendix A: field {number} as wire type {wire}")
        value: int | bytes
        if wire == VARINT:
            value, at = _varint(data, at)
        else:
            length = {DOUBLE: 8, FLOAT: 4}.get(wire, 0)
            if wire == BYTES:
                length, at = _varint(data, at)
            value = data[at : at + length]
            at += length
        if at > len(data):
            raise Broken("appendix A: it ends in the middle")
        yield number, wire, value


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while at < len(data) and shift < 70:
        number |= (data[at] & 0x7F) << shift
        at += 1
        if not data[at - 1] & 0x80:
            return number, at
        shift += 7
    raise Broken("appendix A: a number without an end")
