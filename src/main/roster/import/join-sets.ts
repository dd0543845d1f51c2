/** Sets of numbers that are joined step by step (union-find); a set is known by its smallest member. */
export interface Sets {
  /** The smallest member of the set that holds the number. */
  of(number: number): number;
  join(a: number, b: number): void;
}

/** 0, 1, 2 and so on: each its own. */
export function ownNumbers(count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let index = 0; index < count; index += 1) numbers[index] = index;
  return numbers;
}

export function createSets(count: number): Sets {
  const parents = ownNumbers(count);
  const parent = (number: number) => parents[number] ?? number;
  function of(number: number): number {
    let root = number;
    while (parent(root) !== root) root = parent(root);
    for (let step = number; step !== root; ) {
      const above = parent(step);
      parents[step] = root;
      step = above;
    }
    return root;
  }
  return {
    of,
    join(a, b) {
      const [left, right] = [of(a), of(b)];
      if (left < right) parents[right] = left;
      else parents[left] = right;
    },
  };
}
