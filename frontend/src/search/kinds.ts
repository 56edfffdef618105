import {
  Building2,
  Crosshair,
  Landmark,
  LandPlot,
  type LucideIcon,
  Map as MapIcon,
  MapPin,
  Milestone,
  SquareDashed,
  UserRound,
} from "lucide-react";
import type { SearchKind } from "../api/types";

export const KIND_ICONS: Readonly<Record<SearchKind, LucideIcon>> = {
  parcel: LandPlot,
  address: MapPin,
  owner: UserRound,
  street: Milestone,
  place: Landmark,
  district: SquareDashed,
  commune: Building2,
  zone: MapIcon,
  coordinates: Crosshair,
};
