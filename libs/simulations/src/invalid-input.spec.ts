/** Findings of class-validator as a Status. */
import { expect, test } from '@jest/globals';
import 'reflect-metadata';
import { Type } from 'class-transformer';
import { Allow, IsInt, Max, ValidateNested, validateSync } from 'class-validator';
import { invalidInput } from './invalid-input.ts';

class Wheel {
  @IsInt({ message: 'must be a whole number' })
  size: unknown;
}

class Car {
  @Max(5, { message: 'must be at most 5' })
  doors: unknown;

  @ValidateNested({ each: true })
  @Type(() => Wheel)
  wheels: Wheel[] = [];

  @Allow()
  colour: unknown;
}

const messageFor = (value: object): string => {
  const errors = validateSync(value, { whitelist: true, forbidNonWhitelisted: true });
  return invalidInput(errors).message;
};

test('a wrong value is named with its field and what is allowed', () => {
  expect(messageFor(Object.assign(new Car(), { doors: 7 }))).toBe(
    'the request is invalid: doors: Invalid value: 7: must be at most 5',
  );
});

test('a field inside a list is named by its path', () => {
  const wheels = [Object.assign(new Wheel(), { size: 1 }), Object.assign(new Wheel(), { size: 'big' })];
  expect(messageFor(Object.assign(new Car(), { doors: 1, wheels }))).toContain(
    'wheels[1].size: Invalid value: "big": must be a whole number',
  );
});

test('a missing value is required', () => {
  expect(messageFor(new Car())).toBe('the request is invalid: doors: Required value: must be at most 5');
});

test('an unknown field is forbidden, and the known ones are listed', () => {
  expect(messageFor(Object.assign(new Car(), { doors: 1, door: 1 }))).toBe(
    'the request is invalid: door: Forbidden: unknown field, allowed: doors, wheels, colour',
  );
});

test('the answer is a Status with one cause per field', () => {
  const errors = validateSync(Object.assign(new Car(), { doors: 7 }));
  expect(invalidInput(errors).status).toMatchObject({
    code: 400,
    reason: 'BadRequest',
    details: {
      causes: [{ reason: 'FieldValueInvalid', field: 'doors', message: 'Invalid value: 7: must be at most 5' }],
    },
  });
});
