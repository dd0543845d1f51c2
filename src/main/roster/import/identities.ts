import { hashAddress, hashName } from './hash-text.ts';
import { createInterner } from './intern-text.ts';

/**
 * What people are told apart by, as numbers: equal numbers are equal values, 0 is none. Entry i of each
 * array belongs to person (or row) i.
 */
export interface Identities {
  names: Int32Array;
  phones: Int32Array;
  emails: Int32Array;
  births: Int32Array;
}

export interface Identifiable {
  name: string;
  birthDate: string | null;
  phone: string | null;
  email: string | null;
}

/** Entries are added one by one, while what is added is at hand. */
export interface IdentityList {
  add(person: Identifiable): void;
  /** An entry that is like no other. */
  addNobody(): void;
  identities(): Identities;
}

/** One for a whole comparison, so that its numbers mean the same on both sides. */
export interface IdentityReader {
  list(): IdentityList;
}

/** `YYYY-MM-DD` as the number YYYYMMDD. */
function dayNumber(date: string): number {
  let number = 0;
  for (let at = 0; at < date.length; at += 1) {
    const digit = date.charCodeAt(at) - 0x30;
    if (digit >= 0) number = number * 10 + digit;
  }
  return number;
}

interface NumberList {
  push(number: number): void;
  all(): Int32Array;
}

function createNumberList(expected: number): NumberList {
  let numbers = new Int32Array(Math.max(expected, 16));
  let count = 0;
  return {
    push(number) {
      if (count === numbers.length) {
        const more = new Int32Array(count * 2);
        more.set(numbers);
        numbers = more;
      }
      numbers[count] = number;
      count += 1;
    },
    all: () => numbers.subarray(0, count),
  };
}

/** @param expected about how many people there will be in all */
export function createIdentityReader(expected: number): IdentityReader {
  const name = createInterner(hashName, expected);
  const phone = createInterner(hashAddress, expected);
  const email = createInterner(hashAddress, expected);
  return {
    list() {
      const names = createNumberList(expected);
      const phones = createNumberList(expected);
      const emails = createNumberList(expected);
      const births = createNumberList(expected);
      return {
        add(person) {
          names.push(name(person.name));
          phones.push(person.phone === null ? 0 : phone(person.phone));
          emails.push(person.email === null ? 0 : email(person.email));
          births.push(person.birthDate === null ? 0 : dayNumber(person.birthDate));
        },
        addNobody() {
          for (const list of [names, phones, emails, births]) list.push(0);
        },
        identities: () => ({
          names: names.all(),
          phones: phones.all(),
          emails: emails.all(),
          births: births.all(),
        }),
      };
    },
  };
}

/** Sets of the three fields that identify beside the name. */
export const PHONE = 1;
export const EMAIL = 2;
export const BIRTH = 4;

function at(list: Int32Array, index: number): number {
  return list[index] ?? 0;
}

/** The fields that a person has. */
export function present(a: Identities, i: number): number {
  return (at(a.phones, i) && PHONE) | (at(a.emails, i) && EMAIL) | (at(a.births, i) && BIRTH);
}

function equalFields(a: Identities, i: number, b: Identities, j: number): number {
  return (
    (at(a.phones, i) === at(b.phones, j) ? PHONE : 0) |
    (at(a.emails, i) === at(b.emails, j) ? EMAIL : 0) |
    (at(a.births, i) === at(b.births, j) ? BIRTH : 0)
  );
}

/** The fields that both have and that are the same. */
export function agreeing(a: Identities, i: number, b: Identities, j: number): number {
  return equalFields(a, i, b, j) & present(a, i);
}

/** The fields that both have and that differ. */
export function contradicting(a: Identities, i: number, b: Identities, j: number): number {
  return present(a, i) & present(b, j) & ~equalFields(a, i, b, j);
}

export function sameName(a: Identities, i: number, b: Identities, j: number): boolean {
  return at(a.names, i) !== 0 && at(a.names, i) === at(b.names, j);
}

/** Lists of who has a number, in ascending order of index. */
export interface NumberIndex {
  /** The first that has the number, -1 for none. */
  first(number: number): number;
  /** The next one after `index` with the same number, -1 at the end. */
  next(index: number): number;
}

export function indexNumbers(numbers: Int32Array): NumberIndex {
  let highest = 0;
  for (const number of numbers) if (number > highest) highest = number;
  const heads = new Int32Array(highest + 1).fill(-1);
  const nexts = new Int32Array(numbers.length).fill(-1);
  for (let index = numbers.length - 1; index >= 0; index -= 1) {
    const number = at(numbers, index);
    if (number === 0) continue;
    nexts[index] = heads[number] ?? -1;
    heads[number] = index;
  }
  return {
    first: (number) => (number === 0 ? -1 : (heads[number] ?? -1)),
    next: (index) => nexts[index] ?? -1,
  };
}
