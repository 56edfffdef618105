import { useState } from "react";
import { ApiProblem } from "../../../api/problem";
import { useI18n } from "../../../i18n/t";
import { useEntities } from "../../../permits/shared/queries";
import { Button } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { Notice } from "../../../ui/Notice";
import { Select } from "../../../ui/Select";
import { Table } from "../../../ui/Table";
import styles from "../permits.module.css";
import { usePersonTitle } from "../usePersonTitle";
import { useCandidates, useMemberActions, useMembers } from "./rulesQueries";

/** Who speaks for which entity on the commission. */
export function MembersTab({ commune }: { commune: number }) {
  const { t, format } = useI18n();
  const members = useMembers(commune).data ?? [];
  const entities = useEntities(commune).data ?? [];
  const title = usePersonTitle();
  const { end } = useMemberActions(commune);
  const entityName = (id: number) => {
    const entity = entities.find((one) => one.id === id);
    return entity ? format.name(entity.name) : "—";
  };
  return (
    <div className={styles.stack}>
      <NameMember commune={commune} />
      {end.error && (
        <Notice level="late" isLive>
          {end.error.message}
        </Notice>
      )}
      <Table
        caption={t("permitDesk.members")}
        rows={members}
        rowKey={(one) => one.id}
        empty={<EmptyState title={t("permitDesk.noMembers")}>{t("permitDesk.noMembersHelp")}</EmptyState>}
        columns={[
          { id: "entity", title: t("permitDesk.entity"), cell: (one) => entityName(one.entity) },
          { id: "person", title: t("permitDesk.member"), cell: (one) => title(one) },
          {
            id: "end",
            title: "",
            cell: (one) => (
              <Button size="small" isDisabled={end.isPending} onPress={() => end.mutate(one.id)}>
                {t("permitDesk.endMember")}
              </Button>
            ),
          },
        ]}
      />
    </div>
  );
}

function NameMember({ commune }: { commune: number }) {
  const { t, format } = useI18n();
  const entities = useEntities(commune).data ?? [];
  const candidates = useCandidates(commune);
  const title = usePersonTitle();
  const [entity, setEntity] = useState<number | null>(null);
  const [user, setUser] = useState<number | null>(null);
  const { name } = useMemberActions(commune);
  const fault = (field: string) => (name.error instanceof ApiProblem ? name.error.at(field) : undefined);
  const send = () => {
    if (entity === null || user === null) return;
    name.mutate({ entity, commune, user }, { onSuccess: () => setUser(null) });
  };
  return (
    <>
      {candidates.data?.length === 0 && <Notice level="info">{t("permitDesk.noCandidates")}</Notice>}
      {name.error && !fault("user") && !fault("entity") && (
        <Notice level="late" isLive>
          {name.error.message}
        </Notice>
      )}
      <div className={styles.pair}>
        <Select<number>
          label={t("permitDesk.entity")}
          value={entity}
          onChange={setEntity}
          options={entities.map((one) => ({ value: one.id, title: format.name(one.name) }))}
          error={fault("entity")}
        />
        <Select<number>
          label={t("permitDesk.member")}
          value={user}
          onChange={setUser}
          options={(candidates.data ?? []).map((one) => ({ value: one.id, title: title(one) }))}
          error={fault("user")}
        />
        <div>
          <Button
            kind="main"
            isDisabled={entity === null || user === null}
            isPending={name.isPending}
            onPress={send}
          >
            {t("permitDesk.nameMember")}
          </Button>
        </div>
      </div>
    </>
  );
}
