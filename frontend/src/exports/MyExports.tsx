import { Download, Trash2 } from "lucide-react";
import { useI18n } from "../i18n/t";
import { IconButton } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Progress } from "../ui/Progress";
import styles from "./exports.module.css";
import { type Export, isAtWork, useExportActions, useMyExports } from "./queries";

/** The files that lie ready or are being written, the latest first. */
export function MyExports() {
  const { t } = useI18n();
  const { data } = useMyExports();
  const { remove } = useExportActions();
  if (!data || data.length === 0) return null;
  return (
    <section className={styles.mine} aria-labelledby="my-exports">
      <h3 id="my-exports">{t("exports.mine")}</h3>
      <ul>
        {data.map((item) => (
          <li key={item.id} className={styles.item}>
            <Item item={item} />
            <div className={styles.actions}>
              {item.file && (
                <a
                  className={styles.fetch}
                  href={item.file}
                  download={item.file_name}
                  aria-label={t("exports.fetch", { file: item.file_name })}
                >
                  <Download aria-hidden size={16} />
                  {t("exports.download")}
                </a>
              )}
              <IconButton
                label={t(isAtWork(item) ? "exports.cancel" : "exports.delete", { file: item.file_name })}
                icon={<Trash2 />}
                onPress={() => remove.mutate(item.id)}
              />
            </div>
          </li>
        ))}
      </ul>
      {remove.error && (
        <Notice level="late" isLive>
          {remove.error.message}
        </Notice>
      )}
    </section>
  );
}

function Item({ item }: { item: Export }) {
  const { t, format } = useI18n();
  const title = `${item.layer_title} · ${item.format_title}`;
  return (
    <div className={styles.about}>
      {isAtWork(item) ? (
        <Progress title={title} done={item.rows_written} total={item.rows ?? 0} />
      ) : (
        <>
          <p className={styles.itemTitle}>{title}</p>
          <p className={styles.help}>
            {item.state === "done"
              ? t("exports.ready", {
                  rows: format.number(item.rows ?? 0),
                  size: format.bytes(item.size ?? 0),
                  until: format.dateTime(item.expires_at),
                })
              : (item.error?.detail ?? item.state_title)}
          </p>
        </>
      )}
    </div>
  );
}
