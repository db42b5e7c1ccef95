/** The plain value of a facet in SQL; null where the facets of a row are no JSON any more, so that one row hides no other. Pure. */
export const facetCell = (name: string): string =>
  `(CASE WHEN json_valid(facets) THEN json_extract(facets, '$.${name}') END)`;

/** Facets that have an index, those that find the fewest first. */
export const indexedFacets = ['caseCode', 'counselor', 'status'] as const;
