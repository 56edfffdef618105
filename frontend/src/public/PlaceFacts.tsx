import type { Manifest, ManifestLayer } from "../api/types";
import { useI18n } from "../i18n/t";
import type { Picked } from "../map/engine";
import styles from "./PlaceFacts.module.css";

/** A column as a publication describes it: its title in the reader's language, and those of its values. */
interface PublishedColumn {
  readonly name: string;
  readonly title: string;
  readonly choices: Readonly<Record<string, string>>;
}
type PublishedLayer = ManifestLayer & { readonly columns?: readonly PublishedColumn[] };

interface Found {
  readonly key: string;
  readonly layer: PublishedLayer;
  readonly properties: Record<string, unknown>;
}

function foundOf(picked: Picked, manifest: Manifest): Found[] {
  const layers = new Map(manifest.layers.map((layer) => [layer.id, layer as PublishedLayer]));
  const found = new Map<string, Found>();
  for (const { layer: id, id: row, properties } of picked.features) {
    const layer = layers.get(id);
    if (layer) found.set(`${id}-${row ?? ""}`, { key: `${id}-${row ?? ""}`, layer, properties });
  }
  return [...found.values()];
}

/** Everything that a publication tells about a place: what lies there, with the columns that everyone may see. */
export function PlaceFacts({ picked, manifest }: { picked: Picked; manifest: Manifest }) {
  const found = foundOf(picked, manifest);
  return (
    <div className={styles.facts} data-testid="place-facts">
      {found.map(({ key, layer, properties }) => (
        <section key={key} aria-label={layer.title}>
          <h3 className={styles.title}>{layer.title}</h3>
          <Columns layer={layer} properties={properties} />
        </section>
      ))}
    </div>
  );
}

function Columns({ layer, properties }: Omit<Found, "key">) {
  const { format } = useI18n();
  const shown = (layer.columns ?? []).filter(({ name }) => {
    const value = properties[name];
    return value !== undefined && value !== null && value !== "" && name !== "slug";
  });
  return (
    <dl className={styles.columns}>
      {shown.map(({ name, title, choices }) => {
        const value = properties[name] as string | number | boolean;
        return (
          <div key={name} className={styles.column}>
            <dt>{title}</dt>
            <dd>
              <bdi>{choices[String(value)] ?? format.value(value)}</bdi>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
