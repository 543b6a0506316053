import { LoadSettingError } from "@ai-sdk/provider";
import { readBaseURL, type ErrorInfo, type ReadVariable } from "@portolan/core";

/** Where Model Studio is served. Keys, models and prices belong to one region. */
export type DashScopeRegion = "singapore" | "beijing" | "virginia" | "hongkong" | "frankfurt" | "tokyo";

/** The vendor's own names of the same places. */
export type DashScopeRegionId = "ap-southeast-1" | "cn-beijing" | "us-east-1" | "cn-hongkong" | "eu-central-1" | "ap-northeast-1";

/** Settings that only DashScope has. */
export interface DashScopeSettings {
  /** Keys work in their own region alone. @default the environment's `DASHSCOPE_API_REGION`, then "singapore" */
  readonly region?: DashScopeRegion | DashScopeRegionId | undefined;
  /** Calls go to the workspace's own host, which Frankfurt and Tokyo need. @default the environment's `DASHSCOPE_WORKSPACE_ID` */
  readonly workspaceId?: string | undefined;
  /** How tasks are waited for that the service works on by itself, such as most pictures. */
  readonly tasks?: {
    /** Until a task is given up, in milliseconds; `0` or `Infinity` waits for ever. @default 600_000 */
    readonly timeoutMs?: number | undefined;
    /** Before the first look at a task, in milliseconds, 0 or more; every further wait is half as long again, up to 10 seconds. @default 1000 */
    readonly pollMs?: number | undefined;
  } | undefined;
}

interface Place {
  readonly id: DashScopeRegionId;
  /** The host without a workspace; absent where there is none. */
  readonly host?: string;
}

/** https://www.alibabacloud.com/help/en/model-studio/qwen-api-via-openai-chat-completions */
const places: Readonly<Record<DashScopeRegion, Place>> = {
  singapore: { id: "ap-southeast-1", host: "dashscope-intl.aliyuncs.com" },
  beijing: { id: "cn-beijing", host: "dashscope.aliyuncs.com" },
  virginia: { id: "us-east-1", host: "dashscope-us.aliyuncs.com" },
  hongkong: { id: "cn-hongkong", host: "cn-hongkong.dashscope.aliyuncs.com" },
  frankfurt: { id: "eu-central-1" },
  tokyo: { id: "ap-northeast-1" },
};
const regions = Object.keys(places) as readonly DashScopeRegion[];

/** A base URL in the environment. What settings say of the region wins over it. */
const baseURLVariables = ["DASHSCOPE_API_BASE", "DASHSCOPE_BASE_URL", "ALIBABA_API_BASE"] as const;

/**
 * Where calls go: the settings' region and workspace, else the environment's base URL, else its region and workspace.
 *
 * @throws LoadSettingError for a region nobody knows, for one that needs a workspace, and for a workspace id that is none
 */
export function baseURLOf(settings: DashScopeSettings, read: ReadVariable): string {
  const wanted = settings.region;
  // Empty is what an unset variable that was passed on looks like.
  const workspaceId = settings.workspaceId === "" ? undefined : settings.workspaceId;
  const given = wanted === undefined && workspaceId === undefined ? read(...baseURLVariables) : undefined;
  if (given !== undefined) return readBaseURL(given, { providerId: "dashscope", from: `the environment (${baseURLVariables.join(", ")})` });
  const region = findRegion(wanted ?? read("DASHSCOPE_API_REGION") ?? "singapore");
  const host = hostOf(region, workspaceId ?? read("DASHSCOPE_WORKSPACE_ID"));
  return `https://${host}/compatible-mode/v1`;
}

function findRegion(name: string): DashScopeRegion {
  const wanted = name.trim().toLowerCase();
  const region = regions.find((candidate) => candidate === wanted || places[candidate].id === wanted);
  if (region !== undefined) return region;
  const known = regions.map((candidate) => `${candidate} (${places[candidate].id})`).join(", ");
  throw new LoadSettingError({ message: `dashscope: there is no region ${JSON.stringify(name)}. There are ${known}: give \`region\` or set DASHSCOPE_API_REGION.` });
}

function hostOf(region: DashScopeRegion, workspaceId: string | undefined): string {
  const { id, host } = places[region];
  if (workspaceId !== undefined) {
    // It becomes part of a host name, which must not lead elsewhere.
    if (!/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(workspaceId)) {
      throw new LoadSettingError({ message: "dashscope: the workspace id may hold letters, digits and dashes only. It is on the workspace's page in the console, e.g. llm-1a2b3c." });
    }
    return `${workspaceId}.${id}.maas.aliyuncs.com`;
  }
  if (host !== undefined) return host;
  throw new LoadSettingError({ message: `dashscope: the region ${region} is reached through a workspace's own host. Give \`workspaceId\` or set DASHSCOPE_WORKSPACE_ID.` });
}

/** The region that a base URL leads to; `undefined` for hosts that are not the vendor's. */
function regionOf(baseURL: string): DashScopeRegion | undefined {
  const { hostname } = new URL(baseURL);
  return regions.find((region) => hostname === places[region].host || hostname.endsWith(`.${places[region].id}.maas.aliyuncs.com`));
}

/** What to do about an error that the address may be the reason of. */
export function advise({ kind, status }: ErrorInfo, { baseURL, hasKey }: { readonly baseURL: string; readonly hasKey: boolean }): string | undefined {
  if (kind === "auth" && hasKey) return adviseOnKey(baseURL);
  const isOtherAPI = status === 404 && kind !== "model-not-found" && regionOf(baseURL) !== undefined && !baseURL.endsWith("/compatible-mode/v1");
  return isOtherAPI ? `the base URL ends in /compatible-mode/v1, as in ${new URL(baseURL).origin}/compatible-mode/v1` : undefined;
}

/**
 * A key of another region gets the same bare words as one that is wrong altogether:
 * https://www.alibabacloud.com/help/en/model-studio/error-code
 */
function adviseOnKey(baseURL: string): string {
  const region = regionOf(baseURL);
  const asked = region === undefined ? `this went to ${new URL(baseURL).host}` : `this went to ${region}`;
  const others = regions.filter((candidate) => candidate !== region).join(", ");
  return (
    `check the API key (DASHSCOPE_API_KEY). Keys belong to one region: ${asked}; another is chosen by the setting \`region\` or DASHSCOPE_API_REGION (${others}). ` +
    "Keys of a coding or token plan (sk-sp-…) need the plan's own `baseURL`. Keys: https://modelstudio.console.alibabacloud.com"
  );
}
