/** What the guest's runtime answers when nothing was said, drawn, read or wrong. */
export const quietReport = {
  stdout: "",
  stderr: "",
  truncated: [],
  charts: [],
  figures: [],
  datasets: [],
  error: null,
  limit: null,
};
