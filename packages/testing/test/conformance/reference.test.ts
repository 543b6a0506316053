import { describeProvider } from "../../src/vitest.ts";
import { createReference, referenceOptions } from "./reference-provider.ts";

describeProvider(createReference, referenceOptions);
