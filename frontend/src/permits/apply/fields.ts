import type { Area, Permit, Project } from "../shared/types";
import type { DraftChange } from "./draftSaver";

const PEOPLE = [
  "owner_kind",
  "owner_name",
  "owner_name_ar",
  "owner_national_id",
  "owner_phone",
  "owner_email",
  "owner_address",
  "architect_name",
  "architect_number",
] as const;
export type PeopleField = (typeof PEOPLE)[number];

/** The form's fields, one by one as they stand on the page. */
export type Fields = Record<PeopleField, string> & {
  kind: string;
  title: string;
  address: string;
  parcels: number[];
  project: Project;
  footprint: Area | null;
};

export function fieldsOf(permit: Permit, pending: DraftChange): Fields {
  const people = Object.fromEntries(
    PEOPLE.map((name) => [name, pending[name] ?? permit.people?.[name] ?? ""]),
  ) as Record<PeopleField, string>;
  return {
    ...people,
    kind: pending.kind ?? permit.kind,
    title: pending.title ?? permit.title,
    address: pending.address ?? permit.address,
    parcels: pending.parcels ?? permit.parcels.map((parcel) => parcel.id),
    project: pending.project ?? permit.project,
    footprint: pending.footprint === undefined ? permit.footprint : pending.footprint,
  };
}
