import { CircleCheck, CircleDashed, CircleDot, FileDown } from "lucide-react";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { BackLink } from "../../ui/BackLink";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { Conclusion } from "../shared/Conclusion";
import { FeeLines } from "../shared/FeeLines";
import { LegalClock } from "../shared/LegalClock";
import shared from "../shared/permits.module.css";
import { usePapers, usePermit } from "../shared/queries";
import { MoveBadge, StateBadge, VerdictBadge } from "../shared/StateBadge";
import { hasTerm } from "../shared/states";
import type { Permit } from "../shared/types";
import { Acts } from "./Acts";
import styles from "./mine.module.css";
import { holderOf, stationsOf } from "./standing";

/** Where is it, who has it, until when, what is missing: in plain words, then everything that was said. */
export function MinePage({ id }: { id: number }) {
  const { t, format } = useI18n();
  const { data: permit, error, refetch } = usePermit(id);
  const title = permit ? permit.title || format.name(permit.kind_name) : t("mine.title");
  return (
    <Page title={title}>
      <BackLink href="/mine">{t("mine.title")}</BackLink>
      {error && !permit ? <Problem problem={error} onRetry={() => void refetch()} /> : null}
      {!error && !permit ? <Skeleton lines={8} /> : null}
      {permit && (
        <div className={shared.stack}>
          <header className={shared.head}>
            <h1>
              <bdi>{title}</bdi>
            </h1>
            <p>
              <bdi className="latin">{permit.reference}</bdi> · {format.name(permit.kind_name)}
            </p>
          </header>
          <Where permit={permit} />
          <Conclusion permit={permit} />
          <Acts permit={permit} />
          <Fees permit={permit} />
          <Opinions permit={permit} />
          <Papers id={id} />
          <Documents permit={permit} />
          <History permit={permit} />
        </div>
      )}
    </Page>
  );
}

const MARKS = { done: CircleCheck, now: CircleDot, ahead: CircleDashed };

function Where({ permit }: { permit: Permit }) {
  const { t, format } = useI18n();
  const stations = stationsOf(permit);
  return (
    <section className={shared.card} aria-label={t("mine.where")}>
      {stations.length > 0 && (
        <ol className={styles.stations}>
          {stations.map(({ station, standing }) => {
            const Mark = MARKS[standing];
            return (
              <li
                key={station}
                data-standing={standing}
                aria-current={standing === "now" ? "step" : undefined}
              >
                <Mark aria-hidden size={20} />
                {t(`mine.station.${station}`)}
              </li>
            );
          })}
        </ol>
      )}
      <div className={shared.row}>
        <StateBadge state={permit.state} />
        <LegalClock permit={permit} />
      </div>
      <p className={styles.plain}>{t(`mine.plain.${permit.state}`)}</p>
      <dl className={shared.facts}>
        <dt>{t("mine.who")}</dt>
        <dd>{t(`mine.holder.${holderOf(permit)}`)}</dd>
        {permit.due_at && (
          <>
            <dt>{t("mine.until")}</dt>
            <dd>
              {format.date(permit.due_at)}
              {permit.rules?.legal_ref && <span className={shared.quiet}> · {permit.rules.legal_ref}</span>}
            </dd>
          </>
        )}
        {permit.valid_until && hasTerm(permit.state) && (
          <>
            <dt>{t("mine.validUntil")}</dt>
            <dd>{format.date(permit.valid_until)}</dd>
          </>
        )}
      </dl>
      {permit.is_late && (
        <Notice level="late">
          {t(permit.rules?.silence_is_agreement ? "mine.lateSilence" : "mine.late")}
        </Notice>
      )}
    </section>
  );
}

function Fees({ permit }: { permit: Permit }) {
  const { t, format } = useI18n();
  const orders = permit.fees.filter((order) => order.cancelled_at === null);
  if (orders.length === 0) return null;
  return (
    <section className={shared.section}>
      <h2>{t("mine.fees")}</h2>
      {orders.map((order) => (
        <div key={order.number} className={shared.card}>
          <p>
            <strong className="numeric">{format.value(Number(order.amount), t("permits.fee.unit"))}</strong> ·{" "}
            <bdi className="latin">{order.number}</bdi>
          </p>
          <FeeLines lines={order.lines} />
          {order.payments.length > 0
            ? order.payments.map((paid) => (
                <p key={paid.number}>
                  {t("mine.paid", { date: format.date(paid.paid_on), number: paid.number })}
                </p>
              ))
            : permit.state === "fee_due" && <Notice level="waiting">{t("mine.payHow")}</Notice>}
        </div>
      ))}
    </section>
  );
}

function Opinions({ permit }: { permit: Permit }) {
  const { t, format } = useI18n();
  if (permit.circulations.length === 0) return null;
  return (
    <section className={shared.section}>
      <h2>{t("mine.opinions")}</h2>
      <ul className={shared.section}>
        {permit.circulations.map((sent) => {
          const given = permit.opinions.find((one) => one.entity === sent.entity && !one.is_superseded);
          return (
            <li key={sent.id} className={shared.card}>
              <div className={shared.row}>
                <strong>{format.name(sent.entity_name)}</strong>
                {given && <VerdictBadge verdict={given.verdict} />}
              </div>
              {given ? (
                <>
                  <p className={shared.quiet}>{format.date(given.given_at)}</p>
                  {given.text && <p>{given.text}</p>}
                  <ul className={styles.bullets}>
                    {given.reasons.map((reason) => (
                      <li key={reason.id}>
                        {format.name(reason.name)} <span className={shared.quiet}>{reason.legal_ref}</span>
                      </li>
                    ))}
                    {given.reservations.map((text) => (
                      <li key={text}>{text}</li>
                    ))}
                  </ul>
                </>
              ) : (
                <p className={shared.quiet}>{t("mine.awaited", { date: format.date(sent.due_at) })}</p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Papers({ id }: { id: number }) {
  const { t, format } = useI18n();
  const papers = usePapers(id);
  if (!papers.data || papers.data.length === 0) return null;
  return (
    <section className={shared.section}>
      <h2>{t("mine.papers")}</h2>
      <ul className={shared.section}>
        {papers.data.map((paper) => (
          <li key={paper.code} className={shared.row}>
            <FileDown aria-hidden size={18} />
            <a href={paper.href} download>
              {format.name(paper.title)}
            </a>
            <span className={shared.quiet}>
              {format.date(paper.made_at)} · PDF, {format.bytes(paper.size)}
            </span>
            <a href={`/verify/${paper.code}`}>{t("mine.verify")}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Documents({ permit }: { permit: Permit }) {
  const { t, format } = useI18n();
  const current = permit.documents.filter((one) => one.state !== "replaced");
  return (
    <details>
      <summary>{t("mine.documents", { count: current.length })}</summary>
      <ul className={styles.bullets}>
        {current.map((one) => (
          <li key={one.id}>
            {format.name(one.kind_name)} ·{" "}
            <a href={`/api/v1/permits/${permit.id}/documents/${one.id}/file`} download>
              <bdi>{one.name}</bdi>
            </a>{" "}
            · {t(`permits.document.${one.state}`)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function History({ permit }: { permit: Permit }) {
  const { t, format } = useI18n();
  const moves = [...permit.history].reverse();
  return (
    <section className={shared.section}>
      <h2>{t("mine.history")}</h2>
      <ol className={styles.history}>
        {moves.map((move) => (
          <li key={`${move.at}${move.action}`}>
            <time dateTime={move.at}>{format.dateTime(move.at)}</time>
            <MoveBadge move={move} />
            {move.note && <bdi className={shared.lines}>{move.note}</bdi>}
          </li>
        ))}
      </ol>
    </section>
  );
}
