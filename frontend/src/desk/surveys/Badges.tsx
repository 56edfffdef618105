import { useI18n } from "../../i18n/t";
import { Badge } from "../../ui/Badge";
import { COMPARISON_TONE, PRODUCT_TONE, SURVEY_TONE } from "./states";
import type { ComparisonState, ProductState, SurveyState } from "./types";

export function SurveyBadge({ state }: { state: SurveyState }) {
  const { t } = useI18n();
  return <Badge level={SURVEY_TONE[state]}>{t(`surveys.state.${state}`)}</Badge>;
}

export function ProductBadge({ state }: { state: ProductState }) {
  const { t } = useI18n();
  return <Badge level={PRODUCT_TONE[state]}>{t(`surveys.productState.${state}`)}</Badge>;
}

export function ComparisonBadge({ state }: { state: ComparisonState }) {
  const { t } = useI18n();
  return <Badge level={COMPARISON_TONE[state]}>{t(`surveys.comparisonState.${state}`)}</Badge>;
}
