import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Check } from "../../../ui/Check";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import { Table } from "../../../ui/Table";
import { toast } from "../../../ui/Toast";
import styles from "../permits.module.css";
import { type Holiday, useHolidays, useSaveRule } from "./rulesQueries";

/** The days that the legal clock leaves out; lunar ones are confirmed here when the moon was seen. */
export function HolidaysTab({ commune }: { commune: number }) {
  const { t, format } = useI18n();
  const [edited, setEdited] = useState<Holiday | "new" | null>(null);
  const dayOf = ({ on, month, day }: Holiday) =>
    on
      ? format.date(on)
      : format.date(`2024-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`, {
          day: "numeric",
          month: "long",
        });
  return (
    <div className={styles.stack}>
      <div>
        <Button onPress={() => setEdited("new")}>{t("permitDesk.newHoliday")}</Button>
      </div>
      <Table
        caption={t("permitDesk.holidays")}
        rows={useHolidays(commune).data ?? []}
        rowKey={(one) => one.id}
        columns={[
          { id: "name", title: t("permitDesk.holiday"), cell: (one) => format.name(one.name) },
          { id: "day", title: t("permitDesk.day"), cell: dayOf },
          {
            id: "days",
            title: t("permitDesk.days"),
            isNumeric: true,
            cell: (one) => format.number(one.days),
          },
          {
            id: "state",
            title: t("permitDesk.state"),
            cell: (one) => (
              <Badge level={one.is_cancelled ? "neutral" : one.is_confirmed ? "ok" : "waiting"}>
                {t(
                  one.is_cancelled
                    ? "permitDesk.cancelled"
                    : one.is_confirmed
                      ? "permitDesk.confirmed"
                      : "permitDesk.foreseen",
                )}
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
      {edited && (
        <EditHoliday
          commune={commune}
          holiday={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

interface EditHolidayProps {
  commune: number;
  holiday: Holiday | null;
  onClose: () => void;
}

function EditHoliday({ commune, holiday, onClose }: EditHolidayProps) {
  const { t } = useI18n();
  const [values, setValues] = useState({
    name_ar: holiday?.name.ar ?? "",
    name_fr: holiday?.name.fr ?? "",
    on: holiday?.on ?? "",
    days: String(holiday?.days ?? 1),
    is_confirmed: holiday?.is_confirmed ?? true,
    is_cancelled: holiday?.is_cancelled ?? false,
  });
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change });
  const save = useSaveRule("holidays");
  const isYearly = Boolean(holiday?.month);
  const send = () =>
    save.mutate(
      {
        ...values,
        id: holiday?.is_own ? holiday.id : null,
        commune,
        code: holiday?.code ?? `own-${values.on}`,
        name_en: holiday?.name.en ?? "",
        on: isYearly ? null : values.on,
        month: holiday?.month ?? null,
        day: holiday?.day ?? null,
        days: Number(values.days),
      },
      {
        onSuccess: ({ moved }) => {
          toast(t("permitDesk.datesMoved", { count: moved }));
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t("permitDesk.holiday")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isDisabled={!isYearly && !values.on} isPending={save.isPending} onPress={send}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Field
          label={t("permitDesk.nameAr")}
          value={values.name_ar}
          onChange={(name_ar) => set({ name_ar })}
          input={{ dir: "rtl" }}
        />
        <Field
          label={t("permitDesk.nameFr")}
          value={values.name_fr}
          onChange={(name_fr) => set({ name_fr })}
          input={{ dir: "ltr" }}
        />
        {!isYearly && (
          <Field label={t("permitDesk.day")} type="date" value={values.on} onChange={(on) => set({ on })} />
        )}
        <Field
          label={t("permitDesk.days")}
          value={values.days}
          onChange={(days) => set({ days })}
          input={{ inputMode: "numeric", dir: "ltr" }}
        />
        <Check
          title={t("permitDesk.confirmed")}
          isSelected={values.is_confirmed}
          onChange={(is_confirmed) => set({ is_confirmed })}
        />
        <Check
          title={t("permitDesk.notHere")}
          isSelected={values.is_cancelled}
          onChange={(is_cancelled) => set({ is_cancelled })}
        />
        {save.error && (
          <Notice level="late" isLive>
            {save.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
