import type { ErrorKind } from "./kinds.ts";

/** Codes that mean the same at every service that uses them. Compared in lower case; the first that is known decides. */
const plainCodes: Readonly<Partial<Record<ErrorKind, readonly string[]>>> = {
  auth: [
    "invalid_api_key", "invalidapikey", "api_key_invalid", "invalid_api_key_error", "incorrect_api_key", "missing_api_key", "wrong_api_key", "authentication_error",
    "authenticationerror", "authentication", "unauthenticated", "unauthorized", "invalid_authentication", "invalid_authentication_error", "expired_api_key",
    "no_db_connection",
  ],
  permission: [
    "permission_denied", "permission_error", "permission_denied_error", "access_denied", "accessdenied", "accessdenied.unpurchased", "model.accessdenied",
    "workspace.accessdenied", "forbidden", "unsupported_country_region_territory", "ip_not_allowed", "organization_restricted", "model_terms_required",
    "model_permission_blocked_org", "model_permission_blocked_project",
  ],
  quota: [
    "insufficient_quota", "credit_balance_exhausted", "organization_spend_limit_exceeded", "project_spend_limit_exceeded", "organization_usage_limit_exceeded",
    "enforced_spend_limit_reached", "billing_hard_limit_reached", "billing_not_active", "billing_error", "arrearage", "allocationquota.freetieronly",
    "insufficient_balance", "insufficient_credits", "exceeded_current_quota_error", "budget_exceeded", "blocked_api_access", "prepaidbilloverdue",
    "postpaidbilloverdue", "commoditynotpurchased", "usage_limit_reached",
  ],
  "rate-limit": [
    "rate_limit_exceeded", "rate_limit_error", "rate_limit_reached", "rate_limited", "ratelimitexceeded", "slow_down", "too_many_requests", "too_many_requests_error", "resource_exhausted",
    "limit_requests", "limit_burst_rate", "all_deployments_in_cooldown", "throttling", "throttling_error",
  ],
  overloaded: [
    "overloaded_error", "overloaded", "server_is_overloaded", "engine_overloaded", "engine_overloaded_error", "provider_overloaded", "model_overloaded",
    "unavailable_error", "queue_full", "capacity_exceeded",
  ],
  timeout: ["timeout", "timeout_error", "request_timeout", "requesttimeout", "deadline_exceeded", "gateway_timeout", "internalerror.timeout"],
  "context-length": [
    "context_length_exceeded", "exceed_context_size_error", "context_window_exceeded", "contextwindowexceedederror", "tokens_limit_reached", "request_too_large",
    "payload_too_large", "model_max_length_exceeded",
  ],
  "model-not-found": [
    "model_not_found", "model_not_found_error", "modelnotfound", "model_not_exist", "model_not_available", "model_decommissioned", "no_such_model", "invalid_model",
    "unknown_model", "deploymentnotfound",
  ],
  "content-filter": [
    "content_policy_violation", "content_filter", "content_filtered", "data_inspection_failed", "datainspectionfailed", "content_moderation", "moderation_blocked",
    "responsibleaipolicyviolation", "prohibited_content", "ipinfringementsuspect", "refusal",
  ],
  "bad-generation": ["tool_use_failed", "json_validate_failed", "output_parse_failed"],
  "bad-request": [
    "invalid_parameter_error", "invalidparameter", "invalid_parameter", "unsupported_parameter", "unsupported_value", "unsupported_model", "missing_required_parameter",
    "invalid_value", "invalid_type", "invalid_prompt", "invalid_image", "unsupported_image_format", "image_too_large", "image_too_small", "image_not_found",
    "image_download_failed", "string_too_long", "not_supported_error", "unprocessable", "method_not_allowed",
  ],
  conflict: ["conflict", "conflict_error", "idempotency_key_in_use", "lock_conflict"],
};

/** Codes so broad that the status or the words say more; they decide only where there is neither. */
const vagueCodes: Readonly<Partial<Record<ErrorKind, readonly string[]>>> = {
  server: [
    "server_error", "internal_server_error", "internal_error", "internalerror", "internal", "api_error", "upstream_error", "provider_error", "provider_unavailable",
    "server", "service_unavailable", "service_unavailable_error", "unavailable", "modelservingerror",
  ],
  "bad-request": [
    "invalid_request_error", "invalid_request", "invalid_argument", "bad_request", "badrequesterror", "badrequest", "failed_precondition", "precondition_failed",
    "validation_error", "not_found_error", "not_found",
  ],
  "rate-limit": ["requests", "tokens", "requests_per_minute", "tokens_per_minute"],
  quota: ["payment_required"],
  overloaded: ["insufficient_system_resource"],
};

const kindOfPlainCode = invert(plainCodes);
const kindOfVagueCode = invert(vagueCodes);

function invert(table: Readonly<Partial<Record<ErrorKind, readonly string[]>>>): ReadonlyMap<string, ErrorKind> {
  const kinds = Object.keys(table) as ErrorKind[];
  return new Map(kinds.flatMap((kind) => (table[kind] ?? []).map((code) => [code, kind] as const)));
}

/** What a service's code or type means on its own. */
export function kindOfCode(codes: readonly string[]): ErrorKind | undefined {
  for (const code of codes) {
    const kind = kindOfPlainCode.get(code.toLowerCase()) ?? kindOfFamily(code);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** What a broad code such as `server_error` means when nothing better is known. */
export function kindOfBroadCode(codes: readonly string[]): ErrorKind | undefined {
  return codes.map((code) => kindOfVagueCode.get(code.toLowerCase())).find((kind) => kind !== undefined);
}

/** DashScope's codes are dotted families: https://help.aliyun.com/zh/model-studio/error-code */
function kindOfFamily(code: string): ErrorKind | undefined {
  if (/^Throttling\./i.test(code)) return "rate-limit";
  if (/^(?:InvalidParameter|BadRequest|InvalidURL)\b/i.test(code)) return "bad-request";
  return undefined;
}
