/** The label fonts by the names that styles call them, with the weight of their files. */
export const WEIGHTS = { "Kharita Regular": 400, "Kharita Medium": 500, "Kharita Bold": 600 } as const;

/** Which file of a font draws which letters. */
export const RANGES = {
  arabic: ["U+0600-06FF", "U+0750-077F", "U+FB50-FDFF", "U+FE70-FEFC"],
  latin: ["U+0-2FF", "U+2000-22FF"],
};
