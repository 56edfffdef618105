import { Redirect } from "wouter";
import { Loading } from "../../app/Loading";
import { Page } from "../../app/Page";
import { Problem } from "../../app/Problem";
import { useI18n } from "../../i18n/t";
import { usePermit, usePermitTypes } from "../shared/queries";
import type { Permit, PermitType } from "../shared/types";
import { ConflictDialog } from "./ConflictDialog";
import { StepFrame } from "./StepFrame";
import { isStep, type Step } from "./steps";
import { ArchitectStep } from "./steps/ArchitectStep";
import { ChecksStep } from "./steps/ChecksStep";
import { DocumentsStep } from "./steps/DocumentsStep";
import { FiguresStep } from "./steps/FiguresStep";
import { FootprintStep } from "./steps/FootprintStep";
import { KindStep } from "./steps/KindStep";
import { OwnerStep } from "./steps/OwnerStep";
import { PlaceStep } from "./steps/PlaceStep";
import { SummaryStep } from "./steps/SummaryStep";
import { UseStep } from "./steps/UseStep";
import { type Draft, useDraft } from "./useDraft";

const BODIES: Readonly<Record<Step, (props: { draft: Draft }) => React.ReactNode>> = {
  kind: KindStep,
  place: PlaceStep,
  use: UseStep,
  figures: FiguresStep,
  footprint: FootprintStep,
  checks: ChecksStep,
  documents: DocumentsStep,
  owner: OwnerStep,
  architect: ArchitectStep,
  summary: SummaryStep,
};

/** One question of an application. What was sent already is followed on its own page. */
export function DraftPage({ id, step }: { id: number; step: string }) {
  const { t } = useI18n();
  const permit = usePermit(id);
  const types = usePermitTypes(permit.data?.commune_id);
  const error = permit.error ?? types.error;
  if (error && !(permit.data && types.data))
    return (
      <Page title={t("apply.title")}>
        <Problem problem={error} onRetry={() => void permit.refetch()} />
      </Page>
    );
  if (!permit.data || !types.data) return <Loading />;
  if (permit.data.state !== "draft") return <Redirect to={`/mine/${id}`} replace />;
  return <Form key={id} permit={permit.data} types={types.data} step={step} />;
}

function Form({ permit, types, step }: { permit: Permit; types: readonly PermitType[]; step: string }) {
  const draft = useDraft(permit, types);
  if (!draft) return <Loading />;
  const shown = isStep(step) && draft.steps.includes(step) ? step : null;
  if (!shown) return <Redirect to={`/apply/${permit.id}/${draft.steps[0]}`} replace />;
  const Body = BODIES[shown];
  return (
    <StepFrame draft={draft} step={shown}>
      <Body key={shown} draft={draft} />
      <ConflictDialog draft={draft} />
    </StepFrame>
  );
}
