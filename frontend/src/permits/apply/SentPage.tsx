import { FileDown } from "lucide-react";
import { Link } from "wouter";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import shared from "../shared/permits.module.css";
import { usePapers } from "../shared/queries";
import { useReceipt } from "./queries";

/** It is sent: the receipt of law 55-19, what silence means, and what happens next. */
export function SentPage({ id }: { id: number }) {
  const { t, format, language } = useI18n();
  const receipt = useReceipt(id);
  const papers = usePapers(id);
  const paper = papers.data?.find((one) => one.kind === "receipt");
  const told = receipt.data;
  return (
    <Page title={t("apply.sent.title")}>
      {receipt.error && !told ? <Problem problem={receipt.error} /> : null}
      {!told ? (
        <Skeleton lines={6} />
      ) : (
        <div className={shared.stack}>
          <header className={shared.head}>
            <h1>{t("apply.sent.title")}</h1>
            <p>{t("apply.sent.lead")}</p>
          </header>
          <div className={shared.card}>
            <dl className={shared.facts}>
              <dt>{t("apply.sent.number")}</dt>
              <dd>
                <strong className="latin" data-testid="number">
                  {told.number}
                </strong>
              </dd>
              <dt>{t("apply.sent.received")}</dt>
              <dd>{format.dateTime(told.received_at)}</dd>
              <dt>{t("apply.sent.act")}</dt>
              <dd>{format.name(told.act)}</dd>
              <dt>{t("apply.sent.applicant")}</dt>
              <dd>
                <bdi>{(language === "ar" && told.applicant_ar) || told.applicant}</bdi>
              </dd>
              <dt>{t("apply.sent.delay")}</dt>
              <dd>
                {told.delay !== null &&
                  t(`apply.delay.${told.delay_unit as "working_days"}`, { count: told.delay })}
                {told.due_at && ` · ${t("apply.sent.until", { date: format.date(told.due_at) })}`}
              </dd>
              <dt>{t("apply.sent.documents")}</dt>
              <dd>{t("apply.summary.documents", { count: told.documents.length })}</dd>
            </dl>
            {paper ? (
              <a href={paper.href} download className={shared.mainLink}>
                <FileDown aria-hidden size={18} />
                {t("apply.sent.pdf")}
              </a>
            ) : (
              <p role="status">{t("apply.sent.making")}</p>
            )}
          </div>
          <Notice level="info" title={t("apply.sent.silence")}>
            {t(told.silence_is_agreement ? "apply.sent.silenceAgreement" : "apply.sent.silenceNone")}
          </Notice>
          <section className={shared.section}>
            <h2>{t("apply.sent.next")}</h2>
            <ol>
              <li>{t("apply.sent.next1")}</li>
              <li>{t("apply.sent.next2")}</li>
              <li>{t("apply.sent.next3")}</li>
            </ol>
          </section>
          <Link href={`/mine/${id}`}>{t("apply.sent.follow")}</Link>
        </div>
      )}
    </Page>
  );
}
