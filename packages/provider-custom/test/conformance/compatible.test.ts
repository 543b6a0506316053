import { describePresets } from "./describe-presets.ts";
import { rows } from "./compatible.rows.ts";

describePresets(rows);
