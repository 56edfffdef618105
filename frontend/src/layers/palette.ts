/** The colours of the map. One object per look; nothing else knows a colour of the map. */
export interface Palette {
  readonly ground: string;
  readonly town: string;
  readonly water: string;
  readonly waterLabel: string;
  readonly green: Readonly<Record<"park" | "orchard" | "field" | "cemetery" | "square", string>>;
  readonly building: string;
  readonly buildingEdge: string;
  readonly street: string;
  readonly mainStreet: string;
  readonly casing: string;
  readonly mainCasing: string;
  readonly track: string;
  readonly parcelEdge: string;
  readonly blockEdge: string;
  readonly boundary: string;
  readonly district: string;
  readonly label: string;
  readonly quietLabel: string;
  readonly halo: string;
  readonly accent: string;
  readonly selected: string;
  readonly place: string;
  readonly placeInk: string;
  /** Strength of thematic fills: weaker on imagery and at night. */
  readonly thematic: number;
}

const paper: Palette = {
  ground: "#F4F1EA",
  town: "#EFEAE0",
  water: "#BBD6E3",
  waterLabel: "#41708A",
  green: { park: "#CFE0BF", orchard: "#DCE7CB", field: "#ECE8D6", cemetery: "#D6DECB", square: "#EFE6D8" },
  building: "#E2DAD0",
  buildingEdge: "#CDC2B3",
  street: "#FFFFFF",
  mainStreet: "#FFF6DF",
  casing: "#D9D1C3",
  mainCasing: "#CDB98C",
  track: "#CFC4AE",
  parcelEdge: "#9B8F7E",
  blockEdge: "#DDD4C6",
  boundary: "#7E7487",
  district: "#8C7A5E",
  label: "#2F3742",
  quietLabel: "#6A6154",
  halo: "#FBF9F5",
  accent: "#0F6B6B",
  selected: "#C8643C",
  place: "#5E5750",
  placeInk: "#FFFFFF",
  thematic: 1,
};

const plain: Palette = {
  ...paper,
  ground: "#FFFFFF",
  town: "#FFFFFF",
  water: "#E3EEF3",
  green: { park: "#F0F5EB", orchard: "#F5F8F0", field: "#FAF9F4", cemetery: "#F2F4EF", square: "#FAF7F2" },
  building: "#EFEFEF",
  buildingEdge: "#C9C9C9",
  mainStreet: "#FFFFFF",
  casing: "#D6D6D6",
  mainCasing: "#B5B5B5",
  track: "#CFCFCF",
  parcelEdge: "#6F6F6F",
  blockEdge: "#E3E3E3",
  halo: "#FFFFFF",
};

const night: Palette = {
  ground: "#151B22",
  town: "#1A2129",
  water: "#17303F",
  waterLabel: "#7FB0C9",
  green: { park: "#1B2C25", orchard: "#1C2923", field: "#1D231F", cemetery: "#20292A", square: "#242A30" },
  building: "#2A333D",
  buildingEdge: "#3A4550",
  street: "#3A4550",
  mainStreet: "#55513F",
  casing: "#10151B",
  mainCasing: "#10151B",
  track: "#39403F",
  parcelEdge: "#62707E",
  blockEdge: "#28313B",
  boundary: "#8B839A",
  district: "#A8977A",
  label: "#DDE1E6",
  quietLabel: "#A3A9B1",
  halo: "#12181F",
  accent: "#3DB5AF",
  selected: "#F0895C",
  place: "#8A9099",
  placeInk: "#12181F",
  thematic: 0.8,
};

const imagery: Palette = {
  ...night,
  parcelEdge: "#FFFFFF",
  blockEdge: "#FFFFFF",
  boundary: "#FFFFFF",
  district: "#FFE6B8",
  label: "#FFFFFF",
  quietLabel: "#FFFFFF",
  halo: "#10151B",
  accent: "#5FE0D8",
  thematic: 0.7,
};

export const PALETTES = { paper, night, plain, imagery } as const;
export type Look = keyof typeof PALETTES;
