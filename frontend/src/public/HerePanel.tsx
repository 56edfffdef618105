import type { Manifest } from "../api/types";
import { useI18n } from "../i18n/t";
import type { Picked } from "../map/engine";
import styles from "./HerePanel.module.css";
import { PlaceFacts } from "./PlaceFacts";

interface Found {
  readonly key: string;
  readonly name: string;
  readonly other: string;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** What is drawn at a place that stands on no parcel: streets, places, districts, by their names. With the
 * manifest of a publication, where no dossier can be asked for: everything that lies there. */
export function HerePanel({ picked, manifest }: { picked: Picked | null; manifest?: Manifest | undefined }) {
  const { t, format } = useI18n();
  if (!picked) return null;
  const found = new Map<string, Found>();
  for (const { layer, properties } of picked.features) {
    const names = {
      ar: text(properties.name_ar),
      fr: text(properties.name_fr),
      en: text(properties.name_en),
    };
    const name = format.name(names);
    if (name) found.set(name, { key: `${layer}-${name}`, name, other: format.otherName(names) });
  }
  const [lon, lat] = picked.position;
  return (
    <div className={styles.here}>
      {manifest && picked.features.length > 0 ? (
        <PlaceFacts picked={picked} manifest={manifest} />
      ) : found.size === 0 ? (
        <p>{t("public.nothing")}</p>
      ) : (
        <ul>
          {[...found.values()].map((item) => (
            <li key={item.key}>
              <span className={styles.name}>{item.name}</span>
              <small>{item.other}</small>
            </li>
          ))}
        </ul>
      )}
      <p className={`${styles.coordinates} latin numeric`}>{format.degrees(lon, lat)}</p>
    </div>
  );
}
