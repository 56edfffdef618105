export interface ScaleBar {
  readonly metres: number;
  readonly pixels: number;
}

/** The longest round length (1, 2 or 5 times a power of ten) that fits in `room` pixels. */
export function scaleBar(metresPerPixel: number, room = 110): ScaleBar {
  const most = metresPerPixel * room;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power;
  return { metres, pixels: metres / metresPerPixel };
}

/** The denominator of the scale on a screen of 96 dots an inch, to two significant figures. */
export function scaleDenominator(metresPerPixel: number): number {
  const exact = (metresPerPixel * 96) / 0.0254;
  const power = 10 ** (Math.floor(Math.log10(exact)) - 1);
  return Math.round(exact / power) * power;
}
