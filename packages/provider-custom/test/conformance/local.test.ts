import { describePresets } from "./describe-presets.ts";
import { rows } from "./local.rows.ts";

describePresets(rows);
