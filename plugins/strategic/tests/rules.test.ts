import { describeRules } from "../../sandbox-pyodide/tests/guest-rules.ts";

describeRules(new URL(".", import.meta.url));
