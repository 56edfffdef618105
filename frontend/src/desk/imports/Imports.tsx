import { Route, Switch } from "wouter";
import { can, useSession } from "../../api/session";
import NotFound from "../../app/NotFound";
import { Denied } from "../../session/Denied";
import { ImportPage } from "./ImportPage";
import { ImportsPage } from "./ImportsPage";
import { NewImportPage } from "./NewImportPage";

/** Files on their way into the cadastre. */
export default function Imports() {
  const { data: session } = useSession();
  if (!can(session, "importing.view_import")) return <Denied />;
  return (
    <Switch>
      <Route path="/desk/imports" component={ImportsPage} />
      <Route path="/desk/imports/new">
        {can(session, "importing.run_import") ? <NewImportPage /> : <Denied />}
      </Route>
      <Route path="/desk/imports/:id">
        {({ id }) => (/^\d+$/.test(id) ? <ImportPage key={id} id={Number(id)} /> : <NotFound />)}
      </Route>
    </Switch>
  );
}
