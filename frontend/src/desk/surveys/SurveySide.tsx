import { Eye, EyeOff, Pencil, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useLocation } from "wouter";
import type { Bounds } from "../../api/types";
import { useI18n } from "../../i18n/t";
import { boundsOf } from "../../map/places";
import { ShapesMap } from "../../map/ShapesMap";
import { collection } from "../../permits/apply/footprint/shapes";
import { useCommunes } from "../../session/useCommunes";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { toast } from "../../ui/Toast";
import { usePersonTitle } from "../permits/usePersonTitle";
import { FlightForm } from "./FlightForm";
import { useCampaigns, useSurveyActions } from "./queries";
import styles from "./surveys.module.css";
import type { Survey } from "./types";

const NONE = collection([]);

/** Beside a survey: the ground that it shows, what was said of the flight, and who may see it. */
export function SurveySide({ survey }: { survey: Survey }) {
  return (
    <aside className={styles.stack}>
      <Ground survey={survey} />
      <Publication survey={survey} />
      <FlightFacts survey={survey} />
      {survey.may_upload && <Acts survey={survey} />}
    </aside>
  );
}

function Ground({ survey }: { survey: Survey }) {
  const { t } = useI18n();
  const commune = useCommunes().data?.find((one) => one.id === survey.commune_id);
  const ground = survey.footprint ?? survey.authorisation?.area ?? null;
  const drawn = useMemo(() => collection(ground ? [ground] : []), [ground]);
  const bounds = useMemo(() => boundsOf(drawn.features), [drawn]);
  const target = useMemo(() => (bounds ? { bounds, zoom: 17 } : null), [bounds]);
  if (!commune) return null;
  return (
    <div className={styles.smallMap}>
      <ShapesMap
        label={t("surveys.ground")}
        home={bounds ?? (commune.bbox as Bounds | null)}
        shapes={NONE}
        selection={drawn}
        target={target}
      />
    </div>
  );
}

function Publication({ survey }: { survey: Survey }) {
  const { t, format } = useI18n();
  const { publish } = useSurveyActions(survey.id);
  const isPublic = survey.published_at !== null;
  if (!isPublic && !survey.may_publish) return null;
  const change = () =>
    publish.mutate(!isPublic, {
      onSuccess: () => toast(t(isPublic ? "surveys.hidden" : "surveys.shown")),
      onError: (error) => toast(error.message, "late"),
    });
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{t("surveys.publication")}</h2>
      <p>
        {isPublic
          ? t("surveys.publicSince", { date: format.date(survey.published_at ?? "") })
          : t("surveys.deskOnly")}
      </p>
      {survey.may_publish && (
        <div>
          <Button
            icon={isPublic ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            isDisabled={!isPublic && survey.kinds.length === 0}
            isPending={publish.isPending}
            onPress={change}
          >
            {t(isPublic ? "surveys.unpublish" : "surveys.publish")}
          </Button>
        </div>
      )}
    </section>
  );
}

function FlightFacts({ survey }: { survey: Survey }) {
  const { t, format } = useI18n();
  const person = usePersonTitle();
  const campaign = useCampaigns(survey.commune_id).data?.find((one) => one.id === survey.campaign_id);
  const centimetres = (value: number | null) =>
    value === null
      ? "—"
      : t("surveys.centimetres", { size: format.number(value, { maximumFractionDigits: 1 }) });
  const permission = survey.authorisation;
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{t("surveys.flight")}</h2>
      <dl className={styles.facts}>
        {campaign && (
          <>
            <dt>{t("surveys.campaign")}</dt>
            <dd>
              <bdi>{format.name(campaign.name)}</bdi>
            </dd>
          </>
        )}
        <dt>{t("surveys.gsdShort")}</dt>
        <dd className="numeric">{centimetres(survey.gsd_cm)}</dd>
        <dt>{t("surveys.accuracyShort")}</dt>
        <dd className="numeric">{centimetres(survey.accuracy_cm)}</dd>
        <dt>{t("surveys.georeference")}</dt>
        <dd>{t(`surveys.georeference.${survey.georeference as "rtk" | "control_points" | "gps"}`)}</dd>
        {permission && (
          <>
            <dt>{t("surveys.step.authorisation")}</dt>
            <dd>
              <bdi className="latin">{permission.reference}</bdi>
              <span className={styles.small}>
                {t("surveys.validFromTo", {
                  from: format.date(permission.valid_from),
                  until: format.date(permission.valid_until),
                })}
              </span>
            </dd>
            <dt>{t("surveys.pilot")}</dt>
            <dd>
              <bdi>{permission.pilot_name}</bdi>
            </dd>
          </>
        )}
        {survey.created_by && (
          <>
            <dt>{t("surveys.announcedBy")}</dt>
            <dd>
              <bdi>{person(survey.created_by)}</bdi>
            </dd>
          </>
        )}
        {survey.note && (
          <>
            <dt>{t("surveys.note")}</dt>
            <dd dir="auto">{survey.note}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Acts({ survey }: { survey: Survey }) {
  const { t } = useI18n();
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState<"edit" | "remove" | null>(null);
  const { correct, remove } = useSurveyActions(survey.id);
  const close = () => setAsked(null);
  const run = async () => {
    try {
      await remove.mutateAsync();
      navigate("/desk/surveys");
    } catch (error) {
      close();
      toast((error as Error).message, "late");
    }
  };
  return (
    <div className={styles.row}>
      {survey.authorisation && (
        <Button icon={<Pencil aria-hidden />} onPress={() => setAsked("edit")}>
          {t("surveys.edit")}
        </Button>
      )}
      {survey.products.length === 0 && (
        <Button kind="quiet" icon={<Trash2 aria-hidden />} onPress={() => setAsked("remove")}>
          {t("surveys.remove")}
        </Button>
      )}
      {survey.authorisation && (
        <Dialog title={t("surveys.edit")} isOpen={asked === "edit"} onClose={close} size="large">
          <FlightForm
            commune={survey.commune_id}
            authorisation={survey.authorisation}
            survey={survey}
            action={t("surveys.save")}
            isPending={correct.isPending}
            problem={correct.error}
            onSend={(body) => correct.mutate(body, { onSuccess: close })}
          />
        </Dialog>
      )}
      <Dialog
        title={t("surveys.removeAsk", { number: survey.number })}
        isOpen={asked === "remove"}
        onClose={close}
        role="alertdialog"
        actions={
          <>
            <Button onPress={close}>{t("common.cancel")}</Button>
            <Button kind="danger" isPending={remove.isPending} onPress={() => void run()}>
              {t("surveys.remove")}
            </Button>
          </>
        }
      >
        {t("surveys.removeHelp")}
      </Dialog>
    </div>
  );
}
