import { createRandom, type Random } from '../../src/main/sample/random.ts';
import { frame, type Scene } from '../../src/main/sample/street/scene.ts';
import {
  type Canvas,
  type Color,
  createCanvas,
  fade,
  hex,
  mix,
  oval,
  type Paint,
  rectangle,
  rounded,
  stroke,
} from './canvas.ts';
import { drawThing } from './things.ts';

/** The light of a time of day: sky above and at the roofs, and what it does to every color. */
interface Light {
  sky: [Color, Color];
  tint: Color;
  strength: number;
  lit: number;
}

const lights: readonly Light[] = [
  { sky: [hex('#a9cbe6'), hex('#e6eef2')], tint: hex('#fff6e6'), strength: 0.04, lit: 0 },
  { sky: [hex('#7fb0d8'), hex('#dbe9f0')], tint: hex('#ffffff'), strength: 0, lit: 0 },
  { sky: [hex('#b9c2c9'), hex('#dfe3e4')], tint: hex('#c3cbd2'), strength: 0.14, lit: 0.15 },
  { sky: [hex('#8fa5c9'), hex('#f3d3b0')], tint: hex('#f0b27a'), strength: 0.13, lit: 0.25 },
  { sky: [hex('#3d4d75'), hex('#c58f84')], tint: hex('#39406b'), strength: 0.3, lit: 0.7 },
];

const walls = [
  '#d8c3a5',
  '#c9a58b',
  '#b9c0b4',
  '#e0d6c3',
  '#a9b4bf',
  '#cfa9a0',
  '#d9cf9f',
  '#9fa89a',
  '#c7b8c9',
].map(hex);
const awnings = ['#b5483d', '#3b6d7f', '#567d46', '#c79443', '#6b4a6f'].map(hex);
const trim = hex('#f2ece0');
const dark = hex('#2a2d33');
const lampLight = hex('#ffe3a1');

function drawSky(canvas: Canvas, { sky }: Light, horizon: number, random: Random): void {
  const shade = fade(...sky, 0, horizon * 0.8);
  canvas.fill([rectangle(0, 0, frame.width, horizon)], shade);
  for (let cloud = 2 + random.below(3); cloud > 0; cloud--) {
    const [x, y, size] = [random.below(frame.width), 40 + random.below(110), 26 + random.below(30)];
    const puffs = [-1.6, -0.7, 0.2, 1.1, 1.8].map((place, index) =>
      oval(
        x + place * size,
        y + (index % 2) * size * 0.18,
        size * (1.1 - Math.abs(place) * 0.25),
        size * 0.42,
      ),
    );
    // Not see-through: where puffs meet is not to be seen.
    for (const puff of puffs) canvas.fill([puff], (row) => mix(shade(row), [255, 255, 255], 0.3));
  }
  const far = mix(sky[1], dark, 0.16);
  for (let x = -30; x < frame.width; ) {
    const [width, height] = [50 + random.below(90), 120 + random.below(190)];
    canvas.fill([rectangle(x, horizon - height, width, height)], far, 0.75);
    x += width + random.below(50);
  }
}

interface House {
  x: number;
  width: number;
  top: number;
  base: number;
  wall: Color;
}

/** Windows of the upper floors, in rows and columns; some are lit in the evening. */
function drawWindows(
  canvas: Canvas,
  { x, width, top, wall }: House,
  shopTop: number,
  lit: number,
  random: Random,
): void {
  const columns = Math.max(2, Math.floor(width / 58));
  const floors = Math.max(1, Math.floor((shopTop - top - 26) / 66));
  const [across, up] = [width / columns, (shopTop - top - 26) / floors];
  for (let floor = 0; floor < floors; floor++)
    for (let column = 0; column < columns; column++) {
      const [left, above] = [x + across * (column + 0.5) - 13, top + 26 + up * floor + up * 0.14];
      const tall = Math.min(46, up * 0.68);
      const glow = random.share() < lit;
      const pane: Paint = glow ? lampLight : fade(hex('#8fa7b8'), hex('#5c7386'), above, above + tall);
      canvas.fill([rectangle(left - 3, above - 3, 32, tall + 6)], trim);
      canvas.fill([rectangle(left, above, 26, tall)], pane);
      canvas.fill([rectangle(left + 12, above, 2, tall), rectangle(left, above + tall * 0.36, 26, 2)], trim);
      canvas.fill([rectangle(left - 5, above + tall + 2, 36, 4)], mix(wall, dark, 0.18));
    }
}

/** Shop windows have what beginners take for things of the street: posters of people, plates that are no signs. */
function drawShop(canvas: Canvas, house: House, shopTop: number, lit: number, random: Random): void {
  const { x, width, base } = house;
  const awning = random.pick(awnings);
  const glow = random.share() < lit + 0.15;
  canvas.fill([rectangle(x, shopTop, width, base - shopTop)], mix(house.wall, dark, 0.3));
  const door = x + (random.below(2) === 0 ? 16 : width - 52);
  for (let left = x + 14; left + 60 < x + width - 8; left += 76) {
    if (Math.abs(left + 30 - door - 18) < 52) continue;
    canvas.fill([rectangle(left - 3, shopTop + 27, 68, base - shopTop - 40)], trim);
    canvas.fill(
      [rectangle(left, shopTop + 30, 62, base - shopTop - 46)],
      glow ? mix(lampLight, [255, 255, 255], 0.15) : fade(hex('#9db4c0'), hex('#4f6472'), shopTop, base),
    );
    if (random.below(3) === 0) {
      const [px, py] = [left + 20, shopTop + 38];
      canvas.fill([rectangle(px, py, 24, 36)], hex('#f4efe6'));
      canvas.fill([oval(px + 12, py + 10, 5)], hex('#b98460'));
      canvas.fill([rounded(px + 5, py + 16, 14, 18, 5, 0)], random.pick(awnings));
    }
  }
  canvas.fill([rectangle(door, shopTop + 26, 36, base - shopTop - 26)], mix(awning, dark, 0.45));
  canvas.fill([rectangle(door + 6, shopTop + 33, 24, 34)], glow ? lampLight : hex('#6b8191'));
  canvas.fill([oval(door + 30, shopTop + 78, 2)], hex('#d9b45b'));
  const stripes = Math.round(width / 22);
  for (let stripe = 0; stripe < stripes; stripe++) {
    const [left, step] = [x + (stripe * width) / stripes, width / stripes];
    const paint = stripe % 2 === 0 ? awning : trim;
    canvas.fill(
      [
        [
          left,
          shopTop,
          left + step,
          shopTop,
          left + step,
          shopTop + 20,
          left + step / 2,
          shopTop + 25,
          left,
          shopTop + 20,
        ],
      ],
      paint,
    );
  }
  canvas.fill([rectangle(x, shopTop - 18, width, 18)], mix(awning, dark, 0.3));
  const letters = 4 + random.below(5);
  const from = x + width / 2 - letters * 6;
  for (let letter = 0; letter < letters; letter++)
    canvas.fill([rounded(from + letter * 12, shopTop - 13, 8, 9, 2)], trim);
}

function drawHouses(canvas: Canvas, light: Light, base: number, random: Random): void {
  for (let x = -random.below(80); x < frame.width; ) {
    const width = 150 + random.below(130);
    // Now and then a gap with trees shows the sky.
    if (random.below(6) === 0 && x > 0) {
      for (let tree = 0; tree < 2; tree++)
        drawTree(canvas, x + 34 + tree * 62, base, 120 + random.below(60), random);
      x += 130;
      continue;
    }
    const house: House = { x, width, top: 70 + random.below(150), base, wall: random.pick(walls) };
    const { top, wall } = house;
    const shopTop = base - 118;
    canvas.fill(
      [rectangle(x, top, width, base - top)],
      fade(mix(wall, trim, 0.12), mix(wall, dark, 0.1), top, base),
    );
    canvas.fill([rectangle(x + width - 7, top, 7, base - top)], dark, 0.12);
    canvas.fill([rectangle(x - 4, top - 8, width + 8, 12)], mix(wall, trim, 0.5));
    canvas.fill([rectangle(x - 4, top + 4, width + 8, 4)], mix(wall, dark, 0.3));
    drawWindows(canvas, house, shopTop - 20, light.lit, random);
    drawShop(canvas, house, shopTop, light.lit, random);
    x += width;
  }
}

function drawTree(canvas: Canvas, x: number, base: number, tall: number, random: Random): void {
  const leaves = random.pick(['#5b7f4a', '#6f8f4e', '#4e7358', '#8a8f45', '#a8803f'].map(hex));
  canvas.fill([rectangle(x - 5, base - tall * 0.5, 10, tall * 0.5)], hex('#5d4a3a'));
  const puffs = [
    [-0.2, 0.58, 0.24],
    [0.2, 0.6, 0.24],
    [0, 0.78, 0.27],
    [-0.13, 0.72, 0.2],
    [0.15, 0.74, 0.19],
  ] as const;
  for (const [across, up, size] of puffs)
    canvas.fill([oval(x + across * tall, base - up * tall, size * tall)], mix(leaves, dark, 0.14));
  for (const [across, up, size] of puffs)
    canvas.fill([oval(x + across * tall - 5, base - up * tall - 6, size * tall * 0.78)], leaves);
}

function drawGround(canvas: Canvas, { walk, road, middle, near }: Scene['lines'], random: Random): void {
  const [stone, asphalt] = [hex('#b9b3a8'), hex('#6c6e73')];
  const { width, height } = frame;
  canvas.fill([rectangle(0, walk, width, road - walk)], fade(mix(stone, dark, 0.12), stone, walk, road));
  for (let x = 20; x < width + 60; x += 64)
    canvas.fill([stroke(x, walk, x - 14, road, 1.4)], mix(stone, dark, 0.25));
  canvas.fill([rectangle(0, road - 6, width, 6)], hex('#d5d0c6'));
  canvas.fill([rectangle(0, road, width, 4)], mix(asphalt, dark, 0.4));
  canvas.fill(
    [rectangle(0, road + 4, width, near - road - 4)],
    fade(mix(asphalt, dark, 0.14), asphalt, road, near),
  );
  for (let x = -random.below(80); x < width; x += 96)
    canvas.fill(
      [[x, middle - 3, x + 52, middle - 3, x + 48, middle + 3, x - 4, middle + 3]],
      hex('#e9e6dc'),
      0.9,
    );
  if (random.below(2) === 0) {
    const from = 160 + random.below(800);
    for (let bar = 0; bar < 5; bar++) {
      const y = road + 12 + bar * ((near - road - 20) / 5);
      canvas.fill(
        [[from - bar * 7, y, from + 92 - bar * 3, y, from + 92 - bar * 3, y + 17, from - bar * 7, y + 17]],
        hex('#efece3'),
        0.86,
      );
    }
  }
  canvas.fill([rectangle(0, near, width, 9)], hex('#d9d4c9'));
  canvas.fill(
    [rectangle(0, near + 9, width, height - near - 9)],
    fade(stone, mix(stone, dark, 0.14), near, height),
  );
  for (let x = -60; x < width + 200; x += 150)
    canvas.fill([stroke(x, near + 9, x - 60, height, 2)], mix(stone, dark, 0.22));
  canvas.fill([rectangle(0, near + 46, width, 1.6)], mix(stone, dark, 0.22));
}

/** The picture of a scene: the same for the same scene, to the last pixel. */
export function drawScene(scene: Scene): Canvas {
  const canvas = createCanvas(frame.width, frame.height);
  const random = createRandom(scene.number * 104729 + 5);
  const light = lights[scene.number % lights.length] ?? {
    sky: [dark, dark],
    tint: dark,
    strength: 0,
    lit: 0,
  };
  const { walk } = scene.lines;
  drawSky(canvas, light, walk, random);
  drawHouses(canvas, light, walk, random);
  drawGround(canvas, scene.lines, random);
  for (let tree = random.below(3); tree > 0; tree--)
    drawTree(canvas, 60 + random.below(1160), walk + 8, 150 + random.below(70), random);
  for (const thing of scene.things) drawThing(canvas, thing);
  canvas.fill([rectangle(0, 0, frame.width, frame.height)], light.tint, light.strength);
  return canvas;
}
