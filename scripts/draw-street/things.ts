import type { Thing } from '../../src/main/sample/street/scene.ts';
import {
  type Canvas,
  type Color,
  fade,
  hex,
  mix,
  type Outline,
  oval,
  type Paint,
  rounded,
  stroke,
} from './canvas.ts';

/** Places within a thing, as shares of its box; a thing that is flipped looks the other way. */
interface Pen {
  canvas: Canvas;
  x(share: number): number;
  y(share: number): number;
  /** Of its height, in pixels. */
  tall: number;
  wide: number;
  fill(outlines: Outline | readonly Outline[], paint: Paint, opacity?: number): void;
  /** An outline of shares as pixels. */
  shape(...shares: number[]): Outline;
  box(x: number, y: number, width: number, height: number, above?: number, below?: number): Outline;
}

function penFor(canvas: Canvas, { box, flipped: isFlipped, label }: Thing): Pen {
  // What is written on a sign is written one way.
  const flipped = isFlipped && label !== 'sign';
  const x = (share: number): number => box.x + (flipped ? 1 - share : share) * box.width;
  const y = (share: number): number => box.y + share * box.height;
  const isOne = (outlines: Outline | readonly Outline[]): outlines is Outline =>
    typeof outlines[0] === 'number';
  return {
    ...{ canvas, x, y, tall: box.height, wide: box.width },
    fill: (outlines, paint, opacity) => canvas.fill(isOne(outlines) ? [outlines] : outlines, paint, opacity),
    shape: (...shares) => shares.map((share, index) => (index % 2 === 0 ? x(share) : y(share))),
    box: (left, top, width, height, above = 0, below = above) => {
      const from = Math.min(x(left), x(left + width));
      return rounded(from, y(top), width * box.width, height * box.height, above, below);
    },
  };
}

const dark = hex('#23262c');
const glass = fade(hex('#c9dcea'), hex('#7f9bb3'), 0, 1);
const paints = ['#b23a33', '#33608f', '#d9d6cf', '#3f4a52', '#5f7f63', '#c79a3b', '#7d3f58', '#8f9aa3'].map(
  hex,
);
const coats = ['#8a3b3b', '#35566f', '#3f6b52', '#54427a', '#b0762e', '#2f3a48', '#a34f6d', '#6d6f74'].map(
  hex,
);
const trousers = ['#2c3440', '#4a4038', '#37424f', '#2a2d33', '#5b5348', '#3a3350', '#30404a', '#403838'].map(
  hex,
);
const skins = ['#e6bd9c', '#d7a47f', '#b98460', '#8d5f43'].map(hex);
const hairs = ['#2b211b', '#4a3324', '#7a5a34', '#17161a'].map(hex);
const white: Color = [247, 246, 242];

const windowPaint = (pen: Pen, top: number, bottom: number): Paint => {
  const [from, to] = [pen.y(top), pen.y(bottom)];
  return (y) => glass((y - from) / (to - from));
};

/** What something throws on the ground: it is no part of it. */
function shadow({ canvas, wide, x, y }: Pen, reach = 0.5): void {
  const middle = x(0.5);
  canvas.fill([oval(middle, y(1) - 1, wide * reach, Math.max(2, wide * 0.028))], [30, 30, 34], 0.28);
}

function wheel(pen: Pen, share: number): void {
  const radius = pen.tall * 0.175;
  const [x, y] = [pen.x(share), pen.y(1) - radius];
  pen.fill(oval(x, y, radius), dark);
  pen.fill(oval(x, y, radius * 0.56), [168, 172, 178]);
  pen.fill(oval(x, y, radius * 0.2), dark);
}

/** Outlines of what is above the doors: a saloon, a hatchback, a van. */
const roofs = [
  [0.16, 0.46, 0.31, 0.03, 0.36, 0, 0.64, 0, 0.7, 0.03, 0.86, 0.46],
  [0.1, 0.46, 0.2, 0.05, 0.26, 0, 0.62, 0, 0.67, 0.02, 0.84, 0.46],
  [0.03, 0.5, 0.05, 0.04, 0.1, 0, 0.68, 0, 0.73, 0.03, 0.87, 0.46],
] as const;
const panes = [
  [
    [0.235, 0.44, 0.345, 0.09, 0.48, 0.09, 0.48, 0.44],
    [0.515, 0.44, 0.515, 0.09, 0.66, 0.09, 0.775, 0.44],
  ],
  [
    [0.165, 0.44, 0.245, 0.09, 0.43, 0.09, 0.43, 0.44],
    [0.465, 0.44, 0.465, 0.09, 0.63, 0.09, 0.755, 0.44],
  ],
  [
    [0.1, 0.42, 0.115, 0.09, 0.42, 0.09, 0.42, 0.42],
    [0.46, 0.44, 0.46, 0.09, 0.675, 0.09, 0.785, 0.44],
  ],
] as const;

function drawCar(pen: Pen, { look, color }: Thing): void {
  const paint = paints[color % paints.length] ?? dark;
  const [top, bottom] = [pen.y(0), pen.y(0.9)];
  const body = fade(mix(paint, white, 0.14), mix(paint, [20, 20, 26], 0.24), top, bottom);
  shadow(pen, 0.53);
  pen.fill(pen.shape(...(roofs[look] ?? roofs[0])), body);
  pen.fill(pen.box(0, 0.38, 1, 0.5, pen.tall * 0.17, pen.tall * 0.1), body);
  for (const pane of panes[look] ?? panes[0]) pen.fill(pen.shape(...pane), windowPaint(pen, 0.05, 0.46));
  pen.fill(pen.shape(0.02, 0.78, 0.98, 0.78, 0.98, 0.85, 0.02, 0.85), mix(paint, dark, 0.55), 0.85);
  for (const share of [0.32, 0.5])
    pen.fill(
      pen.shape(share + 0.06, 0.6, share + 0.12, 0.6, share + 0.12, 0.635, share + 0.06, 0.635),
      dark,
      0.6,
    );
  pen.fill(pen.shape(0.495, 0.45, 0.502, 0.45, 0.502, 0.8, 0.495, 0.8), dark, 0.35);
  pen.fill(pen.box(0.935, 0.5, 0.055, 0.12, pen.tall * 0.035), [250, 240, 205]);
  pen.fill(pen.box(0.008, 0.5, 0.04, 0.13, pen.tall * 0.035), [190, 46, 40]);
  wheel(pen, 0.2);
  wheel(pen, 0.79);
}

function drawBus(pen: Pen, { color }: Thing): void {
  const paint = [hex('#e2b33c'), hex('#3a7ca5'), hex('#5b8c5a'), hex('#c4523d')][color % 4] ?? dark;
  shadow(pen, 0.51);
  pen.fill(
    pen.box(0, 0, 1, 0.91, pen.tall * 0.09, pen.tall * 0.05),
    fade(mix(paint, white, 0.16), mix(paint, dark, 0.16), pen.y(0), pen.y(0.9)),
  );
  pen.fill(pen.box(0, 0.66, 1, 0.07), white, 0.85);
  for (let pane = 0; pane < 6; pane++) {
    if (pane === 1 || pane === 4) {
      pen.fill(pen.box(0.035 + pane * 0.15, 0.16, 0.115, 0.7, 3), mix(paint, dark, 0.4));
      for (const half of [0, 0.06])
        pen.fill(pen.box(0.041 + pane * 0.15 + half, 0.19, 0.045, 0.6, 2), windowPaint(pen, 0.15, 0.8));
    } else pen.fill(pen.box(0.03 + pane * 0.15, 0.16, 0.135, 0.36, 4), windowPaint(pen, 0.15, 0.5));
  }
  pen.fill(pen.box(0.93, 0.14, 0.07, 0.44, 4), windowPaint(pen, 0.1, 0.6));
  pen.fill(pen.box(0.62, 0.035, 0.24, 0.085, 3), dark);
  for (let letter = 0; letter < 6; letter++)
    pen.fill(pen.box(0.645 + letter * 0.033, 0.055, 0.02, 0.045), [255, 190, 70]);
  pen.fill(pen.box(0.965, 0.73, 0.03, 0.07, 3), [250, 240, 205]);
  const radius = pen.tall * 0.115;
  for (const share of [0.16, 0.75]) {
    const [x, y] = [pen.x(share), pen.y(1) - radius];
    pen.fill(oval(x, y, radius), dark);
    pen.fill(oval(x, y, radius * 0.52), [170, 174, 180]);
  }
}

function drawPerson(pen: Pen, { look, color }: Thing): void {
  const [coat, skin, hair] = [
    coats[color % 8] ?? dark,
    skins[color % 4] ?? dark,
    hairs[(color + look) % 4] ?? dark,
  ];
  const cloth = trousers[(color * 3 + look) % 8] ?? dark;
  const shoe = hex('#1f1d20');
  const { tall, x, y } = pen;
  const limb = tall * 0.058;
  const line = (x0: number, y0: number, x1: number, y1: number, thick: number, paint: Paint): void =>
    pen.fill(stroke(x(x0), y(y0), x(x1), y(y1), thick), paint);
  const rides = look === 4;
  if (!rides) shadow(pen, 0.62);
  // The arm behind, then legs, body, head, and the arm in front.
  line(0.48, 0.24, rides ? 0.9 : 0.12, 0.5, limb * 0.92, mix(coat, dark, 0.32));
  if (look === 1) {
    pen.fill(
      pen.shape(0.34, 0.44, 0.66, 0.44, 0.86, 0.78, 0.16, 0.78),
      fade(mix(coat, white, 0.1), mix(coat, dark, 0.2), y(0.4), y(0.8)),
    );
    line(0.36, 0.76, 0.3, 0.95, limb * 0.8, skin);
    line(0.64, 0.76, 0.68, 0.95, limb * 0.8, skin);
  } else {
    line(0.45, 0.48, rides ? 0.66 : 0.16, rides ? 0.7 : 0.93, limb * 1.25, mix(cloth, dark, 0.35));
    if (rides) line(0.66, 0.68, 0.5, 0.95, limb * 1.1, mix(cloth, dark, 0.35));
    line(0.54, 0.48, rides ? 0.84 : 0.7, rides ? 0.62 : 0.95, limb * 1.3, cloth);
    if (rides) line(0.84, 0.6, 0.72, 0.9, limb * 1.15, cloth);
  }
  const feet = look === 1 ? [0.2, 0.6] : rides ? [0.42, 0.64] : [0, 0.66];
  for (const share of feet) pen.fill(pen.box(share, 0.945, 0.34, 0.055, tall * 0.018, tall * 0.006), shoe);
  const coatPaint = fade(mix(coat, white, 0.12), mix(coat, dark, 0.15), y(0.18), y(0.55));
  pen.fill(pen.box(0.28, 0.175, 0.44, look === 3 ? 0.46 : 0.36, tall * 0.06, tall * 0.03), coatPaint);
  if (look === 2) {
    pen.fill(pen.box(0.1, 0.2, 0.24, 0.22, tall * 0.03), mix(coat, [230, 180, 60], 0.7));
    line(0.3, 0.2, 0.36, 0.32, limb * 0.4, dark);
  }
  pen.fill(pen.box(0.43, 0.13, 0.15, 0.07), mix(skin, dark, 0.12));
  const radius = tall * 0.068;
  const headY = y(0) + radius * 1.12;
  pen.fill(oval(x(0.51), headY - radius * 0.06, radius * 1.06), hair);
  if (color % 3 === 0) pen.fill(oval(x(0.44), headY + radius * 0.7, radius * 0.75, radius * 1.15), hair);
  pen.fill(
    oval(x(0.51) + (x(0.6) - x(0.5)) * 0.55, headY + radius * 0.14, radius * 0.82, radius * 0.9),
    skin,
  );
  const [handX, handY] = rides ? [0.96, 0.47] : look === 3 ? [0.76, 0.56] : [0.9, 0.5];
  line(0.55, 0.225, (0.55 + handX) / 2 + 0.02, 0.4, limb, mix(coat, dark, 0.12));
  line((0.55 + handX) / 2 + 0.02, 0.385, handX, handY, limb * 0.9, mix(coat, dark, 0.12));
  pen.fill(oval(x(1) + (x(0) < x(1) ? -1 : 1) * limb * 0.55, y(handY + 0.01), limb * 0.55), skin);
  if (look === 3) {
    pen.fill(pen.box(0.62, 0.57, 0.34, 0.16, tall * 0.012), hex('#c9a26a'));
    line(0.7, 0.58, 0.79, 0.5, limb * 0.25, dark);
    line(0.88, 0.58, 0.79, 0.5, limb * 0.25, dark);
  }
  // Whatever the pose, the box ends where she does.
  pen.fill(
    pen.box(0, look === 1 || rides ? 0.5 : 0.945, 0.1, 0.05, 1),
    look === 1 || rides ? mix(coat, dark, 0.32) : shoe,
  );
}

function drawBicycle(pen: Pen, { color }: Thing): void {
  const paint = paints[(color + 1) % 8] ?? dark;
  const radius = pen.tall * 0.32;
  const thick = Math.max(2, pen.tall * 0.045);
  const floor = pen.y(1);
  const side = pen.x(0) < pen.x(1) ? 1 : -1;
  const [back, front] = [pen.x(0) + side * radius, pen.x(1) - side * radius];
  pen.canvas.fill([oval((back + front) / 2, floor - 1, pen.wide * 0.48, 3)], [30, 30, 34], 0.24);
  for (const x of [back, front]) {
    pen.fill([oval(x, floor - radius, radius), oval(x, floor - radius, radius - thick)], dark);
    pen.fill(oval(x, floor - radius, thick), [150, 154, 160]);
    for (let spoke = 0; spoke < 4; spoke++) {
      const [dx, dy] = [
        Math.cos((spoke * Math.PI) / 4) * (radius - thick),
        Math.sin((spoke * Math.PI) / 4) * (radius - thick),
      ];
      pen.fill(stroke(x - dx, floor - radius - dy, x + dx, floor - radius + dy, 0.8), [120, 124, 130]);
    }
  }
  const line = (x0: number, y0: number, x1: number, y1: number, width = thick): void =>
    pen.fill(stroke(x0, y0, x1, y1, width), paint);
  const [crankX, crankY] = [pen.x(0.44), floor - radius * 0.9];
  const [seatX, seatY] = [pen.x(0.34), pen.y(0.16)];
  const [headX, headY] = [pen.x(0.7), pen.y(0.12)];
  line(back, floor - radius, crankX, crankY);
  line(crankX, crankY, seatX, seatY);
  line(back, floor - radius, seatX + (crankX - seatX) * 0.25, seatY + (crankY - seatY) * 0.25);
  line(crankX, crankY, headX, headY + 4);
  line(seatX + 2, seatY + 6, headX, headY + 3);
  line(headX, headY, front, floor - radius);
  pen.fill(stroke(headX - side * 2, pen.y(0.03), headX + side * pen.wide * 0.1, pen.y(0.03), thick), dark);
  line(headX, headY, headX, pen.y(0.02));
  pen.fill(rounded(seatX - pen.wide * 0.07, seatY - thick, pen.wide * 0.14, thick * 1.4, thick * 0.6), dark);
  pen.fill(oval(crankX, crankY, thick * 1.6), [80, 84, 90]);
  pen.fill(stroke(headX - 2, pen.y(0) + 1, headX + 2, pen.y(0) + 1, 2), dark);
}

function drawPole(pen: Pen, { look }: Thing): void {
  const metal = hex('#4b5157');
  if (look === 1) {
    pen.fill(pen.box(0, 0, 1, 1), hex('#80868d'));
    pen.fill(pen.box(0.55, 0, 0.45, 1), hex('#5d636a'));
    return;
  }
  const thick = pen.tall * 0.026;
  const middle = pen.x(0.24);
  pen.canvas.fill([oval(pen.x(0.5), pen.y(1), pen.wide * 0.4, 3)], [30, 30, 34], 0.22);
  pen.fill(rounded(middle - thick / 2, pen.y(0) + 3, thick, pen.tall - 3, thick / 2, 0), metal);
  pen.fill(
    rounded(middle - thick, pen.y(0.93), thick * 2, pen.tall * 0.07, thick * 0.4, 0),
    mix(metal, dark, 0.4),
  );
  pen.fill(stroke(middle, pen.y(0.012) + 2, pen.x(0.86), pen.y(0.012), thick * 0.6), metal);
  pen.fill(pen.box(0.6, 0, 0.4, 0.022, pen.tall * 0.009), mix(metal, dark, 0.3));
  pen.fill(pen.box(0.64, 0.021, 0.32, 0.012, 1), [255, 244, 205]);
  pen.fill(pen.box(0, 0.985, 0.5, 0.015, 1), mix(metal, dark, 0.4));
}

function drawSign(pen: Pen, { look }: Thing): void {
  const { tall, wide } = pen;
  const [x, y] = [pen.x(0.5), pen.y(0.5)];
  const red = hex('#c0322b');
  if (look === 0) {
    pen.fill(oval(x, y, wide / 2), red);
    pen.fill(pen.box(0.18, 0.42, 0.64, 0.16), white);
  } else if (look === 1) {
    pen.fill(pen.shape(0.5, 0, 1, 1, 0, 1), red);
    pen.fill(pen.shape(0.5, 0.22, 0.82, 0.88, 0.18, 0.88), white);
    pen.fill(pen.box(0.46, 0.42, 0.08, 0.26), dark);
    pen.fill(oval(x, pen.y(0.77), tall * 0.05), dark);
  } else if (look === 2) {
    pen.fill(pen.box(0, 0, 1, 1, wide * 0.1), hex('#2456a0'));
    pen.fill(pen.shape(0.5, 0.14, 0.88, 0.84, 0.12, 0.84), white);
    pen.fill(oval(pen.x(0.52), pen.y(0.4), tall * 0.055), dark);
    pen.fill(stroke(pen.x(0.52), pen.y(0.45), pen.x(0.48), pen.y(0.62), tall * 0.08), dark);
    pen.fill(stroke(pen.x(0.48), pen.y(0.6), pen.x(0.38), pen.y(0.78), tall * 0.06), dark);
    pen.fill(stroke(pen.x(0.48), pen.y(0.6), pen.x(0.6), pen.y(0.78), tall * 0.06), dark);
  } else {
    pen.fill(oval(x, y, wide / 2), white);
    pen.fill([oval(x, y, wide / 2), oval(x, y, wide * 0.37)], red);
    for (const bar of [0.34, 0.47, 0.61]) pen.fill(pen.box(0.28, bar, 0.19, 0.055), dark);
    pen.fill(pen.box(0.28, 0.34, 0.06, 0.18), dark);
    pen.fill(pen.box(0.41, 0.47, 0.06, 0.19), dark);
    pen.fill(
      [oval(pen.x(0.62), y, wide * 0.11, tall * 0.16), oval(pen.x(0.62), y, wide * 0.05, tall * 0.1)],
      dark,
    );
  }
}

const drawings: Record<Thing['label'], (pen: Pen, thing: Thing) => void> = {
  car: drawCar,
  bus: drawBus,
  person: drawPerson,
  bicycle: drawBicycle,
  pole: drawPole,
  sign: drawSign,
};

export function drawThing(canvas: Canvas, thing: Thing): void {
  drawings[thing.label](penFor(canvas, thing), thing);
}
