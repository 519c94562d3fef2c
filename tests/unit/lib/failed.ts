import type { ErrorCode, Result } from '@/utils/errors';

/** What `settle` gives of work that failed. */
export function failed(code: ErrorCode): Result<never> {
  return { ok: false, error: { code } };
}
