import { Route, Switch } from "wouter";
import { useSession } from "../../api/session";
import { Loading } from "../../app/Loading";
import NotFound from "../../app/NotFound";
import { useI18n } from "../../i18n/t";
import { ForcedPassword } from "../../session/ForcedPassword";
import { AccountNeeded } from "../shared/AccountNeeded";
import { MineList } from "./MineList";
import { MinePage } from "./MinePage";

/** The applicant's own dossiers. */
export default function MinePages() {
  const { t } = useI18n();
  const { data: session } = useSession();
  if (!session) return <Loading />;
  if (!session.user) return <AccountNeeded title={t("mine.title")} lead={t("mine.lead")} />;
  if (session.user.must_change_password) return <ForcedPassword />;
  return (
    <Switch>
      <Route path="/mine" component={MineList} />
      <Route path="/mine/:id">{({ id }) => <MinePage id={Number(id)} />}</Route>
      <Route component={NotFound} />
    </Switch>
  );
}
