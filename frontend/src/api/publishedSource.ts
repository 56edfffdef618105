import { archiveAddress } from "../map/archiveAddress";
import { publication, publishedAddress, readPublished } from "./published";
import { searchPublished } from "./publishedSearch";
import type { Source } from "./source";
import type { Manifest, Session } from "./types";

/** The public map's data from the files of a publication. */
export const publishedSource: Source = {
  session: async (): Promise<Session> => {
    const { crs, languages, default_language } = await publication();
    return {
      user: null,
      csrf_token: "",
      settings: {
        srid: crs.srid,
        crs_name: crs.name,
        languages,
        default_language,
        basemap_url: "",
        max_upload_bytes: 0,
        demo: false,
      },
    } as Session;
  },
  manifest: async (language, signal) => {
    const { maps, default_language } = await publication();
    const path = maps[language] ?? maps[default_language] ?? "";
    const told = await readPublished<Manifest>(path, signal);
    const layers = told.layers.map((layer) => ({
      ...layer,
      tiles: archiveAddress(publishedAddress(layer.tiles)),
    }));
    return { ...told, layers };
  },
  namePoints: async (layer) => {
    const path = (await publication()).name_points[layer];
    return path ? readPublished(path) : { type: "FeatureCollection", features: [] };
  },
  search: searchPublished,
  parcelAt: () => Promise.resolve(null),
};
