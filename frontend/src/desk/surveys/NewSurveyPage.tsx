import { useLocation, useSearchParams } from "wouter";
import { Page } from "../../app/Page";
import { useI18n } from "../../i18n/t";
import { BackLink } from "../../ui/BackLink";
import { Button } from "../../ui/Button";
import { Select } from "../../ui/Select";
import { Skeleton } from "../../ui/Skeleton";
import { useDeskCommune } from "../permits/useDeskCommune";
import { AuthorisationStep } from "./AuthorisationStep";
import { FlightForm } from "./FlightForm";
import { useAnnounce, useAuthorisations } from "./queries";
import { Steps } from "./Steps";
import styles from "./surveys.module.css";

/** A flight is announced: under which permission it was flown, then what it was. Its files come next. */
export default function NewSurveyPage() {
  const { t, format } = useI18n();
  const [, navigate] = useLocation();
  const [params, setParams] = useSearchParams();
  const { communes, commune } = useDeskCommune(
    "surveys.upload_survey",
    Number(params.get("commune")) || null,
  );
  const authorisations = useAuthorisations(commune?.id);
  const chosen = authorisations.data?.find((one) => one.id === Number(params.get("authorisation")));
  const { survey } = useAnnounce();
  const choose = (next: Record<string, number>) =>
    setParams(
      new URLSearchParams(
        Object.entries({ ...(commune ? { commune: commune.id } : {}), ...next }).map(([name, value]) => [
          name,
          String(value),
        ]),
      ),
    );
  return (
    <Page title={t("surveys.new")}>
      <div className={styles.stack}>
        <BackLink href="/desk/surveys">{t("surveys.title")}</BackLink>
        <h1 className={styles.title}>{t("surveys.new")}</h1>
        <Steps current={chosen ? "flight" : "authorisation"} />
        {!chosen && communes.length > 1 && (
          <Select<number>
            label={t("surveys.commune")}
            value={commune?.id ?? null}
            onChange={(id) => choose({ commune: id })}
            options={communes.map((one) => ({ value: one.id, title: format.name(one.name) }))}
          />
        )}
        {commune && authorisations.data && !chosen && (
          <AuthorisationStep
            key={commune.id}
            commune={commune}
            authorisations={authorisations.data}
            onChosen={(authorisation) => choose({ authorisation })}
          />
        )}
        {(!commune || authorisations.isPending) && <Skeleton lines={5} />}
        {commune && chosen && (
          <>
            <div className={styles.card}>
              <p>
                {t("surveys.under", { reference: `\u2068${chosen.reference}\u2069` })}
                <span className={styles.small}>
                  {t("surveys.validFromTo", {
                    from: format.date(chosen.valid_from),
                    until: format.date(chosen.valid_until),
                  })}
                </span>
              </p>
              <div>
                <Button size="small" onPress={() => choose({})}>
                  {t("surveys.otherAuthorisation")}
                </Button>
              </div>
            </div>
            <FlightForm
              commune={commune.id}
              authorisation={chosen}
              action={t("surveys.announce")}
              help={t("surveys.announceHelp")}
              isPending={survey.isPending}
              problem={survey.error}
              onSend={(body) =>
                survey.mutate(body, { onSuccess: (made) => navigate(`/desk/surveys/${made.id}`) })
              }
            />
          </>
        )}
      </div>
    </Page>
  );
}
