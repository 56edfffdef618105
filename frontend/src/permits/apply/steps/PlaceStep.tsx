import { Plus, Search, X } from "lucide-react";
import { useState } from "react";
import { api } from "../../../api/client";
import { useManifest, useSearch } from "../../../api/queries";
import { type ParcelKey, parcelKey, source } from "../../../api/source";
import type { Dossier, Position, SearchItem } from "../../../api/types";
import { useI18n } from "../../../i18n/t";
import { startBounds } from "../../../map/camera";
import { ShapesMap } from "../../../map/ShapesMap";
import { useCommunes } from "../../../session/useCommunes";
import { Button, IconButton } from "../../../ui/Button";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import styles from "../apply.module.css";
import { collection, targetOf } from "../footprint/shapes";
import type { Draft } from "../useDraft";

function readParcel(key: ParcelKey): Promise<Dossier> {
  const [slug = "", commune] = key.split("~");
  return api<Dossier>(`/parcels/${encodeURIComponent(slug)}`, { query: { commune } });
}

/** The parcels, tapped on the map or found by their title; a second tap lets one go. */
export function PlaceStep({ draft }: { draft: Draft }) {
  const { t } = useI18n();
  const { permit, fields } = draft;
  const [fault, setFault] = useState("");
  const [target, setTarget] = useState(() => targetOf(permit.site));
  const manifest = useManifest();
  const communes = useCommunes();
  const home = communes.data?.find((commune) => commune.id === permit.commune_id)?.bbox ?? null;

  const toggle = async (key: ParcelKey | null, mayLetGo: boolean) => {
    setFault("");
    if (key === null) return setFault(t("apply.place.nothing"));
    const { parcel } = await readParcel(key);
    if (parcel.commune.id !== permit.commune_id) return setFault(t("apply.place.elsewhere"));
    const isHeld = fields.parcels.includes(parcel.id);
    if (isHeld && !mayLetGo) return;
    const parcels = isHeld ? fields.parcels.filter((id) => id !== parcel.id) : [...fields.parcels, parcel.id];
    if (!mayLetGo) setTarget(targetOf(parcel.geometry));
    draft.change({ parcels });
    await draft.flush();
  };
  const fail = () => setFault(t("problem.offline"));
  const tap = (position: Position) => {
    source
      .parcelAt(position)
      .then((key) => toggle(key, true))
      .catch(fail);
  };
  return (
    <div className={styles.beside}>
      <div className={styles.map}>
        {manifest.data && (
          <ShapesMap
            label={t("apply.place.map")}
            home={home ?? startBounds(manifest.data)}
            shapes={collection([])}
            selection={collection(permit.site ? [permit.site] : [])}
            target={target}
            onPlace={tap}
          />
        )}
      </div>
      <div className={styles.side}>
        <TitleSearch
          commune={permit.commune_id}
          onChoose={(item) =>
            toggle(item.slug ? parcelKey(item.slug, item.commune_id) : null, false).catch(fail)
          }
        />
        {fault && (
          <Notice level="late" isLive>
            {fault}
          </Notice>
        )}
        <ul className={styles.corners} aria-label={t("apply.place.chosen")}>
          {permit.parcels.map((parcel) => (
            <li key={parcel.id}>
              <bdi className="latin">{parcel.reference}</bdi>
              <IconButton
                label={t("apply.place.remove", { reference: parcel.reference })}
                icon={<X />}
                onPress={() => {
                  draft.change({ parcels: fields.parcels.filter((id) => id !== parcel.id) });
                  void draft.flush();
                }}
              />
            </li>
          ))}
        </ul>
        {permit.parcels.length === 0 && <p>{t("apply.place.none")}</p>}
        <Field
          label={t("apply.field.address")}
          help={t("apply.field.addressHelp")}
          value={fields.address}
          onChange={(address) => draft.change({ address })}
          maxLength={300}
          input={{ dir: "auto" }}
        />
      </div>
    </div>
  );
}

function TitleSearch({ commune, onChoose }: { commune: number; onChoose: (item: SearchItem) => void }) {
  const { t, format } = useI18n();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const found = useSearch(asked);
  const parcels = asked
    ? (found.data?.items ?? []).filter((item) => item.kind === "parcel" && item.commune_id === commune)
    : [];
  return (
    <form
      className={styles.side}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(text.trim());
      }}
    >
      <div className={styles.tools}>
        <Field label={t("apply.place.title")} value={text} onChange={setText} input={{ dir: "ltr" }} />
        <Button type="submit" icon={<Search />}>
          {t("apply.place.find")}
        </Button>
      </div>
      {asked && found.data && parcels.length === 0 && <p role="status">{t("search.nothing")}</p>}
      <ul className={styles.corners}>
        {parcels.slice(0, 5).map((item) => (
          <li key={item.id}>
            <bdi className="latin">{format.name(item.title)}</bdi>
            <Button
              kind="quiet"
              size="small"
              icon={<Plus />}
              onPress={() => {
                setAsked("");
                setText("");
                onChoose(item);
              }}
            >
              {t("apply.place.add")}
            </Button>
          </li>
        ))}
      </ul>
    </form>
  );
}
