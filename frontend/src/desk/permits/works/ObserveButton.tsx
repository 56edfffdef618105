import { useMemo, useState } from "react";
import { useLocation } from "wouter";
import { ApiProblem } from "../../../api/problem";
import { useI18n } from "../../../i18n/t";
import { targetOf } from "../../../permits/apply/footprint/shapes";
import { useCommunes } from "../../../session/useCommunes";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import { Select } from "../../../ui/Select";
import { TextArea } from "../../../ui/TextArea";
import styles from "../permits.module.css";
import { useObserve } from "../queries";
import { OFFENCE_KINDS, type OffenceKind } from "./kinds";
import type { Place } from "./outbox";
import { PlacePicker } from "./PlacePicker";

interface ObserveButtonProps {
  commune: number;
  permit?: number;
  /** The permit's plot, where the map opens. */
  site?: GeoJSON.Geometry | null;
}

/** Records a breach; the clock of its official report starts. */
export function ObserveButton(props: ObserveButtonProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t("permitDesk.observe")}</Button>
      {isOpen && <Observe {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function Observe({ commune, permit, site, onClose }: ObserveButtonProps & { onClose: () => void }) {
  const { t } = useI18n();
  const [, go] = useLocation();
  const [kind, setKind] = useState<OffenceKind | null>(null);
  const [description, setDescription] = useState("");
  const [offender, setOffender] = useState("");
  const [place, setPlace] = useState<Place | null>(null);
  const isReady = kind !== null && description.trim() !== "";
  const observe = useObserve();
  const communes = useCommunes();
  const bbox = communes.data?.find((one) => one.id === commune)?.bbox ?? null;
  const home = useMemo(() => targetOf(site ?? null)?.bounds ?? bbox, [site, bbox]);
  const fault =
    observe.error instanceof ApiProblem
      ? (observe.error.at("place") ?? observe.error.at("position"))
      : undefined;
  const send = () => {
    if (!isReady) return;
    const body = {
      commune,
      kind,
      description,
      observed_at: new Date().toISOString(),
      permit: permit ?? null,
      place,
      offender_name: offender,
      offender_national_id: "",
    };
    observe.mutate(body, { onSuccess: (made) => go(`/desk/permits/offences/${made.id}`) });
  };
  return (
    <Dialog
      title={t("permitDesk.observe")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isDisabled={!isReady} isPending={observe.isPending} onPress={send}>
            {t("permitDesk.observe")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Select<OffenceKind>
          label={t("permitDesk.kind")}
          value={kind}
          onChange={setKind}
          options={OFFENCE_KINDS.map((value) => ({ value, title: t(`permitDesk.offenceKind.${value}`) }))}
        />
        <TextArea
          label={t("permitDesk.whatWasFound")}
          value={description}
          onChange={setDescription}
          isRequired
        />
        <PlacePicker home={home} place={place} onPlace={setPlace} error={fault} />
        <Field label={t("permitDesk.offender")} value={offender} onChange={setOffender} />
        {observe.error && !fault && (
          <Notice level="late" isLive>
            {observe.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
