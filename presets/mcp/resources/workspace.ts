import { isStrategicError } from "../../../core/index.ts";
import { oneLine } from "../untrusted.ts";
import { JSON_TYPE, nameIn, type ResourceKind } from "./kind.ts";

export const datasets: ResourceKind = {
  id: "dataset",
  pattern: "strategic://datasets/{name}",
  description: "What a table of the workspace holds, as describe_dataset tells it",
  async list({ app }) {
    const names = await app.datasetNames();
    return names.map((name) => ({
      uri: `strategic://datasets/${encodeURIComponent(name)}`,
      name: oneLine(name),
      title: oneLine(name),
      mimeType: JSON_TYPE,
    }));
  },
  async read(uri, { app }, call) {
    return { mimeType: JSON_TYPE, text: JSON.stringify(await app.describe({ name: nameIn(uri) }, call)) };
  },
};

export const templates: ResourceKind = {
  id: "template",
  pattern: "strategic://templates/{id}",
  description: "A template of charts: what it shows, the schema of its data, a sample",
  list: async ({ app }) =>
    app.templates().map(({ id, title }) => ({ uri: `strategic://templates/${id}`, name: id, title, mimeType: JSON_TYPE })),
  async read(uri, { app }) {
    try {
      return { mimeType: JSON_TYPE, text: JSON.stringify(app.templates({ id: nameIn(uri) })[0]) };
    } catch (error) {
      if (isStrategicError(error) && error.code === "UNKNOWN_TEMPLATE") return null;
      throw error;
    }
  },
};
