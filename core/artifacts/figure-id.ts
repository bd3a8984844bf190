/** What a library of the code's own drew, by its number from 0: known by its id, since there is nothing to make a page of. */
export const figureId = (executionId: string, index: number): string => `${executionId}-figure-${index + 1}`;

export const isFigure = (chartId: string): boolean => /-figure-\d+$/.test(chartId);
