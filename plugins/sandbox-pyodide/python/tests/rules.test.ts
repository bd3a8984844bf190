import { describeRules } from "../../tests/guest-rules.ts";

describeRules(new URL(".", import.meta.url));
