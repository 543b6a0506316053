import { describePresets } from "./describe-presets.ts";
import { rows } from "./services.rows.ts";

describePresets(rows);
