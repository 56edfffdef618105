import { Download, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import buttonLook from "../../ui/Button.module.css";
import { Dialog } from "../../ui/Dialog";
import { Notice } from "../../ui/Notice";
import { Progress } from "../../ui/Progress";
import { toast } from "../../ui/Toast";
import { ProductBadge } from "./Badges";
import { stepKey } from "./progress";
import { useSurveyActions } from "./queries";
import styles from "./surveys.module.css";
import { Thumbnail } from "./Thumbnail";
import type { Product, Survey } from "./types";

interface ProductCardProps {
  survey: Survey;
  product: Product;
}

/** One file of a survey: how far its preparation is, what it is once that is done, what to do where it failed. */
export function ProductCard({ survey, product }: ProductCardProps) {
  const { t, format } = useI18n();
  const { retry } = useSurveyActions(survey.id);
  const isAtWork = product.state === "waiting" || product.state === "working";
  return (
    <li className={styles.product} data-kind={product.kind}>
      <Thumbnail survey={{ ...survey, kinds: product.state === "ready" ? [product.kind] : [] }} />
      <div className={styles.productText}>
        <div className={styles.choiceTitle}>
          <b>{t(`surveys.kind.${product.kind}`)}</b>
          <ProductBadge state={product.state} />
        </div>
        {product.file_name && (
          <span className={styles.small}>
            <bdi className={styles.fileName}>{product.file_name}</bdi>
            {product.size !== null && <> · {format.bytes(product.size)}</>}
          </span>
        )}
        {isAtWork && (
          <Progress
            title={t(stepKey(product.step))}
            done={Math.round(product.fraction * 100)}
            total={product.state === "working" ? 100 : 0}
            count=""
          />
        )}
        {product.state === "ready" && <Facts product={product} />}
        {product.error && (
          <Notice level="late" title={product.error.title}>
            {product.error.detail}
          </Notice>
        )}
        {survey.may_upload && (
          <div className={styles.row}>
            {product.state === "failed" && (
              <Button
                size="small"
                icon={<RotateCcw aria-hidden />}
                isPending={retry.isPending}
                onPress={() => retry.mutate(product.id, { onError: (error) => toast(error.message, "late") })}
              >
                {t("surveys.retryFile")}
              </Button>
            )}
            {product.state === "ready" && (
              <a
                className={`${buttonLook.button} ${buttonLook.plain} ${buttonLook.small}`}
                href={`/api/v1/surveys/${survey.id}/products/${product.kind}.tif`}
                download
              >
                <Download aria-hidden />
                {t("surveys.download")}
              </a>
            )}
            <RemoveProduct survey={survey} product={product} />
          </div>
        )}
      </div>
    </li>
  );
}

function Facts({ product: { facts, sha256 } }: { product: Product }) {
  const { t, format } = useI18n();
  const [pixel] = facts.pixel_size_m ?? [];
  const size =
    facts.width && facts.height ? `${format.number(facts.width)} × ${format.number(facts.height)}` : "";
  return (
    <>
      <span className={styles.small}>
        {size && <bdi className="latin numeric">{size}</bdi>}
        {pixel && (
          <> · {t("surveys.pixel", { size: format.number(pixel * 100, { maximumFractionDigits: 1 }) })}</>
        )}
        {facts.epsg && (
          <>
            {" · "}
            <bdi className="latin">EPSG:{facts.epsg}</bdi>
          </>
        )}
      </span>
      <details className={styles.more}>
        <summary>{t("surveys.fingerprint")}</summary>
        <code className={styles.hash} dir="ltr">
          {sha256}
        </code>
      </details>
    </>
  );
}

function RemoveProduct({ survey, product }: ProductCardProps) {
  const { t } = useI18n();
  const [isAsked, setAsked] = useState(false);
  const { removeProduct } = useSurveyActions(survey.id);
  const run = async () => {
    try {
      await removeProduct.mutateAsync(product.id);
    } catch (error) {
      toast((error as Error).message, "late");
    }
    setAsked(false);
  };
  return (
    <>
      <Button kind="quiet" size="small" icon={<Trash2 aria-hidden />} onPress={() => setAsked(true)}>
        {t("surveys.removeFile")}
      </Button>
      <Dialog
        title={t("surveys.removeFileAsk", { kind: t(`surveys.kind.${product.kind}`) })}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        role="alertdialog"
        actions={
          <>
            <Button onPress={() => setAsked(false)}>{t("common.cancel")}</Button>
            <Button kind="danger" isPending={removeProduct.isPending} onPress={() => void run()}>
              {t("surveys.removeFile")}
            </Button>
          </>
        }
      >
        {t("surveys.removeFileHelp", { file: `\u2068${product.file_name}\u2069` })}
      </Dialog>
    </>
  );
}
