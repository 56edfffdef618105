"""A drawing of a finding's place for its evidence: parcels, what is permitted, what changed, north, scale."""

from collections.abc import Sequence
from html import escape

import shapely
from shapely.geometry.base import BaseGeometry

SIZE = 300
_MARGIN_SHARE, _MARGIN_M = 0.15, 4.0
_SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500)
Bounds = tuple[float, float, float, float]


def frame(shapes: Sequence[BaseGeometry]) -> Bounds:
    """The square around them that is drawn (official CRS)."""
    west, south, east, north = shapely.total_bounds(list(shapes))
    half = max(east - west, north - south) * (0.5 + _MARGIN_SHARE) + _MARGIN_M
    x, y = (west + east) / 2, (south + north) / 2
    return float(x - half), float(y - half), float(x + half), float(y + half)


def sketch(
    bounds: Bounds, *, change: BaseGeometry, parcel: BaseGeometry | None, footprint: BaseGeometry | None,
    neighbours: Sequence[tuple[str, BaseGeometry]],
) -> str:  # fmt: skip
    """An SVG of `bounds`; `neighbours` are the parcels around, with their references."""
    window = shapely.box(*bounds)
    shown = [(name, shape.intersection(window)) for name, shape in neighbours]
    parts = [_path(shape, bounds, "#f6f4ee", "#9aa2ab", 1) for _name, shape in shown]
    if parcel is not None:
        parts.append(_path(parcel, bounds, "#fff3d1", "#1b2430", 3))
    parts.append(_path(change, bounds, "#d62828", "#7f1414", 2, opacity=0.45))
    if footprint is not None:
        parts.append(_path(footprint, bounds, "none", "#1f7a45", 3, dash="9 5"))
    parts += [_label(name, shape, bounds) for name, shape in shown]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">'
        f'<rect width="{SIZE}" height="{SIZE}" fill="#ffffff"/>'
        f"{''.join(parts)}{_north()}{_scale(bounds)}</svg>"
    )


def _path(
    shape: BaseGeometry, bounds: Bounds, fill: str, stroke: str, width: float, *, opacity: float = 1.0,
    dash: str = "",
) -> str:  # fmt: skip
    rings = [
        ring for part in shapely.get_parts(shape) if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]  # fmt: skip
    if not rings:
        return ""
    drawn = "".join("M" + "L".join(_at(x, y, bounds) for x, y in ring.coords) + "Z" for ring in rings)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{drawn}" fill="{fill}" fill-opacity="{opacity}" fill-rule="evenodd" '
        f'stroke="{stroke}" stroke-width="{width}"{dashed}/>'
    )


def _at(x: float, y: float, bounds: Bounds) -> str:
    scale = SIZE / (bounds[2] - bounds[0])
    return f"{(x - bounds[0]) * scale:.1f} {(bounds[3] - y) * scale:.1f}"


def _label(name: str, shape: BaseGeometry, bounds: Bounds) -> str:
    if shape.is_empty or not name:
        return ""
    inside = shapely.point_on_surface(shape)
    x, y = _at(inside.x, inside.y, bounds).split()
    return _text(float(x), float(y), name, 11)


def _text(x: float, y: float, text: str, size: int) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="middle" fill="#1b2430" '
        f'font-family="Plex Latin">{escape(text)}</text>'
    )


def _north() -> str:
    x = SIZE - 20
    return f'<path d="M{x} 8L{x - 7} 30L{x} 25L{x + 7} 30Z" fill="#1b2430"/>{_text(x, 44, "N", 13)}'


def _scale(bounds: Bounds) -> str:
    metre = SIZE / (bounds[2] - bounds[0])
    metres = max((one for one in _SCALES if one * metre <= SIZE * 0.3), default=_SCALES[0])
    length, bottom = metres * metre, SIZE - 16
    return (
        f'<rect x="8" y="{bottom - 22}" width="{length + 24:.1f}" height="30" fill="#ffffff"/>'
        f'<path d="M20 {bottom - 7}V{bottom}H{20 + length:.1f}V{bottom - 7}" fill="none" stroke="#1b2430" '
        f'stroke-width="2"/>{_text(20 + length / 2, bottom - 9, f"{metres} m", 12)}'
    )
