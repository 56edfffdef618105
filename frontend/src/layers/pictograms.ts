/** Small drawings for places, 20 × 20, white on the place's colour. Our own, drawn for this map. */
const GLYPHS: Readonly<Record<string, string>> = {
  town_hall: '<path d="M4 8.5 10 5l6 3.5M5 9v5M8.3 9v5M11.7 9v5M15 9v5M4 15h12"/>',
  mosque:
    '<path d="M5.5 15v-4.5c0-2 2.2-2.6 3.5-4 1.3 1.4 3.5 2 3.5 4V15zM15.5 15V6.5M15.5 6.5v-2M4 15h13"/>',
  school: '<path d="M3.5 8.3 10 5.5l6.5 2.8L10 11zM6 9.6v3.2c2 1.8 6 1.8 8 0V9.6"/>',
  hospital: '<path d="M10 5.5v9M5.5 10h9"/>',
  market: '<path d="M4.5 8.5h11l-1.3 6h-8.4zM7.5 8.5 9 5M12.5 8.5 11 5"/>',
  post_office: '<path d="M4.5 6.5h11v7.5h-11zM4.5 7l5.5 4 5.5-4"/>',
  police: '<path d="M10 4.8 15 6.5v3.8c0 2.4-2 4-5 5-3-1-5-2.6-5-5V6.5z"/>',
  stadium: '<path d="M4.5 10c0-2.5 2.5-4 5.5-4s5.5 1.5 5.5 4-2.5 4-5.5 4-5.5-1.5-5.5-4zM10 6v8"/>',
  park: '<path d="M10 15.5V11M10 4.5c2.8 0 4.3 2 4 4-.2 1.6-1.6 2.5-4 2.5s-3.8-.9-4-2.5c-.3-2 1.2-4 4-4z"/>',
  bus_station: '<path d="M5.5 5.5h9v8h-9zM5.5 10h9M7.3 13.5v1.5M12.7 13.5v1.5"/>',
  other: '<circle cx="10" cy="10" r="2.2"/>',
};

const COLORS: Readonly<Record<string, string>> = {
  mosque: "#4C7A5B",
  park: "#4C7A5B",
  stadium: "#4C7A5B",
  hospital: "#B3443A",
  school: "#8A6416",
  police: "#3D5F93",
  town_hall: "#0F6B6B",
  post_office: "#8A6416",
  bus_station: "#3D5F93",
  market: "#A6532F",
};

export const KINDS: readonly string[] = Object.keys(GLYPHS);

/** An SVG of 22 × 22 for a kind of place. */
export function pictogram(kind: string, fallbackColor: string, ink: string): string {
  const glyph = GLYPHS[kind] ?? GLYPHS.other;
  const color = COLORS[kind] ?? fallbackColor;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="44" height="44" viewBox="-1 -1 22 22"><circle cx="10" cy="10" r="9.5" fill="${color}" stroke="${ink}" stroke-width="1.2"/><g fill="none" stroke="${ink}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${glyph}</g></svg>`;
}
