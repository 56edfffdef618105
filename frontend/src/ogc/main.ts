import "../theme/fonts.css";
import "../theme/tokens.css";
import "../theme/base.css";
import "./frame.css";
import "./content.css";
import { startTheme } from "../theme/theme";
import { offerCopies } from "./copy";

// The pages are whole without this: it adds the theme, the buttons that copy, and the maps.
startTheme();
offerCopies();

const boxes = [...document.querySelectorAll<HTMLElement>("[data-map]")];
if (boxes.length > 0) {
  const { openMap } = await import("./pageMap");
  for (const box of boxes) void openMap(box);
}
