import { FolderInput, Link2, RotateCcw, Trash2, X } from "lucide-react";
import { useI18n } from "../../../i18n/t";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { Progress } from "../../../ui/Progress";
import { toast } from "../../../ui/Toast";
import { fetchingKey } from "../progress";
import styles from "../surveys.module.css";
import type { Survey } from "../types";
import { useFetchActions } from "./queries";
import { FETCH_TONE, type Fetch, isAtWork } from "./types";

interface FetchCardProps {
  survey: Survey;
  fetch: Fetch;
}

/** A file that the server fetches: how far it is, why it did not come, and what to do then. */
export function FetchCard({ survey, fetch }: FetchCardProps) {
  const { t, format } = useI18n();
  const { retry, remove } = useFetchActions(survey.id);
  const Mark = fetch.source === "url" ? Link2 : FolderInput;
  const told = { onError: (error: Error) => toast(error.message, "late") };
  return (
    <li className={styles.product}>
      <Mark aria-hidden size={22} className={styles.fileMark} />
      <div className={styles.productText}>
        <div className={styles.choiceTitle}>
          <b>{t(`surveys.kind.${fetch.kind}`)}</b>
          <Badge level={FETCH_TONE[fetch.state]}>{fetch.state_title}</Badge>
        </div>
        <span className={styles.small}>
          <bdi dir="ltr" className={styles.fileName}>
            {fetch.address}
          </bdi>{" "}
          · {format.dateTime(fetch.finished_at ?? fetch.created_at)}
        </span>
        {isAtWork(fetch) && (
          <Progress
            title={t(fetchingKey(fetch.step))}
            done={Math.round(fetch.fraction * 100)}
            total={fetch.step ? 100 : 0}
            count=""
          />
        )}
        {fetch.error && (
          // Kept in the language of who asked for it.
          <Notice level="late" title={<bdi>{fetch.error.title}</bdi>}>
            <p dir="auto">{fetch.error.detail}</p>
          </Notice>
        )}
        {fetch.state !== "done" && (
          <div className={styles.row}>
            {fetch.state === "failed" && (
              <Button
                size="small"
                icon={<RotateCcw aria-hidden />}
                isPending={retry.isPending}
                onPress={() => retry.mutate(fetch.id, told)}
              >
                {t("surveys.retryFile")}
              </Button>
            )}
            <Button
              kind="quiet"
              size="small"
              icon={fetch.state === "failed" ? <Trash2 aria-hidden /> : <X aria-hidden />}
              isPending={remove.isPending}
              onPress={() => remove.mutate(fetch.id, told)}
            >
              {t(fetch.state === "failed" ? "surveys.bring.clear" : "surveys.bring.giveUp")}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}
