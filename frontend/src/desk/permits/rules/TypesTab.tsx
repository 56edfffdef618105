import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { usePermitTypes } from "../../../permits/shared/queries";
import type { PermitType } from "../../../permits/shared/types";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Check } from "../../../ui/Check";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import { Select } from "../../../ui/Select";
import { Table } from "../../../ui/Table";
import styles from "../permits.module.css";
import { today } from "../today";
import { useSaveRule } from "./rulesQueries";

const UNITS = ["working_days", "calendar_days", "months"] as const;
type Unit = (typeof UNITS)[number];

export function TypesTab({ commune }: { commune: number }) {
  const { t, format } = useI18n();
  const [edited, setEdited] = useState<PermitType | null>(null);
  return (
    <>
      <Table
        caption={t("permitDesk.types")}
        rows={usePermitTypes(commune).data ?? []}
        rowKey={(one) => one.code}
        columns={[
          {
            id: "name",
            title: t("permitDesk.kind"),
            cell: (one) => (
              <>
                {format.name(one.name)}
                <span className={styles.small}>{one.version.legal_ref}</span>
              </>
            ),
          },
          {
            id: "delay",
            title: t("permitDesk.legalDelay"),
            cell: (one) =>
              t(`permitDesk.delay.${one.version.delay_unit as Unit}`, { count: one.version.delay }),
          },
          {
            id: "documents",
            title: t("permitDesk.task.documents"),
            isNumeric: true,
            cell: (one) => format.number(one.version.documents.length),
          },
          {
            id: "own",
            title: t("permitDesk.source"),
            cell: (one) => (
              <Badge level={one.version.is_own ? "info" : "neutral"}>
                {t(one.version.is_own ? "permitDesk.ownRule" : "permitDesk.countryRule")}
              </Badge>
            ),
          },
          {
            id: "edit",
            title: "",
            cell: (one) => (
              <Button size="small" onPress={() => setEdited(one)}>
                {t("permitDesk.edit")}
              </Button>
            ),
          },
        ]}
      />
      {edited && <EditType commune={commune} type={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

interface EditTypeProps {
  commune: number;
  type: PermitType;
  onClose: () => void;
}

/** A new version for the commune from a day on; dossiers already submitted keep theirs. */
function EditType({ commune, type, onClose }: EditTypeProps) {
  const { t, format } = useI18n();
  const { id, is_own: isOwn, ...version } = type.version;
  const [from, setFrom] = useState(today);
  const [delay, setDelay] = useState(String(version.delay));
  const [unit, setUnit] = useState(version.delay_unit as Unit);
  const [opinionDays, setOpinionDays] = useState(String(version.opinion_days));
  const [silence, setSilence] = useState(version.silence_is_agreement);
  const [commission, setCommission] = useState(version.needs_commission);
  const save = useSaveRule("types");
  const isSameDay = isOwn && version.effective_from === from;
  const send = () =>
    save.mutate(
      {
        ...version,
        id: isSameDay ? id : null,
        commune,
        kind: type.code,
        effective_from: from,
        effective_to: null,
        delay: Number(delay),
        delay_unit: unit,
        opinion_days: Number(opinionDays),
        silence_is_agreement: silence,
        needs_commission: commission,
        fee: version.fee as "none" | "construction_tax" | "fixed" | "yearly",
      },
      { onSuccess: onClose },
    );
  return (
    <Dialog
      title={format.name(type.name)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isPending={save.isPending} onPress={send}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t("permitDesk.newVersion")}</p>
        <Field label={t("permitDesk.from")} type="date" value={from} onChange={setFrom} />
        <div className={styles.pair}>
          <Field
            label={t("permitDesk.legalDelay")}
            value={delay}
            onChange={setDelay}
            input={{ inputMode: "numeric", dir: "ltr" }}
          />
          <Select<Unit>
            label={t("permitDesk.unit")}
            value={unit}
            onChange={setUnit}
            options={UNITS.map((value) => ({ value, title: t(`permitDesk.unit.${value}`) }))}
          />
        </div>
        <Field
          label={t("permitDesk.opinionDays")}
          value={opinionDays}
          onChange={setOpinionDays}
          input={{ inputMode: "numeric", dir: "ltr" }}
        />
        <Check title={t("permitDesk.silenceAgrees")} isSelected={silence} onChange={setSilence} />
        <Check title={t("permitDesk.needsCommission")} isSelected={commission} onChange={setCommission} />
        {save.error && (
          <Notice level="late" isLive>
            {save.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
