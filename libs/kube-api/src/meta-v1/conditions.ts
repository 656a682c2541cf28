/** Reading the conditions of a status, whatever its kind. */

interface Condition {
  readonly type: string;
  readonly status: string;
}

/** The condition of a type. */
export const findCondition = <T extends Condition>(conditions: readonly T[] | undefined, type: string): T | undefined =>
  conditions?.find((condition) => condition.type === type);

/** True when the condition is there and holds. */
export const isConditionTrue = (conditions: readonly Condition[] | undefined, type: string): boolean =>
  findCondition(conditions, type)?.status === 'True';
