/** Defects that nothing condemns, each with the reason why that is no hole. A survivor that is not here is one. */
export const explainedSurvivors: Readonly<Record<string, string>> = {};
