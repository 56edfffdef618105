import { useI18n } from "../../../i18n/t";
import { useCommunes } from "../../../session/useCommunes";
import { Button } from "../../../ui/Button";
import { Skeleton } from "../../../ui/Skeleton";
import { toast } from "../../../ui/Toast";
import styles from "../permits.module.css";
import own from "./letterhead.module.css";
import { RuleFields, useRuleForm } from "./RuleFields";
import type { RuleField, RuleValues } from "./ruleForm";
import { type Letterhead, useLetterhead, useSaveLetterhead } from "./rulesQueries";

const LINES = ["region", "province", "service", "signatory"] as const;

/** Who the commune's papers come from, line by line as they stand above and below them. */
export function LetterheadTab({ commune }: { commune: number }) {
  const head = useLetterhead(commune);
  if (!head.data) return <Skeleton lines={8} />;
  return <EditLetterhead key={commune} commune={commune} head={head.data} />;
}

function EditLetterhead({ commune, head }: { commune: number; head: Letterhead }) {
  const { t } = useI18n();
  const save = useSaveLetterhead(commune);
  const names = useCommunes().data?.find((one) => one.id === commune)?.name;
  const fields: RuleField[] = LINES.flatMap((line) => [
    { name: `${line}_fr`, label: t(`permitDesk.head.${line}Fr`), kind: "text" as const, dir: "ltr" as const },
    { name: `${line}_ar`, label: t(`permitDesk.head.${line}Ar`), kind: "text" as const, dir: "rtl" as const },
  ]);
  fields.push({ name: "contact", label: t("permitDesk.head.contact"), kind: "text" });
  const form = useRuleForm(fields, head as unknown as RuleValues, async (values) => {
    await save.mutateAsync(values as unknown as Letterhead);
    toast(t("permitDesk.ruleSaved"));
  });
  return (
    <form className={styles.stack} onSubmit={form.submit} noValidate>
      <p>{t("permitDesk.head.lead")}</p>
      {names && (
        <p className={styles.strong}>
          <bdi lang="fr">{names.fr}</bdi> · <bdi lang="ar">{names.ar}</bdi>
        </p>
      )}
      <div className={own.lines}>
        <RuleFields form={form} />
      </div>
      <div>
        <Button kind="main" type="submit" isPending={form.isBusy}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
