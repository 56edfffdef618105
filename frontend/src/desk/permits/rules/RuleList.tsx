import { type ReactNode, useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { type Column, Table } from "../../../ui/Table";
import { toast } from "../../../ui/Toast";
import styles from "../permits.module.css";
import { RuleFields, useRuleForm } from "./RuleFields";
import type { RuleField, RuleValues } from "./ruleForm";

export interface RuleListProps<Row extends { id: number }> {
  title: string;
  /** Stands on the button for a new one; without it, nothing is added or changed. */
  newTitle: string | null;
  lead?: ReactNode;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  /** What the form asks for; `row` is null for a new one. */
  fieldsOf: (row: Row | null) => RuleField[];
  valuesOf: (row: Row | null) => RuleValues;
  save: (values: RuleValues, row: Row | null) => Promise<unknown>;
  isEditable?: (row: Row) => boolean;
}

/** A list of rules of one kind: read, added, changed. */
export function RuleList<Row extends { id: number }>(props: RuleListProps<Row>) {
  const { t } = useI18n();
  const { title, newTitle, lead, rows, columns, isEditable = () => true } = props;
  const [edited, setEdited] = useState<Row | "new" | null>(null);
  const edit: Column<Row> = {
    id: "edit",
    title: "",
    cell: (row) =>
      isEditable(row) && (
        <Button size="small" onPress={() => setEdited(row)}>
          {t("permitDesk.edit")}
        </Button>
      ),
  };
  return (
    <div className={styles.stack}>
      {lead && <p>{lead}</p>}
      {newTitle && (
        <div>
          <Button onPress={() => setEdited("new")}>{newTitle}</Button>
        </div>
      )}
      <Table
        caption={title}
        rows={rows}
        rowKey={(row) => row.id}
        columns={newTitle ? [...columns, edit] : columns}
        empty={<p className={styles.small}>{t("permitDesk.noRules")}</p>}
      />
      {edited && newTitle && (
        <EditRule
          {...props}
          title={edited === "new" ? newTitle : title}
          row={edited === "new" ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

interface EditRuleProps<Row extends { id: number }>
  extends Pick<RuleListProps<Row>, "title" | "fieldsOf" | "valuesOf" | "save"> {
  row: Row | null;
  onClose: () => void;
}

function EditRule<Row extends { id: number }>(props: EditRuleProps<Row>) {
  const { title, row, fieldsOf, valuesOf, save, onClose } = props;
  const { t } = useI18n();
  const form = useRuleForm(fieldsOf(row), valuesOf(row), async (values) => {
    await save(values, row);
    toast(t("permitDesk.ruleSaved"));
    onClose();
  });
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="main" isPending={form.isBusy} onPress={() => form.submit()}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <form className={styles.form} onSubmit={form.submit} noValidate>
        <RuleFields form={form} />
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}
