import { Bookmark, Trash2 } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../../i18n/t";
import { Button, IconButton } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { useViewActions, useViews } from "../queries";
import { filterOf, type QueueFilter, queryOf } from "./filter";
import styles from "./queue.module.css";

interface SavedViewsProps {
  filter: QueueFilter;
  onShow: (filter: QueueFilter) => void;
}

/** Filters kept under a name: shown by a press, replaced by keeping the same name again. */
export function SavedViews({ filter, onShow }: SavedViewsProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const views = useViews().data ?? [];
  const { save, remove } = useViewActions();
  const keep = () => save.mutate({ name, query: queryOf(filter) }, { onSuccess: () => setName("") });
  const show = (query: Record<string, unknown>) => {
    const texts = Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]);
    onShow(filterOf(new URLSearchParams(texts)));
    setOpen(false);
  };
  return (
    <>
      <Button icon={<Bookmark aria-hidden />} onPress={() => setOpen(true)}>
        {t("permitDesk.views")}
      </Button>
      <Dialog title={t("permitDesk.views")} isOpen={isOpen} onClose={() => setOpen(false)}>
        <ul className={styles.views}>
          {views.map((view) => (
            <li key={view.id}>
              <Button kind="quiet" onPress={() => show(view.query)}>
                {view.name}
              </Button>
              <IconButton
                label={t("permitDesk.forget", { name: view.name })}
                icon={<Trash2 />}
                onPress={() => remove.mutate(view.id)}
              />
            </li>
          ))}
        </ul>
        <div className={styles.keep}>
          <Field label={t("permitDesk.viewName")} value={name} onChange={setName} />
          <Button kind="main" isDisabled={!name.trim()} isPending={save.isPending} onPress={keep}>
            {t("permitDesk.keepView")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
