import { box, image, set } from '../build.ts';

/**
 * Two images. On the first: cat found with IoU .8, cat found wholly, a dog called cat with IoU 1, a dog missing. On the
 * second: a cat found with IoU .5, an extra bird. V = 3, W = 1, M = 1, X = 1; IoUs .8 + 1 + .5 = 2.3.
 */
export const reference = set([
  image([
    box('a', 'cat', [0, 0, 10, 10]),
    box('b', 'cat', [20, 0, 10, 10]),
    box('c', 'dog', [40, 0, 10, 10]),
    box('d', 'dog', [60, 0, 10, 10]),
  ]),
  image([box('e', 'cat', [0, 0, 10, 10])], { name: 'two.jpg' }),
]);
export const learner = set([
  image([box('1', 'cat', [0, 0, 10, 8]), box('2', 'cat', [20, 0, 10, 10]), box('3', 'cat', [40, 0, 10, 10])]),
  image([box('4', 'cat', [0, 0, 10, 5]), box('5', 'bird', [50, 50, 10, 10])], { name: 'two.jpg' }),
]);
