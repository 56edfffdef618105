import { useDeferredValue, useState } from "react";
import type { Bounds } from "../api/types";
import type { Offer, Wanted } from "./queries";

/** What the form holds, made whole: a format that allows no choice of system decides it. */
export function useWanted(layer: string, offer: Offer) {
  const [format, setFormat] = useState(offer.formats[0]?.id ?? "");
  const [crs, setCrs] = useState(offer.crs[0]?.code ?? "");
  const [bbox, setBbox] = useState<Bounds | null>(null);
  const [filter, setFilter] = useState("");
  const [columns, setColumns] = useState<string[] | null>(null);
  const asked = useDeferredValue(filter.trim());

  const chosen = offer.formats.find((item) => item.id === format);
  const systems = systemsFor(chosen?.crs, offer);
  const system = (systems.find((item) => item.code === crs) ?? systems[0])?.code ?? "";
  const wanted: Wanted = { layer, format, crs: system, bbox, filter: asked, columns };
  return {
    wanted,
    purpose: chosen?.purpose ?? "",
    systems,
    filter,
    setFormat,
    setCrs,
    setBbox,
    setFilter,
    setColumns,
  };
}

/** The systems that a format can be written in; none where its standard has decided. */
function systemsFor(allowed: string | undefined, offer: Offer) {
  if (allowed === "degrees") return [];
  return offer.crs.filter((item) => allowed !== "projected" || !item.is_geographic);
}
