import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import { Table } from "../../../ui/Table";
import styles from "../permits.module.css";
import { today } from "../today";
import { type Rate, useRates, useSaveRule } from "./rulesQueries";

type Category = "individual_housing" | "collective_housing" | "commercial" | "restoration";

/** The council's rates of the construction tax, within what the law allows. */
export function RatesTab({ commune }: { commune: number }) {
  const { t, format } = useI18n();
  const [edited, setEdited] = useState<Rate | null>(null);
  const dirhams = (amount: string) => t("permitDesk.dirhams", { amount: format.number(Number(amount)) });
  return (
    <>
      <Table
        caption={t("permitDesk.rates")}
        rows={useRates(commune).data ?? []}
        rowKey={(one) => one.id}
        columns={[
          {
            id: "category",
            title: t("permitDesk.category"),
            cell: (one) => (
              <>
                {t(`permitDesk.rate.${one.category as Category}`)}
                <span className={styles.small}>{one.legal_ref}</span>
              </>
            ),
          },
          { id: "rate", title: t("permitDesk.rate"), isNumeric: true, cell: (one) => dirhams(one.rate) },
          {
            id: "allowed",
            title: t("permitDesk.allowed"),
            isNumeric: true,
            cell: (one) =>
              one.rate_min && one.rate_max ? `${dirhams(one.rate_min)} – ${dirhams(one.rate_max)}` : "—",
          },
          { id: "from", title: t("permitDesk.from"), cell: (one) => format.date(one.effective_from) },
          {
            id: "own",
            title: t("permitDesk.source"),
            cell: (one) => (
              <Badge level={one.is_own ? "info" : "neutral"}>
                {t(one.is_own ? "permitDesk.ownRule" : "permitDesk.countryRule")}
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
      {edited && <EditRate commune={commune} rate={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

interface EditRateProps {
  commune: number;
  rate: Rate;
  onClose: () => void;
}

function EditRate({ commune, rate, onClose }: EditRateProps) {
  const { t } = useI18n();
  const [amount, setAmount] = useState(rate.rate);
  const [from, setFrom] = useState(today);
  const [law, setLaw] = useState(rate.is_own ? rate.legal_ref : "");
  const save = useSaveRule("rates");
  const send = () =>
    save.mutate(
      {
        id: rate.is_own && rate.effective_from === from ? rate.id : null,
        commune,
        category: rate.category as Category,
        rate: amount,
        is_fixed: rate.is_fixed,
        effective_from: from,
        effective_to: null,
        legal_ref: law,
      },
      { onSuccess: onClose },
    );
  return (
    <Dialog
      title={t(`permitDesk.rate.${rate.category as Category}`)}
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
        <Field
          label={t("permitDesk.rate")}
          value={amount}
          onChange={setAmount}
          input={{ inputMode: "decimal", dir: "ltr" }}
        />
        <Field label={t("permitDesk.from")} type="date" value={from} onChange={setFrom} />
        <Field label={t("permitDesk.legalRef")} value={law} onChange={setLaw} />
        {save.error && (
          <Notice level="late" isLive>
            {save.error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
